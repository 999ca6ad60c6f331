"""Defects, one per file (`KIND`): D01 to D24, each with its right treatment and its trap."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.defect import Inserted, RowDefect, Site
from sandbox.model.draw import Integers

CITIZEN_NUMBER: Final = "^29[0-9]{15}[0-9X]$"
"""The clean form of a citizen number; a cell in any other form is left alone."""


def only(hit: pa.Array | npt.NDArray[np.bool_], changed: pa.Array, clean: pa.Array) -> pa.Array:
    """The changed text where `hit` is true, elsewhere the clean one."""
    mask = pa.array(hit) if isinstance(hit, np.ndarray) else pc.fill_null(hit, False)
    return pc.if_else(mask, changed, clean)


def matches(cells: pa.Array, pattern: str) -> pa.Array:
    """Which texts match a regular expression; a missing one does not."""
    return pc.fill_null(pc.match_substring_regex(cells, pattern), False)


def part(cells: pa.Array, start: int, stop: int | None = None) -> pa.Array:
    """The characters from start up to stop, counted from 0 as in a slice."""
    return pc.utf8_slice_codeunits(cells, start, stop)


def joined(*pieces: Any) -> pa.Array:
    """Texts put side by side; missing if any piece is."""
    return pc.binary_join_element_wise(*pieces, "")


def word(words: list[str] | tuple[str, ...], at: Integers) -> pa.Array:
    """One of the words for each index."""
    return pa.array(words, pa.string()).take(pa.array(at))


def one_of(variants: list[pa.Array], at: Integers) -> pa.Array:
    """For each row the text of the variant that `at` names."""
    return pc.choose(pa.array(at), *variants)


class FromSpare(RowDefect):
    """Rows that stand in a register only by mistake, taken from the table's spare rows."""

    from_spare = True

    def insert(self, site: Site) -> Inserted:
        """The chosen spare rows as they are."""
        rows = site.data.take(pa.array(site.rows))
        return Inserted(data=rows, source=np.arange(len(site), dtype=np.int64))
