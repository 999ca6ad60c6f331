"""Sources of right answers: one file per kind, its `KIND` found by file name."""
