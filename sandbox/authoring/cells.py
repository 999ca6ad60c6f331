"""What no cell of a scenario's own table may hold: anything that could be a real person's."""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.identifiers import REAL_CREDIT_CODE, REAL_ID
from sandbox.text import Text


class Found(NamedTuple):
    """A cell that must change; rows and columns count from 0."""

    row: int
    column: int
    code: str
    message: Text
    fix: Text


class _Ban(NamedTuple):
    code: str
    form: str
    """For both engines: no look-around."""
    message: Text
    fix: Text


_ALONE: Final = r"(?:^|[^0-9A-Za-z])", r"(?:$|[^0-9A-Za-z])"
_PHONE: Final = rf"{_ALONE[0]}(?:\+?86[- ]?)?1[0-9]{{2}}[- ]?[0-9]{{4}}[- ]?[0-9]{{4}}{_ALONE[1]}"
_MAIL: Final = r"[0-9A-Za-z._%+-]+@(?P<host>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+)"
_FULL_WIDTH: Final = "[０-９Ａ-Ｚａ-ｚ＠]"
NARROW: Final = {wide: wide - 0xFEE0 for wide in range(0xFF10, 0xFF5B)} | {0xFF20: ord("@")}
SAFE_HOSTS: Final = re.compile(r"(?:.*\.)?(?:example\.com|[^.]+\.invalid|invalid)", re.IGNORECASE)
_BANS: Final = (
    _Ban(
        "S173",
        REAL_ID,
        Text(
            zh="这里像一个公民身份号码，而区划不以 29 开头，可能属于真实的人。",
            en="This reads as a citizen number whose division does not begin with 29;"
            " it could be a real person's.",
        ),
        Text(
            zh="请换成以 29 开头的虚构号码；若只是流水号，请缩短或加上字母。",
            en="Use a fictional number that begins with 29; if it is a serial number, make it"
            " shorter or put letters in it.",
        ),
    ),
    _Ban(
        "S173",
        REAL_CREDIT_CODE,
        Text(
            zh="这里像一个统一社会信用代码，而第 3 至 8 位不是 29 开头的区划，可能属于真实的单位。",
            en="This reads as a credit code whose division (signs 3 to 8) does not begin with 29;"
            " it could be a real organisation's.",
        ),
        Text(
            zh="请把第 3 至 8 位换成云泽省的区划，例如 `290201`。",
            en="Put a division of Yunze in signs 3 to 8, such as `290201`.",
        ),
    ),
    _Ban(
        "S174",
        _PHONE,
        Text(
            zh="这里像一个完整的手机号码。", en="This reads as a complete mobile number."
        ),
        Text(
            zh="请遮住中间四位，例如 `154****1234`。",
            en="Mask the four digits in the middle, as in `154****1234`.",
        ),
    ),
    _Ban(
        "S175",
        _MAIL,
        Text(
            zh="这里像一个能收信的电子邮箱。", en="This reads as a working e-mail address."
        ),
        Text(
            zh="请改用 `example.com` 或以 `.invalid` 结尾的域名。",
            en="Use `example.com`, or a domain that ends in `.invalid`.",
        ),
    ),
)  # fmt: skip


def forbidden(cells: pa.Table, most: int) -> Iterator[Found]:
    """Cells that could be somebody's number or address, at most so many per column and kind."""
    for at, column in enumerate(cells.columns):
        plain = _half_width(column.combine_chunks())
        said: set[tuple[int, str]] = set()
        for ban in _BANS:
            hit = pc.match_substring_regex(plain, _re2(ban.form))
            rows = pc.indices_nonzero(hit).to_pylist()
            bad = (row for row in rows if _is_bad(ban, plain[row].as_py()))
            for row, _ in zip(bad, range(most), strict=False):
                if (row, ban.code) not in said:
                    said.add((row, ban.code))
                    yield Found(row, at, ban.code, ban.message, ban.fix)


def strings(values: list[str | None]) -> pa.StringArray:
    """The values as a column; built from bytes, since converting a list loads all of pandas."""
    encoded = [(value or "").encode() for value in values]
    ends = array("i", [0, *accumulate(map(len, encoded))])
    there = bytearray((len(values) + 7) // 8)
    for at, value in enumerate(values):
        there[at >> 3] |= (value is not None) << (at & 7)
    buffers = (pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)), pa.py_buffer(bytes(there)))
    return pa.StringArray.from_buffers(len(values), *buffers)


class Told(NamedTuple):
    """A passage of a text that must change; the offset counts signs from 0."""

    offset: int
    code: str
    message: Text
    fix: Text


def in_text(text: str) -> Iterator[Told]:
    """The same in running text, where full-width digits count as what they stand for."""
    plain = text.translate(NARROW) if re.search(_FULL_WIDTH, text) else text
    for ban in _BANS:
        said: set[int] = set()
        for found in _python(ban.form).finditer(plain):
            if ban.form is _MAIL and SAFE_HOSTS.fullmatch(found.group("host")):
                continue
            inner = re.search(r"[0-9A-Za-z]", found.group())
            offset = found.start() + (inner.start() if inner else 0)
            if offset not in said:
                said.add(offset)
                yield Told(offset, ban.code, ban.message, ban.fix)


@cache
def _python(form: str) -> re.Pattern[str]:
    return re.compile(form)


def _re2(form: str) -> str:
    return form.replace("(?P<host>", "(?:")


def _is_bad(ban: _Ban, text: str) -> bool:
    if ban.form is not _MAIL:
        return True
    hosts = (found.group("host") for found in re.finditer(_MAIL, text))
    return any(not SAFE_HOSTS.fullmatch(host) for host in hosts)


def _half_width(column: pa.Array) -> pa.Array:
    """Full-width digits and letters count as what they stand for."""
    if not pc.any(pc.match_substring_regex(column, _FULL_WIDTH)).as_py():
        return column
    texts = (None if c is None else unicodedata.normalize("NFKC", c) for c in column.to_pylist())
    return strings(list(texts))
