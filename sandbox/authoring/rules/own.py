"""Rules on what a scenario brings itself: tables, and defects beside those of the level."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path as Folder
from typing import Any, Final

from pydantic import ValidationError
from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from sandbox.authoring.case import Case
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.authoring.sql import Query, examine
from sandbox.model.brought import BroughtTable, DerivedTable
from sandbox.model.dataset import TableSpec
from sandbox.model.defect import CellDefect, Defect
from sandbox.text import Text

RULES_AT: Final = ("world", "defects", "rules")


def s176_names_are_free(case: Case) -> Iterator[Problem]:
    """A table of the scenario's own bears a name that no other table of the world has."""
    known = case.given_tables()
    taken = {spec.name.lower() for spec in known or ()}
    for brought in case.own():
        name = brought.spec.name
        if name in taken:
            file = _file(case, brought)
            yield Problem(
                file=str(file), line=1, column=1, where="", code="S176", fix=RENAME,
                message=Text(
                    zh=f"本情景的数据中已有 {quoted(name)} 这张表。",
                    en=f"This scenario's world has a table {quoted(name)} already.",
                ),
            )  # fmt: skip
        taken.add(name)


def s179_derived_tables_read_the_world(case: Case) -> Iterator[Problem]:
    """The query of a derived table looks at tables of the world and of the scenario alone."""
    tables = case.tables()
    seen = {("", spec.name.lower()) for spec in tables or () if not spec.truth}
    seen |= {("truth", spec.name.lower()) for spec in tables or () if spec.truth}
    for derived in case.derived:
        query = examine(derived.sql)
        if tables is None or not isinstance(query, Query):
            continue
        for schema, name in query.tables:
            if (schema.removeprefix("main"), name) not in seen:
                full = f"{schema}.{name}" if schema else name
                known = [own for where, own in seen if where == schema]
                yield _in_file(case, derived, "S143", _none("table", full), name, known)
        for name in query.functions:
            yield _in_file(case, derived, "S144", _outside(name), name, ())
        wanted = tuple(column.name for column in derived.spec.columns)
        if query.columns is not None and query.columns != wanted:
            yield _in_file(case, derived, "S179", _other_columns(query.columns, wanted), "", ())


def _in_file(
    case: Case, table: DerivedTable, code: str, message: Text, word: str, known: Sequence[str]
) -> Problem:
    """A problem in the file of a derived table, where a word first stands in it."""
    found = re.search(rf"\b{re.escape(word)}\b", table.sql, re.IGNORECASE) if word else None
    before = table.sql[: found.start() if found else 0]
    return Problem(
        file=str(_file(case, table)), line=before.count("\n") + 1,
        column=len(before) - (before.rfind("\n") + 1) + 1, where="", code=code, message=message,
        fix=did_you_mean(word, known) if known else None,
    )  # fmt: skip


def _file(case: Case, table: BroughtTable | DerivedTable) -> Folder:
    name = table.spec.name
    stem = f"truth_{name}" if table.spec.truth else name
    ending = "sql" if isinstance(table, DerivedTable) else "csv"
    return Folder(case.source.file).parent / "tables" / f"{stem}.{ending}"


def _other_columns(found: tuple[str, ...], wanted: tuple[str, ...]) -> Text:
    has, said = ", ".join(found), ", ".join(wanted)
    return Text(
        zh=f"查询的列是 {has}，同名 `.yaml` 写的是 {said}；两边要逐列一致。",
        en=f"The query has the columns {has}; its `.yaml` lists {said}. They must be the same.",
    )


def _outside(name: str) -> Text:
    return Text(
        zh=f"不能使用 {quoted(name)}：这里只能查询本情景的数据表。",
        en=f"{quoted(name)} cannot be used: queries look only at tables of the scenario's world.",
    )


def s178_defects_fit(case: Case) -> Iterator[Problem]:
    """A defect rule of the scenario's own strikes a table and a column that are there."""
    tables = case.tables()
    visible = {spec.name: spec for spec in tables or () if not spec.truth}
    seen: dict[str, Path] = {}
    for path, rule in case.source.each(*RULES_AT, "*"):
        if not isinstance(rule, dict):
            continue
        for where, message, fix in _misfits(case, rule, visible if tables is not None else None):
            yield case.source.problem("S178", (*path, *where), message, fix)
        name = str(rule.get("id"))
        if name in seen:
            line = case.source.mark(seen[name]).line
            again = Text(
                zh=f"id {quoted(name)} 已在第 {line} 行用过。",
                en=f"The id {quoted(name)} is already taken on line {line}.",
            )
            yield case.source.problem("S178", (*path, "id"), again, OTHER_ID)
        seen.setdefault(name, path)


Misfit = tuple[Path, Text, Text | None]


def _misfits(
    case: Case, rule: dict[str, Any], visible: dict[str, TableSpec] | None
) -> Iterator[Misfit]:
    defect = _defect(case, rule)
    if defect is None:
        kind = rule.get("kind")
        if isinstance(kind, str):
            yield ("kind",), _none("defect", kind), did_you_mean(kind, tuple(case.kinds.defect))
    else:
        yield from _params(rule, defect)
    table = rule.get("table")
    if visible is None or not isinstance(table, str):
        return
    if table not in visible:
        yield ("table",), _none("table", table), did_you_mean(table, tuple(visible))
        return
    columns = tuple(column.name for column in visible[table].columns)
    for path, name in _named(rule, defect):
        if name not in columns:
            yield path, _none("column", name), did_you_mean(name, columns)
    if isinstance(defect, CellDefect) and not isinstance(rule.get("column"), str):
        yield (), NEEDS_COLUMN, None
    yield from _condition(rule, columns)


def _defect(case: Case, rule: dict[str, Any]) -> Defect | None:
    found: Defect | None = case.kinds.defect.kinds.get(str(rule.get("kind")))
    return found


def _params(rule: dict[str, Any], defect: Defect) -> Iterator[Misfit]:
    written = rule.get("params", {})
    if not isinstance(written, dict):
        return
    try:
        defect.Params.model_validate(written)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            name = str(each["loc"][0]) if each["loc"] else "params"
            yield (
                ("params", name),
                Text(
                    zh=f"{quoted(name)} 不合这种缺陷的要求。",
                    en=f"{quoted(name)} is not what this kind of defect takes.",
                ),
                did_you_mean("", tuple(defect.Params.model_fields)),
            )


def _named(rule: dict[str, Any], defect: Defect | None) -> Iterator[tuple[Path, str]]:
    """Columns that a rule names, itself and in its parameters."""
    if isinstance(rule.get("column"), str):
        yield ("column",), rule["column"]
    params = rule.get("params")
    for name in defect.column_params if defect is not None and isinstance(params, dict) else ():
        value = params.get(name) if isinstance(params, dict) else None
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                yield ("params", name), each


def _condition(rule: dict[str, Any], columns: tuple[str, ...]) -> Iterator[Misfit]:
    """`where` is one condition over columns of the rule's own table."""
    where = rule.get("where")
    if not isinstance(where, str):
        return
    query = examine(f"SELECT 1 FROM t WHERE (\n{where}\n)")
    if not isinstance(query, Query) or not query.single or query.tables not in ((("", "t"),), ()):
        yield ("where",), NO_CONDITION, None
        return
    for name in _columns(where):
        if name.lower() not in columns:
            yield ("where",), _none("column", name), did_you_mean(name, columns)


def _columns(where: str) -> tuple[str, ...]:
    try:
        tree = parse_one(f"SELECT 1 FROM t WHERE (\n{where}\n)", read="duckdb")
    except SqlglotError:
        return ()
    names = (column.name for column in tree.find_all(exp.Column))
    return tuple(dict.fromkeys(name for name in names if re.fullmatch(r"\w+", name)))


def _none(what: str, name: object) -> Text:
    zh, en = {
        "defect": ("没有 {} 这种缺陷。", "{} is no defect."),
        "table": ("本情景的数据中没有 {} 这张表。", "This scenario's world has no table {}."),
        "column": ("这张表没有 {} 这一列。", "The table has no column {}."),
    }[what]
    return Text(zh=zh.format(quoted(name)), en=en.format(quoted(name)))


RENAME: Final = Text(zh="请给文件换一个名称。", en="Give the file another name.")
OTHER_ID: Final = Text(zh="请换一个 id。", en="Choose another id.")
NEEDS_COLUMN: Final = Text(
    zh="这种缺陷改动单元格，须写明 `column`。", en="This defect changes cells: name a `column`."
)
NO_CONDITION: Final = Text(
    zh="`where` 应是一个条件，只看本表的列，不能是查询。",
    en="`where` is one condition over the columns of the table, no query.",
)
RULES: Final = (s176_names_are_free, s178_defects_fit, s179_derived_tables_read_the_world)
