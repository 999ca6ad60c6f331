"""The whole province: tables as promised, rows that know whom they are about, nobody real."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sandbox.datasets.content import Digest
from sandbox.model.dataset import BuiltTable, WorldParams
from sandbox.model.draw import Draw
from sandbox.model.identifiers import CREDIT_ALPHABET
from sandbox.recipes.yunze import DEPARTMENTS, KIND
from sandbox.recipes.yunze.days import DAY_ZERO, completed_years, written
from sandbox.recipes.yunze.province import REFERENCE_DAY
from sandbox.recipes.yunze.quantiles import STEPS, ladder, spread
from sandbox.recipes.yunze.world import make_province

PEOPLE = 3_000
ORDER = (
    "civil_affairs", "health", "education", "disability", "hotline", "human_resources", "medical",
    "market", "tax", "land", "housing_fund", "vehicles", "credit",
)  # fmt: skip
ID = re.compile(r"29[0-9]{15}[0-9X]")
CODE = re.compile(rf"(?:11|12|9[123])29[0-9]{{4}}[{CREDIT_ALPHABET}]{{10}}")


def tables(people: int, seed: int) -> list[BuiltTable]:
    return list(KIND.build(WorldParams(people=people, seed=seed)))


@pytest.fixture(scope="module")
def built() -> list[BuiltTable]:
    return tables(PEOPLE, 101)


def digest(built: list[BuiltTable]) -> str:
    made = Digest()
    for table in built:
        made.add(table.spec.name, table.data)
    return made.hexdigest()


def texts(data: pa.Table) -> list[tuple[str, str]]:
    """Every cell of text with its column, once each."""
    return [
        (name, cell)
        for name in data.column_names
        if pa.types.is_string(data[name].type)
        for cell in pc.unique(data[name]).to_pylist()
        if cell is not None
    ]


def passes_iso_7064(number: str) -> bool:
    """An independent check of a citizen number: Horner's rule modulo 11 (GB 11643)."""
    rest = 0
    for sign in number:
        rest = (rest * 2 + (10 if sign == "X" else int(sign))) % 11
    return rest == 1


def passes_gb_32100(code: str) -> bool:
    """An independent check of a credit code: the weighted sum of all 18 signs is 0 modulo 31."""
    values = [CREDIT_ALPHABET.index(sign) for sign in code]
    weights = [pow(3, place, 31) for place in range(17)]
    return (sum(map(int.__mul__, values, [*weights, 1]))) % 31 == 0


def test_departments_stand_in_the_order_of_the_catalogue() -> None:
    assert [module.__name__.rpartition(".")[2] for module in DEPARTMENTS] == list(ORDER)


def test_tables_are_those_promised_in_that_order(built: list[BuiltTable]) -> None:
    assert [table.spec for table in built] == list(KIND.tables())
    names = [table.spec.name for table in built]
    assert len(set(names)) == len(names)
    for table in built:
        assert table.data.column_names == [column.name for column in table.spec.columns]


def test_a_row_knows_whom_it_is_about(built: list[BuiltTable]) -> None:
    for table in built:
        if table.link is not None:
            assert len(table.link) == table.data.num_rows, table.spec.name
        if table.spare is not None:
            assert table.spare_link is not None
            assert table.spare.schema == table.data.schema, table.spec.name
            assert len(table.spare_link) == table.spare.num_rows


def test_every_department_table_has_links(built: list[BuiltTable]) -> None:
    written = {"rk", *(spec.name for module in DEPARTMENTS for spec in module.TABLES)}
    assert written <= {table.spec.name for table in built if table.link is not None}


def test_the_same_parameters_give_the_same_content_and_another_seed_other_content() -> None:
    assert digest(tables(400, 5)) == digest(tables(400, 5)) != digest(tables(400, 6))


def test_every_number_passes_an_independent_check_and_is_fictional(built: list[BuiltTable]) -> None:
    seen = set()
    for table in built:
        for column, cell in texts(table.data):
            for number in (
                ID.findall(cell) if len(cell) in {18, 20} and cell.startswith("29") else ()
            ):
                assert passes_iso_7064(number), (table.spec.name, column)
                seen.add("citizen")
            if CODE.fullmatch(cell):
                assert passes_gb_32100(cell), (table.spec.name, column)
                seen.add("firm")
    assert seen == {"citizen", "firm"}


@pytest.mark.parametrize("people", [0, 1, 2, 3, 7, 50, 51, 76])
def test_a_province_may_be_small(people: int) -> None:
    built = tables(people, 3)
    assert built[0].data.num_rows == people


def test_many_small_worlds_are_built() -> None:
    for seed in range(40):
        assert tables(60, seed)[0].data.num_rows == 60


def test_all_arrays_of_a_province_have_their_length() -> None:
    province = make_province(WorldParams(people=500, seed=9))
    for part, n in ((province.lives, 500), (province.firms, len(province.firms))):
        for name in type(part).__slots__:
            assert len(getattr(part, name)) == n, name
    for name in type(province.jobs).__slots__:
        assert len(getattr(province.jobs, name)) == 500


def test_the_calendar_agrees_with_numpy() -> None:
    days = np.arange(-DAY_ZERO, 21_000, 13)
    expected = [int(str(day).replace("-", "")) for day in days.astype("datetime64[D]")]
    assert written(days).tolist() == expected


@pytest.mark.parametrize(
    ("born", "end", "years"),
    [
        ("2000-03-01", "2027-03-01", 27),
        ("2000-03-02", "2027-03-01", 26),
        ("2004-02-29", "2027-02-28", 22),
        ("2004-02-29", "2027-03-01", 23),
        ("2027-03-01", "2027-03-01", 0),
        ("1911-12-31", "2027-03-01", 115),
    ],
)
def test_completed_years_are_counted_by_birthdays(born: str, end: str, years: int) -> None:
    day = np.array([np.datetime64(born)]).astype(np.int64)
    last = np.array([np.datetime64(end)]).astype(np.int64)
    assert completed_years(day, last).tolist() == [years]


def test_age_is_that_of_the_reference_day_or_of_death() -> None:
    lives = make_province(WorldParams(people=4_000, seed=2)).lives
    for born, died, age in zip(lives.born.tolist(), lives.died.tolist(), lives.age(), strict=True):
        end = died or REFERENCE_DAY
        assert age == end.year - born.year - ((end.month, end.day) < (born.month, born.day))


def test_a_spread_meets_its_weights() -> None:
    line = spread([1, 0, 2, 1])
    assert np.bincount(line).tolist() == [STEPS // 4, 0, STEPS // 2, STEPS // 4]


def test_a_ladder_climbs_along_straight_lines() -> None:
    assert ladder(((0, 0), (500, 100), (1000, 300)), 10).tolist() == [
        0, 20, 40, 60, 80, 100, 140, 180, 220, 260,
    ]  # fmt: skip


@pytest.mark.parametrize("span", [1, 2, 3, 10, 1000, 4097])
def test_scrambling_is_a_permutation_that_depends_on_the_seed(span: int) -> None:
    index = np.arange(span, dtype=np.int64)
    made = Draw(1).scramble("numbers", index, span)
    assert sorted(made.tolist()) == list(range(span))
    if span >= 1000:
        assert made.tolist() != Draw(2).scramble("numbers", index, span).tolist()
        assert abs(np.corrcoef(made, index)[0, 1]) < 0.1


def test_scrambling_refuses_an_index_outside_the_span() -> None:
    with pytest.raises(ValueError, match="outside"):
        Draw(1).scramble("numbers", np.array([5]), 5)


def test_single_rows_draw_what_the_whole_stream_draws() -> None:
    rows = np.array([0, 3, 70_000, 99_999], dtype=np.int64)
    draw = Draw(4)
    assert np.array_equal(draw.bits("a", 100_000)[rows], draw.bits_of("a", rows))
    assert np.array_equal(
        draw.integers("a", 100_000, -3, 900)[rows], draw.integers_of("a", rows, -3, 900)
    )
    assert np.array_equal(draw.bits("a", 100), draw.bits("a", 100_000)[:100])


def test_draws_stay_as_they_are() -> None:
    # Fixed, so that no change of the code goes unseen: every world depends on them.
    draw = Draw(7)
    assert draw.bits("a", 3).tolist() == [
        11393792076497754948, 17502266611048532717, 6286211510197028617,
    ]  # fmt: skip
    assert draw.integers("a", 5, 0, 100).tolist() == [61, 94, 34, 89, 18]
    assert draw.permutation("a", 8).tolist() == [6, 4, 2, 0, 5, 7, 3, 1]
    assert draw.pick("a", 8, [1, 2, 3]).tolist() == [2, 2, 1, 2, 1, 2, 0, 2]
