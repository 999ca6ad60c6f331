"""Simulators: one file per model of what happens, its `KIND` found by file name."""
