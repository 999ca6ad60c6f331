"""Servers on either store."""

from collections.abc import Iterator

import pytest

from tests.ledger.stores import postgres, url

__all__ = ["shared", "url"]


@pytest.fixture
def shared() -> Iterator[str]:
    """A PostgreSQL that several servers share."""
    yield from postgres()
