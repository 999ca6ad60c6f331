"""Rules on SQL: it reads, it sees only what it may, and it returns what is asked of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sandbox.authoring.case import Case
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.authoring.sql import Query, Unreadable, examine
from sandbox.authoring.syntax import Mark
from sandbox.text import Text

DECISION: Final = ("steps", "*", "decisions", "*")
ITEMS: Final = ("id", "zh", "en")
OUTCOME: Final = "outcome"
SHAPES: Final = {
    "count": ("value",),
    "people": ("name", "age", "place", "zh", "en"),
    "before_after": ("zh", "en", "before", "after"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A query in the file, and what it may look at."""

    path: Path
    sql: str
    truth: bool = False
    answers: bool = False
    returns: tuple[str, ...] = ()
    outcome: bool = False
    """Whether a simulator's rows stand beside it as `outcome`."""


PLACES: Final[tuple[tuple[tuple[str, ...], bool, bool, tuple[str, ...]], ...]] = (
    (("steps", "*", "evidence", "*", "sql"), False, False, ()),
    ((*DECISION, "items", "sql"), False, False, ITEMS),
    ((*DECISION, "budget", "sql"), False, False, ()),
    ((*DECISION, "reference", "sql"), True, False, ()),
    ((*DECISION, "reference", "optimised", "sql"), True, True, ()),
    ((*DECISION, "reference", "optimised", "limits", "*", "sql"), True, True, ()),
    ((*DECISION, "reference", "query", "sql"), True, False, ()),
    ((*DECISION, "reference", "query", "model"), False, False, ()),
    ((*DECISION, "feedback", "items", "sql"), True, False, ITEMS),
    ((*DECISION, "reference", "optimised", "simulate", "given"), True, True, ()),
    (("consequences", "*", "simulate", "given"), True, True, ()),
    (("gates", "*", "sql"), True, True, ()),
    (("checks", "*", "answers", "*", "sql"), False, False, ()),
)
"""Where SQL stands, whether it may see truth and answers, and the columns it must return."""


def _queries(case: Case) -> Iterator[Written]:
    for pattern, truth, answers, returns in PLACES:
        for path, sql in case.source.each(*pattern):
            if isinstance(sql, str) and sql.strip():
                beside = _simulated(case, path)
                yield Written(
                    path=path, sql=sql, truth=truth, answers=answers, returns=returns,
                    outcome=beside,
                )  # fmt: skip
    for path, sql in case.source.each("consequences", "*", "sql"):
        shape: Any = case.source.at((*path[:-1], "shape"))
        returns = SHAPES.get(shape, ()) if isinstance(shape, str) else ()
        if isinstance(sql, str) and sql.strip():
            beside = _simulated(case, path)
            yield Written(
                path=path, sql=sql, truth=True, answers=True, returns=returns, outcome=beside
            )


def _simulated(case: Case, path: Path) -> bool:
    """Whether a simulator runs before the query; a limit's stands beside the objective's."""
    here = path[:-3] if "limits" in path else path[:-1]
    return case.source.at((*here, "simulate")) is not None


def readable(case: Case) -> Iterator[tuple[Written, Query]]:
    """Every query of the file that is one, with what it looks at."""
    for written in _queries(case):
        query = examine(written.sql)
        if isinstance(query, Query) and query.single:
            yield written, query


def _at(case: Case, written: Written, word: str) -> Mark:
    """Where a name first stands in the query."""
    found = re.search(rf"\b{re.escape(word)}\b", written.sql, re.IGNORECASE)
    before = written.sql[: found.start() if found else 0]
    column = len(before) - (before.rfind("\n") + 1) + 1
    return case.source.inside(written.path, before.count("\n") + 1, column)


def s140_sql_reads(case: Case) -> Iterator[Problem]:
    """SQL is one query that DuckDB can parse."""
    for written in _queries(case):
        query = examine(written.sql)
        if isinstance(query, Unreadable):
            near = quoted(query.near) if query.near else None
            yield case.source.problem(
                "S140",
                written.path,
                Text(
                    zh=f"SQL 在 {near} 附近无法读取。" if near else "SQL 从这里开始无法读取。",
                    en=f"The SQL cannot be read near {near}."
                    if near
                    else "The SQL cannot be read from here on.",
                ),
                mark=case.source.inside(written.path, query.line, query.column),
            )
        elif not query.single:
            yield case.source.problem("S141", written.path, ONE_QUERY)


def s142_truth_stays_hidden(case: Case) -> Iterator[Problem]:
    """What a trainee sees before answering never comes from the ground truth."""
    for written, query in readable(case):
        seen = any(schema == "truth" for schema, _ in query.tables) or query.hints_at_truth
        if seen and not written.truth:
            mark = _at(case, written, "truth")
            message, fix = (CHECK, None) if written.path[0] == "checks" else (LEAK, LEAK_FIX)
            yield case.source.problem("S142", written.path, message, fix, mark=mark)


def s143_tables_exist(case: Case) -> Iterator[Problem]:
    """Queries look at tables of the world, and at nothing outside it."""
    tables = case.tables()
    visible = [spec.name.lower() for spec in tables or () if not spec.truth]
    truth = [spec.name.lower().removeprefix("truth.") for spec in tables or () if spec.truth]
    for written, query in readable(case):
        for name in query.functions:
            yield case.source.problem(
                "S144", written.path, _outside(name), mark=_at(case, written, name)
            )
        for schema, name in query.tables:
            known = truth if schema == "truth" else visible
            simulated = written.outcome and name == OUTCOME
            own = not schema and (name.startswith("answer_") or simulated)
            leak = schema == "truth" and not written.truth
            if tables is None or own or leak or (schema in ("", "main", "truth") and name in known):
                continue
            full = f"{schema}.{name}" if schema else name
            near = did_you_mean(name, known) if schema in ("", "main", "truth") else None
            mark = _at(case, written, name)
            yield case.source.problem("S143", written.path, _no_table(full), near, mark=mark)


def s145_answers_exist(case: Case) -> Iterator[Problem]:
    """`answer_<decision>` stands for a decision of this scenario, where answers are known."""
    known = [f"answer_{name.replace('-', '_')}" for name in case.decision_ids()]
    for written, query in readable(case):
        for schema, name in query.tables:
            if schema or not name.startswith("answer_"):
                continue
            if not written.answers:
                mark = _at(case, written, name)
                yield case.source.problem("S146", written.path, TOO_EARLY, mark=mark)
            elif known and name not in known:
                yield case.source.problem(
                    "S145",
                    written.path,
                    Text(
                        zh=f"没有与 {quoted(name)} 对应的题目。",
                        en=f"No decision answers as {quoted(name)}.",
                    ),
                    did_you_mean(name, known),
                    mark=_at(case, written, name),
                )


def s151_evidence_is_visible(case: Case) -> Iterator[Problem]:
    """Evidence, and what a team may look at, are tables that departments would see."""
    tables = case.tables()
    if tables is None:
        return
    visible = [spec.name for spec in tables if not spec.truth]
    hidden = {spec.name.removeprefix("truth.") for spec in tables if spec.truth}
    shown = ("steps", "*", "evidence", "*", "table"), ("teams", "*", "tables", "*")
    for path, name in (found for pattern in shown for found in case.source.each(*pattern)):
        if not isinstance(name, str) or name in visible:
            continue
        if name in hidden:
            yield case.source.problem("S142", path, LEAK, LEAK_FIX)
        else:
            yield case.source.problem("S143", path, _no_table(name), did_you_mean(name, visible))


def _no_table(name: str) -> Text:
    return Text(
        zh=f"本情景的数据中没有 {quoted(name)} 这张表。",
        en=f"This scenario's world has no table {quoted(name)}.",
    )


def _outside(name: str) -> Text:
    return Text(
        zh=f"不能使用 {quoted(name)}：这里只能查询本情景的数据表。",
        en=f"{quoted(name)} cannot be used: queries look only at tables of the scenario's world.",
    )


ONE_QUERY: Final = Text(
    zh="这里应恰好是一条查询语句（SELECT）。", en="This must be exactly one query (SELECT)."
)
LEAK: Final = Text(
    zh="这里会在作答前展示给学员，不能读取 `truth` 中的真值。",
    en="Trainees see this before they answer, so it may not read from `truth`.",
)
LEAK_FIX: Final = Text(
    zh="请只查询部门能看到的表；真值只用于参考答案、反馈和后果。",
    en="Query what departments see; truth is for references, feedback and consequences.",
)
CHECK: Final = Text(
    zh="`checks` 按学员看到的数据作答，不能读取 `truth` 中的真值。",
    en="A check answers from what trainees see, so it may not read from `truth`.",
)
TOO_EARLY: Final = Text(
    zh="这里不能查询学员的答案，只有 `consequences` 和 `gates` 可以查询 `answer_…`。",
    en="Answers cannot be queried here; only `consequences` and `gates` may query `answer_…`.",
)
RULES: Final = (
    s140_sql_reads,
    s142_truth_stays_hidden,
    s143_tables_exist,
    s145_answers_exist,
    s151_evidence_is_visible,
)
