"""Which scenario comes next, and why."""

from typing import Any

import pytest

from sandbox.assessment.profile import Evidence, Profile, profile
from sandbox.assessment.recommend import Card, loads, recommend
from sandbox.assessment.source import Source
from sandbox.model.decision import Dimensions, Tags
from sandbox.model.scenario import Scenario, Step
from sandbox.text import Text
from tests.marking.fakes import TEXT, decision


def card(scenario: str, **changes: Any) -> Card:
    usual = {"scenario": scenario, "minutes": 30, "loads": {}}
    return Card(**usual | changes)


def weak_in(dimension: str, times: int = 4) -> Profile:
    strong = Dimensions(openness=1, effectiveness=1, collaboration=1, satisfaction=1)
    rows = [(0.95, strong)] * 6 + [(0.0, Dimensions(**{dimension: 1}))] * times
    return profile(
        [
            Evidence(title=TEXT, share=share, weight=3, tags=Tags(dimensions=tags))
            for share, tags in rows
        ]
    )


@pytest.mark.parametrize(
    ("cards", "known", "chosen", "said"),
    [
        ([card("a"), card("b", going_on=True)], None, "b", "接着做完"),
        ([card("a"), card("b", minutes=20)], None, "b", "约 20 分钟"),
        ([card("a", minutes=5), card("b", first=True)], None, "b", "四个维度都看一看"),
        (
            [card("a", loads={"openness": 9}), card("b", loads={"satisfaction": 2})],
            weak_in("satisfaction"),
            "b",
            "群众服务满意度",
        ),
        (
            [card("a", loads={"openness": 1}), card("b", loads={"openness": 4}, best=80)],
            weak_in("openness"),
            "a",
            "政务数据开放度",
        ),
        (
            [card("a", loads={"openness": 3}), card("b", loads={"openness": 4}, best=40)],
            weak_in("openness"),
            "a",
            "练得最多",
        ),
        (
            [card("a", loads={"openness": 1}), card("b", loads={"openness": 4}, best=40)],
            weak_in("openness"),
            "b",
            "再做时会换一套数据",
        ),
        (
            [card("a", loads={"openness": 1}, first=True), card("b", loads={"openness": 1})],
            weak_in("openness"),
            "b",
            "练得最多",
        ),
        ([card("a", best=90), card("b")], weak_in("openness"), "b", "还没有做过"),
        ([card("a"), card("b")], weak_in("openness", times=0), "a", "还没有做过"),
        ([card("a", best=90), card("b", best=70.25)], weak_in("openness"), "b", "70.2 分"),
    ],
)
def test_begun_then_the_short_check_then_the_largest_gap_then_something_new(
    cards: list[Card], known: Profile | None, chosen: str, said: str
) -> None:
    found = recommend(cards, known)

    assert found is not None
    assert found.scenario == chosen
    assert said in found.reason.zh


def test_the_reason_names_the_decision_it_comes_from() -> None:
    title = Text(zh="对方加条件", en="The provider adds conditions")
    source = Source(run="r1", scenario="s", drill=TEXT, decision="d", number=2)
    tags = Tags(dimensions=Dimensions(collaboration=1))
    rows = [Evidence(title=TEXT, share=0.5, weight=1, tags=tags)] * 4
    rows.append(Evidence(title=title, share=0.2, weight=3, tags=tags, source=source))

    found = recommend([card("a", loads={"collaboration": 1})], profile(rows))

    assert found is not None
    assert found.reason.zh.startswith("因为《虚构》第 2 题“对方加条件”得了 20%。")
    assert found.competence == "collaboration"
    assert found.because is not None
    assert found.because.source == source


def test_two_decisions_are_too_few_to_act_upon() -> None:
    tags = Tags(dimensions=Dimensions(openness=1))
    rows = [Evidence(title=TEXT, share=0.0, weight=3, tags=tags)] * 2

    found = recommend([card("a", loads={"openness": 1})], profile(rows))

    assert found is not None
    assert found.competence is None


def test_an_empty_shelf_recommends_nothing() -> None:
    assert recommend([], None) is None


def test_a_scenario_trains_what_its_decisions_tell_about() -> None:
    tags = Tags(dimensions=Dimensions(openness=1, satisfaction=0.5))
    step = Step(
        id="s1",
        title=TEXT,
        brief="brief",
        decisions=(decision(tags=tags, difficulty=3), decision(id="two", tags=tags)),
    )
    scenario = Scenario.model_construct(steps=(step,))

    told = {key: weight for key, weight in loads(scenario).items() if weight}

    assert told == {"openness": 4, "satisfaction": 2}
