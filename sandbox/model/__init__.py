"""Frozen values and the base of every kind: no I/O, no clock, no randomness."""
