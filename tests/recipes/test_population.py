"""The people of Yunze: plausible, unique, nobody real, and the same for the same seed."""

from collections import Counter
from datetime import date
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw
from sandbox.model.identifiers import birth_date, id_is_valid, sex_of
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.names import Folk, names
from sandbox.recipes.yunze.population import POPULATION, build
from sandbox.recipes.yunze.province import NOBODY, REFERENCE_DAY
from sandbox.recipes.yunze.world import make_province

PEOPLE = 20_000


def people(n: int, seed: int = 101) -> pa.Table:
    return next(build(make_province(WorldParams(people=n, seed=seed)))).data


@pytest.fixture(scope="module")
def register() -> pa.Table:
    return people(PEOPLE)


def test_the_register_has_the_columns_of_its_dictionary(register: pa.Table) -> None:
    assert register.column_names == [column.name for column in POPULATION.columns]
    assert register.num_rows == PEOPLE
    cancelled = ("zxyy", "zxrq")
    assert all(register[c].null_count == 0 for c in register.column_names if c not in cancelled)


@pytest.mark.parametrize("n", [0, 1, 50, 4_999])
def test_the_first_people_of_a_larger_world_are_the_smaller_world(
    n: int, register: pa.Table
) -> None:
    assert people(n).equals(register.slice(0, n).combine_chunks())


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert people(300).equals(people(300))
    assert people(300)["gmsfhm"] != people(300, seed=102)["gmsfhm"]


def test_numbers_are_valid_unique_fictional_and_agree_with_birth_and_sex(
    register: pa.Table,
) -> None:
    numbers = register["gmsfhm"].to_pylist()
    assert len(set(numbers)) == PEOPLE
    codes = {str(division.code) for division in pools.divisions()}
    for number, born, sex in zip(
        numbers, register["csrq"].to_pylist(), register["xbdm"].to_pylist(), strict=True
    ):
        assert id_is_valid(number)
        assert number[:6] in codes
        assert number[14:17] < "996"
        assert birth_date(number) == born
        assert sex_of(number) == {"1": "male", "2": "female"}[sex]


def test_nobody_is_born_after_the_reference_day_or_older_than_120(register: pa.Table) -> None:
    born = register["csrq"].to_pylist()
    assert max(born) <= REFERENCE_DAY == date(2027, 3, 1)
    assert min(born) > date(REFERENCE_DAY.year - 120, 3, 1)


def test_the_abolished_district_lives_on_in_numbers_only(register: pa.Table) -> None:
    assert "290105" not in set(register["hjqhdm"].to_pylist())
    old = [n for n in register["gmsfhm"].to_pylist() if n.startswith("290105")]
    assert old
    assert max(birth_date(number).year for number in old) <= 2019


def test_the_number_keeps_the_first_division_when_people_move(register: pa.Table) -> None:
    moved = sum(
        number[:6] != today
        for number, today in zip(
            register["gmsfhm"].to_pylist(), register["hjqhdm"].to_pylist(), strict=True
        )
    )
    assert 0.05 < moved / PEOPLE < 0.25


def test_the_province_ages_and_old_women_outnumber_old_men(register: pa.Table) -> None:
    age = np.array([(REFERENCE_DAY - born).days // 365.25 for born in register["csrq"].to_pylist()])
    sex = np.array(register["xbdm"].to_pylist())
    assert 0.17 < np.mean(age >= 65) < 0.27
    assert 0.12 < np.mean(age < 15) < 0.20
    assert np.mean(sex[age >= 80] == "2") > 0.52 > np.mean(sex[age < 20] == "2")


def test_addresses_lie_in_the_registered_division(register: pa.Table) -> None:
    full = {str(division.code): division.name for division in pools.divisions()}
    for code, address in zip(
        register["hjqhdm"].to_pylist(), register["hjdz"].to_pylist(), strict=True
    ):
        assert address.startswith(full[code])
    assert full["290104"] == "云泽省澜津市松岚区"
    assert full["290181"] == "云泽省霁川市"


def test_most_are_registered_and_the_dead_are_old(register: pa.Table) -> None:
    status = register["ryzt"].to_pylist()
    assert Counter(status)["1"] > 0.96 * PEOPLE
    born = register["csrq"].to_pylist()
    dead = [b.year for b, s in zip(born, status, strict=True) if s == "2"]
    assert len(dead) > 50
    assert sum(dead) / len(dead) < 1960


def test_some_names_have_a_middle_dot_and_no_name_repeats_its_father(register: pa.Table) -> None:
    dotted = [name for name in register["xm"].to_pylist() if "·" in name]
    assert 0.01 < len(dotted) / PEOPLE < 0.03
    assert all(len(set(name.split("·"))) == 2 for name in dotted)


def test_nobody_bears_the_name_of_a_public_figure(register: pa.Table) -> None:
    assert not set(register["xm"].to_pylist()) & set(pools.blocked())


def test_a_blocked_name_is_drawn_again_for_that_person_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    n = 400
    alone = np.arange(n, dtype=np.int64)

    def drawn() -> list[str]:
        folk = Folk(
            sex=np.ones(n, dtype=np.int64),
            birth_year=np.full(n, 1985, dtype=np.int64),
            people=np.zeros(n, dtype=np.int64),
            household=alone,
            father=np.full(n, NOBODY, dtype=np.int64),
        )
        return names(Draw(5), alone % 40, folk).to_pylist()

    listed = pools.blocked()
    before = drawn()
    monkeypatch.setattr(pools, "blocked", lambda: (*listed, before[7]))
    after = drawn()
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert changed == [i for i, name in enumerate(before) if name == before[7]]


def test_a_cancelled_entry_has_a_reason_and_a_day_and_no_other_has(register: pa.Table) -> None:
    born = register["csrq"].to_pylist()
    for state, why, day, birth in zip(
        *(register[c].to_pylist() for c in ("ryzt", "zxyy", "zxrq")), born, strict=True
    ):
        assert why == {"1": None, "2": "死亡", "3": "迁往省外"}[state]
        assert (day is None) == (state == "1")
        assert day is None or birth <= day <= REFERENCE_DAY


def test_names_belong_to_their_generation() -> None:
    old = set(pools.given(2, 1).words)
    young = set(pools.given(2, 4).words)
    assert "秀英" in old - young
    assert "梓涵" in young - old


def test_pools_are_sound() -> None:
    for sex in (1, 2):
        for era in (1, 2, 3, 4):
            pool = pools.given(sex, era)
            assert len(pool.words) > 300
            assert min(pool.weights) > 0
    surnames = pools.surnames()
    assert len(set(surnames.words)) == len(surnames.words) > 200
    assert all(a >= b for a, b in pairwise(surnames.weights[:200]))
    assert sum(division.weight for division in pools.divisions()) == 1000
    assert all(
        pools.communities(division.code).words for division in pools.divisions() if division.weight
    )
    assert sorted(pools.blocked()) == list(pools.blocked())
    assert all(
        pools.own_names(code, sex)
        for code, style, _ in pools.ethnic()
        if style == "dotted"
        for sex in (1, 2)
    )


def test_pools_of_firms_and_households_are_sound() -> None:
    assert len(set(pools.brands())) == len(pools.brands()) > 2000
    assert all(len(brand) == 2 for brand in pools.brands())
    words = [(trade.kind, trade.word) for trade in pools.trades()]
    assert len(set(words)) == len(words)
    assert {trade.kind for trade in pools.trades()} == {91, 92, 93, 12, 11}
    assert all(0 <= trade.industry < 20 and trade.weight > 0 for trade in pools.trades())
    _, sex, age, weight = pools.households()
    assert set(sex) == {1, 2}
    assert min(age) >= 20
    assert min(weight) > 0
