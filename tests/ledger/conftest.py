"""Every test of the ledger runs on both stores."""

from tests.ledger.stores import ledger, url

__all__ = ["ledger", "url"]
