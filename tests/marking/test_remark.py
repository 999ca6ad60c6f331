"""Marking a finished class again after the key was corrected."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.marking.mark import mark
from sandbox.marking.remark import Marked, RemarkDiff, remark
from sandbox.model.attempt import Attempt, Mark
from sandbox.model.reference import Sealed
from tests.marking.fakes import NOON, SETTING, attempt, decision, relation


def _marked_by(key: float, each: Attempt, reason: str = "submitted") -> Mark:
    return mark(
        mark_id=f"{each.id}/{key}",
        attempt=each,
        decision=decision(),
        sealed=Sealed(relation(key)),
        setting=SETTING,
        key_digest=f"key {key}",
        at=NOON,
        reason=reason,
    )


def _class(*answers: float, key: float = 0.5) -> list[Marked]:
    attempts = [attempt(value, id=f"a{n}") for n, value in enumerate(answers)]
    return [Marked(participant=f"p{a.id}", attempt=a, mark=_marked_by(key, a)) for a in attempts]


def _again(marked: list[Marked], key: float) -> RemarkDiff:
    return remark(marked, lambda each: _marked_by(key, each, "key corrected"))


def test_a_corrected_key_moves_those_it_concerns() -> None:
    diff = _again(_class(0.5, 0.75, 0.625), key=0.75)

    moves = {c.attempt.id: (c.old_points, c.new_points, c.difference) for c in diff.changes}
    assert moves == {"a0": (12.0, 9.0, -3.0), "a1": (9.0, 12.0, 3.0), "a2": (10.5, 10.5, 0.0)}
    assert (diff.moved_up, diff.moved_down, diff.unchanged) == (1, 1, 0)


def test_applying_adds_new_marks_with_the_reason() -> None:
    diff = _again(_class(0.5, 0.75), key=0.75)

    assert [(new.attempt, new.reason) for new in diff.marks] == [
        ("a0", "key corrected"),
        ("a1", "key corrected"),
    ]


def test_the_same_key_changes_nothing() -> None:
    diff = _again(_class(0.5, 0.75, 0.1), key=0.5)

    assert diff == RemarkDiff(changes=(), unchanged=3, gone=())


def test_a_new_digest_alone_is_no_change() -> None:
    marked = _class(0.5)
    again = remark(marked, lambda each: replace(_marked_by(0.5, each), key_digest="other"))

    assert again.unchanged == 1


def test_another_explanation_is_a_change_without_a_move() -> None:
    marked = _class(0.5)
    again = remark(marked, lambda each: replace(_marked_by(0.5, each), detail={"other": 1}))

    assert (len(again.changes), again.moved_up, again.moved_down) == (1, 0, 0)


def test_an_attempt_that_was_never_marked_is_marked_now() -> None:
    diff = _again([Marked(participant="p", attempt=attempt(0.5), mark=None)], key=0.5)

    assert [(c.old_points, c.new_points) for c in diff.changes] == [(0.0, 12.0)]


def test_a_decision_that_is_no_longer_asked_keeps_its_marks() -> None:
    marked = _class(0.5)
    diff = remark(marked, lambda _: None)

    assert diff.gone == (marked[0].attempt,)
    assert diff.marks == ()


def test_moves_are_summed_per_person() -> None:
    marked = [replace(each, participant="p") for each in _class(0.5, 0.5)]
    steady = [replace(each, participant="q") for each in _class(0.625)]

    assert _again(marked + steady, key=0.75).by_participant() == {"p": pytest.approx(-6.0)}


@given(st.lists(st.floats(0, 1)), st.floats(0, 1), st.floats(0, 1))
def test_every_attempt_is_accounted_for_and_a_second_pass_finds_nothing(
    answers: list[float], old: float, new: float
) -> None:
    marked = _class(*answers, key=old)
    diff = _again(marked, key=new)
    applied = {each.attempt: each for each in diff.marks}
    settled = [replace(m, mark=applied.get(m.attempt.id, m.mark)) for m in marked]

    assert len(diff.changes) + diff.unchanged == len(answers)
    assert _again(settled, key=new).changes == ()
