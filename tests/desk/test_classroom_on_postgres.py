"""Every promise of the live class once more, on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.desk.test_classroom import *  # noqa: F403 - all of its tests and fixtures
from tests.ledger.stores import postgres


@pytest.fixture
def ledger_url() -> Iterator[str]:
    yield from postgres()
