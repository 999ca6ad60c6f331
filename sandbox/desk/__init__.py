"""The service window: use cases that take ids and raw answers and return views."""
