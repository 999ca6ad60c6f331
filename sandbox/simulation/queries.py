"""Which answers a query of an author speaks of, and running it on a world."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation

Ask = Callable[[str], Relation]

PREFIX: Final = "answer_"
_WORD: Final = re.compile(r"\banswer_[a-z0-9_]+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def answer_tables(sql: str) -> frozenset[str]:
    """The `answer_…` tables that a query reads.

    A query that DuckDB may know and the parser does not is searched word by word.
    """
    try:
        parsed = sqlglot.parse(sql, dialect="duckdb")
    except SqlglotError:
        return frozenset(word.lower() for word in _WORD.findall(sql))
    trees = [tree for tree in parsed if tree is not None]
    named = {cte.alias_or_name.lower() for tree in trees for cte in tree.find_all(exp.CTE)}
    read = {table.name.lower() for tree in trees for table in tree.find_all(exp.Table)}
    return frozenset(name for name in read - named if name.startswith(PREFIX))


def rows(what: str, sql: str, ask: Ask) -> Relation:
    """The rows of a query over a world and the answers it is asked with.

    Raises:
        SandboxError: the query fails; the sentence begins with `what`.
    """
    try:
        return ask(sql)
    except (duckdb.Error, SandboxError) as error:
        said = str(error).strip().splitlines()[0].rstrip(".")
        raise SandboxError(f"{what} could not be carried out: {said}.") from error
