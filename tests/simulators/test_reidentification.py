"""Privacy measures: equal to their definitions and to an outside implementation."""

import math
from collections import Counter, defaultdict
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.registry import discover
from tests.simulators.release_golden import GOLDEN, QUASI, people
from tests.simulators.table_world import TableWorld

COLUMNS = ("year", "decade", "place", "sex")


def world_of(rows: list[dict[str, Any]], **more: list[dict[str, Any]]) -> TableWorld:
    world = TableWorld()
    for name, data in {"pub": rows, **more}.items():
        world.add(name, "SELECT * FROM given_rows", given_rows=pa.Table.from_pylist(data))
    return world


def fields(**of: Any) -> dict[str, Any]:
    plain = {name: {"column": name, "role": "quasi"} for name in COLUMNS}
    return plain | {
        "illness": {"column": "illness", "role": "sensitive"},
        "income": {"column": "income", "role": "sensitive", "content": "number"},
    } | of  # fmt: skip


def measured(
    world: TableWorld, levels: dict[str, str], given_fields: dict[str, Any], **more: Any
) -> dict[str, Any]:
    simulator = (
        discover("simulators")
        .get("reidentification")
        .model_validate(
            {"kind": "reidentification", "of": ("mask",), "table": "pub", "fields": given_fields}
            | more
        )
    )
    answer = Relation.of(("field", "level"), levels.items())
    return dict(simulator.simulate(world, {"mask": answer}).dicts()[0])


@pytest.fixture(scope="module")
def village() -> TableWorld:
    return world_of([row | {"entity": i} for i, row in enumerate(people())])


@pytest.mark.parametrize("name", QUASI)
@pytest.mark.parametrize("sensitive", ["illness", "income"])
def test_measures_equal_the_golden_values(village: TableWorld, name: str, sensitive: str) -> None:
    other = {"illness": "income", "income": "illness"}[sensitive]
    hidden = [column for column in COLUMNS if column not in QUASI[name]]
    found = measured(village, dict.fromkeys([*hidden, other], "suppress"), fields())

    expected = GOLDEN[name]
    assert found["k"] == expected["k"]
    least, entropy, distance = expected[sensitive]
    assert found["l"] == least
    assert math.floor(found["entropy_l"] + 1e-9) == entropy
    assert found["t"] == pytest.approx(distance, abs=1e-8)


small = st.lists(
    st.fixed_dictionaries({
        "q": st.sampled_from(["a", "b", "c", None]),
        "s": st.integers(0, 6),
    }),
    min_size=1,
    max_size=25,
)  # fmt: skip


def by_definition(rows: list[dict[str, Any]], *, ordered: bool) -> tuple[int, int, float, float]:
    classes = defaultdict(list)
    for row in rows:
        classes[row["q"]].append(row["s"])
    whole = Counter(row["s"] for row in rows)
    values = sorted(whole)
    worst_h, worst_t = math.inf, 0.0
    for held in map(Counter, classes.values()):
        n = held.total()
        worst_h = min(worst_h, -sum(m / n * math.log(m / n) for m in held.values()))
        gaps = [held[v] / n - whole[v] / len(rows) for v in values]
        if ordered:
            sums = [abs(sum(gaps[: i + 1])) for i in range(len(gaps))]
            distance = sum(sums) / max(1, len(values) - 1)
        else:
            distance = sum(map(abs, gaps)) / 2
        worst_t = max(worst_t, distance)
    sizes = [len(held) for held in classes.values()]
    return min(sizes), min(len(set(held)) for held in classes.values()), math.exp(worst_h), worst_t


@settings(max_examples=60, deadline=None)
@given(rows=small, ordered=st.booleans())
def test_measures_equal_their_definitions(rows: list[dict[str, Any]], ordered: bool) -> None:
    found = measured(
        world_of([{"q": r["q"], "s": r["s"]} for r in [*rows, {"q": "a", "s": 0}]]),
        {},
        {"q": {"column": "q", "role": "quasi"},
         "s": {"column": "s", "role": "sensitive", "content": "number" if ordered else "text"}},
    )  # fmt: skip

    k, least, entropy, distance = by_definition([*rows, {"q": "a", "s": 0}], ordered=ordered)
    assert (found["k"], found["l"]) == (k, least)
    assert found["entropy_l"] == pytest.approx(entropy, abs=1e-7)
    assert found["t"] == pytest.approx(distance, abs=1e-7)


def test_a_missing_value_can_give_a_person_away() -> None:
    rows = [{"q": "a"}, {"q": "a"}, {"q": None}]

    found = measured(world_of(rows), {}, {"q": {"column": "q", "role": "quasi"}})

    assert (found["k"], found["unique_share"]) == (1, pytest.approx(1 / 3))


@settings(max_examples=20, deadline=None)
@given(
    levels=st.fixed_dictionaries({
        "day": st.sampled_from(["keep", "month", "year", "ten-years", "suppress"]),
        "place": st.sampled_from(["keep", "city", "province", "suppress"]),
    })
)  # fmt: skip
def test_coarsening_never_lowers_k_and_never_raises_utility(levels: dict[str, str]) -> None:
    dates = {"day": {"column": "day", "role": "quasi", "content": "date"},
             "place": {"column": "place", "role": "quasi", "content": "division"}}  # fmt: skip
    ladders = {"day": ["keep", "month", "year", "ten-years", "suppress"],
               "place": ["keep", "city", "province", "suppress"]}  # fmt: skip
    world = CALENDAR

    now = measured(world, levels, dates)
    for name, ladder in ladders.items():
        at = ladder.index(levels[name])
        if at + 1 < len(ladder):
            coarser = measured(world, levels | {name: ladder[at + 1]}, dates)
            assert coarser["k"] >= now["k"]
            assert coarser["utility"] <= now["utility"] + 1e-9


CALENDAR = TableWorld().add(
    "pub",
    "SELECT DATE '1940-01-01' + CAST(i * i % 9000 AS INT) AS day,"
    " CAST(290101 + i % 3 + i % 2 * 100 AS VARCHAR) AS place FROM range(400) AS r(i)",
)


def test_a_pseudonym_with_a_key_hides_and_a_bare_hash_does_not() -> None:
    rows = [{"id": f"29{i}", "sex": str(i % 2)} for i in range(20)]
    shape = {
        "id": {"column": "id", "role": "identifier"},
        "sex": {"column": "sex", "role": "quasi"},
    }

    risk = {
        level: measured(world_of(rows), {"id": level}, shape)["unique_share"]
        for level in ("keep", "hash", "pseudonymise", "suppress")
    }

    assert risk == {"keep": 1.0, "hash": 1.0, "pseudonymise": 0.0, "suppress": 0.0}


def test_an_attacker_is_right_where_one_neighbour_fits_and_it_is_the_same_person() -> None:
    roll = [{"place": "290101", "decade": "1940", "entity": 1},
            {"place": "290101", "decade": "1950", "entity": 2},
            {"place": "290102", "decade": "1950", "entity": 3}]  # fmt: skip
    register = [{"ort": "290101", "zehn": "1940", "entity": 1},
                {"ort": "290101", "zehn": "1950", "entity": 2},
                {"ort": "290101", "zehn": "1950", "entity": 4},
                {"ort": "290102", "zehn": "1950", "entity": 5}]  # fmt: skip
    shape = {"place": {"column": "place", "role": "quasi", "known": "ort"},
             "decade": {"column": "decade", "role": "quasi", "known": "zehn"}}  # fmt: skip

    found = measured(world_of(roll, rk=register), {}, shape, attacker="rk")

    assert found["unique_share"] == 1.0
    assert found["hit_rate"] == pytest.approx(2 / 3)
    assert found["right_rate"] == pytest.approx(1 / 3)


def test_small_classes_can_be_left_out_at_the_price_of_utility() -> None:
    rows = [{"place": "290101"}] * 9 + [{"place": "290102"}]
    shape = {"place": {"column": "place", "role": "quasi"}}

    bare, cut = (measured(world_of(rows), {}, shape, drop_below=n) for n in (0, 5))

    assert (bare["k"], bare["safe"], bare["value"]) == (1, False, -0.1)
    assert (cut["k"], cut["safe"], cut["records"], cut["dropped"]) == (9, True, 9, 1)
    assert cut["value"] == cut["utility"] == pytest.approx(0.9 * bare["utility"])


def test_nothing_released_is_safe_and_useless(village: TableWorld) -> None:
    found = measured(village, dict.fromkeys(fields(), "suppress"), fields())

    assert (found["k"], found["l"], found["t"]) == (600, None, 0.0)
    assert (found["safe"], found["value"]) == (True, 0.0)


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        ({"ilness": "keep"}, "The release has no field `ilness`. Did you mean `illness`?"),
        ({"place": "citty"}, "Column `place` has no level `citty`. Did you mean `city`?"),
    ],
)
def test_unknown_fields_and_levels_are_named(
    village: TableWorld, levels: dict[str, str], sentence: str
) -> None:
    place = {"column": "place", "role": "quasi", "content": "division"}

    with pytest.raises(SandboxError) as told:
        measured(village, levels, fields(place=place))

    assert str(told.value) == sentence


def test_an_author_may_write_further_levels() -> None:
    shape = {"age": {"column": "age", "role": "quasi", "content": "number",
                     "levels": {"of-age": "CASE WHEN {column} < 18 THEN 'u' ELSE 'o' END"}}}  # fmt: skip
    world = world_of([{"age": age} for age in (3, 17, 18, 40)])

    assert measured(world, {"age": "of-age"}, shape)["k"] == 2
