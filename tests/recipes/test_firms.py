"""Firms: invented names, valid codes, sizes as skewed as in life, owners of age."""

from collections import Counter

import numpy as np
import pytest

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw
from sandbox.model.identifiers import credit_is_valid
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.firm_names import BUREAUS
from sandbox.recipes.yunze.firms import make_firms
from sandbox.recipes.yunze.lives import make_lives
from sandbox.recipes.yunze.province import REFERENCE_DAY, Firms, Lives
from sandbox.recipes.yunze.world import make_province

PEOPLE = 60_000
TODAY = np.datetime64(REFERENCE_DAY)


@pytest.fixture(scope="module")
def lives() -> Lives:
    return make_lives(WorldParams(people=PEOPLE, seed=101), Draw(101))


@pytest.fixture(scope="module")
def firms(lives: Lives) -> Firms:
    return make_firms(WorldParams(people=PEOPLE, seed=101), Draw(101), lives)


def test_codes_are_valid_unique_and_agree_with_kind_and_division(firms: Firms) -> None:
    codes = firms.tyshxydm.to_pylist()
    assert len(set(codes)) == len(codes) == PEOPLE // 25
    for code, kind, division in zip(codes, firms.kind, firms.division, strict=True):
        assert credit_is_valid(code)
        assert code[:8] == f"{kind}{division}"


def test_serials_do_not_follow_the_rows(firms: Firms) -> None:
    serials = np.array([int(code[10:16]) for code in firms.tyshxydm.to_pylist()])
    assert abs(np.corrcoef(serials, np.arange(len(serials)))[0, 1]) < 0.06


def test_names_are_unique_and_lie_in_the_province(firms: Firms) -> None:
    names = firms.qymc.to_pylist()
    assert len(set(names)) == len(names)
    places = {row["name_zh"] for row in pools.rows("divisions.csv")}
    for name in names:
        assert (
            any(name.startswith(place) for place in places)
            or "（澜津）" in name
            or "（衡川）" in name
        )


def test_a_name_ends_in_the_form_of_its_kind(firms: Firms) -> None:
    words = {kind: {t.word for t in pools.trades() if t.kind == kind} for kind in (91, 92, 93, 12)}
    words[11] = set(BUREAUS)
    for name, kind in zip(firms.qymc.to_pylist(), firms.kind, strict=True):
        assert any(name.endswith(word) for word in words[kind])


def test_owners_are_living_and_were_of_age_when_the_firm_was_founded(
    firms: Firms, lives: Lives
) -> None:
    assert np.all(lives.present()[firms.owner])
    assert np.all((firms.founded - lives.born[firms.owner]).astype(int) >= 18 * 365.2425)
    assert np.all(firms.founded <= TODAY)


def test_a_firm_closes_after_it_opened_and_only_a_closed_one_is_revoked(firms: Firms) -> None:
    closed = ~np.isnat(firms.closed)
    assert 0.12 < closed.mean() < 0.30
    assert np.all(firms.closed[closed] > firms.founded[closed])
    assert np.all(firms.closed[closed] <= TODAY)
    assert not np.any(firms.revoked & ~closed)
    assert 0.2 < firms.revoked[closed].mean() < 0.45


def test_traders_are_most_and_authorities_never_close(firms: Firms) -> None:
    kinds = Counter(firms.kind.tolist())
    assert set(kinds) == {91, 92, 93, 12, 11}
    assert kinds[92] > kinds[91] > kinds[12]
    assert np.all(np.isnat(firms.closed[firms.kind == 11]))


def test_one_authority_of_a_sort_serves_a_division(firms: Firms) -> None:
    names = [n for n, k in zip(firms.qymc.to_pylist(), firms.kind, strict=True) if k == 11]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("people", [0, 1, 2, 50, 75])
def test_the_smallest_provinces_have_an_enterprise_an_institution_and_a_trader(people: int) -> None:
    firms = make_province(WorldParams(people=people, seed=3)).firms
    assert people < 50 or set(firms.kind) >= {91, 12, 92}
    assert len(firms) == len(firms.qymc) == len(firms.tyshxydm)
