"""Worlds: built from a recipe and a seed, kept in a bounded cache, read under guard."""
