"""A release as one query: every record with its class, its sensitive values, and its use.

A class is what records share that look alike to an attacker: identifiers and quasi-identifiers as
far as they are released. A missing value is a value like any other: it can give a person away.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.errors import SandboxError
from sandbox.parse_tree import quoted
from sandbox.registry import nearest
from sandbox.simulators.reidentification.terms import KEEP, PSEUDONYM, ReleasedField


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A table with the level to which each of its fields is coarsened."""

    table: str
    where: str | None
    fields: Mapping[str, ReleasedField]
    levels: Mapping[str, str]
    drop_below: int
    """Records in smaller classes are left out of the release; 0 or 1 keeps all."""

    def telling(self) -> list[str]:
        """Fields by which an attacker can tell records apart."""
        return [
            name
            for name, field in self.fields.items()
            if field.role != "sensitive"
            and self.levels[name] != PSEUDONYM
            and field.value(self.levels[name]) is not None
        ]

    def sensitive(self) -> list[str]:
        """Sensitive fields of which something is released."""
        return [
            name
            for name, field in self.fields.items()
            if field.role == "sensitive" and field.value(self.levels[name]) is not None
        ]

    def records(self) -> str:
        """CTEs up to `record`: rid, class `c`, its size `n`, one column per sensitive field."""
        fields, levels = self.fields, self.levels
        telling = [fields[name].value(levels[name]) for name in self.telling()] or ["1"]
        parts = ", ".join(f"{sql} AS q{i}" for i, sql in enumerate(telling))
        names = ", ".join(f"q{i}" for i in range(len(telling)))
        held = "".join(
            f", {fields[name].value(levels[name])} AS s{i}"
            for i, name in enumerate(self.sensitive())
        )
        keep = "".join(f", s{i}" for i in range(len(self.sensitive())))
        where = f" WHERE ({self.where})" if self.where else ""
        return (
            f"shown AS MATERIALIZED (SELECT rowid AS rid, {parts}{held}"
            f" FROM {quoted(self.table)}{where}),"
            f" class AS MATERIALIZED (SELECT row_number() OVER () AS c, {names}, count(*) AS n"
            f" FROM shown GROUP BY {names}),"
            f" record AS MATERIALIZED (SELECT rid, c, n{keep} FROM shown JOIN class ON "
            + " AND ".join(
                f"shown.q{i} IS NOT DISTINCT FROM class.q{i}" for i in range(len(telling))
            )
            + (f" WHERE n >= {self.drop_below}" if self.drop_below > 1 else "")
            + ")"
        )


def levels_of(rows: Mapping[str, str], fields: Mapping[str, ReleasedField]) -> dict[str, str]:
    """Field → level for every field; fields without an answer are released as they are.

    Raises:
        SandboxError: a field is not part of the release, or has no such level.
    """
    for name in rows:
        if name not in fields:
            close = nearest(name, list(fields))
            hint = f" Did you mean `{close}`?" if close else f" Known: {', '.join(fields)}."
            raise SandboxError(f"The release has no field `{name}`.{hint}")
    levels = {name: rows.get(name, KEEP) for name in fields}
    for name, field in fields.items():
        field.value(levels[name])
    return levels
