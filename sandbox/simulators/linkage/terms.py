"""The two lists that are linked: their tables, shared fields, and rules for candidates."""

from collections.abc import Mapping
from typing import Final, Literal, Self, get_args

from pydantic import Field, model_validator

from sandbox.model.base import Authored, Slug

Content = Literal["citizen-number", "name", "date", "division", "text"]
"""What a field holds; it decides how it is standardised and which differences are slight."""
Level = Literal["exact", "similar", "loose", "ignore"]
"""How far apart two values may lie and still count as agreement of some degree."""
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
Step = Literal["blanks", "width", "case", "length", "dates", "names"]
"""Standardisation: blanks and unseen signs out; full width to half; x to X; 15 to 18 digits;
any date to yyyy-mm-dd; variant characters and middle dots of names to one form."""
STEPS: Final[tuple[Step, ...]] = get_args(Step)

PARTS: Final[Mapping[Content, Mapping[str, str]]] = {
    "citizen-number": {"birth": "substr({0}, 7, 8)", "place": "left({0}, 6)"},
    "name": {"surname": "left({0}, 1)"},
    "date": {"year": "left({0}, 4)", "month": "left({0}, 7)"},
    "division": {"city": "left({0}, 4)"},
    "text": {"head": "left({0}, 3)"},
}
"""Parts by which a rule may search, `birth:year`, as SQL over the standardised field."""


class Side(Authored):
    """One of the two lists."""

    table: Slug
    columns: Mapping[Slug, str]
    """Shared field → the column that holds it here."""
    where: str | None = None
    """An SQL predicate over the table; all rows when left out."""
    updated: str | None = None
    """The column that says when a row was last touched, for survivorship by `latest`."""


GLJT: Final = Side(
    table="gljt",
    columns={"id": "sfzh_raw", "name": "xm", "birth": "csrq_raw", "division": "qhdm"},
    where="ffzt = '正常'",
    updated="ff_last",
)
SW: Final = Side(
    table="sw",
    columns={"id": "zjhm", "name": "xm", "birth": "csrq", "division": "qhdm"},
    updated="tbsj",
)


class Pairing(Authored):
    """Two lists to be linked; by default the allowance roll and the certificates of death.

    When both sides are the same table, duplicates within it are looked for.
    """

    left: Side = GLJT
    right: Side = SW
    fields: Mapping[Slug, Content] = Field(
        default={"id": "citizen-number", "name": "name", "birth": "date", "division": "division"},
        min_length=1,
        max_length=8,
    )
    rules: Mapping[Slug, tuple[str, ...]] = Field(
        default={
            "id": ("id",),
            "name-birth": ("name", "birth"),
            "name-division": ("name", "division"),
            "birth-division": ("birth", "division"),
            "number-birth-name": ("id:birth", "name:surname", "division"),
            "name": ("name",),
        },
        min_length=1,
        max_length=12,
    )
    """Rules for candidates: pairs that agree on all the named fields, or parts of them."""

    @model_validator(mode="after")
    def _fields_exist(self) -> Self:
        for side in (self.left, self.right):
            if missing := [name for name in self.fields if name not in side.columns]:
                raise ValueError(f"`{side.table}` names no column for field `{missing[0]}`")
        for rule, keys in self.rules.items():
            for key in keys:
                name, _, part = key.partition(":")
                if name not in self.fields or (part and part not in PARTS[self.fields[name]]):
                    raise ValueError(f"rule `{rule}` searches by `{key}`, which is no field here")
        return self

    @property
    def within(self) -> bool:
        """Whether one list is searched for duplicates."""
        return self.left.table == self.right.table

    def key(self, name: str, alias: str) -> str:
        """The SQL of one key of a rule, over the standardised list `alias`."""
        field, _, part = name.partition(":")
        column = f'{alias}."{field}"'
        return PARTS[self.fields[field]][part].format(column) if part else column
