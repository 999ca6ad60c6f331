"""Scores, points and marks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.marking.detail import Detail
from sandbox.marking.mark import latest, mark, points, points_in_words, score
from sandbox.model.answer import Answer
from sandbox.model.attempt import Attempt, Mark
from sandbox.model.reference import Sealed
from sandbox.model.score import Finding
from tests.marking.fakes import NOON, SETTING, TEXT, attempt, decision, relation

KEY = Sealed(relation(0.5))


def _mark(marked: Attempt, **changes: str) -> Mark:
    return mark(
        **{"mark_id": "m1", "key_digest": "k1"} | changes,
        attempt=marked,
        decision=decision(),
        sealed=KEY,
        setting=SETTING,
        at=NOON,
    )


@pytest.mark.parametrize(
    ("out_of", "share", "hints", "worth"),
    [
        (12, 1.0, 0, 12.0),
        (12, 0.65, 0, 7.8),
        (12, 0.65, 2, 6.24),
        (10, 1.0, 3, 7.0),
        (10, 1.0, 10, 0.0),
        (10, 1.0, 11, 0.0),
        (10, 0.0, 0, 0.0),
        (3, 0.1 + 0.2, 0, 0.9),
    ],
)
def test_each_hint_costs_a_tenth_of_what_was_earned(
    out_of: int, share: float, hints: int, worth: float
) -> None:
    assert points(out_of, share, hints) == worth


@given(st.integers(1, 100), st.floats(0, 1), st.floats(0, 1), st.integers(0, 12))
def test_points_stay_in_range_and_never_fall_with_a_better_answer(
    out_of: int, low: float, high: float, hints: int
) -> None:
    low, high = sorted((low, high))

    assert 0 <= points(out_of, low, hints) <= points(out_of, high, hints) <= out_of


@pytest.mark.parametrize(
    ("share", "hints", "zh", "en"),
    [
        (1.0, 0, "12 分 × 1 = 12 分", "12 points × 1 = 12 points"),
        (0.65, 2, "12 分 × 0.65 × (1 − 0.1 × 2) = 6.24 分", None),
        (2 / 3, 0, "12 分 × 0.667 ≈ 8 分", "12 points × 0.667 ≈ 8 points"),
        (0.0, 0, "12 分 × 0 = 0 分", None),
    ],
)
def test_points_can_be_checked_by_hand(share: float, hints: int, zh: str, en: str | None) -> None:
    words = points_in_words(12, share, hints)

    assert words.zh == zh
    assert en is None or words.en == en


def test_a_mark_records_what_it_was_made_from() -> None:
    made = _mark(attempt(0.75, hints=1))

    assert made.share == 0.75
    assert made.points == 8.1
    assert (made.out_of, made.harmful, made.reason) == (12, False, "submitted")
    assert (made.scorer, made.scorer_version, made.key_digest) == ("closeness", 4, "k1")
    assert (made.id, made.attempt, made.at) == ("m1", "a1", NOON)


def test_harm_is_kept_apart_from_points() -> None:
    assert _mark(attempt(0.05)).harmful


def test_a_mark_s_detail_survives_the_ledger() -> None:
    made = _mark(attempt(0.75, hints=1))

    kept = Detail.from_json(json.loads(json.dumps(made.detail)))

    assert kept.score == TEXT
    assert kept.points.zh == "12 分 × 0.75 × (1 − 0.1 × 1) = 8.1 分"
    assert kept.findings == (
        Finding(item="n", standing="partial", credit=0.75, given="0.75", expected="0.5", note=TEXT),
    )


def test_a_finding_without_a_note_survives_the_ledger() -> None:
    plain = Detail(
        score=TEXT, points=TEXT, findings=(Finding(item="n", standing="wrong", credit=0),)
    )

    assert Detail.from_json(json.loads(json.dumps(plain.to_json()))) == plain


def test_marking_twice_gives_the_same_mark() -> None:
    assert _mark(attempt(0.3)) == _mark(attempt(0.3))


@pytest.mark.parametrize("given_value", [-9.0, float("nan")])
def test_a_scorer_that_leaves_its_range_is_a_fault_of_ours(given_value: float) -> None:
    with pytest.raises(SandboxError, match="outside 0 to 1"):
        score(decision(), Answer(relation=relation(given_value)), KEY, SETTING)


@pytest.mark.parametrize(("raw", "share"), [(0.5 + 5e-10, 1.0), (1.5 + 5e-10, 0.0)])
def test_the_dust_of_fractions_is_no_fault(raw: float, share: float) -> None:
    result = score(decision(), Answer(relation=relation(raw)), KEY, SETTING)

    assert 0 <= result.share <= 1
    assert result.share == pytest.approx(share, abs=1e-8)


def test_the_latest_mark_of_an_attempt_counts() -> None:
    marks = [
        _mark(attempt()),
        _mark(attempt(id="a2"), mark_id="m2"),
        _mark(attempt(), mark_id="m3"),
    ]

    assert {who: each.id for who, each in latest(marks).items()} == {"a1": "m3", "a2": "m2"}
