"""Citations as a reader expects them: 《政务数据共享条例》第十四条 / Art. 14."""

import re
from collections.abc import Iterable
from typing import Final

from sandbox.desk.views import BasisView
from sandbox.model.law import Article, Citation, LawBook
from sandbox.text import Lang

_DIGITS: Final = "零一二三四五六七八九"


def chinese_number(n: int) -> str:
    """1 to 9999 in Chinese numerals, as articles are numbered: 14 → 十四, 286 → 二百八十六."""
    if not 1 <= n <= 9999:
        raise ValueError(f"Articles are numbered 1 to 9999, not {n}.")
    text = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // place % 10
        if digit:
            text += _DIGITS[digit] + unit
        elif text and n % place and not text.endswith("零"):
            text += "零"
    return text[1:] if text.startswith("一十") else text


def article_name(article: Article, lang: Lang) -> str:
    """Law and article in one phrase."""
    number, item = re.fullmatch(r"([0-9]+[a-z]?)(?:\(([0-9]+)\))?", article.number).groups()  # type: ignore[union-attr]
    if article.status in ("house", "standard"):
        return f"{article.name.pick(lang)} {number}"
    if lang == "en":
        return f"{article.name.en}, Art. {number}" + (f"({item})" if item else "")
    ordinal = chinese_number(int(number)) if number.isdigit() else number
    return f"{article.name.zh}第{ordinal}条" + (f"（{chinese_number(int(item))}）" if item else "")


def basis_of(book: LawBook, citations: Iterable[Citation], lang: Lang) -> tuple[BasisView, ...]:
    """The cited articles, each with its gist; the linter has made sure that all exist."""
    found = [
        book.find(citation.law, number) for citation in citations for number in citation.articles
    ]
    return tuple(
        BasisView(
            name=article_name(article, lang),
            gist=article.gist.pick(lang),
            house=article.status == "house",
            version_date=article.version_date,
        )
        for article in found
        if article is not None
    )
