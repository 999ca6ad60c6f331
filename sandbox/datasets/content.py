"""What a world holds, judged before it is stored: its digest, and that it is nobody's."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.errors import SandboxError
from sandbox.model.identifiers import REAL_CREDIT_CODE, REAL_ID

REAL: Final = f"{REAL_ID}|{REAL_CREDIT_CODE}"
SHORTEST: Final = 15
"""Signs of the shortest such number; columns of shorter texts need not be searched."""


def refuse_real_numbers(table: str, data: pa.Table) -> None:
    """Nothing that reads as a citizen number or credit code may belong to a real division.

    Raises:
        SandboxError: naming table and column, never the value.
    """
    for name, column in zip(data.column_names, map(_values, data.columns), strict=True):
        if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
            continue
        longest = pc.max(pc.binary_length(column)).as_py() or 0
        if longest >= SHORTEST and pc.any(pc.match_substring_regex(column, REAL)).as_py():
            raise SandboxError(
                f"Column `{name}` of table `{table}` holds a number that could be real:"
                " its division does not begin with 29."
            )


def _values(column: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """The cells, or the entries of the dictionary that they are kept with."""
    if pa.types.is_dictionary(column.type):
        return column.unify_dictionaries().chunk(0).dictionary if column.num_chunks else column
    return column


class Digest:
    """A digest of tables by content: names, types, order of rows and values, no file bytes.

    Whether a column is kept with a dictionary makes no difference.
    """

    def __init__(self) -> None:
        self._tables: dict[str, str] = {}

    def add(self, name: str, data: pa.Table) -> None:
        """Take in one table; the order in which tables are added does not matter."""
        state = sha256()
        for column_name, column in zip(data.column_names, data.columns, strict=True):
            kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
            state.update(f"{column_name}\0{kind}\0{len(column)}\0".encode())
            for part in _canonical(column):
                state.update(part)
        self._tables[name] = state.hexdigest()

    def hexdigest(self) -> str:
        """SHA-256 over all tables."""
        state = sha256()
        for name in sorted(self._tables):
            state.update(f"{name}\0{self._tables[name]}\0".encode())
        return state.hexdigest()


def _canonical(column: pa.ChunkedArray) -> Iterable[bytes]:
    """Lengths of the cells' texts (-1 for null), then the texts."""
    text = pc.cast(column, pa.large_string()).combine_chunks()
    if isinstance(text, pa.ChunkedArray):
        text = pa.concat_arrays(text.chunks) if text.num_chunks else pa.array([], text.type)
    lengths = pc.fill_null(pc.binary_length(text), -1)
    yield lengths.to_numpy(zero_copy_only=False).astype("<i8").tobytes()
    # Concatenation lays the values out anew: no offset, nothing hidden under a null.
    filled = pa.concat_arrays([pc.fill_null(text, "")])
    offsets = np.frombuffer(filled.buffers()[1], dtype=np.int64)[
        filled.offset : filled.offset + len(filled) + 1
    ]
    if len(filled) and filled.buffers()[2] is not None:
        yield filled.buffers()[2][int(offsets[0]) : int(offsets[-1])].to_pybytes()
