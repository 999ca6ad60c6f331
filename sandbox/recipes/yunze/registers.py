"""How a department writes a register down: its dictionary, its numbers and its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sandbox.model.dataset import ColumnSpec, TableSpec
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.province import REFERENCE_DAY, Days, Flags
from sandbox.text import Text

TODAY: Final = np.datetime64(REFERENCE_DAY)
_SPAN: Final = 1 << 31
_BLOCK: Final = 4


@dataclass(frozen=True, slots=True)
class Digits:
    """Part of a number: non-negative integers, padded with zeros to `width`."""

    values: Integers
    width: int


@dataclass(frozen=True, slots=True)
class Signs:
    """Part of a number: one word of a pool per row; all words take the same bytes in UTF-8."""

    words: Sequence[str]
    at: Integers


@dataclass(frozen=True, slots=True)
class Filed:
    """Who stands in which row, and the ascending number under which the row is filed."""

    at: Integers
    """Position, among those who were given, of the one whom the row is about."""
    number: Integers

    def __len__(self) -> int:
        return len(self.at)


def described(name: str, zh: str, en: str, columns: str) -> TableSpec:
    """A table of departments from lines of `name 中文 English`."""
    lines = [line.split(maxsplit=2) for line in columns.strip().splitlines()]
    return TableSpec(
        name=name,
        label=Text(zh=zh, en=en),
        columns=tuple(
            ColumnSpec(name=column, label=Text(zh=col_zh, en=col_en))
            for column, col_zh, col_en in lines
        ),
    )


def table(spec: TableSpec, *columns: pa.Array) -> pa.Table:
    """The columns under the names of the dictionary, in its order."""
    names = (column.name for column in spec.columns)
    return pa.table(dict(zip(names, columns, strict=True)))


def filed(draw: Draw, stream: str, n: int, gap: int = 7) -> Filed:
    """The order of business of `n` rows: it tells nothing about anybody's place in the world.

    Numbers ascend by 1 to 2 × `gap` - 1, `gap` on average.
    """
    number = np.arange(n, dtype=np.int64) * gap + draw.integers(f"{stream}/gap", n, 0, gap)
    return Filed(at=draw.permutation(f"{stream}/order", n), number=number + 1)


def numbers(n: int, *pieces: str | Digits | Signs) -> pa.Array:
    """`n` numbers of one fixed form; a text stands in every row."""
    parts = [_signs_of(piece) for piece in pieces]
    width = sum(part.shape[-1] for part in parts)
    signs = np.empty((n, width), dtype=np.uint8)
    start = 0
    for part in parts:
        signs[:, start : start + part.shape[-1]] = part
        start += part.shape[-1]
    offsets = np.arange(n + 1, dtype=np.int32) * np.int32(width)
    return pa.StringArray.from_buffers(n, pa.py_buffer(offsets), pa.py_buffer(signs))


def words(pool: Sequence[str], at: Integers) -> pa.Array:
    """One word of the pool per row."""
    return pa.array(pool, pa.string()).take(pa.array(at))


def whole(values: Integers) -> pa.Array:
    """Whole numbers of up to nine digits: yuan, people, square metres."""
    return pa.array(values.astype(np.int32))


def day_between(draw: Draw, stream: str, first: Days, last: Days) -> Days:
    """A day from `first` to `last`, both included; `first` where the two are the wrong way."""
    top = draw.integers(stream, len(first), 0, _SPAN)
    span = np.maximum((last - first).astype(np.int64) + 1, 1)
    days: Days = first + (top * span // _SPAN).astype("timedelta64[D]")
    return days


def years_after(day: Days, years: int) -> Days:
    """The same day so many years later; 29 February becomes 1 March."""
    month = day.astype("datetime64[M]")
    later = (month + np.timedelta64(12 * years, "M")).astype("datetime64[D]")
    days: Days = later + (day - month.astype("datetime64[D]"))
    return days


def which(mask: Flags) -> Integers:
    """The positions where the mask is true."""
    return np.flatnonzero(mask).astype(np.int64)


def year_of(day: Days) -> Integers:
    """Calendar years."""
    years: Integers = day.astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def _signs_of(piece: str | Digits | Signs) -> npt.NDArray[np.uint8]:
    """Bytes of one piece, a row each (one row in all for a text)."""
    if isinstance(piece, str):
        return np.frombuffer(piece.encode(), dtype=np.uint8)
    if isinstance(piece, Signs):
        pool = [word.encode() for word in piece.words]
        return np.frombuffer(b"".join(pool), dtype=np.uint8).reshape(len(pool), -1)[piece.at]
    parts, values, width = [], piece.values, piece.width
    while width > 0:
        block = min(width, _BLOCK)
        above = values // 10**block
        parts.append(_BLOCKS[block][values - above * 10**block])
        values, width = above, width - block
    return np.concatenate(parts[::-1], axis=1)


def _block(width: int) -> npt.NDArray[np.uint8]:
    """The digits of every number of that width, a row each."""
    text = "".join(f"{value:0{width}d}" for value in range(10**width))
    return np.frombuffer(text.encode(), dtype=np.uint8).reshape(-1, width)


_BLOCKS: Final = {width: _block(width) for width in range(1, _BLOCK + 1)}
