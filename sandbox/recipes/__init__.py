"""Recipes for worlds: one file per kind, its `KIND` found by file name."""
