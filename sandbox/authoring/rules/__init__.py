"""Rules over the whole scenario, numbered S101…: one function each, all of them always run."""
