"""Scorers of Annex C: one file per kind, its `KIND` found by file name."""
