"""Names that a person of that sex, age and people might bear, and that no public figure bears."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.errors import SandboxError
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools

ERA_STARTS: Final = (1960, 1980, 2000)
KOREAN_SURNAMES: Final = ("金", "李", "朴", "崔", "郑", "姜", "全", "许", "南", "黄")
HUI_SURNAMES: Final = ("马", "马", "马", "杨", "丁", "沙", "白", "金", "王", "张", "李", "海")
MIDDLE_DOT: Final = "·"
_SPAN: Final = 1 << 31


def names(draw: Draw, sex: Integers, birth_year: Integers, people: Integers) -> pa.Array:
    """One name per person; `people` are indices into `pools.ethnic()`.

    A name on the block-list is drawn again, given name first.
    """
    family = _families(draw, people)
    made = _join(family, _given(draw, sex, birth_year, 0))
    blocked = pa.array(pools.blocked(), pa.string())
    for attempt in range(1, 9):
        hit = pc.is_in(made, value_set=blocked)
        if not pc.any(hit).as_py():
            return _dotted(draw, made, sex, people)
        made = pc.if_else(hit, _join(family, _given(draw, sex, birth_year, attempt)), made)
    raise SandboxError("The name pools hold too many names of the block-list.")


def _families(draw: Draw, people: Integers) -> pa.Array:
    """Surnames; Koreans and Hui have their own common ones."""
    n = len(people)
    general = pools.surnames()
    words = general.words + KOREAN_SURNAMES + HUI_SURNAMES
    at = draw.pick("surname", n, general.weights)
    styles = np.array([style for _, style, _ in pools.ethnic()])[people]
    start = len(general.words)
    for style, own in (("korean", KOREAN_SURNAMES), ("hui", HUI_SURNAMES)):
        chosen = draw.integers(f"surname/{style}", n, start, start + len(own))
        at = np.where(styles == style, chosen, at)
        start += len(own)
    return _take(words, at)


def _given(draw: Draw, sex: Integers, birth_year: Integers, attempt: int) -> pa.Array:
    """Given names by sex and generation."""
    top = draw.integers(f"given/{attempt}", len(sex), 0, _SPAN)
    era = np.searchsorted(ERA_STARTS, birth_year, side="right") + 1
    words: list[str] = []
    at = np.zeros(len(sex), dtype=np.int64)
    for s in (1, 2):
        for e in range(1, len(ERA_STARTS) + 2):
            pool = pools.given(s, e)
            mask = (sex == s) & (era == e)
            at[mask] = weighted(top[mask], pool.weights) + len(words)
            words.extend(pool.words)
    return _take(words, at)


def _dotted(draw: Draw, made: pa.Array, sex: Integers, people: Integers) -> pa.Array:
    """Own name, middle dot (U+00B7) and father's name, for the peoples who write so."""
    n = len(sex)
    own = draw.integers("own", n, 0, _SPAN)
    father = draw.integers("father", n, 0, _SPAN)
    for at, (code, style, _) in enumerate(pools.ethnic()):
        if style != "dotted":
            continue
        fathers = pools.own_names(code, 1)
        for s in (1, 2):
            firsts = pools.own_names(code, s)
            first = own * len(firsts) // _SPAN
            # One further at least: nobody is called after himself.
            second = (first + 1 + father * (len(fathers) - 1) // _SPAN) % len(fathers)
            both = pc.binary_join_element_wise(
                _take(firsts, first), _take(fathers, second), MIDDLE_DOT
            )
            made = pc.if_else(pa.array((people == at) & (sex == s)), both, made)
    return made


def weighted(top: Integers, weights: Sequence[int]) -> npt.NDArray[np.int64]:
    """Indices by weight from uniform draws in [0, 2**31)."""
    edges = np.cumsum(np.asarray(weights, dtype=np.int64))
    found: npt.NDArray[np.int64] = np.searchsorted(edges, top * edges[-1] // _SPAN, side="right")
    return found


def _take(words: Sequence[str], at: Integers) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(at))


def _join(first: pa.Array, second: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(first, second, "")
