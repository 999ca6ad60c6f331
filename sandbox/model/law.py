"""Law references: what feedback may cite, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from sandbox.model.base import Authored, Slug
from sandbox.text import Text

Status = Literal["in_force", "standard", "house", "draft", "repealed"]
"""standard: a recommended national standard (GB/T), no law; house: a teaching convention (教学约定)
of this product."""
ArticleNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]+[a-z]?(?:\([0-9]+\))?$")]


class Citation(Authored):
    """Articles of one law: `{law: sharing-regulation, articles: ["14", "15"]}`."""

    law: Slug
    articles: tuple[ArticleNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One citable article (a row of `data/law_refs.csv`) with its gist in one sentence."""

    law: str
    number: str
    name: Text
    gist: Text
    version_date: date
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class LawBook:
    """Every article that may be cited."""

    articles: Mapping[tuple[str, str], Article]

    def laws(self) -> tuple[str, ...]:
        """The keys of all laws, without repetition."""
        return tuple(dict.fromkeys(law for law, _ in self.articles))

    def find(self, law: str, number: str) -> Article | None:
        """The article, or None when it may not be cited."""
        return self.articles.get((law, number))
