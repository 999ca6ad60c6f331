"""Business numbers: fixed forms, and an order of business that tells nothing about anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.province import Days, Flags

_BLOCK: Final = 4


@dataclass(frozen=True, slots=True)
class Digits:
    """Part of a number: integers from 0, padded with zeros to `width`."""

    values: Integers
    width: int


@dataclass(frozen=True, slots=True)
class Signs:
    """Part of a number: one word of a pool per row; all words take as many bytes in UTF-8."""

    words: Sequence[str]
    at: Integers


@dataclass(frozen=True, slots=True)
class Sequenced:
    """Rows in order of business: who comes at each place, and the ascending numbers."""

    at: Integers
    """Position, among those who were given, of the one whom the row is about."""
    number: Integers

    def __len__(self) -> int:
        return len(self.at)


def sequenced(draw: Draw, stream: str, n: int, gap: int = 7) -> Sequenced:
    """`n` rows in random order under numbers that ascend by `gap` on average."""
    number = np.arange(n, dtype=np.int64) * gap + draw.integers(f"{stream}/gap", n, 0, gap) + 1
    return Sequenced(at=draw.permutation(f"{stream}/order", n), number=number)


def numbers(n: int, *pieces: str | Digits | Signs) -> pa.Array:
    """`n` numbers of one fixed form; a text stands in every row."""
    parts = [_bytes_of(piece) for piece in pieces]
    width = sum(part.shape[-1] for part in parts)
    signs = np.empty((n, width), dtype=np.uint8)
    start = 0
    for part in parts:
        signs[:, start : start + part.shape[-1]] = part
        start += part.shape[-1]
    offsets = np.arange(n + 1, dtype=np.int32) * np.int32(width)
    return pa.StringArray.from_buffers(n, pa.py_buffer(offsets), pa.py_buffer(signs))


def whole(values: Integers) -> pa.Array:
    """Whole numbers of up to nine digits: yuan, people."""
    return pa.array(values.astype(np.int32))


def which(mask: Flags) -> Integers:
    """The positions where the mask is true."""
    return np.flatnonzero(mask).astype(np.int64)


def years_after(day: Days, years: int) -> Days:
    """The same day so many years later; 29 February becomes 1 March where it must."""
    day = day.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    later = (month + np.timedelta64(12 * years, "M")).astype("datetime64[D]")
    days: Days = later + (day - month.astype("datetime64[D]"))
    return days


def _bytes_of(piece: str | Digits | Signs) -> npt.NDArray[np.uint8]:
    """Bytes of one piece, a row each (one row in all for a text)."""
    if isinstance(piece, str):
        return np.frombuffer(piece.encode(), dtype=np.uint8)
    if isinstance(piece, Signs):
        pool = [word.encode() for word in piece.words]
        made: npt.NDArray[np.uint8] = np.frombuffer(b"".join(pool), dtype=np.uint8)
        return made.reshape(len(pool), -1)[piece.at]
    parts, values, width = [], piece.values, piece.width
    while width > 0:
        block = min(width, _BLOCK)
        above = values // 10**block
        parts.append(_DIGITS[block][values - above * 10**block])
        values, width = above, width - block
    return np.concatenate(parts[::-1], axis=1)


def _block(width: int) -> npt.NDArray[np.uint8]:
    """The digits of every number of that width, a row each."""
    text = "".join(f"{value:0{width}d}" for value in range(10**width))
    return np.frombuffer(text.encode(), dtype=np.uint8).reshape(-1, width)


_DIGITS: Final = {width: _block(width) for width in range(1, _BLOCK + 1)}
