"""The paper desk answers to the same calls as the real one."""

import inspect
from typing import get_args

import pytest

from sandbox.desk.classroom import Classroom
from sandbox.desk.office import Desk
from sandbox.desk.views.live import Phase
from sandbox.text import LANGS
from tests.pages.fake_boards import ASKED
from tests.pages.fake_classroom import CODE, FakeClassroom
from tests.pages.fake_desk import FakeDesk


def _calls(real):
    return [name for name, _ in inspect.getmembers(real, inspect.isfunction) if name[0] != "_"]


CALLS = [
    pytest.param(real, paper, name, id=f"{real.__name__}.{name}")
    for real, paper in ((Desk, FakeDesk), (Classroom, FakeClassroom))
    for name in _calls(real)
]
PHASES = get_args(Phase)


@pytest.mark.parametrize(("real", "paper", "name"), CALLS)
def test_the_paper_desk_takes_what_the_desk_takes(real, paper, name):
    expected = inspect.signature(getattr(real, name)).parameters
    assert list(inspect.signature(getattr(paper, name)).parameters) == list(expected)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("decision", ASKED)
@pytest.mark.parametrize("phase", PHASES)
def test_the_paper_classroom_stands_in_every_phase_of_every_decision(phase, decision, lang):
    room = FakeClassroom()
    seat = room.join(CODE, "", None, lang)
    room.stand_in(phase, decision, teams=True)

    assert room.board(CODE, lang) is not None
    assert room.phone(seat.token, lang).phase == phase
    assert room.console("王老师", CODE, lang).phase == phase
