"""The data dictionary: what departments hold, and what goes wrong in it.

Sharing attributes have no field here: drills ask for them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A column with its name in both languages; a dictionary is read in both at once."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectView:
    """A defect that may occur in a table."""

    code: str
    label: str
    treatment: str
    trap: str
    columns: tuple[str, ...]
    """Names of the columns it may strike; empty where it adds whole rows."""
    levels: tuple[str, ...]
    """In which levels it occurs: light, standard, hard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """A department table."""

    name: str
    zh: str
    en: str
    rows: int
    """In the sample world."""
    level: str | None
    """The proposed level, L1 to L4."""
    sensitive: str | None
    """What in it is sensitive, or None."""
    fields: tuple[FieldView, ...]
    defects: tuple[DefectView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentView:
    """A department and its tables."""

    id: str
    name: str
    registers: tuple[RegisterView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryView:
    """Every department, and the sample world in which rows are counted."""

    people: int
    seed: int
    departments: tuple[DepartmentView, ...]
