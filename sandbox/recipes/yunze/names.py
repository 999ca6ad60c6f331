"""Names that a person of that sex, age and people might bear, and that no public figure bears.

Children mostly bear their father's surname; brothers and sisters have different names.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.errors import SandboxError
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.families import (
    CHILD,
    FATHER,
    GRANDCHILD,
    HEAD,
    MALE,
    MOTHER,
    PLACES,
    SECOND,
    SPOUSE,
    THIRD,
)

ERA_STARTS: Final = (1960, 1980, 2000)
KOREAN_SURNAMES: Final = ("金", "李", "朴", "崔", "郑", "姜", "全", "许", "南", "黄")
HUI_SURNAMES: Final = ("马", "马", "马", "杨", "丁", "沙", "白", "金", "王", "张", "李", "海")
MIDDLE_DOT: Final = "·"
MOTHERS_NAME_PER_MILLION: Final = 60_000
SONS_CHILD_PER_MILLION: Final = 620_000
MIXED_PER_MILLION: Final = 60_000
_ATTEMPTS: Final = 12


def peoples(draw: Draw, head_sex: Integers) -> Integers:
    """Index into `pools.ethnic()` by place and household; children take their father's."""
    n = len(head_sex)
    weights = [weight for _, _, weight in pools.ethnic()]
    made = np.empty((PLACES, n), dtype=np.int64)
    made[:] = draw.pick("people", n, weights)
    mixed = np.flatnonzero(draw.chance("people/mixed", n, MIXED_PER_MILLION))
    edges = np.cumsum(weights)
    drawn = draw.integers_of("people/spouse", mixed, 0, int(edges[-1]))
    made[SPOUSE, mixed] = np.searchsorted(edges, drawn, side="right")
    fathers = np.where(head_sex == MALE, made[HEAD], made[SPOUSE])
    made[CHILD], made[SECOND], made[THIRD] = fathers, fathers, fathers
    return made


def surnames(draw: Draw, head_sex: Integers, people: Integers) -> Integers:
    """Index into the surnames by place and household."""
    n = len(head_sex)
    made = np.empty((PLACES, n), dtype=np.int64)
    for place in (HEAD, SPOUSE, MOTHER):
        made[place] = _own_surnames(draw, f"surname/{place}", people[place])
    male = head_sex == MALE
    fathers = np.where(male, made[HEAD], made[SPOUSE])
    mothers = np.where(male, made[SPOUSE], made[HEAD])
    after_mother = draw.chance("surname/after", n, MOTHERS_NAME_PER_MILLION)
    made[CHILD] = np.where(after_mother, mothers, fathers)
    made[SECOND], made[THIRD] = made[CHILD], made[CHILD]
    made[FATHER] = made[HEAD]
    sons = draw.chance("surname/son", n, SONS_CHILD_PER_MILLION)
    made[GRANDCHILD] = np.where(sons, fathers, made[MOTHER])
    return made


def names(
    draw: Draw,
    *,
    surname: Integers,
    sex: Integers,
    birth_year: Integers,
    people: Integers,
    household: Integers,
    father: Integers,
) -> pa.Array:
    """One name per person; `father` is an index of a person, or negative.

    A name on the block-list, or that of the person before in the same household, is drawn
    again, given name first.

    Raises:
        SandboxError: the pools hold too many names of the block-list.
    """
    first, second = surname.copy(), _given(draw, surname, sex, birth_year, household)
    _dotted(draw, (first, second), sex, people, (household, father))
    heads, tails = _words()
    return pc.binary_join_element_wise(
        heads.take(pa.array(first)), tails.take(pa.array(second)), ""
    )


def _own_surnames(draw: Draw, stream: str, people: Integers) -> Integers:
    """Koreans and Hui have their own common surnames."""
    at = draw.pick(stream, len(people), pools.surnames().weights)
    start = len(pools.surnames().words)
    for style, own in (("korean", KOREAN_SURNAMES), ("hui", HUI_SURNAMES)):
        for index in (i for i, (_, each, _) in enumerate(pools.ethnic()) if each == style):
            who = np.flatnonzero(people == index)
            at[who] = draw.integers_of(f"{stream}/{style}", who, start, start + len(own))
        start += len(own)
    return at


def _given(
    draw: Draw, surname: Integers, sex: Integers, birth_year: Integers, household: Integers
) -> Integers:
    """Given names by sex and generation."""
    table, starts, totals, words = _lots()
    pool = (sex - 1) * 4 + np.searchsorted(ERA_STARTS, birth_year, side="right")
    start, total = starts[pool], totals[pool]
    made: Integers = table[start + (draw.integers("given/0", len(sex), 0, 1 << 31) * total >> 31)]
    blocked = _blocked(pools.blocked())
    again = np.zeros(len(sex), dtype=np.bool_)
    for attempt in range(1, _ATTEMPTS):
        np.take(blocked, surname * words + made, out=again)
        again[1:] |= (made[1:] == made[:-1]) & (household[1:] == household[:-1])
        rows = np.flatnonzero(again)
        if not len(rows):
            return made
        drawn = draw.integers_of(f"given/{attempt}", rows, 0, 1 << 31)
        made[rows] = table[start[rows] + (drawn * total[rows] >> 31)]
    raise SandboxError("The name pools hold too many names of the block-list.")


def _dotted(
    draw: Draw,
    parts: tuple[Integers, Integers],
    sex: Integers,
    people: Integers,
    kin: tuple[Integers, Integers],
) -> None:
    """Own name, middle dot (U+00B7) and father's name, for the peoples who write so."""
    starts, sizes, tails, males = _dotted_places()
    who = np.flatnonzero(starts[people, 0] >= 0)
    household, father = kin
    if not len(who):
        return
    group, s = people[who], sex[who] - 1
    many = sizes[group, s]
    drawn = draw.integers_of("own", who, 0, 1 << 31) * many >> 31
    fathers = draw.integers_of("father", who, 0, 1 << 31) * (males[group] - 1) >> 31
    # One further at least: nobody is called after himself.
    other = (drawn + 1 + fathers) % males[group]
    row_of = np.full(len(sex), -1, dtype=np.int64)
    row_of[who] = np.arange(len(who))
    at = np.where(father[who] >= 0, row_of[father[who]], -1)
    at = np.where((at >= 0) & (group[at] == group), at, -1)
    own, second = drawn, other
    for _ in range(2):  # Sons first, then grandsons.
        second = np.where(at >= 0, own[at], other)
        own = np.where((s == 0) & (drawn == second), (drawn + 1) % many, drawn)
    home = household[who]
    for _ in range(3):
        twin = (home[1:] == home[:-1]) & (s[1:] == s[:-1]) & (own[1:] == own[:-1])
        own[1:] = np.where(twin, (own[1:] + 1) % many[1:], own[1:])
        own = np.where((s == 0) & (own == second), (own + 1) % many, own)
    parts[0][who] = starts[group, s] + own
    parts[1][who] = tails[group] + second


@cache
def _lots() -> tuple[Integers, Integers, Integers, int]:
    """Given names as lots, one per unit of weight; per pool its start and number of lots."""
    lots, words = [], 0
    for s in (1, 2):
        for era in range(1, len(ERA_STARTS) + 2):
            pool = pools.given(s, era)
            lots.append(np.repeat(np.arange(len(pool.words)) + words, pool.weights))
            words += len(pool.words)
    totals = np.array([len(lot) for lot in lots], dtype=np.int64)
    return np.concatenate(lots), np.cumsum(totals) - totals, totals, words


@cache
def _words() -> tuple[pa.Array, pa.Array]:
    """What a name can begin and end with; dotted names stand behind the others."""
    heads = [*pools.surnames().words, *KOREAN_SURNAMES, *HUI_SURNAMES]
    tails = [w for s in (1, 2) for era in (1, 2, 3, 4) for w in pools.given(s, era).words]
    for code, style, _ in pools.ethnic():
        if style == "dotted":
            heads += [w + MIDDLE_DOT for s in (1, 2) for w in pools.own_names(code, s)]
            tails += pools.own_names(code, 1)
    return pa.array(heads, pa.string()), pa.array(tails, pa.string())


@cache
def _dotted_places() -> tuple[Integers, Integers, Integers, Integers]:
    """By people: where own names begin (by sex) and how many, where fathers' begin and how many."""
    every = pools.ethnic()
    starts, sizes = np.full((2, len(every), 2), -1, dtype=np.int64)
    tails, males = np.ones((2, len(every)), dtype=np.int64)
    head = len(pools.surnames().words) + len(KOREAN_SURNAMES) + len(HUI_SURNAMES)
    tail = _lots()[3]
    for at, (code, style, _) in enumerate(every):
        if style != "dotted":
            continue
        tails[at], males[at] = tail, len(pools.own_names(code, 1))
        tail += males[at]
        for s in (1, 2):
            starts[at, s - 1], sizes[at, s - 1] = head, len(pools.own_names(code, s))
            head += sizes[at, s - 1]
    return starts, sizes, tails, males


@cache
def _blocked(listed: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Whether surname and given name (row and column, made flat) join to a listed name."""
    heads, tails = (part.to_pylist() for part in _words())
    words = _lots()[3]
    people = len(pools.surnames().words) + len(KOREAN_SURNAMES) + len(HUI_SURNAMES)
    by_head: dict[str, list[int]] = {}
    by_tail: dict[str, list[int]] = {}
    for found, pool in ((by_head, heads[:people]), (by_tail, tails[:words])):
        for at, word in enumerate(pool):
            found.setdefault(word, []).append(at)
    table = np.zeros((people, words), dtype=np.bool_)
    for name in listed:
        for cut in range(1, len(name)):
            rows, columns = by_head.get(name[:cut], []), by_tail.get(name[cut:], [])
            table[np.ix_(rows, columns)] = True
    return table.ravel()
