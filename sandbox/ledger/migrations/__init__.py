"""Alembic's side of the ledger: how a stored ledger grows with the product."""
