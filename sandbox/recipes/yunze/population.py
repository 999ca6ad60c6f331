"""人口基础信息: the people of the province as public security has them on file."""

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.errors import SandboxError
from sandbox.model.dataset import BuiltTable, ColumnSpec, TableSpec, WorldParams
from sandbox.model.draw import Draw, Integers
from sandbox.model.identifiers import make_ids
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.names import names, weighted
from sandbox.text import Text

REFERENCE_DAY: Final = date(2027, 3, 1)
"""The day on which every world is looked at; nobody is born after it."""
PRESENT: Final = "1"
DECEASED: Final = "2"
MOVED: Final = "3"
HOME_BORN_PER_MILLION: Final = 860_000
OLD_CODE_PER_MILLION: Final = 300_000
LEFT_PER_MILLION: Final = 6_000
_SPAN: Final = 1 << 31
_STEP: Final = 100
_SLOTS: Final = 497
# 7 × 71 has no factor in common with 100, so ranks 0 to 496 fall on 497 different slots; the
# numbers 1 to 994 stay below 996, from where centenarians' sequences begin.

POPULATION: Final = TableSpec(
    name="rk",
    label=Text(zh="人口基础信息", en="Population register"),
    columns=tuple(
        ColumnSpec(name=name, label=Text(zh=zh, en=en))
        for name, zh, en in (
            ("gmsfhm", "公民身份号码", "Citizen number"),
            ("xm", "姓名", "Name"),
            ("xbdm", "性别代码", "Sex code"),
            ("mzdm", "民族代码", "Ethnic group code"),
            ("csrq", "出生日期", "Date of birth"),
            ("hjqhdm", "户籍区划代码", "Registered division code"),
            ("hjdz", "户籍地址", "Registered address"),
            (
                "ryzt",
                "人员状态(1 正常,2 死亡注销,3 迁出注销)",
                "Status (1 registered, 2 deceased, 3 moved away)",
            ),
        )
    ),
)


def population(params: WorldParams, draw: Draw) -> BuiltTable:
    """The register of `params.people` people, in the order in which they were drawn.

    Codes follow GB/T 2261.1 (sex) and GB/T 3304 (ethnic groups). The citizen number keeps the
    division of first registration for life, so it need not agree with today's.
    """
    n = params.people
    sex, age = _sex_and_age(draw, n)
    born = _birth_days(draw, age)
    peoples = draw.pick("people", n, [weight for _, _, weight in pools.ethnic()])
    division = _divisions(draw, n)
    codes = pa.array([code for code, _, _ in pools.ethnic()], pa.string())
    year = born.astype("datetime64[Y]").astype(np.int64) + 1970
    columns = (
        _citizen_numbers(_first_divisions(draw, division, year), born, sex),
        names(draw, sex, year, peoples),
        pa.array(["1", "2"], pa.string()).take(pa.array(sex - 1)),
        codes.take(pa.array(peoples)),
        pa.array(born),
        pa.array(division).cast(pa.string()),
        _addresses(draw, division),
        _status(draw, age),
    )
    data = pa.table(dict(zip((c.name for c in POPULATION.columns), columns, strict=True)))
    return BuiltTable(spec=POPULATION, data=data)


def _sex_and_age(draw: Draw, n: int) -> tuple[Integers, Integers]:
    """Sex (1 male, 2 female) and age in years on the reference day, by the age pyramid."""
    pyramid = pools.ages()
    at = draw.pick("age", n, [count for _, male, female in pyramid for count in (male, female)])
    years = np.array([age for age, _, _ in pyramid], dtype=np.int64)
    return at % 2 + 1, years[at // 2]


def _birth_days(draw: Draw, age: Integers) -> npt.NDArray[np.datetime64]:
    """A day on which a person of that age can have been born, all equally likely."""
    last = _anniversaries(age)
    first = _anniversaries(age + 1) + 1
    top = draw.integers("birthday", len(age), 0, _SPAN)
    days = first.astype(np.int64) + top * (last - first + 1).astype(np.int64) // _SPAN
    return days.astype("datetime64[D]")


def _anniversaries(years: Integers) -> npt.NDArray[np.datetime64]:
    """The reference day so many years earlier; 1 March exists in every year."""
    months = (REFERENCE_DAY.year - years - 1970) * 12 + REFERENCE_DAY.month - 1
    return months.astype("datetime64[M]").astype("datetime64[D]") + (REFERENCE_DAY.day - 1)


def _divisions(draw: Draw, n: int) -> Integers:
    """Today's division of registration: county level, never an abolished one."""
    every = pools.divisions()
    codes = np.array([division.code for division in every], dtype=np.int64)
    return codes[draw.pick("division", n, [division.weight for division in every])]


def _first_divisions(draw: Draw, division: Integers, year: Integers) -> Integers:
    """The division of first registration, which the citizen number keeps for life."""
    n = len(division)
    every = [each for each in pools.divisions() if each.weight]
    codes = np.array([each.code for each in every], dtype=np.int64)
    elsewhere = codes[draw.pick("first/where", n, [each.weight for each in every])]
    stayed = draw.chance("first/stayed", n, HOME_BORN_PER_MILLION)
    first = np.where(stayed, division, elsewhere)
    renamed = draw.chance("first/renamed", n, OLD_CODE_PER_MILLION)
    for old in pools.divisions():
        if old.merged_into is not None and old.valid_to is not None:
            before = renamed & (first == old.merged_into) & (year <= old.valid_to)
            first = np.where(before, old.code, first)
    return first


def _citizen_numbers(
    division: Integers, born: npt.NDArray[np.datetime64], sex: Integers
) -> pa.Array:
    """Unique numbers: people of one division, day and sex take different sequences.

    Raises:
        SandboxError: more than 497 of them share one day; the world has too many people.
    """
    days = born.astype(np.int64) + 200_000
    rank = _rank_within((division * 1_000_000 + days) * 2 + sex % 2)
    if len(rank) and int(rank.max()) >= _SLOTS:
        raise SandboxError(
            "So many people do not fit into the divisions of the province. Ask for fewer people."
        )
    # Spread by day and division, so that a sequence says nothing about a person's row.
    slot = (rank * _STEP + days * 31 + division * 17) % _SLOTS
    years = born.astype("datetime64[Y]").astype(np.int64) + 1970
    months = born.astype("datetime64[M]").astype(np.int64) % 12 + 1
    of_month = (born - born.astype("datetime64[M]")).astype(np.int64) + 1
    made = make_ids(division, years * 10_000 + months * 100 + of_month, slot * 2 + sex)
    return pa.array(made, pa.binary()).cast(pa.string())


def _rank_within(group: Integers) -> Integers:
    """How many earlier rows belong to the same group; later rows change nothing."""
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(group) else ordered == 0
    places = np.arange(len(group), dtype=np.int64)
    first = np.maximum.accumulate(np.where(starts, places, 0)) if len(group) else places
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = places - first
    return rank


def _addresses(draw: Draw, division: Integers) -> pa.Array:
    """Division, town, community, road, house and flat; none of the places exists."""
    n = len(division)
    top = draw.integers("community", n, 0, _SPAN)
    places: list[str] = []
    at = np.zeros(n, dtype=np.int64)
    for each in pools.divisions():
        pool = pools.communities(each.code)
        mask = division == each.code
        if pool.words:
            at[mask] = weighted(top[mask], pool.weights) + len(places)
        places.extend(each.name + word for word in pool.words)
    roads = pools.roads()
    road = draw.integers("road", n, 0, len(roads))
    flat = draw.integers("floor", n, 1, 8) * 100 + draw.integers("flat", n, 1, 5)
    return pc.binary_join_element_wise(
        pa.array(places, pa.string()).take(pa.array(at)),
        pa.array(roads, pa.string()).take(pa.array(road)),
        pa.array(draw.integers("house", n, 1, 200)).cast(pa.string()),
        pa.array([f"号{unit}单元" for unit in range(1, 5)], pa.string()).take(
            pa.array(draw.integers("unit", n, 0, 4))
        ),
        pa.array(flat).cast(pa.string()),
        "室",
        "",
    )


def _status(draw: Draw, age: Integers) -> pa.Array:
    """Most are present; the older, the likelier that the registration was cancelled by death."""
    n = len(age)
    died = draw.integers("died", n, 0, 1_000_000) < 300 + np.maximum(age - 40, 0) ** 2 * 45
    left = draw.chance("left", n, LEFT_PER_MILLION)
    state = np.where(died, 1, np.where(left, 2, 0))
    return pa.array([PRESENT, DECEASED, MOVED], pa.string()).take(pa.array(state))
