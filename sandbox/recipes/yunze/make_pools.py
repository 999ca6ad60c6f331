"""Makes the pools under `data/pools/`: `python -m sandbox.recipes.yunze.make_pools`.

Run by hand when a pool must change, never while a world is built: Faker's lists differ from
release to release, the committed files do not. Raise the recipe's version afterwards.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from faker.providers.person.zh_CN import Provider

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.families import PLACES, TAKEN, TODAY, members

POOLS: Final = Path(__file__).resolve().parents[3] / "data" / "pools"
ERAS: Final = (1, 2, 3, 4)
"""Born before 1960, before 1980, before 2000, and since."""

# Characters by generation: the names of grandparents and of pupils have little in common.
MALE_FIRST: Final = {
    1: "国建福德永玉金文长庆志忠明春树连宝广学兴",
    2: "建国志海永文晓卫红立春玉少庆正东新明伟利",
    3: "晓文志俊子嘉家伟建宇鹏海佳世泽明启永思博",
    4: "子宇浩梓俊一奕沐泽亦明睿承景嘉思书晨知君",
}
MALE_LAST: Final = {
    1: "林山才富贵荣华生祥清臣田义和海福有昌发民",
    2: "军民国平辉林生峰华明海波斌强刚东利涛忠勇",
    3: "杰超鹏飞宇龙凯波涛辉斌磊浩亮毅锋健洋强博",
    4: "轩涵辰宸睿泽阳铭宇然朗翰航霖哲恒墨远言舟",
}
FEMALE_FIRST: Final = {
    1: "秀桂玉淑凤兰金翠素春月美惠瑞彩荷莲巧菊香",
    2: "丽红艳春海秀晓玉雪爱文小冬亚桂利卫立永美",
    3: "晓丽佳雅文思婷海雪春梦慧静玉嘉欣晨诗怡秋",
    4: "梓欣雨诗语可若思艺一依佳子芷沐书念知清心",
}
FEMALE_LAST: Final = {
    1: "英兰珍芳梅华芝琴香荣云花莲贤娥凤清霞芬菊",
    2: "梅霞燕红华玲英艳芳丽萍敏娟云琴莉杰荣平洁",
    3: "娜丹婷静雪颖慧琳敏佳倩玲莹洁蕾娟萍楠丽瑶",
    4: "涵萱怡彤妍瑶琪雯妤桐欣然宁晴汐禾萌琳朵霏",
}
BRAND_FIRST: Final = (
    "澜岚霁棠屿麓汀岑枫栖澄沁泓漾蔚芷荇筱翊泠皓晴峤溆菁砚珩昀渌汐"
    "沅沐浔溪漱澹峪岫榆榕樾槿桉柒栗茗蓼蕴薇霖雾云星曦晨"
)
BRAND_LAST: Final = (
    "川舟禾岭序野谷辰庭桥瑞润丰达卓拓恒益顺合佑启沃茂垚嘉淳泽源朴"
    "景行远航锦程翔宏明康安和悦家园品味香禧福麦田"
)
AGES: Final = (44, 62, 82, 84, 74, 73, 90, 122, 106, 97, 116, 126, 114, 96, 82, 58, 36, 18, 6, 1)
"""Thousands of people by five-year age group, 0 to 99: an ageing province's usual shape."""
OLDEST: Final = 105
SHARES: Final[tuple[tuple[int, int, tuple[tuple[int, int, int], ...]], ...]] = (
    (125, 480, ((20, 27, 45), (50, 74, 97))),
    (150, 820, ((23, 27, 34), (46, 66, 92))),
    (170, 820, ((25, 40, 52), (46, 56, 68))),
    (150, 840, ((27, 38, 52), (44, 52, 60))),
    (26, 860, ((29, 37, 50),)),
    (60, 220, ((24, 42, 66),)),
    (18, 200, ((27, 38, 54),)),
    (85, 820, ((28, 46, 58),)),
    (90, 820, ((28, 40, 56),)),
    (55, 830, ((29, 42, 54),)),
    (62, 830, ((29, 38, 52),)),
    (14, 800, ((48, 60, 74),)),
    (6, 300, ((52, 64, 78),)),
)
"""By form: households per thousand, male heads per thousand, and tents of the head's age."""
FITTED: Final = 60
TRIALS: Final = 200
TOTAL: Final = 400_000
SINGLE: Final = 90
"""Weight of a given name of one character, against 11 to 40 for each pair."""


def main() -> None:
    """Write every pool anew."""
    POOLS.mkdir(parents=True, exist_ok=True)
    write("surnames.csv", ("surname", "weight"), surnames())
    write("given.csv", ("given", "sex", "era", "weight"), given())
    write("ages.csv", ("age", "male", "female"), ages())
    write("brands.csv", ("brand",), [(a + b,) for a in BRAND_FIRST for b in BRAND_LAST])
    write("households.csv", ("form", "sex", "age", "weight"), households())


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """One pool as CSV with Unix line ends."""
    with (POOLS / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def surnames() -> list[tuple[str, int]]:
    """The 220 commonest single surnames and four double ones, weights falling with rank."""
    ranked = [name for name in Provider.last_names if len(name) == 1][:220]
    single = [(name, 120_000 // (rank + 12)) for rank, name in enumerate(ranked)]
    return [*single, ("欧阳", 90), ("司徒", 20), ("上官", 20), ("慕容", 15)]


def given() -> list[tuple[str, int, int, int]]:
    """Given names by sex (1 male, 2 female) and era: composed of two characters, and Faker's."""
    rows: dict[tuple[str, int, int], int] = {}
    for sex, firsts, lasts in ((1, MALE_FIRST, MALE_LAST), (2, FEMALE_FIRST, FEMALE_LAST)):
        for era in ERAS:
            rows.update({(name, sex, era): n for name, n in composed(firsts[era], lasts[era])})
    for sex, names in ((1, Provider.first_names_male), (2, Provider.first_names_female)):
        for name in names:
            for era in (2, 3) if len(name) == 1 else (1, 2):
                rows.setdefault((name, sex, era), SINGLE if len(name) == 1 else 30)
    return [(name, sex, era, weight) for (name, sex, era), weight in sorted(rows.items())]


def composed(firsts: str, lasts: str) -> Iterator[tuple[str, int]]:
    """Every pair of characters with its weight; characters are written commonest first."""
    for i, first in enumerate(firsts):
        for j, last in enumerate(lasts):
            if first != last:
                yield first + last, 40 - i - j // 2


def ages() -> list[tuple[int, int, int]]:
    """People by single year of age; boys outnumber girls, old women outnumber old men."""
    rows = []
    for age in range(OLDEST + 1):
        group = AGES[age // 5] * 200 if age < 100 else (OLDEST + 1 - age) * 4
        after = AGES[min(age // 5 + 1, 19)] * 200 if age < 100 else group
        total = (group * (5 - age % 5) + after * (age % 5)) // 5
        male = 529 - age if age < 20 else 515 - max(0, age - 55) * 4
        rows.append((age, total * male // 1000, total - total * male // 1000))
    return rows


def households() -> list[tuple[int, int, int, int]]:
    """Households by form and head, weighted so that their members make up the age pyramid.

    Starts from the usual shares and is fitted by the Richardson-Lucy iteration.
    """
    cells: list[tuple[int, int, int, float]] = [
        (at, sex, age, share * lean * _tent(age, *tent) / 1000)
        for at, (share, male, tents) in enumerate(SHARES)
        for sex, lean in ((1, male), (2, 1000 - male))
        for tent in tents
        for age in range(tent[0], tent[2] + 1)
    ]
    form, sex, age = (np.array([cell[i] for cell in cells]) for i in range(3))
    weight = np.array([cell[3] for cell in cells])
    counts = _counts(form, sex, age)
    pyramid = ages()
    target = np.array([row[1] for row in pyramid] + [row[2] for row in pyramid])
    target = target / target.sum()
    weight /= (weight @ counts).sum()
    for _ in range(FITTED):
        weight *= (counts @ (target / np.maximum(weight @ counts, 1e-12))) / counts.sum(axis=1)
    whole = np.rint(weight / weight.sum() * TOTAL).astype(int)
    return [
        (int(f), int(s), int(a), int(w))
        for f, s, a, w in zip(form, sex, age, whole, strict=True)
        if w
    ]


def _tent(age: int, low: int, top: int, high: int) -> float:
    """A triangle over the ages, highest at `top`."""
    return (age - low + 1) / (top - low + 1) if age <= top else (high + 1 - age) / (high + 1 - top)


def _counts(form: Integers, sex: Integers, age: Integers) -> npt.NDArray[np.float64]:
    """Members by (male ages, female ages) that a household of each cell has on average."""
    every = np.repeat(np.arange(len(form)), TRIALS)
    made = members(Draw(29), form[every], sex[every], age[every])
    found = np.zeros((len(form), 2 * (OLDEST + 1)))
    for place in range(PLACES):
        taken = TAKEN[made.form, place]
        years = np.clip((TODAY - made.born[place]) * 4 // 1461, 0, OLDEST)
        column = years + (made.sex[place] - 1) * (OLDEST + 1)
        np.add.at(found, (every[taken], column[taken]), 1 / TRIALS)
    return found


if __name__ == "__main__":
    main()
