"""What a column holds, told from its content, and which of its cells are valid as that."""

import csv
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.identifiers import CREDIT_ALPHABET

Content = Literal["citizen-number", "credit-code", "date", "division", "code", "other"]
DIVISIONS: Final = Path(__file__).resolve().parents[2] / "data" / "divisions.csv"
LIKELY: Final = 0.5
"""A column holds what at least this share of its filled cells looks like."""
CODES: Final = {
    "xb": ("0", "1", "2", "9"),
    "xbdm": ("0", "1", "2", "9"),
    "mzdm": (*(f"{code:02d}" for code in range(1, 57)), "97", "98"),
}
"""Code lists by name of column: GB/T 2261.1 for sex, GB/T 3304 for ethnic groups."""
_FORMS: Final[tuple[tuple[Content, str], ...]] = (
    ("citizen-number", r"^29[0-9]{15}[0-9X]$"),
    ("credit-code", rf"^[{CREDIT_ALPHABET}]{{2}}29[0-9]{{4}}[{CREDIT_ALPHABET}]{{10}}$"),
    ("date", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    ("division", r"^29[0-9]{4}$"),
)
_ID_WEIGHTS: Final = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
_ID_CHECKS: Final = np.frombuffer(b"10X98765432", dtype=np.uint8)
_CREDIT_WEIGHTS: Final = np.array([pow(3, place, 31) for place in range(17)])
_ORG_WEIGHTS: Final = np.array((3, 7, 9, 10, 5, 8, 4, 2))
_LONGEST: Final = np.array((0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))


def content_of(name: str, cells: pa.Array) -> Content:
    """What a column of texts holds, judged by a sample of its filled cells."""
    if name in CODES:
        return "code"
    for content, form in _FORMS:
        if len(cells) and pc.mean(pc.match_substring_regex(cells, form)).as_py() >= LIKELY:
            return content
    return "other"


def valid_cells(name: str, content: Content, cells: pa.Array) -> int | None:
    """How many filled cells are valid; None where there is no rule to judge by."""
    match content:
        case "citizen-number":
            return int(citizen_numbers(cells).sum())
        case "credit-code":
            return int(credit_codes(cells).sum())
        case "date":
            return int(dates(cells).sum())
        case "division":
            return _among(cells, divisions())
        case "code":
            return _among(cells, CODES[name])
        case "other":
            return None


def citizen_numbers(cells: pa.Array) -> npt.NDArray[np.bool_]:
    """Which texts are citizen numbers with an existing day and the right check sign (GB 11643)."""
    found, signs = _of_form(cells, r"^[1-9][0-9]{16}[0-9X]$")
    digits = signs[:, :17].astype(np.int64) - ord("0")
    rest = (digits @ _ID_WEIGHTS) % 11
    good = (_ID_CHECKS[rest] == signs[:, 17]) & _days(digits[:, 6:14])
    return _placed(found, good)


def credit_codes(cells: pa.Array) -> npt.NDArray[np.bool_]:
    """Which texts are credit codes with both check signs right (GB 32100, GB 11714)."""
    found, signs = _of_form(
        cells, rf"^[{CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{CREDIT_ALPHABET}]{{10}}$"
    )
    outer = np.zeros(128, dtype=np.int64)
    outer[[ord(sign) for sign in CREDIT_ALPHABET]] = np.arange(31)
    inner = np.zeros(128, dtype=np.int64)
    inner[ord("0") : ord("9") + 1] = np.arange(10)
    inner[ord("A") : ord("Z") + 1] = np.arange(10, 36)
    values = outer[signs]
    last = -(values[:, :17] @ _CREDIT_WEIGHTS) % 31
    ninth = -(inner[signs[:, 8:16]] @ _ORG_WEIGHTS) % 11
    expected = np.where(ninth == 10, ord("X"), ninth + ord("0"))
    return _placed(found, (values[:, 17] == last) & (signs[:, 16] == expected))


def dates(cells: pa.Array) -> npt.NDArray[np.bool_]:
    """Which texts are days of the calendar, written yyyy-mm-dd."""
    found, signs = _of_form(cells, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", width=10)
    kept = signs[:, [0, 1, 2, 3, 5, 6, 8, 9]].astype(np.int64) - ord("0")
    return _placed(found, _days(kept))


@cache
def divisions() -> tuple[str, ...]:
    """The codes of divisions that exist today."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        return tuple(row["code"] for row in csv.DictReader(file) if not row["valid_to"])


def _among(cells: pa.Array, known: tuple[str, ...]) -> int:
    return int(pc.sum(pc.is_in(cells, value_set=pa.array(known, pa.string()))).as_py() or 0)


def _of_form(
    cells: pa.Array, form: str, width: int = 18
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.uint8]]:
    """Which texts have the form, and the bytes of those, one row each."""
    fits = pc.fill_null(pc.match_substring_regex(cells, form), False)
    # Concatenation lays the values out anew, so that the bytes of all stand side by side.
    kept = pa.concat_arrays([cells.filter(fits)])
    found: npt.NDArray[np.bool_] = fits.to_numpy(zero_copy_only=False)
    if not len(kept):
        return found, np.zeros((0, width), dtype=np.uint8)
    whole: Any = kept.buffers()[2]
    plain = np.frombuffer(whole, dtype=np.uint8)[: len(kept) * width]
    return found, plain.reshape(len(kept), width)


def _days(digits: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether eight digits, yyyymmdd, are a day of the calendar."""
    year = digits[:, :4] @ np.array((1000, 100, 10, 1))
    month = digits[:, 4:6] @ np.array((10, 1))
    day = digits[:, 6:8] @ np.array((10, 1))
    longest = _LONGEST[np.where(month <= 12, month, 0)]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = np.where((month == 2) & ~leap, 28, longest)
    good: npt.NDArray[np.bool_] = (year > 0) & (day >= 1) & (day <= longest)
    return good


def _placed(found: npt.NDArray[np.bool_], good: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    every = np.zeros(len(found), dtype=np.bool_)
    every[found] = good
    return every
