"""民政: marriages, allowances and cremations agree with the lives they are about."""

from collections import Counter
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.model.dataset import BuiltTable
from sandbox.recipes.yunze.civil_affairs import TABLES, build
from sandbox.recipes.yunze.marriages import marriages
from sandbox.recipes.yunze.minimum_living import RURAL_LINE, URBAN_LINE, minimum_living
from sandbox.recipes.yunze.old_age import old_age
from sandbox.recipes.yunze.province import NOBODY
from tests.recipes.village import Person, drawn, keeps_the_contract, province, rows


@cache
def tables(seed: int = 101) -> dict[str, BuiltTable]:
    return {built.spec.name: built for built in build(drawn(seed=seed))}


@pytest.mark.parametrize(
    ("name", "key", "ids"),
    [
        ("hy", "djzh", ("nf_sfz", "vf_sfz")),
        ("db", "jtbh", ("sqr_gmsfhm",)),
        ("gljt", "roll_id", ("sfzh_raw",)),
        ("hh", "hhbh", ("zjhm",)),
    ],
)
def test_every_table_keeps_the_contract(name: str, key: str, ids: tuple[str, ...]) -> None:
    keeps_the_contract(tables()[name], key=key, ids=ids)


def test_tables_come_in_the_promised_order() -> None:
    assert tuple(built.spec for built in build(drawn(300))) == TABLES


@pytest.mark.parametrize("n", [0, 1, 2, 7, 50])
def test_the_smallest_provinces_have_tables_too(n: int) -> None:
    assert [built.spec for built in build(drawn(n))] == list(TABLES)


def test_the_same_seed_gives_the_same_tables_and_another_seed_others() -> None:
    once, again = (list(build(drawn(900, 5))) for _ in range(2))
    assert all(a.data.equals(b.data) and a.link == b.link for a, b in zip(once, again, strict=True))
    assert not once[0].data.equals(next(build(drawn(900, 6))).data)


# --- marriages -------------------------------------------------------------------------------


def test_every_lasting_marriage_is_registered_once_on_its_day() -> None:
    lives = drawn().lives
    weddings = Counter(
        (row["nf_sfz"], row["vf_sfz"], row["djrq"])
        for row in rows(tables()["hy"].data)
        if row["djlx"] == "结婚"
    )
    ids = lives.gmsfhm.to_pylist()
    for man in np.flatnonzero((lives.sex == 1) & (lives.spouse != NOBODY)):
        wife = ids[lives.spouse[man]]
        assert weddings[(ids[man], wife, lives.married[man].astype(date))] == 1


@given(seed=st.integers(1, 400))
@settings(max_examples=15, deadline=None)
def test_divorce_follows_marriage_and_both_were_of_age(seed: int) -> None:
    lives = drawn(1500, seed).lives
    born = dict(zip(lives.gmsfhm.to_pylist(), lives.born.tolist(), strict=True))
    acts: dict[tuple[object, object], list[tuple[date, str]]] = {}
    for row in rows(marriages(drawn(1500, seed)).data):
        pair = (row["nf_sfz"], row["vf_sfz"])
        day = row["djrq"]
        assert isinstance(day, date)
        assert day.year - born[pair[0]].year >= 22
        assert day.year - born[pair[1]].year >= 20
        acts.setdefault(pair, []).append((day, str(row["djlx"])))
    for of_pair in acts.values():
        assert [kind for _, kind in sorted(of_pair)] in (["结婚"], ["结婚", "离婚"])


def test_the_divorced_have_no_spouse_today_and_do_not_share_a_household() -> None:
    lives = drawn().lives
    index = {number: i for i, number in enumerate(lives.gmsfhm.to_pylist())}
    divorces = [row for row in rows(tables()["hy"].data) if row["djlx"] == "离婚"]
    assert len(divorces) > 50
    for row in divorces:
        man, woman = index[str(row["nf_sfz"])], index[str(row["vf_sfz"])]
        assert lives.spouse[man] == lives.spouse[woman] == NOBODY
        assert lives.household[man] != lives.household[woman]


def test_register_numbers_rise_within_office_and_year() -> None:
    numbers = [str(row["djzh"]) for row in rows(tables()["hy"].data)]
    assert numbers == sorted(numbers)


# --- minimum living allowance ------------------------------------------------------------------


def test_households_in_payment_are_below_the_line_and_the_amount_fills_the_gap() -> None:
    for row in rows(tables()["db"].data):
        line = URBAN_LINE if row["qhdm"] in {"290102", "290103", "290104", "290202"} else RURAL_LINE
        per_head, people, amount = (int(str(row[c])) for c in ("rjsr", "bzrs", "bzje"))
        assert 0 <= per_head < line
        assert people == len(str(row["cylb"]).split("、"))
        gap = max(line - per_head, 50) * people
        assert gap <= amount < gap + 10


def test_only_the_living_are_supported_and_support_began_before_it_ended() -> None:
    lives = drawn().lives
    present = dict(zip(lives.gmsfhm.to_pylist(), lives.present().tolist(), strict=True))
    for row in rows(tables()["db"].data):
        start, end = row["kssj"], row["zzsj"]
        assert isinstance(start, date)
        assert start.day == 1
        assert (row["ffzt"] == "正常") == (end is None)
        if end is None:
            assert all(present[number] for number in str(row["cylb"]).split("、"))
        else:
            assert isinstance(end, date)
            assert start < end


def test_a_few_in_a_hundred_households_are_supported() -> None:
    paid = sum(row["ffzt"] == "正常" for row in rows(tables()["db"].data))
    homes = len(np.unique(drawn().lives.household))
    assert 0.015 < paid / homes < 0.05


def test_spare_households_are_dead_and_still_paid() -> None:
    lives = drawn(60_000).lives
    built = minimum_living(drawn(60_000))
    assert built.spare is not None
    assert built.spare_link is not None
    assert built.spare.num_rows > 5
    assert not lives.present()[built.spare_link.to_numpy()].any()
    assert set(built.spare["ffzt"].to_pylist()) == {"正常"}
    assert built.spare["zzsj"].null_count == built.spare.num_rows


# --- old-age allowance -------------------------------------------------------------------------

BAND_CASES = [
    ("1947-03-01", None),  # eighty on the reference day: paid from March on
    ("1947-02-28", 100),
    ("1937-03-01", 100),
    ("1937-02-28", 200),
    ("1927-03-01", 200),
    ("1927-02-28", 500),
    ("1980-01-01", None),
]


@pytest.mark.parametrize(("born", "amount"), BAND_CASES)
def test_the_amount_follows_the_age_band(born: str, amount: int | None) -> None:
    built = old_age(province([Person(born=born)] * 40))
    amounts = set(built.data["jtje"].to_pylist())
    assert amounts == ({amount} if amount else set())


@pytest.mark.parametrize(
    ("person", "listed"),
    [
        (Person(born="1940-01-01", died="2026-11-20"), True),
        (Person(born="1940-01-01", died="2020-11-20"), False),  # left the roll long ago
        (Person(born="1946-12-01", died="2026-11-20"), False),  # died before turning eighty
        (Person(born="1940-01-01", left=True), False),
    ],
)
def test_the_dead_are_stopped_in_the_month_of_death_or_held_back(
    person: Person, listed: bool
) -> None:
    built = old_age(province([person] * 200))
    assert built.spare is not None
    stopped = Counter(
        zip(built.data["ffzt"].to_pylist(), built.data["ff_last"].to_pylist(), strict=True)
    )
    ghosts = Counter(
        zip(built.spare["ffzt"].to_pylist(), built.spare["ff_last"].to_pylist(), strict=True)
    )
    assert set(stopped) == ({("停发", "2026-11")} if listed else set())
    assert set(ghosts) == ({("正常", "2027-02")} if listed else set())


def test_ghosts_are_enough_for_a_roll_of_which_six_in_a_hundred_are_dead() -> None:
    built = old_age(drawn(60_000))
    assert built.spare is not None
    assert built.spare.num_rows > 0.06 * built.data.num_rows


def test_the_numbers_of_ghosts_lie_among_the_others() -> None:
    built = tables()["gljt"]
    assert built.spare is not None
    numbers = built.data["roll_id"].to_pylist()
    assert numbers == sorted(numbers)
    inside = [min(numbers) < number < max(numbers) for number in built.spare["roll_id"].to_pylist()]
    assert sum(inside) > 0.9 * len(inside)


# --- cremations --------------------------------------------------------------------------------


def test_only_the_dead_are_cremated_within_a_week() -> None:
    lives = drawn().lives
    built = tables()["hh"]
    assert built.link is not None
    for who, row in zip(built.link.to_pylist(), rows(built.data), strict=True):
        died, cremated = row["swrq"], row["hhrq"]
        assert isinstance(died, date)
        assert isinstance(cremated, date)
        assert died == lives.died[who].astype(date)
        assert 0 <= (cremated - died).days <= 6


@pytest.mark.parametrize(("people", "low", "high"), [(0, 0.88, 0.98), (4, 0.02, 0.12)])
def test_custom_decides_between_cremation_and_burial(people: int, low: float, high: float) -> None:
    dead = Person(born="1950-01-01", died="2026-05-05", people=people)
    [*_, built] = build(province([dead] * 600))
    assert low < built.data.num_rows / 600 < high
