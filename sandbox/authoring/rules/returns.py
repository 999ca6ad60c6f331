"""Rules on what queries return: the columns asked for, and a value for every placeholder."""

import string
from collections.abc import Iterator
from typing import Any, Final

from sandbox.authoring.case import Case
from sandbox.authoring.problem import Problem, did_you_mean, listed
from sandbox.authoring.rules.queries import readable
from sandbox.authoring.sql import Query, examine
from sandbox.text import Text


def s147_columns_are_returned(case: Case) -> Iterator[Problem]:
    """Items and consequences return the columns their shape needs."""
    for written, query in readable(case):
        lacking = [name for name in written.returns if name not in (query.columns or (name,))]
        if lacking:
            yield case.source.problem(
                "S147",
                written.path,
                Text(
                    zh=f"查询结果缺少列：{listed(lacking, 'zh')}。",
                    en=f"The query does not return {listed(lacking, 'en')}.",
                ),
            )


def s148_placeholders_are_filled(case: Case) -> Iterator[Problem]:
    """Placeholders of a consequence's text are columns of its query, alike in both languages."""
    for path, text in case.source.each("consequences", "*", "text"):
        written = case.source.at(path[:-1])
        if not isinstance(text, dict) or not isinstance(written.get("sql"), str):
            continue
        allowed = _fillable(written)
        sides = {side: _placeholders(text.get(side)) for side in ("zh", "en")}
        for side, names in sides.items():
            if names is None:
                yield case.source.problem("S149", (*path, side), BRACES, BRACES_FIX)
            elif stray := [name for name in names if allowed is not None and name not in allowed]:
                message = Text(
                    zh=f"占位符 {listed(stray, 'zh')} 没有对应的列。",
                    en=f"No column fills the placeholder {listed(stray, 'en')}.",
                )
                fix = did_you_mean(stray[0], allowed or ())
                yield case.source.problem("S148", (*path, side), message, fix)
        if None not in sides.values() and sides["zh"] != sides["en"]:
            yield case.source.problem("S150", path, UNEQUAL, severity="warning")


def _fillable(written: dict[str, Any]) -> tuple[str, ...] | None:
    """What may stand in braces; None when only the data can tell."""
    if written.get("shape") != "count":
        return ("n",)
    query = examine(written["sql"])
    return query.columns if isinstance(query, Query) else None


def _placeholders(text: Any) -> set[str] | None:
    try:
        found = [field for _, field, _, _ in string.Formatter().parse(str(text))]
    except ValueError:
        return None
    return {field for field in found if field is not None}


BRACES: Final = Text(zh="花括号没有成对出现。", en="The braces do not come in pairs.")
BRACES_FIX: Final = Text(
    zh="若要显示花括号本身，请写两个。", en="To show a brace itself, write it twice."
)
UNEQUAL: Final = Text(
    zh="中文和英文使用的占位符不同。", en="The two languages use different placeholders."
)
RULES: Final = (s147_columns_are_returned, s148_placeholders_are_filled)
