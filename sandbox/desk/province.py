"""A picture of the province in both languages: five charts and a page that shows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox.desk.bars import Bar, bars, pyramid
from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldParams
from sandbox.recipes.yunze import KIND
from sandbox.recipes.yunze.figures import (
    AGES,
    INCOMES,
    SIZES,
    STAFF,
    WAGES,
    Figures,
    figures,
)
from sandbox.recipes.yunze.world import make_province
from sandbox.text import FICTION_MARK, Text

PAGE: Final = "PROVINCE.md"
FOLDER: Final = "province"
KEPT: Final = "## 速度 · Speed"
"""From this heading on the page is kept as it is: speed is measured, not computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart: the name of its file, what it finds, and the drawing."""

    name: str
    title: Text
    svg: str


def write_province(folder: Path, *, people: int, seed: int) -> Path:
    """Make a province and write its page and charts; the page.

    Raises:
        SandboxError: the folder cannot be written.
    """
    params = WorldParams(people=people, seed=seed)
    found = figures(make_province(params))
    drawn = charts(found)
    page = folder / PAGE
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        for chart in drawn:
            (folder / FOLDER / f"{chart.name}.svg").write_text(chart.svg, encoding="utf-8")
        before = page.read_text(encoding="utf-8") if page.is_file() else ""
        kept = before[before.index(KEPT) :] if KEPT in before else ""
        page.write_text("\n".join(_page(params, found, drawn)) + "\n" + kept, encoding="utf-8")
    except OSError as error:
        raise SandboxError(f"`{folder}` cannot be written: {error.strerror or error}.") from error
    return page


def charts(found: Figures) -> tuple[Chart, ...]:
    """Age and sex, household size, income, size of firms, wages."""
    old, small = f"{100 * found.old:.1f}", f"{100 * found.small:.1f}"
    mean = f"{found.household_mean:.2f}"
    titles: Mapping[str, Text] = {
        "ages": Text(
            zh=f"60 岁及以上占 {old}%", en=f"{old} % are 60 or older"
        ),
        "households": Text(
            zh=f"平均每户 {mean} 人", en=f"A household has {mean} members on average"
        ),
        "incomes": Text(
            zh=f"成年人月收入中位数 {found.income_median:,} 元",
            en=f"The median adult has {found.income_median:,} yuan a month",
        ),
        "firms": Text(
            zh=f"{small}% 的市场主体不足 10 人", en=f"{small} % of firms have fewer than ten staff"
        ),
        "wages": Text(
            zh=f"月工资中位数 {found.wage_median:,} 元",
            en=f"The median wage is {found.wage_median:,} yuan a month",
        ),
    }  # fmt: skip
    drawings = {
        "ages": _pyramid(titles["ages"], found),
        "households": bars(
            titles["households"], HOUSEHOLDS, _rows(_exact(SIZES), found.household_sizes)
        ),
        "incomes": bars(titles["incomes"], ADULTS, _rows(_ranges(INCOMES), found.incomes)),
        "firms": bars(titles["firms"], FIRMS, _rows(_ranges(STAFF), found.staff)),
        "wages": bars(titles["wages"], EMPLOYEES, _rows(_ranges(WAGES), found.wages)),
    }
    return tuple(Chart(name=n, title=titles[n], svg=svg) for n, svg in drawings.items())


def _pyramid(title: Text, found: Figures) -> str:
    names = [f"{low}–{low + 4}" for low in AGES[:-1]] + [f"{AGES[-1]}+"]
    sides = [
        [Bar(name="", value=n, said=f"{100 * n / found.people:.1f}") for n in side]
        for side in (found.men, found.women)
    ]
    return pyramid(title, PEOPLE, names, sides)


def _rows(names: Sequence[str], counts: Sequence[int]) -> list[Bar]:
    whole = sum(counts) or 1
    return [
        Bar(name=name, value=count, said=f"{100 * count / whole:.1f}%")
        for name, count in zip(names, counts, strict=True)
    ]


def _exact(values: Sequence[int]) -> list[str]:
    return [str(value) for value in values]


def _ranges(lows: Sequence[int]) -> list[str]:
    """`0`, `1–999`, …, `20,000+`."""
    names = []
    for low, above in zip(lows, (*lows[1:], None), strict=True):
        if above is None:
            names.append(f"{low:,}+")
        else:
            names.append(f"{low:,}" if above == low + 1 else f"{low:,}–{above - 1:,}")
    return names


def _page(params: WorldParams, found: Figures, drawn: Sequence[Chart]) -> Iterator[str]:
    yield from ("# 云泽省什么样 · What Yunze looks like", "")
    yield from (f"> {FICTION_MARK.zh}  ", f"> {FICTION_MARK.en}", "")
    command = f"python -m sandbox province --people {params.people} --seed {params.seed} --out data"
    version = f"`{KIND.name}` v{KIND.version}"
    yield (
        f"由 `{command}` 生成（配方 {version}）：{params.people:,} 人，其中在册"
        f" {found.people:,} 人。分布参照公开统计的常见形态设定，不对应任何真实地区。"
    )
    yield ""
    yield (
        f"Written by `{command}` (recipe {version}): {params.people:,} people, {found.people:,} of"
        " them alive and registered. The distributions follow the usual shapes of published"
        " statistics and describe no real place."
    )
    for chart in drawn:
        yield from ("", f"## {chart.title.zh} · {chart.title.en}", "")
        yield f"![{chart.title.zh} / {chart.title.en}]({FOLDER}/{chart.name}.svg)"
    yield ""


PEOPLE: Final = Text(
    zh="按五岁组，占在册人口 %：左男右女", en="five-year groups, % of people: men left, women right"
)
HOUSEHOLDS: Final = Text(zh="按户内人数，占户数", en="by members, share of households")
ADULTS: Final = Text(zh="元/月，占成年人", en="yuan a month, share of adults")
FIRMS: Final = Text(zh="按从业人数，占在营主体", en="by employees, share of open firms")
EMPLOYEES: Final = Text(zh="元/月，占有工作单位的人", en="yuan a month, share of employees")
