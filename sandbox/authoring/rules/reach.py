"""Rules on what can be reached: keys over shown items, offered labels, points, and the cost."""

import re
from collections.abc import Iterator
from typing import Any, Final

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from sandbox.authoring.case import Case
from sandbox.authoring.cost import cost_of
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.authoring.sql import Query, examine
from sandbox.model.brought import BroughtTable
from sandbox.text import Text

BUILT: Final = re.compile(r"\|\||\b(?:concat|format|printf|lpad|replace|substr)", re.IGNORECASE)
"""A query that puts ids together: only its rows can tell what it shows."""
GROUPS: Final = ("dimensions", "thinking", "shortcomings")
SLOW: Final = 20.0
"""Seconds a person may wait for a world before the page calls it long."""


def s184_keys_speak_of_shown_items(case: Case) -> Iterator[Problem]:
    """A written key over items from a query names ids that the scenario's own tables show.

    Where the query reads other tables too, or puts ids together, only a run can tell.
    """
    shown = {table.spec.name.lower(): table for table in case.brought if not table.spec.truth}
    for posed in case.posed():
        items, key = posed.written.get("items"), posed.written.get("reference")
        sql = items.get("sql") if isinstance(items, dict) else None
        fixed = key.get("fixed") if isinstance(key, dict) else None
        query = examine(sql) if isinstance(sql, str) else None
        if not isinstance(fixed, dict) or not isinstance(query, Query) or BUILT.search(str(sql)):
            continue
        if not query.tables or any(schema or name not in shown for schema, name in query.tables):
            continue
        known = _cells([shown[name] for _, name in query.tables])
        for name in fixed:
            if name not in known:
                yield case.source.problem(
                    "S184",
                    (*posed.path, "reference", "fixed", name),
                    Text(
                        zh=f"题目的表里没有 id 为 {quoted(name)} 的条目，学员答不到它。",
                        en=f"The items of this decision hold no {quoted(name)}; nobody can"
                        " answer it.",
                    ),
                    did_you_mean(name, sorted(known)),
                )


def _cells(tables: list[BroughtTable]) -> set[str]:
    return {
        cell
        for table in tables
        for column in table.cells.columns
        for cell in column.to_pylist()
        if cell is not None
    }


def s185_keys_use_offered_labels(case: Case) -> Iterator[Problem]:
    """A label that the query of a key writes out is one that the decision offers."""
    for posed in case.posed():
        key, labels = posed.written.get("reference"), posed.written.get("labels")
        sql = key.get("sql") if isinstance(key, dict) else None
        if not isinstance(sql, str) or not isinstance(labels, list):
            continue
        offered = [str(one.get("id")) for one in labels if isinstance(one, dict)]
        path = (*posed.path, "reference", "sql")
        for word in _written_out(sql):
            if word not in offered:
                line = sql[: sql.find(f"'{word}'")].count("\n") + 1
                yield case.source.problem(
                    "S185",
                    path,
                    Text(
                        zh=f"参考答案会给出标签 {quoted(word)}，而本题没有这个标签。",
                        en=f"The key may give the label {quoted(word)}, which is not offered.",
                    ),
                    did_you_mean(word, offered),
                    mark=case.source.inside(path, line, 1),
                )


def _written_out(sql: str) -> Iterator[str]:
    """Text constants that a query may return in a column called `label`."""
    try:
        tree = parse_one(sql, read="duckdb") if "label" in sql.lower() else None
    except SqlglotError:
        return
    for column in tree.selects if isinstance(tree, exp.Query) else ():
        if column.alias_or_name.lower() == "label":
            yield from dict.fromkeys(_constants(column.unalias()))


def _constants(here: Any) -> Iterator[str]:
    if isinstance(here, exp.Literal) and here.is_string:
        yield str(here.this)
    elif isinstance(here, exp.Case):
        for branch in (*here.args.get("ifs", ()), here):
            yield from _constants(branch.args.get("true") or branch.args.get("default"))
    elif isinstance(here, exp.Paren):
        yield from _constants(here.this)


def s202_the_portrait_is_fed(case: Case) -> Iterator[Problem]:
    """The decisions together weigh something in each part of the portrait."""
    for group in GROUPS:
        written = [
            value
            for _, value in case.source.each("steps", "*", "decisions", "*", "tags", group, "*")
        ]
        if case.scenario is not None and not any(written):
            yield case.source.problem(
                "S202",
                ("steps",),
                Text(
                    zh=f"所有题目的 {quoted(group)} 都没有权重，画像里这一栏会是空的。",
                    en=f"No decision has a weight under {quoted(group)}; that part of the portrait"
                    " stays empty.",
                ),
                Text(
                    zh="请给最能看出它的一题写上权重。",
                    en="Give one to the decision that tells most about it.",
                ),
                severity="warning",
            )


def s203_harder_is_not_worth_less(case: Case) -> Iterator[Problem]:
    """A hardest decision is worth at least half as much as any of the easiest."""
    decisions = [] if case.scenario is None else list(case.scenario.decisions())
    easy = max((one.points for one in decisions if one.difficulty == 1), default=0)
    for posed in case.posed() if decisions else ():
        one = posed.decision
        if one is not None and one.difficulty == 3 and 2 * one.points < easy:
            yield case.source.problem(
                "S203",
                (*posed.path, "points"),
                Text(
                    zh=f"这道难题只值 {one.points} 分，不到一道容易题（{easy} 分）的一半。",
                    en=f"This hard decision is worth {one.points} points, less than half of an"
                    f" easy one ({easy}).",
                ),
                Text(
                    zh="请提高它的分值，或改写 `difficulty`。",
                    en="Raise its points, or change `difficulty`.",
                ),
                severity="warning",
            )


def s199_worlds_are_built_in_time(case: Case) -> Iterator[Problem]:
    """Nobody waits long for a world, as far as its size tells."""
    cost = cost_of(case)
    if cost is not None and cost.seconds > SLOW:
        yield case.source.problem(
            "S199",
            ("world", "people"),
            Text(
                zh=f"每套数据约 {cost.rows:,} 行，生成约需 {cost.seconds:.0f} 秒、"
                f"{cost.megabytes} MB 内存，共 {cost.worlds} 套。",
                en=f"A world has about {cost.rows:,} rows and takes about {cost.seconds:.0f} s and"
                f" {cost.megabytes} MB to build; there are {cost.worlds}.",
            ),
            Text(
                zh="请减少 `people`，一般不超过 200000。",
                en="Lower `people`; 200000 is plenty.",
            ),
            severity="warning",
        )


RULES: Final = (
    s184_keys_speak_of_shown_items,
    s185_keys_use_offered_labels,
    s199_worlds_are_built_in_time,
    s202_the_portrait_is_fed,
    s203_harder_is_not_worth_less,
)
