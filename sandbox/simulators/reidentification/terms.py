"""What a release consists of: fields, their roles, and how far each can be coarsened."""

from collections.abc import Mapping
from typing import Final, Literal

from sandbox.errors import SandboxError
from sandbox.model.base import Authored, Slug
from sandbox.parse_tree import quoted
from sandbox.registry import nearest

Role = Literal["identifier", "quasi", "sensitive"]
Content = Literal["date", "division", "number", "text"]

KEEP: Final = "keep"
SUPPRESS: Final = "suppress"
PSEUDONYM: Final = "pseudonymise"
HASH: Final = "hash"
"""Everybody can compute the hash of a number that can be enumerated: it protects nobody."""

LEVELS: Final[Mapping[Content, Mapping[str, str]]] = {
    "date": {
        "month": "strftime(CAST({0} AS DATE), '%Y-%m')",
        "year": "CAST(year(CAST({0} AS DATE)) AS VARCHAR)",
        "five-years": "CAST(year(CAST({0} AS DATE)) // 5 * 5 AS VARCHAR)",
        "ten-years": "CAST(year(CAST({0} AS DATE)) // 10 * 10 AS VARCHAR)",
        "twenty-years": "CAST(year(CAST({0} AS DATE)) // 20 * 20 AS VARCHAR)",
    },
    "division": {"city": "left({0}, 4)", "province": "left({0}, 2)"},
    "number": {
        "five": "CAST(floor({0} / 5) * 5 AS VARCHAR)",
        "ten": "CAST(floor({0} / 10) * 10 AS VARCHAR)",
        "twenty": "CAST(floor({0} / 20) * 20 AS VARCHAR)",
        "hundred": "CAST(floor({0} / 100) * 100 AS VARCHAR)",
        "thousand": "CAST(floor({0} / 1000) * 1000 AS VARCHAR)",
    },
    "text": {"first": "left({0}, 1)", "mask": "left({0}, 1) || '**'"},
}
"""Built-in ways to coarsen, as SQL over the column; `keep` and `suppress` go with every content."""


class ReleasedField(Authored):
    """One field of the table that is to be released."""

    column: str
    role: Role
    content: Content = "text"
    levels: Mapping[Slug, str] = {}
    """Further levels: id → SQL over `{column}`; they win over the built-in ones."""
    known: str | None = None
    """The column of the attacker's register that holds it, written the same way."""
    weight: float = 1.0
    """How much the field's detail counts when the use of the release is weighed."""

    def value(self, level: str, column: str | None = None) -> str | None:
        """The SQL of the released value at a level; None when nothing of it is released.

        Raises:
            SandboxError: the field has no such level; names the nearest one.
        """
        name = quoted(column or self.column)
        if level in self.levels:
            return self.levels[level].replace("{column}", name)
        if level in (KEEP, HASH, PSEUDONYM):
            return name
        if level == SUPPRESS:
            return None
        built_in = LEVELS[self.content]
        if level not in built_in:
            known = sorted({*self.levels, *built_in, KEEP, HASH, PSEUDONYM, SUPPRESS})
            close = nearest(level, known)
            hint = f" Did you mean `{close}`?" if close else f" Known: {', '.join(known)}."
            raise SandboxError(f"Column `{self.column}` has no level `{level}`.{hint}")
        return built_in[level].format(name)
