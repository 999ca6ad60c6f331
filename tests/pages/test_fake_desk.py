"""The paper desk answers to the same calls as the real one."""

import inspect

import pytest

from sandbox.desk.office import Desk
from tests.pages.fake_desk import FakeDesk

CALLS = [name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if name[0] != "_"]


@pytest.mark.parametrize("name", CALLS)
def test_the_paper_desk_takes_what_the_desk_takes(name):
    real = inspect.signature(getattr(Desk, name)).parameters
    paper = inspect.signature(getattr(FakeDesk, name)).parameters
    assert list(paper) == list(real)
