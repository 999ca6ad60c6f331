"""Evidence: what a trainee looks at before deciding, and its download."""

import csv
import io
from collections.abc import Mapping
from typing import Final

from sandbox.desk.runs import run_state
from sandbox.desk.setting import in_language
from sandbox.desk.views import ChartView, ColumnView, DocumentView, EvidenceView, TableView
from sandbox.desk.wiring import Office
from sandbox.model.dataset import TableSpec
from sandbox.model.relation import Relation
from sandbox.model.scenario import Evidence, Loaded, Step
from sandbox.text import FICTION_MARK, Lang, Text

MAX_ROWS: Final = 2000
"""Rows of an evidence table that are sent to a browser."""


def evidence_of(
    office: Office, loaded: Loaded, step: Step, seed: int, lang: Lang
) -> tuple[EvidenceView, ...]:
    """The evidence of a step in one world; computed once per process and language."""
    key = ("evidence", loaded.digest, step.id, seed, lang)
    made: tuple[EvidenceView, ...] = office.remember(
        key,
        lambda: tuple(
            _view(office, loaded, one, seed, lang, f"{step.id}-{n}")
            for n, one in enumerate(step.evidence)
        ),
    )
    return made


def _view(
    office: Office, loaded: Loaded, one: Evidence, seed: int, lang: Lang, key: str
) -> EvidenceView:
    caption = one.caption.pick(lang)
    if one.document is not None:
        return DocumentView(
            key=key, caption=caption, markdown=loaded.briefs[one.document].pick(lang)
        )
    world = office.world(loaded, seed)
    sql = one.sql if one.sql is not None else f'SELECT * FROM "{one.table}" LIMIT {MAX_ROWS}'
    relation = in_language(world.visible(sql), lang)
    columns = _columns(relation, one.columns, world.tables(), one.table, lang)
    if one.chart is not None:
        return ChartView(
            key=key,
            caption=caption,
            spec=loaded.charts[one.chart],
            columns=columns,
            rows=relation.rows,
        )
    return TableView(key=key, caption=caption, columns=columns, rows=relation.rows[:MAX_ROWS])


def _columns(
    relation: Relation,
    written: Mapping[str, Text],
    tables: tuple[TableSpec, ...],
    table: str | None,
    lang: Lang,
) -> tuple[ColumnView, ...]:
    """Headings: the author's, else the dictionary's, else the name itself."""
    known: dict[str, Text] = {}
    for spec in tables:
        if table is None or spec.name == table:
            known |= {column.name: column.label for column in spec.columns}
    known |= written
    return tuple(
        ColumnView(key=name, label=known[name].pick(lang) if name in known else name)
        for name in relation.columns
    )


def download(
    office: Office, visitor_id: str, run_id: str, key: str, lang: Lang
) -> tuple[str, bytes] | None:
    """A table of a run as CSV; None unless it belongs to a step that the run has reached."""
    state = run_state(office, visitor_id, run_id)
    if state is None:
        return None
    waiting = state.waiting()
    steps = state.scenario.steps
    reached = len(steps) if waiting is None else steps.index(state.step_of(waiting.id)) + 1
    for step in steps[:reached]:
        for view in evidence_of(office, state.loaded, step, state.run.seed, lang):
            if view.key == key and isinstance(view, TableView):
                return as_csv(view, lang)
    return None


def as_csv(view: TableView, lang: Lang) -> tuple[str, bytes]:
    """File name and content: UTF-8 with BOM for spreadsheets, the fiction mark on line one.

    Cells that a spreadsheet would take for a formula are prefixed with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([FICTION_MARK.pick(lang)])
    writer.writerow([column.label for column in view.columns])
    writer.writerows([[_harmless(cell) for cell in row] for row in view.rows])
    return f"{view.key}.csv", out.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return cell
