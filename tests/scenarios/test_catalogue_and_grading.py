"""Cataloguing and grading: its facts hold in every world, and too strict costs like too loose."""

import re
from functools import cache
from pathlib import Path

import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.desk import headless, judging
from sandbox.desk.evidence import evidence_of
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.wiring import Office, Places
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded, Scenario
from sandbox.simulation.carry_out import open_gates

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "catalogue-and-grading"
SEEDS = (101, 103, 303)
PERTURBED = 303
BANDS = "CASE WHEN nl < 35 THEN 1 WHEN nl < 60 THEN 2 ELSE 3 END"
MERGED = (
    "CASE WHEN lb IN ('听力', '言语') THEN 1 WHEN lb IN ('智力', '精神') THEN 2"
    " WHEN lb = '视力' THEN 3 WHEN lb = '肢体' THEN 4 ELSE 5 END"
)


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


def shares(office, written, seed=101, others="blank"):
    judged = headless.judge(office, loaded(), seed, written, others)
    return {j.decision.id: j.share for j in judged}


def answers(office, check, seed=101):
    judged = headless.judge(office, loaded(), seed, scenario().checks[check].answers)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def consequences(office, check, seed=101, lang="zh"):
    found = judging.outcomes(office, loaded(), seed, answers(office, check, seed))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office, check, seed=101):
    world = office.world(loaded(), seed)
    return {gate.id for gate in open_gates(scenario(), world, answers(office, check, seed))}


def smallest(office, seed, *by):
    """k, and how many people are in groups below five."""
    sql = (
        "SELECT min(n), coalesce(sum(n) FILTER (n < 5), 0) FROM"
        f" (SELECT count(*) AS n FROM pub GROUP BY {', '.join(by)})"
    )
    return office.world(loaded(), seed).truth(sql).rows[0]


def test_it_loads_without_a_problem_and_is_worth_one_hundred_points():
    assert scenario().out_of == 100
    assert len(list(scenario().decisions())) == 8
    assert len(scenario().steps) == 7


@pytest.mark.parametrize("seed", [101, 303])
def test_every_path_earns_what_its_author_expects(office, seed):
    for name, check in scenario().checks.items():
        earned = shares(office, check.answers, seed, check.others)
        total = sum(earned[d.id] * d.points for d in scenario().decisions()) / scenario().out_of
        low, high = check.expect if isinstance(check.expect, tuple) else (check.expect,) * 2
        assert low - 0.005 <= total <= high + 0.005, name


@pytest.mark.parametrize("seed", [101, 103, 202])
def test_handbook_group_sizes_of_the_public_table(office, seed):
    """The handbook has 18, 23, 1, 21 and 2 with 0.15 %; chance differs by world."""
    assert office.world(loaded(), seed).truth("SELECT count(*) FROM pub").rows == ((4000,),)
    assert 10 <= smallest(office, seed, "lb", "xz")[0] <= 26
    assert 14 <= smallest(office, seed, "lb", BANDS)[0] <= 30
    assert smallest(office, seed, "nl // 5", "xb", "xz")[0] == 1
    assert 16 <= smallest(office, seed, "nl // 10", "xb", "xz")[0] <= 30
    least, few = smallest(office, seed, BANDS, "xz", MERGED)
    assert 1 <= least <= 5
    assert few / 4000 <= 0.004


@pytest.mark.parametrize("seed", SEEDS)
def test_one_person_is_known_by_age_class_and_township(office, seed):
    found = office.world(loaded(), seed).truth(
        "SELECT rid FROM pub WHERE nl = 32 AND lb = '言语' AND xz = '长滩乡'"
    )

    assert found.rows == ((1,),)


@pytest.mark.parametrize("seed", [101, 303])
@pytest.mark.parametrize(
    "levels",
    [
        ("suppress", "keep", "town", "keep", "keep"),
        ("bands", "suppress", "suppress", "keep", "severe"),
        ("ten", "keep", "town", "suppress", "keep"),
        ("five", "keep", "keep", "merge", "keep"),
    ],
)
def test_the_reference_values_a_release_as_the_simulator_does(office, seed, levels):
    written = dict(zip(("age", "sex", "place", "class", "grade"), levels, strict=True))
    simulator = next(c.simulate for c in scenario().consequences if c.simulate)
    world = office.world(loaded(), seed)
    out = simulator.simulate(world, {"release": Relation.of(("field", "level"), written.items())})
    found = out.dicts()[0]
    pairs = ", ".join(f"('{field}', '{level}')" for field, level in written.items())
    way = ", ".join(f"'{level}'" for level in levels[:4])
    (row,) = world.truth(
        "SELECT k, alone, (SELECT sum(weight * share) / 7 FROM truth.use"
        f" WHERE (field, level) IN ({pairs})) AS value"
        f" FROM truth.release WHERE (age, sex, place, class) = ({way})"
    ).rows

    assert row[0] == found["k"]
    assert row[1] == round(found["unique_share"] * found["records"])
    assert row[2] == pytest.approx(found["utility"], abs=1e-6)


def test_dropping_one_quasi_identifier_is_worth_most_of_the_points(office):
    town = {"age": "suppress", "sex": "suppress", "place": "town", "class": "keep", "grade": "keep"}
    bands = town | {"age": "bands", "place": "suppress"}
    without_class = town | {"age": "ten", "sex": "keep", "class": "suppress"}

    assert shares(office, {"release": town})["release"] > 0.8
    assert shares(office, {"release": bands})["release"] > 0.65
    assert shares(office, {"release": without_class})["release"] < 0.1


def test_in_a_perturbed_world_keeping_the_township_gives_people_away(office):
    town = {"age": "suppress", "sex": "keep", "place": "town", "class": "keep", "grade": "keep"}

    assert shares(office, {"release": town})["release"] == 1
    assert shares(office, {"release": town}, PERTURBED)["release"] == 0
    bands = town | {"age": "bands", "place": "suppress"}
    assert shares(office, {"release": bands}, PERTURBED)["release"] == 1


@pytest.mark.parametrize("label", ["other", "personal", "sensitive"])
def test_one_class_for_all_fields_earns_nothing(office, label):
    assert shares(office, {"fields": {"all": label}})["fields"] == 0


@pytest.mark.parametrize("label", ["l1", "l2", "l3", "l4", "important", "core"])
def test_one_grade_for_all_sets_earns_nothing(office, label):
    assert shares(office, {"grades": {"all": label}})["grades"] == 0


def test_handbook_id_number_as_sensitive_earns_about_seven_tenths():
    """The scale gives 0.75 for one step of over-protection where the handbook has 0.7."""
    decision = scenario().decision("fields")
    credit = decision.scorer.credit(truth="personal", given="sensitive", space=None)

    assert credit == pytest.approx(0.7, abs=0.06)


def test_handbook_all_sensitive_costs_twelve_points_and_three_matters(office):
    written = {"fields": {"all": "sensitive"}}
    judged = headless.judge(office, loaded(), 101, written)
    found = judging.outcomes(
        office, loaded(), 101, {j.decision.id: j.answer.relation for j in judged if j.answer}
    )
    index = next(o for o in found if o.consequence.id == "openness-index").yours.dicts()[0]

    assert 10 <= 100 - index["value"] <= 14
    world = office.world(loaded(), 101)
    assert world.truth("SELECT count(*) FROM xq WHERE NOT tzmd AND msfw").rows == ((3,),)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_hurts_nobody(office, seed):
    views = consequences(office, "perfect", seed)

    assert len(views) == len(scenario().consequences)
    for view in views.values():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, view.id
    assert gates(office, "perfect", seed) == set()


def test_careless_answers_lead_elsewhere_in_every_consequence(office):
    good, bad = consequences(office, "perfect"), consequences(office, "careless")

    for name, view in good.items():
        if view.count:
            assert view.count.value != bad[name].count.value, name
        elif view.people:
            assert {p.tone for p in view.people} != {p.tone for p in bad[name].people}, name
        else:
            assert view.bars != bad[name].bars, name
    assert {c.indicator for c in scenario().consequences} == {
        "openness", "effectiveness", "collaboration", "satisfaction"
    }  # fmt: skip


def test_gates_open_for_what_they_name_and_for_nothing_else(office):
    assert gates(office, "careless") == {
        "single-out", "respondents-opened", "hashed-and-open", "copy-to-vendor"
    }  # fmt: skip
    assert gates(office, "release-nothing") == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_people_cards_show_seven_different_people_of_fitting_age(office, seed):
    cards = [p for v in consequences(office, "naive", seed).values() for p in v.people]

    assert len(cards) == 7
    assert len({(card.name, card.age) for card in cards}) == 7
    assert 32 in {card.age for card in cards}
    assert all(18 <= card.age <= 85 and card.place[-1] in "镇乡" for card in cards)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_consequence_reads_in_both_languages_for_every_check(office, lang):
    for check in ("perfect", "naive", "careless"):
        for view in consequences(office, check, 103, lang).values():
            for said in (view.text, *(p.outcome for p in view.people)):
                assert said
                assert "{" not in said
                assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


def test_what_is_needed_to_decide_is_there_to_see(office):
    seen = {view.caption for step in scenario().steps
            for view in evidence_of(office, loaded(), step, 101, "zh")}  # fmt: skip
    documents = " ".join(text.zh for text in loaded().briefs.values())

    assert {"待编目的 30 个字段", "十条目录", "十一项处理活动", "研究者的申请"} <= seen
    for said in ("不满十四周岁", "每组不少于 5 个", "就高从严", "只答是或否", "用完后销毁副本"):
        assert said in documents, said


def test_no_whole_number_of_a_card_is_shown(office):
    for step in scenario().steps:
        for view in evidence_of(office, loaded(), step, 101, "zh"):
            for row in getattr(view, "rows", ()):
                assert not any(re.search(r"29\d{16}", str(cell)) for cell in row), view.caption


def test_right_options_are_rarely_the_longest():
    longest = asked = 0
    for decision in scenario().decisions():
        if decision.kind != "single_choice":
            continue
        credit = {row[-2]: row[-1] for row in decision.reference.resolve(None).open().rows}
        lengths = {o.id: len(o.label.zh) for o in decision.options}
        asked += 1
        longest += credit[max(lengths, key=lambda o: lengths[o])] == 1
    assert longest * 3 <= asked


def test_everything_said_is_full_width_chinese_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written
