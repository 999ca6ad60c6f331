"""The drill: one decision at a time, stored before it is acknowledged, judged once."""

import dataclasses
import json
from collections.abc import Callable

import pytest

from sandbox.desk.office import Desk
from sandbox.desk.views import RejectionView, StepView, VerdictView, VisitorView
from sandbox.desk.wiring import Office
from sandbox.errors import NotFoundError, SandboxError
from sandbox.text import Lang

RAW = {"pick": {"choice": "alpha"}, "number": {"how-many": 5}, "day": {"due": "2041-07-23"}}


@pytest.fixture
def person(desk: Desk) -> str:
    welcomed = desk.sign_in("学员", "zh")
    assert isinstance(welcomed, VisitorView)
    return welcomed.id


@pytest.fixture
def run(desk: Desk, person: str) -> str:
    return desk.start(person, "canary")


def _step(desk: Desk, person: str, run: str, lang: Lang = "zh") -> StepView:
    step = desk.step(person, run, lang)
    assert step is not None
    return step


def test_decisions_come_one_at_a_time_in_the_authors_order(
    desk: Desk, person: str, run: str
) -> None:
    seen = []
    for decision in ("pick", "number", "day"):
        step = _step(desk, person, run)
        assert step.decision is not None
        seen.append((step.step, step.decision.id))
        desk.submit(person, run, decision, RAW[decision], "zh")

    assert seen == [("first", "pick"), ("first", "number"), ("second", "day")]


def test_a_refused_answer_spends_no_attempt(
    office: Office, desk: Desk, person: str, run: str
) -> None:
    told = desk.submit(person, run, "pick", {}, "en")

    assert isinstance(told, RejectionView)
    assert office.ledger.attempts(run) == ()


def test_an_answer_out_of_turn_is_kept_waiting(desk: Desk, person: str, run: str) -> None:
    told = desk.submit(person, run, "day", RAW["day"], "zh")

    assert isinstance(told, RejectionView)


def test_pressing_twice_keeps_the_first_answer(
    office: Office, desk: Desk, person: str, run: str
) -> None:
    first = desk.submit(person, run, "pick", {"choice": "alpha"}, "zh")
    second = desk.submit(person, run, "pick", {"choice": "beta"}, "zh")

    assert isinstance(first, VerdictView)
    assert isinstance(second, VerdictView)
    assert second.points == first.points == pytest.approx(9.18273)
    assert len(office.ledger.attempts(run)) == 1
    assert len(office.ledger.marks(run)) == 1


def test_an_answer_that_cannot_be_judged_just_now_is_kept_and_judged_later(
    office: Office, desk: Desk, person: str, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise SandboxError("The key cannot be computed.")

    monkeypatch.setattr(office.keyring, "resolve", broken)
    with pytest.raises(SandboxError):
        desk.submit(person, run, "pick", RAW["pick"], "zh")
    monkeypatch.undo()

    assert [each.decision for each in office.ledger.attempts(run)] == ["pick"]
    late = desk.verdict(person, run, "pick", "zh")
    assert late is not None
    assert late.points == pytest.approx(9.18273)


def test_a_hint_costs_a_tenth_and_is_charged_once(desk: Desk, person: str, run: str) -> None:
    hint = desk.take_hint(person, run, "pick", "zh")
    told = desk.submit(person, run, "pick", {"choice": "beta"}, "zh")

    assert hint.text == "先想一想方向"
    assert isinstance(told, VerdictView)
    assert told.points == pytest.approx(9)
    assert told.percent == 100


def test_hints_come_in_order_and_run_out(desk: Desk, person: str, run: str) -> None:
    rungs = [desk.take_hint(person, run, "pick", "en").rung for _ in range(3)]

    assert rungs == [1, 2, 3]
    with pytest.raises(NotFoundError):
        desk.take_hint(person, run, "pick", "en")


def test_a_verdict_is_not_given_before_the_answer(desk: Desk, person: str, run: str) -> None:
    assert desk.verdict(person, run, "pick", "zh") is None


CALLS: list[Callable[[Desk, str, str], object]] = [
    lambda desk, who, run: desk.step(who, run, "zh"),
    lambda desk, who, run: desk.verdict(who, run, "pick", "zh"),
    lambda desk, who, run: desk.result(who, run, "zh"),
    lambda desk, who, run: desk.table_csv(who, run, "first-0", "zh"),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_run_of_someone_else_does_not_exist(
    desk: Desk, person: str, run: str, call: Callable[[Desk, str, str], object]
) -> None:
    desk.submit(person, run, "pick", RAW["pick"], "zh")
    other = desk.sign_in("别人", "zh")

    assert isinstance(other, VisitorView)
    assert call(desk, other.id, run) is None
    with pytest.raises(NotFoundError):
        desk.submit(other.id, run, "number", RAW["number"], "zh")


def test_a_retry_is_played_on_a_parallel_world(office: Office, desk: Desk, person: str) -> None:
    seeds = [office.ledger.run(desk.start(person, "canary")) for _ in range(3)]

    assert [run.seed for run in seeds if run is not None] == [11, 12, 11]


def test_a_finished_run_has_a_result_and_only_then(desk: Desk, person: str, run: str) -> None:
    for decision, raw in RAW.items():
        assert desk.result(person, run, "zh") is None
        desk.submit(person, run, decision, raw, "zh")
    step = _step(desk, person, run)
    assert step.decision is not None
    grid = step.decision.controls[0]
    labels = {row.id: "conditional" for row in grid.rows}  # type: ignore[union-attr]
    desk.submit(person, run, "table", {"labels": labels}, "zh")

    result = desk.result(person, run, "zh")
    assert result is not None
    assert result.out_of == 40
    assert 0 <= result.percent <= 100
    assert [line.decision for line in result.decisions] == ["pick", "number", "day", "table"]
    home = desk.home(person, "zh")
    assert home.going_on == ()
    assert home.finished[0].percent == result.percent


def test_no_step_view_has_room_for_a_reference(desk: Desk, person: str, run: str) -> None:
    text = json.dumps(dataclasses.asdict(_step(desk, person, run)), default=str)

    assert "CANARY" not in text
    assert "0.918273" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_download_carries_the_mark_and_is_ours_to_open(
    desk: Desk, person: str, run: str, lang: Lang
) -> None:
    found = desk.table_csv(person, run, "first-0", lang)

    assert found is not None
    name, content = found
    first = content.decode("utf-8-sig").splitlines()[0]
    assert name.endswith(".csv")
    assert first.startswith("虚构实训数据" if lang == "zh" else "Fictional training data")
