"""YAML in, a frozen scenario out, or every problem that keeps it from being one."""
