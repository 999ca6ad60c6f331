"""Standardisation and comparison of fields, as SQL.

Citizen numbers after GB 11643-1999, dates after ISO 8601 (GB/T 7408). What is standardised serves
comparison alone: the record keeps what the department wrote.
"""

from collections.abc import Mapping
from typing import Final

from sandbox.parse_tree import quoted
from sandbox.simulators.linkage.terms import Content, Pairing, Side, Step

MISSING, DIFFERENT, LOOSE, SIMILAR, EXACT = range(5)
"""Degrees of agreement between two values."""
DEGREES: Final = 5

_UNSEEN: Final = " \t\u00a0\u3000\u200b\u200c\u200d\ufeff"
_WIDE: Final = "０１２３４５６７８９ＸｘＡＢＣＤＥＦＧＨ－／．"
_NARROW: Final = "0123456789XxABCDEFGH-/."
_DOTS: Final = "·•‧．・"
_VARIANT: Final = "堃喆渺奔斌昇峯羣畧祕锺鍾嶽傑國華麗偉強軍鳳蘭榮東寶慶龍雲紅義張陳劉楊趙吳孫馬"
_COMMON: Final = "坤哲淼犇赟升峰群略秘钟钟岳杰国华丽伟强军凤兰荣东宝庆龙云红义张陈刘杨赵吴孙马"
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""Of the fifteen digits; the two of the century add 11 for 19 and 10 for 18."""

_DEGREE: Final[Mapping[Content, tuple[str, str]]] = {
    "citizen-number": (
        "CASE WHEN left({0}, 9) = left({1}, 9) OR right({0}, 9) = right({1}, 9)"
        " THEN damerau_levenshtein({0}, {1}) <= 1 ELSE false END",
        "left({0}, 15) = left({1}, 15)",
    ),
    "name": (
        "CASE WHEN length({0}) > 1 AND length({1}) > 1"
        " AND (left({0}, 1) = left({1}, 1) OR right({0}, 1) = right({1}, 1))"
        " THEN damerau_levenshtein({0}, {1}) <= 1 ELSE false END",
        "left({0}, 1) = left({1}, 1)",
    ),
    "date": (
        "(left({0}, 4) = left({1}, 4))::INT + (substr({0}, 6, 2) = substr({1}, 6, 2))::INT"
        " + (substr({0}, 9, 2) = substr({1}, 9, 2))::INT >= 2"
        " OR (left({0}, 4) = left({1}, 4) AND substr({0}, 6, 2) = substr({1}, 9, 2)"
        " AND substr({0}, 9, 2) = substr({1}, 6, 2))",
        "left({0}, 4) = left({1}, 4)",
    ),
    "division": ("left({0}, 4) = left({1}, 4)", "left({0}, 2) = left({1}, 2)"),
    "text": (
        "jaro_winkler_similarity({0}, {1}) >= 0.92",
        "jaro_winkler_similarity({0}, {1}) >= 0.8",
    ),
}
"""Content → when two values are similar, when loosely alike.

Numbers are similar at one slip of the pen, loosely alike where only the last three signs differ;
names at one character, and with the same surname; dates with two of year, month and day or with
month and day exchanged, and in the same year; divisions in one city, and in one province. One slip
leaves one half of a number and one end of a name intact, which is looked at first: counting slips
is slow.
"""


def standardised(
    pairing: Pairing, side: Side, steps: frozenset[Step], *, clean: bool = False
) -> str:
    """A query: `rid`, each shared field as text in its standard form, `entity` (who it is).

    With `clean`, fields hold what the department meant to write, before any damage.
    """
    first, second, joins = [], [], []
    for at, (name, content) in enumerate(pairing.fields.items()):
        column = f"CAST(t.{quoted(side.columns[name])} AS VARCHAR)"
        if clean:
            joins.append(
                f" LEFT JOIN truth.cell AS c{at} ON c{at}.tbl = '{side.table}'"
                f" AND c{at}.col = {_text(side.columns[name])} AND c{at}.rid = t.rid"
            )
            column = f"CASE WHEN c{at}.rid IS NULL THEN {column} ELSE c{at}.clean END"
        own = f's."{name}"'
        first.append(f'{_signs(column, content, steps)} AS "{name}"')
        second.append(f"nullif({_form(own, content, steps)}, '') AS \"{name}\"")
    where = f" WHERE ({side.where})" if side.where else ""
    rows = f"(SELECT rowid AS rid, * FROM {quoted(side.table)}{where}) AS t{''.join(joins)}"
    return (
        f"SELECT s.rid, {', '.join(second)}, k.entity"
        f" FROM (SELECT t.rid, {', '.join(first)} FROM {rows}) AS s"
        f" LEFT JOIN truth.link AS k ON k.tbl = '{side.table}' AND k.rid = s.rid"
    )


def similar(pairing: Pairing, name: str, *, a: str = "l", b: str = "r") -> str:
    """The SQL condition under which two differing values of a field are similar."""
    return _DEGREE[pairing.fields[name]][0].format(f'{a}."{name}"', f'{b}."{name}"')


def loosely_alike(pairing: Pairing, name: str, *, a: str = "l", b: str = "r") -> str:
    """The SQL condition under which two values that are not similar are loosely alike."""
    return _DEGREE[pairing.fields[name]][1].format(f'{a}."{name}"', f'{b}."{name}"')


def degree(pairing: Pairing, name: str) -> str:
    """The SQL of a field's degree of agreement between `l` and `r`, 0 to 4."""
    left, right = f'l."{name}"', f'r."{name}"'
    return (
        f"CASE WHEN {left} IS NULL OR {right} IS NULL THEN {MISSING} WHEN {left} = {right}"
        f" THEN {EXACT} WHEN {similar(pairing, name)} THEN {SIMILAR}"
        f" WHEN {loosely_alike(pairing, name)} THEN {LOOSE} ELSE {DIFFERENT} END"
    )


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _signs(column: str, content: Content, steps: frozenset[Step]) -> str:
    """The signs of a text: blanks, width, case, middle dots and variant characters."""
    made = column
    if "blanks" in steps:
        made = f"translate({made}, '{_UNSEEN}', '')"
    if "width" in steps:
        made = f"translate({made}, '{_WIDE}', '{_NARROW}')"
    if "case" in steps and content != "name":
        made = f"upper({made})"
    if "names" in steps and content == "name":
        made = f"translate({made}, '{_VARIANT}{_DOTS}', '{_COMMON}')"
    return made


def _form(text: str, content: Content, steps: frozenset[Step]) -> str:
    if content == "citizen-number" and "length" in steps:
        return _eighteen(text)
    if content == "date" and "dates" in steps:
        return _iso(text)
    return text


def _eighteen(text: str) -> str:
    """A number of fifteen digits with its century and check digit; all others as they are.

    Sequences 996 to 999 belonged to people who were a hundred already: their century is 18.
    """
    digits = " + ".join(
        f"{weight} * CAST(substr({text}, {place}, 1) AS INT)"
        for place, weight in enumerate(_WEIGHTS, start=1)
    )
    old = f"substr({text}, 13, 3) IN ('996', '997', '998', '999')"
    check = f"substr('10X98765432', 1 + ({digits} + CASE WHEN {old} THEN 10 ELSE 11 END) % 11, 1)"
    return (
        f"CASE WHEN regexp_full_match({text}, '[1-9][0-9]{{14}}') THEN left({text}, 6)"
        f" || CASE WHEN {old} THEN '18' ELSE '19' END || substr({text}, 7) || {check}"
        f" ELSE {text} END"
    )


def _iso(text: str) -> str:
    """A date as yyyy-mm-dd, as far as it is known: a missing day or month is left out.

    A lunar day stays unknown, for it lies in the next month or year; two digits of a year are
    of the twentieth century.
    """

    def group(pattern: str, at: int) -> str:
        return f"lpad(regexp_extract({text}, '{pattern}', {at}), 2, '0')"

    long = "^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})"
    short = "^([0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$"
    month = "^([0-9]{4})[-/.年]([0-9]{1,2})月?$"
    return (
        f"CASE WHEN regexp_matches({text}, '{long}')"
        f" THEN left({text}, 4) || '-' || {group(long, 2)} || '-' || {group(long, 3)}"
        f" WHEN regexp_full_match({text}, '[0-9]{{8}}')"
        f" THEN left({text}, 4) || '-' || substr({text}, 5, 2) || '-' || right({text}, 2)"
        f" WHEN regexp_matches({text}, '{short}')"
        f" THEN '19' || left({text}, 2) || '-' || {group(short, 2)} || '-' || {group(short, 3)}"
        f" WHEN regexp_matches({text}, '{month}') THEN left({text}, 4) || '-' || {group(month, 2)}"
        f" WHEN {text} LIKE '农历%' THEN substr({text}, 3, 4) ELSE {text} END"
    )
