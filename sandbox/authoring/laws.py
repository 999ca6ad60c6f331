"""The law book: `data/law_refs.csv`, one citable article a row."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, get_args

from pydantic import TypeAdapter, ValidationError

from sandbox.errors import MisuseError, NotFoundError
from sandbox.model.base import Slug
from sandbox.model.law import Article, ArticleNumber, LawBook, Status
from sandbox.text import Text

COLUMNS: Final = (
    "law", "article", "law_zh", "law_en", "gist_zh", "gist_en", "version_date", "status",
)  # fmt: skip
_KEY: Final = TypeAdapter[str](Slug)
_NUMBER: Final = TypeAdapter[str](ArticleNumber)


def read_laws(path: Path) -> LawBook:
    """Every article that may be cited; drafts and repealed ones too, so that rules can say so.

    Raises:
        NotFoundError: there is no such file.
        MisuseError: a row cannot be used; the sentence names its line.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no law book at `{path}`.")
    articles: dict[tuple[str, str], Article] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if set(rows.fieldnames or ()) != set(COLUMNS):
            raise MisuseError(f"`{path}` needs exactly the columns {', '.join(COLUMNS)}.")
        for row in rows:
            article = _article(row, f"{path}:{rows.line_num}")
            key = (article.law, article.number)
            if key in articles:
                raise MisuseError(
                    f"{path}:{rows.line_num}: `{article.law}` {article.number} is there twice."
                )
            articles[key] = article
    return LawBook(articles=articles)


def _article(row: Mapping[str, str], place: str) -> Article:
    if None in row or None in row.values():
        raise MisuseError(f"{place}: the row does not have {len(COLUMNS)} cells.")
    if row["status"] not in get_args(Status):
        raise MisuseError(
            f"{place}: status `{row['status']}` is none of {', '.join(get_args(Status))}."
        )
    try:
        return Article(
            law=_KEY.validate_python(row["law"]),
            number=_NUMBER.validate_python(row["article"]),
            name=Text(zh=row["law_zh"], en=row["law_en"]),
            gist=Text(zh=row["gist_zh"], en=row["gist_en"]),
            version_date=date.fromisoformat(row["version_date"]),
            status=next(status for status in get_args(Status) if status == row["status"]),
        )
    except ValidationError as error:
        raise MisuseError(
            f"{place}: {error.error_count()} cell(s) are empty or misspelt."
        ) from None
    except ValueError:
        raise MisuseError(
            f"{place}: `{row['version_date']}` is not a day like 2026-06-03."
        ) from None
