"""Ten million: the optimum is the handbook's, the simulator agrees, the base survives a cut."""

import itertools
import re
from functools import cache
from pathlib import Path

import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.desk import headless, judging
from sandbox.desk.office import Desk
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.setting import setting_of
from sandbox.desk.views import ConsequenceView, VerdictView, VisitorView
from sandbox.desk.wiring import Office, Places
from sandbox.errors import SandboxError
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import LimitSource
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded, Scenario
from sandbox.registry import discover

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "ten-million"
SEED = 101
SEEDS = (101, 202, 303)
BEST = ("p01", "p02", "p03", "p04", "p05", "p07", "p08", "p12", "p13")
CUT = ("p01", "p02", "p03", "p07", "p08", "p13")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    state = tmp_path_factory.mktemp("state")
    return Office(
        places=Places(
            scenarios=ROOT / "scenarios",
            data=ROOT / "data",
            state=state,
            ledger_url=f"sqlite:///{state / 'ledger.db'}",
        )
    )


@cache
def loaded() -> Loaded:
    examined = examine(FOLDER, read_laws(ROOT / "data" / "law_refs.csv"))
    assert examined.problems == ()
    assert examined.loaded is not None
    return examined.loaded


def scenario() -> Scenario:
    return loaded().scenario


def portfolio_model(budget: float = 1000):
    kind = discover("simulators").get("portfolio")
    return kind.model_validate({"kind": "portfolio", "of": ("portfolio",), "budget": budget})


def shares(office: Office, answers: dict[str, object], seed: int = SEED) -> dict[str, float]:
    return {j.decision.id: j.share for j in headless.judge(office, loaded(), seed, answers)}


def answers_of(office: Office, check: str, seed: int = SEED) -> dict[str, Relation]:
    judged = headless.judge(office, loaded(), seed, scenario().checks[check].answers)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def views(office: Office, check: str, lang: str = "zh", seed: int = SEED) -> dict[str, ConsequenceView]:  # fmt: skip
    found = judging.outcomes(office, loaded(), seed, answers_of(office, check, seed))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office: Office, check: str) -> set[str]:
    return {gate.id for gate in judging.gates(office, loaded(), SEED, answers_of(office, check))}


def test_it_loads_clean_and_is_worth_one_hundred_points():
    assert scenario().out_of == 100
    assert len(list(scenario().decisions())) == 8
    assert len(scenario().steps) == 7


@pytest.mark.parametrize("seed", SEEDS)
def test_paths_earn_what_their_author_expects(office, seed):
    for name, written in scenario().checks.items():
        judged = headless.judge(office, loaded(), seed, written.answers, written.others)
        share = sum(j.share * j.decision.points for j in judged) / scenario().out_of
        low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2
        assert low - 0.005 <= share <= high + 0.005, name


def test_the_handbook_figures_hold_for_the_model_behind_the_consequences():
    """229 and 161 points, 985 and 685, greedy 111, show-case −6, 7,980 feasible sets (the empty one too)."""
    model = portfolio_model()
    ids = [each.id for each in model.projects]
    sets = [frozenset(c) for n in range(15) for c in itertools.combinations(ids, n)]
    feasible = [chosen for chosen in sets if model.cost(chosen) <= 1000]
    value = sorted((model.value(chosen) for chosen in feasible), reverse=True)
    cut = [chosen for chosen in sets if model.cost(chosen) <= 700]
    after = sorted((portfolio_model(700).value(chosen) for chosen in cut), reverse=True)

    assert len(feasible) == 7980
    assert value[:2] == [229, 226]
    assert (model.value(frozenset(BEST)), model.cost(frozenset(BEST))) == (229, 985)
    assert model.value(frozenset({"p09", "p10", "p11", "p14"})) == -6
    greedy: set[str] = set()
    for each in sorted(model.projects, key=lambda project: -project.promised):
        if model.cost(frozenset({*greedy, each.id})) <= 1000:
            greedy.add(each.id)
    assert "p13" not in greedy
    assert model.value(frozenset(greedy)) == 111
    assert 50 <= value[len(value) // 2] <= 56
    assert after[:3] == [161, 160, 160]
    assert model.cost(frozenset(CUT)) == 685


@pytest.mark.parametrize(("seed", "first", "second"), [(101, BEST, CUT), (303, CUT, BEST)])
def test_the_best_portfolio_is_found_and_changes_places_in_perturbed_worlds(
    office, seed, first, second
):
    judged = headless.judge(office, loaded(), seed, "perfect")
    given = {j.decision.id: set(j.answer.relation.column("choice")) for j in judged
             if j.decision.id in ("portfolio", "change") and j.answer}  # fmt: skip

    assert given == {"portfolio": set(first), "change": set(second)}


def test_the_objective_and_the_simulator_agree_about_every_kind_of_portfolio(office):
    model = portfolio_model()
    for chosen in (
        BEST,
        CUT,
        ("p02", "p04"),
        ("p03",),
        ("p12", "p08"),
        ("p02", "p04", "p06", "p13"),
    ):
        expected = max(0.0, model.value(frozenset(chosen)) / 229)
        earned = shares(office, {"portfolio": list(chosen)})["portfolio"]
        assert earned == pytest.approx(expected if expected < 0.98 else 1.0, abs=1e-6), chosen


def test_what_the_simulator_knows_of_the_projects_is_what_the_table_shows(office):
    rows = office.world(loaded(), SEED).truth("SELECT id, qcb::INT, pf::INT FROM proj").rows
    assert {r[0]: (r[1], r[2]) for r in rows} == {
        each.id: (each.cost, each.promised) for each in portfolio_model().projects
    }


def test_a_project_against_the_rules_caps_the_plan(office):
    with_copy = ["p01", "p02", "p05", "p07", "p08", "p09", "p13"]
    assert shares(office, {"portfolio": with_copy})["portfolio"] <= 0.5


@pytest.mark.parametrize(("seed", "first", "second"), [(101, 1000, 700), (303, 700, 1000)])
def test_the_form_shows_what_this_world_can_spend_and_takes_no_plan_beyond_it(
    office, seed, first, second
):
    for name, money in (("portfolio", first), ("change", second)):
        asked = scenario().decision(name)
        setting = setting_of(office, loaded(), asked, seed)
        (form,) = asked.controls(setting)
        assert form.budget == money

        taken = asked.parse({"choices": list(BEST)}, setting)
        assert isinstance(taken, Answer if money == 1000 else Rejection)


@pytest.mark.parametrize("sql", ["SELECT 0", "SELECT je FROM zj", "SELECT je FROM zj WHERE je < 0"])
def test_a_limit_that_is_not_one_number_above_zero_is_named(office, sql):
    asked = scenario().decision("portfolio")
    broken = asked.model_copy(update={"id": f"try-{len(sql)}", "budget": LimitSource(sql=sql)})

    with pytest.raises(SandboxError, match="not one number above 0"):
        setting_of(office, loaded(), broken, SEED)


def test_confidence_is_judged_by_the_trainee_s_own_portfolio(office):
    good = shares(office, {"portfolio": list(BEST), "sure": 100})
    poor = shares(office, {"portfolio": ["p10", "p11"], "sure": 100})

    assert (good["sure"], poor["sure"]) == (1, 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_running_costs_follow_from_what_is_shown(office, seed):
    world = office.world(loaded(), seed)
    rows = world.truth(
        "SELECT xm_id, sum(rg + yzy + xk), max(p.qcb::INT) FROM yw JOIN proj p ON p.id = yw.xm_id GROUP BY 1"
    ).rows
    first, third = world.truth(
        "SELECT sum(rg + yzy + xk) FILTER (WHERE nd = 1), sum(rg + yzy + xk) FILTER (WHERE nd = 3) FROM yw"
    ).rows[0]

    assert all(0.1 < total / cost < 0.55 for _, total, cost in rows)
    assert third > 2 * first


def test_haste_and_show_are_carried_out_on_people(office):
    careless, perfect = views(office, "careless"), views(office, "perfect")

    assert careless["duplicated"].count.value == 320
    assert careless["leak"].count.value > 30
    assert perfect["leak"].count.value == 0
    assert {p.tone for p in careless["people"].people} <= {"harmed", "waiting"}
    assert sum(p.tone == "helped" for p in perfect["people"].people) == 5
    for name, view in perfect.items():
        if view.count:
            assert careless[name].count.value != view.count.value, name


def test_gates_open_when_they_should_and_only_then(office):
    assert gates(office, "perfect") == set()
    assert gates(office, "naive") == {"unprotected", "unprotected-after-change"}
    assert gates(office, "careless") == {"unprotected", "unprotected-after-change", "duplicated"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_outcome_reads_in_both_languages(office, lang):
    for check in ("perfect", "naive", "careless"):
        for view in views(office, check, lang).values():
            for said in (view.text, *(person.outcome for person in view.people)):
                assert said
                assert "{" not in said
                assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


def test_what_a_trainee_needs_stands_in_the_rules_and_nothing_shames():
    rules = (FOLDER / "documents" / "ground-rules.zh.md").read_text(encoding="utf-8")
    assert all(
        word in rules for word in ("四分之一", "倒扣 12 分", "倒扣 10 分", "最高五成", "不受理")
    )

    text = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", text)
    for shaming in ("失败", "错误！", "愚蠢", "不合格"):
        assert shaming not in text


@pytest.mark.parametrize("picked", [("p09", "p10"), ("p09", "p14", "p02")])
def test_a_verdict_says_once_what_a_pick_means(office, picked):
    """A finding of its own tells it; then it does not stand among the choices as well."""
    desk = Desk(office)
    person = desk.sign_in("学员", "zh")
    assert isinstance(person, VisitorView)
    run = desk.start(person.id, "ten-million")

    told = desk.submit(person.id, run, "unsound", {"choices": list(picked)}, "zh")

    assert isinstance(told, VerdictView)
    said = [found.note or "" for found in told.findings] + [note for _, note in told.option_notes]
    notes = scenario().decision("unsound").feedback.options
    for option in {*picked} & {*notes}:
        assert sum(notes[option].zh in each for each in said) == 1, option
