"""SQL query: the trainee writes a query over the department tables."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.decisions import blank, entries, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.base import Authored
from sandbox.model.control import Query
from sandbox.model.decision import Decision, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

LONGEST: Final = 10_000
"""Characters of a query."""


class Sample(Authored):
    """A query to start from; never the answer."""

    label: Text
    sql: str = Field(min_length=1, max_length=LONGEST)


class SqlQuery(Decision):
    """Write one SELECT over the visible tables; the answer is a relation (sql), one row.

    The query is tried on the world that is played before it counts, and marked on that world and
    on parallel ones. Consequences see the rows that it finds, not its text.
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["sql_query"] = "sql_query"
    start: str = Field(default="", max_length=LONGEST)
    examples: tuple[Sample, ...] = Field(default=(), max_length=5)
    permitted: Mapping[str, tuple[str, ...]] = {}
    """Table → columns that the purpose allows to be read; empty where nothing is restricted."""

    @override
    def controls(self, setting: Setting) -> tuple[Query, ...]:
        """One query field, named like the decision."""
        return (Query(key="sql", label=self.title, start=self.start),)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Any text; whether it is a query is found out where it is tried."""
        given = entries(raw, ("sql",))
        text = None if given is None else given.get("sql")
        if given is None or not (text is None or isinstance(text, str)):
            return stale("sql")
        if blank(text):
            return Rejection(text=_EMPTY, where="sql")
        written = str(text).strip()
        if len(written) > LONGEST:
            return Rejection(text=_LONG.fill({"n": len(written), "most": LONGEST}), where="sql")
        return Answer(relation=Relation.of(("sql",), [(written,)]))

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """`table.column` of what may be read, as labels; none where everything may."""
        names = [f"{table}.{each}" for table, columns in self.permitted.items() for each in columns]
        return AnswerSpace(labels=tuple(name.lower() for name in names))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From the query as text."""
        if not isinstance(written, str) or not written.strip():
            raise ValueError("Write the query as text.")
        return {"sql": written}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The author's own query."""
        return {"sql": str(reference.rows[0][0])}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The author's query, one that finds nothing of use, and no query at all."""
        return Samples(
            right=self.best(reference, setting),
            wrong={"sql": "SELECT 'x' AS x"},
            malformed={"sql": "  "},
        )


_EMPTY: Final = Text(
    zh="还没有写查询。请写一条 SELECT 语句。",
    en="There is no query yet. Please write one SELECT statement.",
)
_LONG: Final = Text(
    zh="查询有 {n} 个字符，最多可写 {most} 个。请写得短一些。",
    en="The query has {n} characters; {most} is the most. Please shorten it.",
)
KIND = SqlQuery
