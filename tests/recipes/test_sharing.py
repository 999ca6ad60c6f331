from collections import Counter
from datetime import timedelta
from functools import cache

import duckdb
import pyarrow as pa
import pytest

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw
from sandbox.recipes.yunze.catalogue import ATTRIBUTES, draw_catalogue, read_pool
from sandbox.recipes.yunze.province import REFERENCE_DAY
from sandbox.recipes.yunze.sharing import TABLES, build

SEEDS = (*range(101, 111), 202, 203, 303, 304)


def register(people: int) -> pa.Table:
    """A population register of plain invented people, half of them of 松岚区."""
    ages = Draw(7).integers("age", people, 0, 90 * 365)
    born = [REFERENCE_DAY - timedelta(days=int(days)) for days in ages]
    return pa.table({
        "gmsfhm": [f"290104{day:%Y%m%d}{i:04d}"[:18] for i, day in enumerate(born)],
        "xm": [f"某{i}" for i in range(people)],
        "csrq": born,
        "hjqhdm": ["290104" if i % 2 else "290102" for i in range(people)],
        "ryzt": ["2" if i % 50 == 0 else "1" for i in range(people)],
    })  # fmt: skip


@cache
def tables(seed: int, people: int = 600) -> dict[str, pa.Table]:
    params = WorldParams(people=people, seed=seed)
    return {b.spec.name: b.data for b in build(params, register(people), Draw(seed))}


def query(seed: int, sql: str) -> list[tuple]:
    with duckdb.connect() as connection:
        for name, data in tables(seed).items():
            connection.register(name, data)
        return connection.execute(sql).fetchall()


def test_every_table_has_the_columns_of_its_dictionary():
    made = tables(101)

    assert list(made) == [spec.name for spec in TABLES]
    for spec in TABLES:
        assert made[spec.name].column_names == [column.name for column in spec.columns]


def test_the_same_seed_makes_the_same_tables():
    first = tables(102)
    params = WorldParams(people=600, seed=102)
    again = {b.spec.name: b.data for b in build(params, register(600), Draw(102))}

    assert all(first[name].equals(again[name]) for name in first)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_catalogue_is_balanced_and_five_of_its_lines_are_wrongly_declared(seed):
    entries = draw_catalogue(Draw(seed))
    classes = Counter(entry.pool.attr for entry in entries)
    wrong = [entry for entry in entries if entry.wrong]

    assert len(entries) == 16
    assert set(classes) == set(ATTRIBUTES)
    assert min(classes.values()) >= 2
    assert max(classes.values()) <= 8
    assert len(wrong) == 5
    assert all(entry.declared != entry.pool.attr for entry in wrong)


@pytest.mark.parametrize("seed", SEEDS)
def test_faults_lie_on_both_sides_so_that_neither_trust_nor_distrust_pays(seed):
    wrong = {entry.pool.item: entry for entry in draw_catalogue(Draw(seed)) if entry.wrong}

    assert wrong["real-estate"].declared == "withheld"
    assert "内部" in wrong["real-estate"].basis("zh") or "规定" in wrong["real-estate"].basis("zh")
    assert any(
        entry.pool.attr == "withheld" and entry.declared in ("conditional", "unconditional")
        for entry in wrong.values()
    )


def test_the_number_of_a_line_tells_nothing_about_its_attribute():
    seen: dict[str, set[str]] = {}
    for seed in range(60):
        for entry in draw_catalogue(Draw(seed)):
            seen.setdefault(entry.zy_id, set()).add(entry.pool.attr)

    assert all(len(attributes) == 4 for attributes in seen.values())


def test_every_pool_item_can_be_declared_wrongly_and_says_why_in_both_languages():
    for item in read_pool():
        assert item.attr in ATTRIBUTES
        assert item.wrong_attr in ATTRIBUTES
        assert item.wrong_attr != item.attr
        assert all(item.row.values()), item.item


@pytest.mark.parametrize("seed", SEEDS)
def test_deadlines_follow_from_what_the_tables_show(seed):
    """Counted again in SQL, from the request register, the log and the calendar alone."""
    starts = query(
        seed,
        """
        SELECT 'd1', sdrq, 1 FROM sqd WHERE sqdh = 'SQ-01'
        UNION ALL SELECT 'd2', sdrq, 10 FROM sqd WHERE sqdh = 'SQ-02'
        UNION ALL SELECT 'd3', sdrq, 10 + (
            SELECT regexp_extract(sj, '延长 (\\d+) 个', 1)::INT FROM log WHERE sj LIKE '%延长%')
            FROM sqd WHERE sqdh = 'SQ-03'
        UNION ALL SELECT 'd4', rq, 20 FROM log WHERE sj LIKE '%同意共享%'
        UNION ALL SELECT 'd5', rq, 10 FROM log WHERE sj LIKE '%校核申请%'
        UNION ALL SELECT 'd6', rq, 2 FROM log WHERE sj LIKE '%更新目录%'
        """,
    )
    worked = [day for (day,) in query(seed, "SELECT rq FROM cal WHERE sfgzr ORDER BY rq")]
    counted = {q: [day for day in worked if day > start][n - 1] for q, start, n in starts}

    assert dict(query(seed, "SELECT id, due FROM deadline")) == counted


@pytest.mark.parametrize("seed", SEEDS)
def test_the_story_is_told_in_order_and_ends_on_the_reference_day(seed):
    rows = query(seed, "SELECT tjrq, sdrq FROM sqd")
    told = [day for (day,) in query(seed, "SELECT rq FROM log")]
    worked = {day for (day,) in query(seed, "SELECT rq FROM cal WHERE sfgzr")}

    assert all(sent < received <= REFERENCE_DAY for sent, received in rows)
    assert told == sorted(told)
    assert told[-1] == REFERENCE_DAY
    assert worked.issuperset(told)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_property_register_has_been_silent_for_thirteen_working_days(seed):
    [(silent,)] = query(
        seed,
        "SELECT count(*) FROM cal, sqd WHERE sqdh = 'SQ-02' AND sfgzr AND rq > sdrq"
        f" AND rq <= DATE '{REFERENCE_DAY}'",
    )

    assert silent == 13


def test_half_credit_reaches_one_working_day_to_either_side():
    rows = query(
        101,
        """
        SELECT d.id, count(*) FROM deadline d JOIN cal c ON c.sfgzr AND c.rq BETWEEN half_low
        AND half_high GROUP BY d.id
        """,
    )

    assert {number for _, number in rows} == {3}


@pytest.mark.parametrize(("people", "households"), [(60, 20), (600, 200), (2000, 640)])
def test_a_third_of_the_people_or_640_households_await_their_check(people, households):
    assert tables(101, people)["dbjt"].num_rows == households


def test_applicants_are_living_adults():
    ages = tables(101)["dbjt"]["sqr_nl"].to_pylist()
    applicants = set(tables(101)["dbjt"]["sqr_gmsfhm"].to_pylist())
    dead = {person["gmsfhm"] for person in register(600).to_pylist() if person["ryzt"] == "2"}

    assert min(ages) >= 18
    assert applicants.isdisjoint(dead)


def test_people_registered_in_the_district_come_first():
    applicants = set(tables(101)["dbjt"]["sqr_gmsfhm"].to_pylist())
    homes = [p["hjqhdm"] for p in register(600).to_pylist() if p["gmsfhm"] in applicants]

    assert set(homes) == {"290104"}


def test_age_is_counted_in_full_years_on_the_reference_day():
    born = {person["gmsfhm"]: person["csrq"] for person in register(600).to_pylist()}

    for number, age in query(101, "SELECT sqr_gmsfhm, sqr_nl FROM dbjt"):
        birthday = born[number]
        reached = birthday.year + age, birthday.month, birthday.day
        assert (
            reached
            <= (REFERENCE_DAY.year, REFERENCE_DAY.month, REFERENCE_DAY.day)
            < (reached[0] + 1, *reached[1:])
        )


def test_a_register_that_has_not_answered_shows_unknown_never_no():
    rows = query(
        101,
        "SELECT DISTINCT h.jg FROM hd h JOIN sqd s USING (zy_id) WHERE s.zt IN"
        " ('未书面答复', '延期答复中', '已同意，待供数', '对方另提要求')",
    )

    assert rows == [("未知",)]


def test_every_needed_resource_is_in_the_catalogue():
    assert query(101, "SELECT count(*) FROM hd ANTI JOIN ml USING (zy_id)") == [(0,)]


def test_some_findings_bar_the_allowance_and_some_only_seem_to():
    rows = query(
        101, "SELECT entitled, count(DISTINCT asset) FROM eligible GROUP BY ALL ORDER BY 1"
    )

    assert rows[0][0] is False
    assert rows[0][1] >= 3
    assert rows[1][1] >= 3
