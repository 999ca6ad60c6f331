"""YAML to scenarios, or every problem in it."""
