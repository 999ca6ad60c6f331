"""Rules on legal bases: only what is in the law book, and in force, may be cited."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sandbox.authoring.case import Case
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.model.law import Article
from sandbox.text import Text

CITATIONS: Final = ("steps", "*", "decisions", "*", "basis", "*")
VOID: Final = {
    "draft": ("尚未生效", "is not in force yet"),
    "repealed": ("已经废止", "has been repealed"),
}


def s120_law_is_known(case: Case) -> Iterator[Problem]:
    """Cited laws stand in the law book."""
    for path, written in case.source.each(*CITATIONS, "law"):
        if isinstance(written, str) and written not in case.laws.laws():
            yield case.source.problem(
                "S120",
                path,
                Text(
                    zh=f"法规库中没有 {quoted(written)}。",
                    en=f"The law book has no {quoted(written)}.",
                ),
                did_you_mean(written, case.laws.laws()),
            )


def s121_article_is_known(case: Case) -> Iterator[Problem]:
    """Cited articles stand in the law book."""
    for path, law, number in _cited(case):
        known = tuple(no for key, no in case.laws.articles if key == law)
        if known and number not in known:
            yield case.source.problem(
                "S121",
                path,
                Text(
                    zh=f"法规库中 {quoted(law)} 没有收录第 {quoted(number)} 条。",
                    en=f"The law book holds no article {quoted(number)} of {quoted(law)}.",
                ),
                did_you_mean("", known),
            )


def s122_article_is_in_force(case: Case) -> Iterator[Problem]:
    """Drafts and repealed articles cannot carry a decision."""
    for path, article in _found(case):
        if article.status in VOID:
            zh, en = VOID[article.status]
            yield case.source.problem(
                "S122",
                path,
                Text(
                    zh=f"{article.name.zh}第 {article.number} 条{zh}，不能作为依据。",
                    en=f"{article.name.en}, article {article.number}, {en} and cannot be cited.",
                ),
            )


def s123_law_is_not_newer(case: Case) -> Iterator[Problem]:
    """A law changed after the scenario was last checked against it deserves a look."""
    checked = _day(case.source.at(("law_version_date",)))
    for path, article in _found(case):
        if checked is not None and article.version_date > checked:
            yield case.source.problem(
                "S123",
                path,
                Text(
                    zh=f"{article.name.zh}有 {article.version_date} 的版本，晚于本情景的"
                    f" `law_version_date`（{checked}）。",
                    en=f"{article.name.en} has a version of {article.version_date}, later than"
                    f" this scenario's `law_version_date` ({checked}).",
                ),
                Text(
                    zh="请核对条文后更新日期。", en="Check the article, then move the date forward."
                ),
                severity="warning",
            )


def _cited(case: Case) -> Iterator[tuple[Path, str, str]]:
    for path, number in case.source.each(*CITATIONS, "articles", "*"):
        law: Any = case.source.at((*path[:-2], "law"))
        if isinstance(law, str) and isinstance(number, str) and number[:1].isdecimal():
            yield path, law, number


def _found(case: Case) -> Iterator[tuple[Path, Article]]:
    for path, law, number in _cited(case):
        article = case.laws.find(law, number)
        if article is not None:
            yield path, article


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


RULES: Final = (
    s120_law_is_known,
    s121_article_is_known,
    s122_article_is_in_force,
    s123_law_is_not_newer,
)
