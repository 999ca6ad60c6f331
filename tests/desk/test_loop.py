"""考核 → 反馈 → 提升, end to end: the short check, advice, another go, and two weeks later."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.desk.office import Desk
from sandbox.desk.views import DotView, PortraitView, VisitorView
from sandbox.desk.wiring import Office
from tests.desk.loop_player import MORNING, an_office, play
from tests.fakes import FrozenClock

WELL = {
    "one_record": "verify",
    "instant": "unknown",
    "faces": "compare",
    "six_trips": "merge",
    "indicator": "outcome",
    "contract": "own-test",
    "four_ways": {
        "bus": "open", "hotline-month": "open", "hardship": "share", "marriage": "share",
        "survey": "keep", "sealed": "keep",
    },
}  # fmt: skip


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(MORNING)


@pytest.fixture
def office(built: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Office]:
    made = an_office(built, tmp_path, clock)
    yield made
    made.ledger.close()  # type: ignore[attr-defined]


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


@pytest.fixture
def who(desk: Desk) -> str:
    visitor = desk.sign_in("云溪", "zh")
    assert isinstance(visitor, VisitorView)
    return visitor.id


def portrait(desk: Desk, who: str) -> PortraitView:
    found = desk.portrait(who, "zh")
    assert found is not None
    return found


def dot(dots: tuple[DotView, ...], key: str) -> DotView:
    return next(one for one in dots if one.key == key)


def test_a_new_person_is_offered_the_short_check_and_has_no_profile(desk: Desk, who: str) -> None:
    home = desk.home(who, "zh")
    offered = [card for card in home.cards if card.recommended]

    assert [(card.id, card.check) for card in offered] == [("diagnostic", True)]
    assert home.standing is None
    assert desk.portrait(who, "zh") is None


def test_a_weakness_in_service_values_shows_with_its_decisions_and_leads_to_a_drill(
    desk: Desk, office: Office, who: str
) -> None:
    worst = {"faces": "remind", "one_record": "stop", "instant": "refuse"}
    run = play(office, who, "diagnostic", "naive", **WELL | worst)

    seen = portrait(desk, who)
    values = dot(seen.shortcomings, "values")
    assert values.score == max(one.score or 0 for one in seen.shortcomings)
    assert {pull.decision for pull in values.pulls[:3]} == {"faces", "one-record", "instant"}
    assert {pull.run for pull in values.pulls} == {run}
    assert seen.next is not None
    assert seen.next.scenario != "diagnostic"
    assert seen.next.because is not None
    assert f"第 {seen.next.because.number} 题" in seen.next.reason
    assert desk.verdict(who, run, seen.next.because.decision, "zh") is not None


def test_what_the_decisions_led_to_is_half_of_a_dimension(
    desk: Desk, office: Office, who: str
) -> None:
    play(office, who, "diagnostic", "naive", **WELL)

    openness = dot(portrait(desk, who).dimensions, "openness")
    assert "结果" in openness.arithmetic


def test_one_decision_alone_has_no_standard_error(desk: Desk, office: Office, who: str) -> None:
    play(office, who, "diagnostic", "naive")

    dots = portrait(desk, who).dimensions
    assert all((one.error is None) == (one.n < 2) for one in dots)
    assert all(one.enough == (one.n >= 5) for one in dots)


def test_another_go_on_other_data_shows_a_gain_and_weighs_more(
    desk: Desk, office: Office, who: str, clock: FrozenClock
) -> None:
    play(office, who, "diagnostic", "naive")
    clock.forward(days=1)
    play(office, who, "diagnostic", "naive", **WELL)

    seen = portrait(desk, who)
    assert [run.counts for run in seen.runs] == [1.0, 0.5]
    assert len({run.seed for run in seen.runs}) == 2
    assert seen.standing.decisions == 12
    (gain,) = seen.gains
    assert gain.g is not None
    assert gain.g == pytest.approx((gain.post - gain.pre) / (100 - gain.pre))
    assert gain.g > 0
    assert seen.gain is not None
    assert seen.retentions == ()


def test_two_weeks_later_a_check_is_offered_on_new_data_and_compared(
    desk: Desk, office: Office, who: str, clock: FrozenClock
) -> None:
    play(office, who, "diagnostic", "naive")
    clock.forward(days=13)
    assert desk.home(who, "zh").due == ()

    clock.forward(days=2)
    (due,) = desk.home(who, "zh").due
    assert (due.scenario, due.days) == ("diagnostic", 15)

    play(office, who, "diagnostic", "naive", **WELL)
    seen = portrait(desk, who)
    assert [one.kept for one in seen.retentions] == [True]
    assert "隔 15 天" in seen.retentions[0].text
    assert desk.home(who, "zh").due == ()


def test_no_check_is_offered_where_every_world_is_known(
    desk: Desk, office: Office, who: str, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(office, who, "diagnostic", "careless")
    clock.forward(days=15)
    scenario = office.loaded("diagnostic").scenario
    known = scenario.world.seeds.model_copy(update={"practice": (101,)})
    world = scenario.world.model_copy(update={"seeds": known})
    loaded = office.loaded("diagnostic").model_copy(
        update={"scenario": scenario.model_copy(update={"world": world})}
    )
    monkeypatch.setitem(office.library.scenarios, "diagnostic", loaded)

    assert desk.home(who, "zh").due == ()


def test_a_profile_belongs_to_one_person(desk: Desk, office: Office, who: str) -> None:
    other = desk.sign_in("别人", "zh")
    assert isinstance(other, VisitorView)
    play(office, who, "diagnostic", "naive")

    assert desk.portrait(other.id, "zh") is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_profile_can_be_read_in_both_languages(
    desk: Desk, office: Office, who: str, lang: str
) -> None:
    play(office, who, "diagnostic", "naive")

    seen = desk.portrait(who, lang)  # type: ignore[arg-type]
    assert seen is not None
    drill = office.loaded("diagnostic").scenario.title.pick(lang)  # type: ignore[arg-type]
    assert {pull.drill for one in seen.dimensions for pull in one.pulls} == {drill}
