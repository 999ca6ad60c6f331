"""Where somebody is writing in a YAML text that need not be whole: told by its indentation."""

import re
from dataclasses import dataclass
from typing import Final

_LINE: Final = re.compile(
    r"^(?P<space> *)(?P<dashes>(?:- +)*)(?:(?P<key>[A-Za-z0-9_-]+):(?P<rest> .*)?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mapping, and the key in it whose value is being written, if one is."""

    path: tuple[tuple[str | None, str | None], ...]
    """From the root: a key, or None for an item of a list; with the `kind` that stands there."""
    key: str | None
    """None where a key is being written."""
    written: frozenset[str]
    """Keys that the mapping has already."""


@dataclass(frozen=True, slots=True)
class _Row:
    indent: int
    item: bool
    key: str | None
    value: str


def place_at(text: str, line: int, column: int) -> Place:
    """The place at a line and column, both from 1."""
    lines = text.split("\n")
    at = min(max(line, 1), len(lines)) - 1
    before = lines[at][: max(column - 1, 0)]
    rows = [_rows(one) for one in lines]
    own = _rows(before) or [_Row(len(before), False, None, "")]
    depth, key = own[-1].indent, own[-1].key
    path, level = _ancestors(rows, own, at, depth)
    kinds = [(part, _kind(rows, where, indent)) for part, where, indent in path]
    written = frozenset(row.key for row in _siblings(rows, at, depth, level) if row.key is not None)
    return Place(path=tuple(kinds), key=key, written=written)


def _rows(line: str) -> list[_Row]:
    """A line as what it opens: one entry per dash, and one for its key."""
    if not line.strip() or line.lstrip().startswith("#"):
        return []
    found = _LINE.match(line)
    assert found is not None  # every group may be empty
    indent = len(found["space"])
    rows: list[_Row] = []
    for dash in re.findall(r"- +", found["dashes"]):
        rows.append(_Row(indent, True, None, ""))
        indent += len(dash)
    rows.append(_Row(indent, False, found["key"], (found["rest"] or "").strip()))
    return rows


def _ancestors(
    rows: list[list[_Row]], own: list[_Row], at: int, depth: int
) -> tuple[list[tuple[str | None, int, int]], int]:
    """Parts of the path, each with the line and indent of what it leads into."""
    path: list[tuple[str | None, int, int]] = []
    limit, inside = depth, depth
    earlier = [(n, row) for n in range(at) for row in rows[n]] + [(at, row) for row in own[:-1]]
    for n, row in reversed(earlier):
        # A list may stand at the same indent as the key that holds it.
        opens = row.indent < limit or (
            row.indent == limit
            and not row.item
            and bool(path)
            and path[0][0] is None
            and row.key is not None
            and not row.value
        )
        if not opens or (not row.item and row.key is None):
            continue
        path.insert(0, (None if row.item else row.key, n, inside))
        limit = inside = row.indent
    return path, depth


def _siblings(rows: list[list[_Row]], at: int, depth: int, level: int) -> list[_Row]:
    """Rows of the same mapping, other than the one being written."""
    found: list[_Row] = []
    for step in (-1, 1):
        n = at + step
        while 0 <= n < len(rows):
            line = rows[n]
            if line and line[0].indent < level and line[-1].indent != depth:
                break
            if step > 0 and line and line[0].item and line[0].indent < depth:
                break
            if line and line[-1].indent == depth:
                found.append(line[-1])
            if step < 0 and line and line[0].item and line[0].indent < depth:
                break
            n += step
    if rows[at] and rows[at][-1].indent != depth:
        found += [row for row in rows[at] if row.indent == depth]
    return found


def _kind(rows: list[list[_Row]], where: int, indent: int) -> str | None:
    """The `kind` written in the mapping that begins after line `where`, at that indent."""
    for n in range(where, len(rows)):
        line = rows[n]
        if n > where and line and line[0].indent < indent and line[-1].indent != indent:
            return None
        if n > where and line and line[0].item and line[0].indent < indent:
            return None
        if line and line[-1].indent == indent and line[-1].key == "kind":
            return line[-1].value or None
    return None
