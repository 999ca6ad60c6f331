"""Phones in a live class: server-rendered pages on plain routes, so that none holds a session."""
