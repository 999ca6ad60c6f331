"""卫生健康: certificates of birth and death agree with the lives they certify."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from sandbox.model.dataset import BuiltTable
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.births import births
from sandbox.recipes.yunze.cremations import cremations
from sandbox.recipes.yunze.deaths import deaths
from sandbox.recipes.yunze.health import TABLES, build
from sandbox.recipes.yunze.old_age import old_age
from sandbox.recipes.yunze.province import NOBODY
from tests.recipes.village import Person, drawn, keeps_the_contract, province, rows


@cache
def tables() -> dict[str, BuiltTable]:
    return {built.spec.name: built for built in build(drawn())}


@pytest.mark.parametrize(
    ("name", "key", "ids"),
    [("cs", "csyxzmbh", ("mq_sfz", "fq_sfz")), ("sw", "zmbh", ("zjhm",))],
)
def test_every_table_keeps_the_contract(name: str, key: str, ids: tuple[str, ...]) -> None:
    keeps_the_contract(tables()[name], key=key, ids=ids)


@pytest.mark.parametrize("n", [0, 1, 2, 7, 50])
def test_the_smallest_provinces_have_tables_too(n: int) -> None:
    assert [built.spec for built in build(drawn(n))] == list(TABLES)


# --- births ------------------------------------------------------------------------------------


def test_a_certificate_names_the_true_mother_father_and_day() -> None:
    lives, built = drawn().lives, tables()["cs"]
    ids, names = lives.gmsfhm.to_pylist(), lives.xm.to_pylist()
    assert built.link is not None
    for who, row in zip(built.link.to_pylist(), rows(built.data), strict=True):
        father = lives.father[who]
        assert row["mq_sfz"] == ids[lives.mother[who]]
        assert row["fq_sfz"] == (None if father == NOBODY else ids[father])
        assert row["fq_xm"] == (None if father == NOBODY else names[father])
        assert row["xsrxm"] == names[who]
        assert str(row["cssj"])[:10] == str(lives.born[who])
        issued = row["qfrq"]
        assert isinstance(issued, date)
        assert 0 <= (issued - lives.born[who].astype(date)).days <= 20


def test_every_child_of_a_mother_on_file_has_one_certificate() -> None:
    lives, built = drawn().lives, tables()["cs"]
    due = np.flatnonzero((lives.born >= np.datetime64("2014-01-01")) & (lives.mother != NOBODY))
    assert built.link is not None
    assert sorted(built.link.to_pylist()) == due.tolist()


def test_certificate_numbers_rise_with_the_day_of_issue() -> None:
    data = tables()["cs"].data
    numbers, issued = data["csyxzmbh"].to_pylist(), data["qfrq"].to_pylist()
    assert numbers == sorted(numbers)
    assert issued == sorted(issued)
    assert all(len(number) == 10 and number.startswith("Y29") for number in numbers)


@pytest.mark.parametrize(("born", "certified"), [("2013-12-31", 0), ("2014-01-01", 1)])
def test_births_before_the_electronic_register_are_on_paper(born: str, certified: int) -> None:
    mother = Person(born="1988-02-02", sex=2)
    family = province([mother, Person(born=born, mother=0)])
    assert births(family).data.num_rows == certified


# --- deaths ------------------------------------------------------------------------------------


def test_a_certificate_tells_the_true_day_and_comes_no_earlier() -> None:
    lives, built = drawn().lives, tables()["sw"]
    assert built.link is not None
    for who, row in zip(built.link.to_pylist(), rows(built.data), strict=True):
        died, reported = row["swrq"], row["tbsj"]
        assert isinstance(died, date)
        assert isinstance(reported, date)
        assert died == lives.died[who].astype(date)
        assert row["csrq"] == lives.born[who].astype(date)
        assert timedelta(0) <= reported - died <= timedelta(35)
        if row["swdd"] == "医疗卫生机构":
            assert reported - died <= timedelta(3)


def test_most_deaths_are_certified_but_not_all() -> None:
    dead = Person(born="1940-01-01", died="2026-05-05")
    share = deaths(province([dead] * 4_000)).data.num_rows / 4_000
    assert 0.83 < share < 0.89


def test_spare_certificates_are_about_the_living() -> None:
    lives, built = drawn().lives, tables()["sw"]
    assert built.spare_link is not None
    who = built.spare_link.to_numpy()
    assert len(who) >= 20
    assert lives.present()[who].all()
    assert (lives.age()[who] >= 18).all()
    assert (lives.age()[who] >= 80).sum() >= 10


def test_registers_of_deaths_know_most_ghosts_of_the_allowance_and_miss_different_ones() -> None:
    world = drawn(60_000)
    ghosts = old_age(world).spare_link
    assert ghosts is not None
    certified = set(deaths(world).link.to_pylist())
    cremated = set(cremations(world).link.to_pylist())
    people = ghosts.to_pylist()
    both = sum(who in certified and who in cremated for who in people)
    neither = sum(who not in certified and who not in cremated for who in people)
    assert 0.78 < sum(who in certified for who in people) / len(people) < 0.93
    assert 0.80 < sum(who in cremated for who in people) / len(people) < 0.96
    assert 0.64 < both / len(people) < 0.88
    assert neither / len(people) < 0.08


def test_people_die_of_what_people_of_their_age_die_of() -> None:
    causes = {row["code"]: row for row in pools.rows("pools/causes.csv")}
    young = deaths(province([Person(born="2000-01-01", died="2026-05-05")] * 500)).data
    old = deaths(province([Person(born="1935-01-01", died="2026-05-05")] * 500)).data
    assert all(int(causes[code]["young"]) for code in young["swyy"].to_pylist())
    assert all(int(causes[code]["old"]) for code in old["swyy"].to_pylist())
    assert "R54" in old["swyy"].to_pylist()
    assert "R54" not in young["swyy"].to_pylist()
