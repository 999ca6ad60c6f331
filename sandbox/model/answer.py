"""A trainee's answer, or the kind sentence that says why there is none yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.model.relation import Relation
from sandbox.text import Text

Raw = Mapping[str, Any]
"""What the controls returned: control key → text, number, list of ids or mapping of ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A complete, well-formed answer as a relation; SQL sees it as `answer_<decision>`."""

    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An answer that cannot be taken yet; no attempt is spent."""

    text: Text
    where: str | None = None
    """The item or control that needs attention, if one does."""
