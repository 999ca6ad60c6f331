"""Carry decisions out on the world: what they led to, and what the reference would have."""

from collections.abc import Mapping, MutableMapping
from string import Formatter
from typing import Final

from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldReader
from sandbox.model.outcome import Outcome
from sandbox.model.relation import Relation
from sandbox.model.scenario import Consequence, Gate, Scenario
from sandbox.simulation.queries import answer_tables, rows

Answers = Mapping[str, Relation]
"""Decision id → the answer as rows."""

Seen = MutableMapping[tuple[str, int], Relation]
"""(consequence id, world seed) → what the reference leads to; one per scenario digest."""

_COLUMNS: Final = {
    "count": ("value",),
    "people": ("name", "place", "zh", "en"),
    "before_after": ("zh", "en", "before", "after"),
}


def decisions_of(scenario: Scenario, sql: str) -> frozenset[str]:
    """Ids of the decisions whose answers a query reads.

    Raises:
        SandboxError: it reads the answer to a decision that the scenario does not ask.
    """
    ids = {decision.table: decision.id for decision in scenario.decisions()}
    read = answer_tables(sql)
    if unknown := sorted(read - ids.keys()):
        raise SandboxError(
            f"`{unknown[0]}` belongs to no decision of `{scenario.id}`."
            f" Known: {', '.join(sorted(ids))}."
        )
    return frozenset(ids[name] for name in read)


def carry_out(
    scenario: Scenario,
    world: WorldReader,
    answers: Answers,
    reference_answers: Answers,
    *,
    touching: str | None = None,
    seen: Seen | None = None,
) -> tuple[Outcome, ...]:
    """Every consequence whose decisions have all been answered, in the author's order.

    With `touching`, only those that read the answer to that decision. `seen` keeps what the
    reference leads to, which is the same for everyone who plays that world.

    Raises:
        SandboxError: a consequence's query fails or returns another shape; it names the
            consequence.
    """
    ready = [
        each
        for each in scenario.consequences
        if _is_ready(scenario, each, answers.keys() & reference_answers.keys(), touching)
    ]
    yours, reference = _tables(scenario, answers), _tables(scenario, reference_answers)
    known: Seen = {} if seen is None else seen
    outcomes: list[Outcome] = []
    for each in ready:
        key = (each.id, world.seed)
        if key not in known:
            known[key] = _shaped(each, world, reference)
        outcomes.append(
            Outcome(consequence=each, yours=_shaped(each, world, yours), reference=known[key])
        )
    return tuple(outcomes)


def open_gates(scenario: Scenario, world: WorldReader, answers: Answers) -> tuple[Gate, ...]:
    """The safety gates that these answers set off, in the author's order.

    A gate that reads an answer not given yet stays shut.

    Raises:
        SandboxError: a gate's query fails; it names the gate.
    """
    tables = _tables(scenario, answers)
    opened: list[Gate] = []
    for gate in scenario.gates:
        what = f"Gate `{gate.id}`"
        if _needed_by(scenario, what, gate.sql) <= answers.keys():
            opened += [gate] if rows(what, gate.sql, world, tables).rows else []
    return tuple(opened)


def _needed_by(scenario: Scenario, what: str, sql: str) -> frozenset[str]:
    try:
        return decisions_of(scenario, sql)
    except SandboxError as error:
        raise SandboxError(f"{what}: {error}") from None


def _is_ready(
    scenario: Scenario, consequence: Consequence, answered: set[str], touching: str | None
) -> bool:
    needed = _needed_by(scenario, f"Consequence `{consequence.id}`", consequence.sql)
    return needed <= answered and (touching is None or touching in needed)


def _tables(scenario: Scenario, answers: Answers) -> dict[str, Relation]:
    return {each.table: answers[each.id] for each in scenario.decisions() if each.id in answers}


def _shaped(
    consequence: Consequence, world: WorldReader, tables: Mapping[str, Relation]
) -> Relation:
    what = f"Consequence `{consequence.id}`"
    found = rows(what, consequence.sql, world, tables)
    missing = [name for name in _needed(consequence) if name not in found.columns]
    if missing:
        raise SandboxError(f"{what} returns no column `{missing[0]}`. Select it by that name.")
    if consequence.shape == "count" and len(found.rows) != 1:
        raise SandboxError(
            f"{what} returns {len(found.rows)} rows where a count needs one."
            " Aggregate without GROUP BY."
        )
    return found


def _needed(consequence: Consequence) -> tuple[str, ...]:
    columns = _COLUMNS[consequence.shape]
    return columns + _placeholders(consequence) if consequence.shape == "count" else columns


def _placeholders(consequence: Consequence) -> tuple[str, ...]:
    both = consequence.text.zh + consequence.text.en
    return tuple(field for _, field, _, _ in Formatter().parse(both) if field)
