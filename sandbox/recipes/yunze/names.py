"""Names that a person of that sex, age and people might bear, and that no public figure bears.

Children mostly bear their father's surname; brothers and sisters have different names.
"""

from dataclasses import dataclass
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

Indices = npt.NDArray[np.int16]


def peoples(draw: Draw, head_sex: Integers) -> Indices:
    """Index into `pools.ethnic()` by place and household; children take their father's."""
    n = len(head_sex)
    weights = [weight for _, _, weight in pools.ethnic()]
    made = np.empty((PLACES, n), dtype=np.int16)
    made[:] = draw.pick("people", n, weights)
    mixed = np.flatnonzero(draw.chance("people/mixed", n, MIXED_PER_MILLION))
    edges = np.cumsum(weights)
    drawn = draw.integers_of("people/spouse", mixed, 0, int(edges[-1]))
    made[SPOUSE, mixed] = np.searchsorted(edges, drawn, side="right")
    fathers = np.where(head_sex == MALE, made[HEAD], made[SPOUSE])
    made[CHILD], made[SECOND], made[THIRD] = fathers, fathers, fathers
    return made


def surnames(draw: Draw, head_sex: Integers, people: Indices) -> Indices:
    """Index into the surnames by place and household."""
    n = len(head_sex)
    made = np.empty((PLACES, n), dtype=np.int16)
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


@dataclass(frozen=True, slots=True)
class Folk:
    """What a name depends on, one entry per person."""

    sex: Integers
    birth_year: Integers
    people: Integers
    """Index into `pools.ethnic()`."""
    household: Integers
    father: Integers
    """Index of that person, or negative."""


def names(draw: Draw, surname: Integers, folk: Folk) -> pa.Array:
    """One name per person; `surname` is an index into the surnames.

    A name on the block-list, or that of the person before in the same household, is drawn
    again, given name first.

    Raises:
        SandboxError: the pools hold too many names of the block-list.
    """
    first, second = surname.copy(), _given(draw, surname, folk)
    _dotted(draw, first, second, folk)
    heads, tails = _words()
    return pc.binary_join_element_wise(
        heads.take(pa.array(first)), tails.take(pa.array(second)), ""
    )


def _own_surnames(draw: Draw, stream: str, people: Indices) -> Integers:
    """Koreans and Hui have their own common surnames."""
    at = draw.pick(stream, len(people), pools.surnames().weights)
    start = len(pools.surnames().words)
    for style, own in (("korean", KOREAN_SURNAMES), ("hui", HUI_SURNAMES)):
        for index in (i for i, (_, each, _) in enumerate(pools.ethnic()) if each == style):
            who = np.flatnonzero(people == index)
            at[who] = draw.integers_of(f"{stream}/{style}", who, start, start + len(own))
        start += len(own)
    return at


def _given(draw: Draw, surname: Integers, folk: Folk) -> Integers:
    """Given names by sex and generation."""
    table, starts, totals, words = _lots()
    pool = (folk.sex - 1) * 4 + np.searchsorted(ERA_STARTS, folk.birth_year, side="right")
    start, total = starts[pool], totals[pool]
    made: Integers = table[
        start + (draw.integers("given/0", len(surname), 0, 1 << 31) * total >> 31)
    ]
    blocked = _blocked(pools.blocked())
    again = np.zeros(len(surname), dtype=np.bool_)
    housemates = folk.household[1:] == folk.household[:-1]
    for attempt in range(1, _ATTEMPTS):
        np.take(blocked, surname * words + made, out=again)
        again[1:] |= (made[1:] == made[:-1]) & housemates
        rows = np.flatnonzero(again)
        if not len(rows):
            return made
        drawn = draw.integers_of(f"given/{attempt}", rows, 0, 1 << 31)
        made[rows] = table[start[rows] + (drawn * total[rows] >> 31)]
    raise SandboxError("The name pools hold too many names of the block-list.")


def _dotted(draw: Draw, first: Integers, second: Integers, folk: Folk) -> None:
    """Own name, middle dot (U+00B7) and father's name, for the peoples who write so."""
    starts, sizes, tails, males = _dotted_places()
    who = np.flatnonzero(starts[folk.people, 0] >= 0)
    if not len(who):
        return
    group, s = folk.people[who], folk.sex[who] - 1
    many = sizes[group, s]
    drawn = draw.integers_of("own", who, 0, 1 << 31) * many >> 31
    fathers = draw.integers_of("father", who, 0, 1 << 31) * (males[group] - 1) >> 31
    # One further at least: nobody is called after himself.
    called = (drawn + 1 + fathers) % males[group]
    row_of = np.full(len(folk.sex), -1, dtype=np.int64)
    row_of[who] = np.arange(len(who))
    at = np.where(folk.father[who] >= 0, row_of[folk.father[who]], -1)
    at = np.where((at >= 0) & (group[at] == group), at, -1)
    own, other = drawn, called
    for _ in range(2):  # Sons first, then grandsons.
        other = np.where(at >= 0, own[at], called)
        own = np.where((s == 0) & (drawn == other), (drawn + 1) % many, drawn)
    home = folk.household[who]
    for _ in range(3):  # Three children at most.
        twin = (home[1:] == home[:-1]) & (s[1:] == s[:-1]) & (own[1:] == own[:-1])
        own[1:] = np.where(twin, (own[1:] + 1) % many[1:], own[1:])
        own = np.where((s == 0) & (own == other), (own + 1) % many, own)
    first[who] = starts[group, s] + own
    second[who] = tails[group] + other


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
