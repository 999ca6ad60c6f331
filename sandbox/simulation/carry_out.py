"""Carry decisions out on the world: what they led to, and what the reference would have."""

from collections.abc import Mapping, MutableMapping, Sequence
from string import Formatter
from typing import Final

from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldReader
from sandbox.model.outcome import Outcome
from sandbox.model.relation import Relation
from sandbox.model.scenario import Consequence, Gate, Scenario
from sandbox.simulation.queries import Ask, answer_tables, rows

OUTCOME: Final = "outcome"
"""The table in which a query finds what the simulator of its consequence said."""

GIVEN: Final = "given"
"""The name under which a simulator gets what its `given` query says."""

Answers = Mapping[str, Relation]
"""Decision id → the answer as rows."""

Seen = MutableMapping[tuple[str, int, frozenset[tuple[str, Relation]]], Relation]
"""(consequence id, world seed, answers it reads) → what they lead to; one per scenario digest."""

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

    With `touching`, only those that read the answer to that decision. `seen` keeps what answers
    lead to: the reference's are the same for everyone, and so are those of many trainees.

    Raises:
        SandboxError: a consequence's query fails or returns another shape; it names the
            consequence.
    """
    ready = [
        each
        for each in scenario.consequences
        if _is_ready(scenario, each, answers.keys() & reference_answers.keys(), touching)
    ]
    known: Seen = {} if seen is None else seen
    yours = _led_to(scenario, ready, world, answers, known)
    reference = _led_to(scenario, ready, world, reference_answers, known)
    return tuple(
        Outcome(consequence=each, yours=yours[each.id], reference=reference[each.id])
        for each in ready
    )


def _led_to(
    scenario: Scenario,
    consequences: Sequence[Consequence],
    world: WorldReader,
    answers: Answers,
    known: Seen,
) -> dict[str, Relation]:
    """Consequence id → what these answers lead to; equal answers are carried out once."""
    keys = {
        each.id: (
            each.id,
            world.seed,
            frozenset((name, answers[name]) for name in read_by(scenario, each)),
        )
        for each in consequences
    }
    found = {id_: known[key] for id_, key in keys.items() if key in known}
    fresh = [each for each in consequences if each.id not in found]
    tables = _tables(scenario, answers)
    if plain := [each for each in fresh if each.simulate is None]:
        with world.answering(tables) as ask:
            found |= {each.id: _shaped(each, ask) for each in plain}
    for each in fresh:
        if each.simulate is not None:
            simulated = _simulated(each, world, answers, tables)
            with world.answering({**tables, OUTCOME: simulated}) as ask:
                found[each.id] = _shaped(each, ask)
    known.update({keys[each.id]: found[each.id] for each in fresh})
    return found


def _simulated(
    consequence: Consequence, world: WorldReader, answers: Answers, tables: Answers
) -> Relation:
    """What the simulator of a consequence says of these answers."""
    simulator = consequence.simulate
    if simulator is None:
        raise SandboxError(f"Consequence `{consequence.id}` has no simulator.")
    read = {name: answers[name] for name in simulator.of}
    try:
        if simulator.given is not None:
            with world.answering(tables) as ask:
                read[GIVEN] = ask(simulator.given)
        return simulator.simulate(world, read)
    except SandboxError as error:
        raise SandboxError(f"Consequence `{consequence.id}`: {error}") from None


def read_by(scenario: Scenario, consequence: Consequence) -> frozenset[str]:
    """Ids of the decisions that a consequence depends on, by its query or its simulator.

    Raises:
        SandboxError: it depends on a decision that the scenario does not ask.
    """
    what = f"Consequence `{consequence.id}`"
    simulator = consequence.simulate
    asked = {decision.id for decision in scenario.decisions()}
    if simulator is not None and (unknown := set(simulator.of) - asked):
        raise SandboxError(f"{what}: the scenario has no decision `{min(unknown)}`.")
    if simulator is None:
        return _needed_by(scenario, what, consequence.sql)
    settings = _needed_by(scenario, what, simulator.given) if simulator.given else frozenset()
    return _needed_by(scenario, what, consequence.sql) | settings | set(simulator.of)


def open_gates(scenario: Scenario, world: WorldReader, answers: Answers) -> tuple[Gate, ...]:
    """The safety gates that these answers set off, in the author's order.

    A gate that reads an answer not given yet stays shut.

    Raises:
        SandboxError: a gate's query fails; it names the gate.
    """
    due = [
        gate
        for gate in scenario.gates
        if _needed_by(scenario, f"Gate `{gate.id}`", gate.sql) <= answers.keys()
    ]
    if not due:
        return ()
    with world.answering(_tables(scenario, answers)) as ask:
        return tuple(gate for gate in due if rows(f"Gate `{gate.id}`", gate.sql, ask).rows)


def _needed_by(scenario: Scenario, what: str, sql: str) -> frozenset[str]:
    try:
        return decisions_of(scenario, sql)
    except SandboxError as error:
        raise SandboxError(f"{what}: {error}") from None


def _is_ready(
    scenario: Scenario, consequence: Consequence, answered: set[str], touching: str | None
) -> bool:
    needed = read_by(scenario, consequence)
    return needed <= answered and (touching is None or touching in needed)


def _tables(scenario: Scenario, answers: Answers) -> dict[str, Relation]:
    return {each.table: answers[each.id] for each in scenario.decisions() if each.id in answers}


def _shaped(consequence: Consequence, ask: Ask) -> Relation:
    what = f"Consequence `{consequence.id}`"
    found = rows(what, consequence.sql, ask)
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
