"""Why a query was not run, as a code: the process that runs it speaks no language."""

import re
from typing import Any, Final

Packed = dict[str, Any]


class Fault(Exception):  # noqa: N818 - nobody made an error: something is to be changed
    """A query that is not run, or came to nothing; see `refusal` for the sentences."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
        self.line: int | None = None

    def on(self, line: int | None) -> "Fault":
        """The same fault, with its line unless it has one."""
        self.line = line if self.line is None else self.line
        return self

    def pack(self) -> Packed:
        """As JSON knows it."""
        return {"code": self.code, "values": self.values, "line": self.line}


_LINE: Final = re.compile(r"\n\s*LINE (\d+):")
_SAYINGS: Final = (
    ("column", r'Referenced column "(?P<name>[^"]+)" (?:was )?not found'),
    ("column", r'Table "[^"]*" does not have a column named "(?P<name>[^"]+)"'),
    ("column", r'Values list "[^"]*" does not have a column named "(?P<name>[^"]+)"'),
    ("source", r'Referenced table "(?P<name>[^"]+)" not found'),
    ("ambiguous", r'Ambiguous reference to column name "(?P<name>[^"]+)"'),
    ("group", r'column "(?P<name>[^"]+)" must appear in the GROUP BY'),
    ("aggregate_where", r"WHERE clause cannot contain (?:aggregates|window)"),
    ("aggregate_nested", r"aggregate function calls cannot be nested"),
    ("convert", r"[Cc]ould not convert (?:string )?'(?P<given>[^']{0,60})' to (?P<name>\w+)"),
    ("day", r"date field value out of range|invalid date field|[Ii]nvalid timestamp|to DATE"),
    ("arguments", r"No function matches the given name and argument types '(?P<name>[^']{0,80})'"),
    ("one_row", r"More than one row returned by a subquery"),
    ("columns_differ", r"Set operations can only apply to expressions with the same number"),
    ("one_column", r"Subquery returns \d+ columns"),
    ("compare", r"Cannot compare values of type (?P<left>[\w()]+) and type (?P<right>[\w()]+)"),
    ("number_range", r"(?:Overflow|out of range|[Oo]verflow)"),
    ("twice", r'(?:Duplicate alias|duplicate column name|Duplicate CTE name) "(?P<name>[^"]+)"'),
)  # fmt: skip
_SPOKEN: Final = frozenset({
    "BinderException", "CatalogException", "ConversionException", "InvalidInputException",
    "OutOfRangeException", "ParserException", "SyntaxException", "TypeMismatchException",
    "NotImplementedException", "InvalidTypeException",
})  # fmt: skip
"""Kinds of engine errors that speak of the query alone."""


def of_engine(error: Exception, held: frozenset[str]) -> Fault:
    """What the engine said, as a fault; `held` are words that must not be passed on."""
    kind, said = type(error).__name__, str(error)
    if kind == "InterruptException":
        return Fault("time")
    if kind == "OutOfMemoryException" or isinstance(error, MemoryError):
        return Fault("memory")
    line = int(found[1]) if (found := _LINE.search(said)) else None
    if kind not in _SPOKEN:
        return Fault("engine").on(line)
    body = _LINE.split(said, maxsplit=1)[0].strip()
    for code, pattern in _SAYINGS:
        if match := re.search(pattern, body):
            close = re.search(r'(?:Candidate bindings|Did you mean)[^"]*"([^"]+)"', body)
            return Fault(code, close=close[1] if close else "", **match.groupdict()).on(line)
    return Fault("engine_said", said=_harmless(body, held)).on(line)


def _harmless(said: str, held: frozenset[str]) -> str:
    """The engine's first line without its label, anything like a path, and its own names."""
    first = said.split("\n", 1)[0]
    first = re.sub(r"^[A-Z][\w ]*? ?Error: ", "", first).rstrip(".!")
    first = re.sub(r"\S*[/\\]\S*", "…", first)
    for word in held:
        first = first.replace(word, "…")
    return first[:200].replace("!", ".")
