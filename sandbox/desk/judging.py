"""Judging: marks for stored answers, and what the reference would have answered.

The only place where the desk handles references, and it does so without opening a box.
"""

from collections.abc import Iterable, Mapping

from sandbox.desk.runs import RunState, latest_marks
from sandbox.desk.setting import setting_of
from sandbox.desk.wiring import Office, Shelf
from sandbox.desk.workbench import marking_world, meaning
from sandbox.errors import SandboxError
from sandbox.marking.key import best_answer
from sandbox.marking.mark import mark, score
from sandbox.model.answer import Answer
from sandbox.model.attempt import Attempt, Mark, Role
from sandbox.model.decision import Decision
from sandbox.model.outcome import Outcome
from sandbox.model.relation import Relation
from sandbox.model.scenario import Gate, Loaded
from sandbox.model.score import Score
from sandbox.simulation.carry_out import carry_out, open_gates, read_by


def mark_attempt(
    office: Office, loaded: Loaded, attempt: Attempt, reason: str | None = None
) -> Mark:
    """A new mark for a stored answer, under the key as it is now; not stored yet."""
    decision = loaded.scenario.decision(attempt.decision)
    world = marking_world(office, loaded, attempt.seed)
    setting = setting_of(office, loaded, decision, attempt.seed)
    earned = _earned(office, loaded, attempt, decision.reference.rests_on())
    extra = {} if reason is None else {"reason": reason}
    return mark(
        mark_id=office.new_id(),
        attempt=attempt,
        decision=decision,
        sealed=office.keyring.resolve(loaded.key_digest, decision, world, setting, earned),
        setting=setting,
        key_digest=loaded.key_digest,
        at=office.now(),
        **extra,
    )


def _earned(office: Office, loaded: Loaded, attempt: Attempt, earlier: str | None) -> float | None:
    """The share that the answer to an earlier decision of the same run earns under this key."""
    if earlier is None:
        return None
    decision = loaded.scenario.decision(earlier)
    attempts = office.ledger.attempts(attempt.run)
    answer = next((one.answer for one in attempts if one.decision == earlier), None)
    if answer is None:
        raise SandboxError(f"`{attempt.decision}` is asked before `{earlier}` was answered.")
    world = marking_world(office, loaded, attempt.seed)
    setting = setting_of(office, loaded, decision, attempt.seed)
    sealed = office.keyring.resolve(loaded.key_digest, decision, world, setting)
    return score(decision, Answer(relation=answer), sealed, setting).share


def marks_of(office: Office, state: RunState) -> dict[str, Mark]:
    """Decision id → the mark that counts; an answer that could not be marked is marked now."""
    known = latest_marks(office, state.run.id)
    missing = [each for each in state.attempts.values() if each.id not in known]
    if missing:
        fresh = tuple(mark_attempt(office, state.loaded, attempt) for attempt in missing)
        office.ledger.add_marks(fresh)
        known |= {mark.attempt: mark for mark in fresh}
    return {decision: known[attempt.id] for decision, attempt in state.attempts.items()}


def reference_answers(office: Office, loaded: Loaded, seed: int) -> Mapping[str, Relation]:
    """What the reference would have answered to every decision in this world."""

    def best(decision: Decision) -> Relation:
        world = marking_world(office, loaded, seed)
        setting = setting_of(office, loaded, decision, seed)
        sealed = office.keyring.resolve(loaded.key_digest, decision, world, setting)
        return best_answer(decision, sealed, setting).relation

    return office.counterfactual(
        ("best", loaded.key_digest, seed),
        lambda: meaning(
            office,
            loaded,
            seed,
            {decision.id: best(decision) for decision in loaded.scenario.decisions()},
        ),
    )


def score_of(
    office: Office, loaded: Loaded, seed: int, decision: Decision, answer: Relation
) -> Score:
    """What an answer is worth under the key as it is now; nothing is stored."""
    world = marking_world(office, loaded, seed)
    setting = setting_of(office, loaded, decision, seed)
    sealed = office.keyring.resolve(loaded.key_digest, decision, world, setting)
    return score(decision, Answer(relation=answer), sealed, setting)


def outcomes_assuming(
    office: Office,
    loaded: Loaded,
    seed: int,
    answers: Mapping[str, Relation],
    assumed: Iterable[str],
    touching: str | None = None,
) -> tuple[Outcome, ...]:
    """The consequences of these answers while the decisions in `assumed` go as the reference says.

    A consequence that reads any other decision is not carried out.
    """
    known = reference_answers(office, loaded, seed)
    given = {one: known[one] for one in assumed} | meaning(office, loaded, seed, answers)
    return carry_out(
        loaded.scenario,
        office.world(loaded, seed),
        given,
        known,
        touching=touching,
        seen=office.counterfactual(("seen", loaded.digest), Shelf),
    )


def outcomes(
    office: Office,
    loaded: Loaded,
    seed: int,
    answers: Mapping[str, Relation],
    touching: str | None = None,
    role: Role | None = None,
) -> tuple[Outcome, ...]:
    """The consequences of these answers beside the reference's; see `carry_out`.

    What is not asked of a role counts as answered with nothing, so that a consequence may read
    what one role picks by query and another by rule. One that reads nothing this role is asked
    says nothing about this person, and is left out.
    """
    asked = {decision.id for decision in loaded.scenario.as_asked(role).decisions()}
    found = carry_out(
        loaded.scenario,
        office.world(loaded, seed),
        _complete(office, loaded, seed, answers, role),
        reference_answers(office, loaded, seed),
        touching=touching,
        seen=office.counterfactual(("seen", loaded.digest), Shelf),
    )
    return tuple(
        one for one in found if read_by(loaded.scenario, one.consequence) & asked or not role
    )


def _complete(
    office: Office, loaded: Loaded, seed: int, answers: Mapping[str, Relation], role: Role | None
) -> dict[str, Relation]:
    """The answers as they are carried out, with nothing for what the role is not asked."""
    found = meaning(office, loaded, seed, answers)
    every = {decision.id for decision in loaded.scenario.decisions()}
    asked = {decision.id for decision in loaded.scenario.as_asked(role).decisions()}
    if every == asked:
        return found
    known = reference_answers(office, loaded, seed)
    return found | {
        skipped: Relation(columns=known[skipped].columns, rows=()) for skipped in every - asked
    }


def gates(
    office: Office,
    loaded: Loaded,
    seed: int,
    answers: Mapping[str, Relation],
    role: Role | None = None,
) -> tuple[Gate, ...]:
    """The safety gates that these answers set off; looked up, not asked again, on every visit."""

    def opened() -> tuple[Gate, ...]:
        world = office.world(loaded, seed)
        carried_out = _complete(office, loaded, seed, answers, role)
        return open_gates(loaded.scenario, world, carried_out)

    key = ("gates", loaded.digest, seed, role, frozenset(answers.items()))
    return office.counterfactual(key, opened)
