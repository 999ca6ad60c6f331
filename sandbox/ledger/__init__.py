"""The append-only store of runs, attempts, marks and events."""
