"""Known paths: what the reference and carelessness lead to, beside what a trainee brought about."""

from collections.abc import Iterable, Mapping
from typing import Final

from sandbox.assessment.outcome import Reached, reached
from sandbox.desk import headless, judging
from sandbox.desk.wiring import Office
from sandbox.model.attempt import Role
from sandbox.model.outcome import Outcome
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded

CARELESS: Final = "careless"
"""The check of a scenario that answers everything without care; every scenario has one."""


def outcome_evidence(
    office: Office,
    loaded: Loaded,
    seed: int,
    answers: Mapping[str, Relation],
    role: Role | None = None,
) -> tuple[Reached, ...]:
    """What each consequence of a finished run says, in the author's order."""
    happened = judging.outcomes(office, loaded, seed, answers, role=role)
    return evidence_in(office, loaded, seed, happened)


def evidence_in(
    office: Office, loaded: Loaded, seed: int, happened: Iterable[Outcome]
) -> tuple[Reached, ...]:
    """How far each of these consequences was brought, between carelessness and the reference."""
    worst = {one.consequence.id: one.yours for one in _careless(office, loaded, seed)}
    found = (
        reached(one.consequence, one.yours, one.reference, worst[one.consequence.id])
        for one in happened
        if one.consequence.id in worst
    )
    return tuple(one for one in found if one is not None)


def _careless(office: Office, loaded: Loaded, seed: int) -> tuple[Outcome, ...]:
    """The consequences of the careless path in a world, carried out once per process."""

    def carried_out() -> tuple[Outcome, ...]:
        check = loaded.scenario.checks.get(CARELESS)
        if check is None:
            return ()
        judged = headless.judge(office, loaded, seed, check.answers, check.others)
        answers = {one.decision.id: one.answer.relation for one in judged if one.answer is not None}
        return judging.outcomes(office, loaded, seed, answers)

    return office.counterfactual((CARELESS, loaded.digest, seed), carried_out)
