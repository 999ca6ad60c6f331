"""A query as an answer: tried before it counts, marked on worlds that are not shown, used as rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.desk import author, headless, judging
from sandbox.desk import workbench as use
from sandbox.desk.office import Desk
from sandbox.desk.views import BenchView, RejectionView, RowsView, VerdictView, VisitorView
from sandbox.desk.wiring import ROOT, Office, Places
from sandbox.errors import MisuseError, NotFoundError
from sandbox.model.scenario import Loaded
from sandbox.simulators import Kept

MODEL = "SELECT gmsfhm FROM rk WHERE csrq < DATE '1960-01-01'"
SCENARIO = f"""
id: asking
version: 1
status: released
title: {{zh: 查询示例, en: A query}}
story: {{zh: 查一查。, en: Have a look.}}
family: data-integration
audience: {{tiers: [county], roles: [data-steward]}}
minutes: 10
law_version_date: 2026-06-03
world: {{recipe: yunze, people: 200, defects: none, seeds: {{practice: [11, 12], exam: [13], perturbed: [14]}}}}
steps:
  - id: first
    title: {{zh: 第一步, en: First step}}
    brief: brief/start
    decisions:
      - id: old
        kind: sql_query
        title: {{zh: 查出 1960 年前出生的人, en: Find those born before 1960}}
        prompt: {{zh: 请写查询。, en: Please write a query.}}
        start: "SELECT"
        examples: [{{label: {{zh: 看前几行, en: A first look}}, sql: "FROM rk LIMIT 5"}}]
        permitted: {{rk: [gmsfhm, csrq]}}
        reference:
          query:
            sql: "SELECT gmsfhm AS who FROM rk WHERE csrq < DATE '1960-01-01'"
            model: "{MODEL}"
        scorer: {{kind: query_match}}
        points: 10
        tags: {{dimensions: {{openness: 1}}, thinking: {{use: 1}}, shortcomings: {{practice: 1}}}}
        basis: [{{law: sharing-regulation, articles: ["14"]}}]
        hints:
          - {{zh: 先想一想方向, en: Think of the direction}}
          - {{zh: 再想一想方法, en: Think of the method}}
          - {{zh: 最后看条文, en: Then read the article}}
        feedback: {{why: {{zh: 依据。, en: Why.}}, affected: {{zh: 老人。, en: The old.}}}}
consequences:
  - id: found
    indicator: satisfaction
    shape: count
    title: {{zh: 查到的人, en: People found}}
    text: {{zh: "查到 {{value}} 人", en: "{{value}} people found"}}
    sql: "SELECT count(*) AS value FROM answer_old"
checks:
  perfect: {{answers: perfect, expect: 1}}
  naive: {{answers: {{old: "SELECT gmsfhm FROM rk"}}, expect: [0, 0.6]}}
  careless: {{answers: {{old: "SELECT 1"}}, expect: [0, 0.1]}}
"""


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asking-state")


@pytest.fixture
def office(state: Path, tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "scenarios" / "asking"
    (folder / "brief").mkdir(parents=True)
    (folder / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    for lang in ("zh", "en"):
        (folder / "brief" / f"start.{lang}.md").write_text("开始 · Start\n", encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    places = Places(
        scenarios=tmp_path / "scenarios", data=ROOT / "data", state=state, ledger_url=url
    )
    made = Office(places=places)
    yield made
    made.ledger.close()  # type: ignore[attr-defined]


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


@pytest.fixture
def person(desk: Desk) -> str:
    welcomed = desk.sign_in("学员", "zh")
    assert isinstance(welcomed, VisitorView)
    return welcomed.id


@pytest.fixture
def loaded(office: Office) -> Loaded:
    return office.loaded("asking")


@pytest.mark.parametrize(
    ("sql", "low", "high"),
    [
        (MODEL, 1.0, 1.0),
        ("SELECT gmsfhm AS 号码 FROM rk WHERE year(csrq) <= 1959 ORDER BY csrq", 1.0, 1.0),
        ("SELECT csrq, gmsfhm FROM rk WHERE csrq < DATE '1960-01-01'", 1.0, 1.0),
        ("SELECT gmsfhm, hjdz FROM rk WHERE csrq < DATE '1960-01-01'", 0.8, 0.8),
        (
            "SELECT r.gmsfhm FROM rk r JOIN yb USING (gmsfhm) WHERE csrq < DATE '1960-01-01'",
            0.3,
            0.9,
        ),
        ("SELECT gmsfhm FROM rk WHERE csrq < DATE '1965-01-01'", 0.6, 0.99),
        ("SELECT gmsfhm FROM rk WHERE csrq < DATE '1960-01-01' AND xm ~ '.'", 0.8, 0.8),
        ("SELECT 1", 0.0, 0.0),
    ],
)
def test_a_query_is_marked_by_its_rows_and_by_what_it_reads(
    office: Office, loaded: Loaded, sql: str, low: float, high: float
) -> None:
    (judged,) = headless.judge(office, loaded, 11, {"old": sql})

    assert judged.score is not None
    assert low <= judged.score.share <= high, judged.score.arithmetic.en


def test_the_checks_of_an_author_replay(office: Office) -> None:
    report = author.check(office, (), run=True, lang="en", seeds=2)

    assert report.good, (report.problems, report.replays)


def test_rows_learnt_by_heart_earn_nothing(office: Office, loaded: Loaded) -> None:
    rows = office.world(loaded, 11).visible(MODEL).rows
    learnt = "SELECT * FROM (VALUES " + ", ".join(f"('{row[0]}')" for row in rows) + ") v(who)"

    (judged,) = headless.judge(office, loaded, 11, {"old": learnt})

    assert judged.score is not None
    assert judged.score.share < 0.2
    told = str(judged.score)
    hidden = office.world(loaded, 12).visible(MODEL).rows
    assert not any(str(row[0]) in told for row in hidden)


def test_a_query_that_does_not_run_is_refused_and_spends_no_attempt(
    office: Office, desk: Desk, person: str
) -> None:
    run = desk.start(person, "asking")
    told = desk.submit(person, run, "old", {"sql": "SELECT gmsfhm\nFROM rkk"}, "zh")

    assert isinstance(told, RejectionView)
    assert told.text == "第 2 行：这里没有 rkk 这张表。是否想写 rk？"
    assert office.ledger.attempts(run) == ()


def test_consequences_see_the_rows_of_a_query(
    office: Office, desk: Desk, person: str, loaded: Loaded
) -> None:
    run = desk.start(person, "asking")
    told = desk.submit(person, run, "old", {"sql": "SELECT gmsfhm FROM rk LIMIT 7"}, "en")

    assert isinstance(told, VerdictView)
    (found,) = told.consequences
    assert found.count is not None
    assert found.count.value == 7
    reference = judging.reference_answers(office, loaded, 11)["old"]
    assert found.count.reference_value == len(reference.rows) > 7


def test_trying_a_query_stores_nothing(office: Office, desk: Desk, person: str) -> None:
    run = desk.start(person, "asking")

    told = desk.try_query(person, run, "SELECT count(*) AS n FROM rk", "zh")
    refused = desk.try_query(person, run, "DROP TABLE rk", "en")

    assert isinstance(told, RowsView)
    assert (told.columns, told.cut) == (("n",), False)
    assert isinstance(refused, RejectionView)
    assert office.ledger.attempts(run) == ()


def test_the_bench_shows_tables_in_the_readers_language(desk: Desk, person: str) -> None:
    run = desk.start(person, "asking")
    zh, en = (desk.bench(person, run, "old", lang) for lang in ("zh", "en"))

    assert isinstance(zh, BenchView)
    assert isinstance(en, BenchView)
    names = [table.name for table in zh.tables]
    assert "rk" in names
    assert not {"face", "link", "_about"} & set(names)
    assert [table.name for table in en.tables] == names
    assert en.tables[0].label != zh.tables[0].label
    assert zh.permitted == ("rk.gmsfhm", "rk.csrq")
    assert zh.examples[0].label == "看前几行"
    assert desk.bench(person, run, "other", "zh") is None


def test_other_people_see_no_bench_and_run_no_query(desk: Desk, person: str) -> None:
    run = desk.start(person, "asking")

    assert desk.bench("someone", run, "old", "zh") is None
    with pytest.raises(NotFoundError):
        desk.try_query("someone", run, "SELECT 1", "zh")


def test_the_command_line_never_opens_a_truth(tmp_path: Path) -> None:
    for name in ("truth.duckdb", "w.truth.duckdb"):
        (tmp_path / name).touch()
        with pytest.raises(MisuseError, match="truth"):
            use.query_file(tmp_path / name, "SELECT 1")
    with pytest.raises(MisuseError, match="no file"):
        use.query_file(tmp_path / "none.duckdb", "SELECT 1")


def test_a_simulator_reads_a_world_once_though_it_is_marked_through_stand_ins(
    office: Office, loaded: Loaded
) -> None:
    kept: Kept[int] = Kept()
    read = iter(range(10))
    first = kept.of(use.marking_world(office, loaded, 11), "people", lambda: next(read))
    again = kept.of(use.marking_world(office, loaded, 11), "people", lambda: next(read))
    other = kept.of(use.marking_world(office, loaded, 12), "people", lambda: next(read))

    assert (first, again, other) == (0, 0, 1)
