"""All finished runs taken together: the newest weighs most, and a gate holds until it is closed."""

import pytest

from sandbox.assessment.pooled import Finished, fading, pooled
from sandbox.assessment.profile import Evidence
from sandbox.assessment.source import Source
from sandbox.model.decision import Dimensions, Tags
from sandbox.model.scenario import Gate
from tests.marking.fakes import TEXT

GATE = Gate(id="leak", factor=0.3, text=TEXT, sql="SELECT 1")
TAGS = Tags(dimensions=Dimensions(openness=1))


def row(share: float, scenario: str, decision: str = "d", run: str = "r") -> Evidence:
    source = Source(run=run, scenario=scenario, drill=TEXT, decision=decision, number=1)
    return Evidence(title=TEXT, share=share, weight=1, tags=TAGS, source=source)


def run(scenario: str, *shares: float, **more: object) -> Finished:
    rows = tuple(row(share, scenario, f"d{n}") for n, share in enumerate(shares))
    return Finished(drill=scenario, rows=rows, **more)  # type: ignore[arg-type]


def openness(*runs: Finished) -> float:
    found = pooled(runs)
    assert found is not None
    score = found.dimension("openness").score
    assert score is not None
    return score


def test_without_a_finished_run_there_is_no_profile() -> None:
    assert pooled([]) is None


def test_an_earlier_run_of_a_drill_counts_half_as_much_as_the_next() -> None:
    assert fading(["a", "b", "a", "a"]) == (1.0, 1.0, 0.5, 0.25)
    assert openness(run("a", 1.0), run("a", 0.0)) == pytest.approx(100 * (1 + 1.2) / 3.5)
    assert openness(run("a", 1.0), run("b", 0.0)) == pytest.approx(100 * (1 + 1.2) / 4)


def test_a_decision_taken_twice_is_one_decision() -> None:
    found = pooled([run("a", 1.0, 0.5), run("a", 0.0, 0.0), run("b", 1.0)])

    assert found is not None
    assert found.dimension("openness").n == 3
    assert len(found.dimension("openness").moved_by) == 5


def test_a_gate_holds_until_the_drill_is_played_without_setting_it_off() -> None:
    held = pooled([run("a", 1.0, gates=(GATE,)), run("b", 1.0)])
    mended = pooled([run("a", 1.0), run("b", 1.0), run("a", 1.0, gates=(GATE,))])

    assert held is not None
    assert mended is not None
    assert [gate.id for gate in held.gates] == ["leak"]
    assert mended.gates == ()


def test_outcomes_count_by_how_much_a_run_tells() -> None:
    one = run("a", 1.0, 1.0, 1.0, outcomes={"openness": 1.0})
    other = run("b", 1.0, outcomes={"openness": 0.0})
    choice = (4 + 1.2) / 6

    assert openness(one, other) == pytest.approx(100 * (choice + 0.75) / 2)


def test_changed_conditions_are_the_latest_of_each_drill() -> None:
    runs = [
        run("a", *[1.0] * 50, changed=90),
        run("a", 1.0, changed=20),
        run("b", *[1.0] * 50, changed=80),
    ]
    found = pooled(runs)

    assert found is not None
    assert found.standing.level == "leading"
