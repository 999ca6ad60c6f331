"""Decision kinds: one file per kind, its `KIND` found by file name."""
