"""Which scenario comes next, and why."""

from typing import Any

import pytest

from sandbox.assessment.profile import Evidence, Profile, profile
from sandbox.assessment.recommend import Card, loads, recommend
from sandbox.model.decision import Dimensions, Tags
from sandbox.model.scenario import Scenario, Step
from tests.marking.fakes import TEXT, decision


def card(scenario: str, **changes: Any) -> Card:
    usual = {"scenario": scenario, "minutes": 30, "loads": {}}
    return Card(**usual | changes)


def weak_in(dimension: str) -> Profile:
    strong = Dimensions(openness=1, effectiveness=1, collaboration=1, satisfaction=1)
    rows = [(0.9, strong), (0.0, Dimensions(**{dimension: 1}))]
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
        ([card("a", best=90), card("b")], weak_in("openness"), "b", "还没有做过"),
        ([card("a", best=90), card("b", best=70.25)], weak_in("openness"), "b", "70.2 分"),
    ],
)
def test_what_was_begun_comes_first_then_the_weakest_dimension_then_most_to_gain(
    cards: list[Card], known: Profile | None, chosen: str, said: str
) -> None:
    found = recommend(cards, known)

    assert found is not None
    assert found.scenario == chosen
    assert said in found.reason.zh


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

    assert loads(scenario) == {
        "openness": 4,
        "effectiveness": 0,
        "collaboration": 0,
        "satisfaction": 2,
    }
