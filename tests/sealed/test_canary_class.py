"""A right answer reaches no phone, projector or console of a live class before its reveal."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.desk.classroom import Classroom
from sandbox.desk.wiring import ROOT, Office, Places
from sandbox.live.room import actions
from sandbox.text import LANGS
from tests.desk.class_player import RAW, TEACHER, THROUGH, Lesson
from tests.sealed.test_canary import SCENARIOS, TOKENS, _leaks

ORDER = ("pick", "number", "day", "table")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    state = tmp_path_factory.mktemp("canary-class")
    made = Office(
        places=Places(
            scenarios=SCENARIOS,
            data=ROOT / "data",
            state=state,
            ledger_url=f"sqlite:///{state / 'ledger.db'}",
        )
    )
    yield made
    made.ledger.close()  # type: ignore[attr-defined]


def _everything(lesson: Lesson, tokens: list[str]) -> str:
    """All that any screen could show now, in both languages."""
    classroom, code = lesson.classroom, lesson.code
    views: list[object] = []
    for lang in LANGS:
        views += [classroom.board(code, lang), classroom.console(TEACHER, code, lang)]
        views += [
            classroom.door(code, lang),
            classroom.rooms(TEACHER, lang),
            classroom.offers(lang),
        ]
        views += [classroom.phone(token, lang) for token in tokens]
        views += [classroom.seat(token, lang) for token in tokens]
    return "\n".join(map(repr, views))


def _revealed(lesson: Lesson) -> set[str]:
    hall = lesson.classroom._hall(lesson.code)
    assert hall is not None
    return set(hall.room.revealed)


def test_no_view_of_any_phase_holds_a_right_answer_before_its_reveal(office: Office) -> None:
    lesson = Lesson.open(Classroom(office))
    tokens = [lesson.sit(), lesson.sit("小云"), lesson.sit()]
    assert _leaks(_everything(lesson, tokens), set()) == []
    for decision in ORDER:
        for action in THROUGH[1:] if decision != "pick" else THROUGH:
            before = _revealed(lesson)
            view = lesson.press(action)
            if view.phase in ("open", "revote") and view.question is not None:
                for token in tokens[:2]:
                    seen = repr(lesson.try_vote(token, {}))
                    seen += repr(lesson.vote(token)) + repr(lesson.try_vote(token, {"more": 1}))
                    assert _leaks(seen, before) == []
            seen = _everything(lesson, tokens)
            assert _leaks(seen, _revealed(lesson)) == [], (decision, action)
            if action == "reveal":
                assert TOKENS[decision][-1] in seen, f"no reveal of {decision} was shown"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_pressed_no_right_answer_is_shown_before_its_reveal(
    office: Office, data: st.DataObject
) -> None:
    lesson = Lesson.open(Classroom(office))
    tokens = [lesson.sit(), lesson.sit()]
    for _ in range(14):
        hall = lesson.classroom._hall(lesson.code)
        assert hall is not None
        possible = [one for one in actions(hall.room) if one != "end"]
        if not possible:
            break
        lesson.press(data.draw(st.sampled_from(possible)))
        if lesson.phone(tokens[0]).accepts and data.draw(st.booleans()):
            lesson.try_vote(tokens[0])
        if data.draw(st.booleans()):
            assert _leaks(_everything(lesson, tokens), _revealed(lesson)) == []
    if lesson.console().phase != "ended":
        lesson.press("end")
    assert _leaks(_everything(lesson, tokens), _revealed(lesson)) == []


def test_answers_of_the_player_are_no_right_answers() -> None:
    assert _leaks(repr(RAW), set()) == []
