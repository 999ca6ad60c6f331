"""Headless runs: a scenario played from written answers, for checks and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.desk import judging
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.reports import ConsequenceReport, DecisionReport, PlayReport, ReplayReport
from sandbox.desk.setting import setting_of
from sandbox.desk.wiring import Office
from sandbox.desk.workbench import marking_world
from sandbox.errors import MisuseError
from sandbox.marking.key import best_answer
from sandbox.marking.mark import points, score
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Decision, Setting
from sandbox.model.relation import Relation
from sandbox.model.scenario import Check, Loaded
from sandbox.model.score import Score

Written = Mapping[str, Any] | Literal["perfect"]
"""`perfect`, or decision id → what an author writes (see `model.scenario.Check`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One decision with its answer, if there is one, and what it was worth."""

    decision: Decision
    answer: Answer | None
    score: Score | None

    @property
    def share(self) -> float:
        """0 for a decision left blank."""
        return 0.0 if self.score is None else self.score.share


def judge(
    office: Office, loaded: Loaded, seed: int, written: Written, others: str = "blank"
) -> tuple[Judged, ...]:
    """Every decision of a scenario, answered as written and scored.

    Raises:
        MisuseError: an answer is not one that the decision takes; names the decision.
    """
    if written != "perfect":
        known = {decision.id for decision in loaded.scenario.decisions()}
        if unknown := sorted(set(written) - known):
            raise MisuseError(
                f"`{unknown[0]}` is no decision of `{loaded.scenario.id}`."
                f" Decisions: {', '.join(sorted(known))}."
            )
    judged: dict[str, Judged] = {}
    for decision in loaded.scenario.decisions():
        earlier = judged.get(decision.reference.rests_on() or "")
        earned = None if earlier is None else earlier.share
        judged[decision.id] = _judge(office, loaded, seed, decision, written, others, earned)
    return tuple(judged.values())


def _judge(
    office: Office, loaded: Loaded, seed: int, decision: Decision, written: Written,
    others: str, earned: float | None,
) -> Judged:  # fmt: skip
    world = marking_world(office, loaded, seed)
    setting = setting_of(office, loaded, decision, seed)
    sealed = office.keyring.resolve(loaded.key_digest, decision, world, setting, earned)
    if written == "perfect" or (decision.id not in written and others == "perfect"):
        answer = best_answer(decision, sealed, setting)
    elif decision.id not in written:
        return Judged(decision=decision, answer=None, score=None)
    else:
        answer = _answer(office, loaded, seed, decision, setting, written[decision.id])
    return Judged(decision=decision, answer=answer, score=score(decision, answer, sealed, setting))


def _answer(
    office: Office, loaded: Loaded, seed: int, decision: Decision, setting: Setting, written: Any
) -> Answer:
    if isinstance(written, Mapping) and set(written) == {"sql"}:
        written = office.world(loaded, seed).visible(str(written["sql"]))
    try:
        answer = decision.parse(decision.raw(written, setting), setting)
    except ValueError as problem:
        raise MisuseError(f"Answer to `{decision.id}`: {problem}") from None
    if isinstance(answer, Rejection):
        raise MisuseError(f"Answer to `{decision.id}`: {answer.text.en}")
    return answer


def share_of(judged: tuple[Judged, ...]) -> float:
    """The share of all points."""
    out_of = sum(one.decision.points for one in judged)
    return sum(one.share * one.decision.points for one in judged) / max(out_of, 1)


def play(office: Office, loaded: Loaded, seed: int, written: Written) -> PlayReport:
    """A whole run with scores, consequences and gates."""
    judged = judge(office, loaded, seed, written)
    answers: dict[str, Relation] = {
        one.decision.id: one.answer.relation for one in judged if one.answer is not None
    }
    earned = [points(one.decision.points, one.share, 0) for one in judged]
    outcomes = judging.outcomes(office, loaded, seed, answers)
    return PlayReport(
        scenario=loaded.scenario.id,
        seed=seed,
        share=share_of(judged),
        points=sum(earned),
        out_of=loaded.scenario.out_of,
        decisions=tuple(_line(one, worth) for one, worth in zip(judged, earned, strict=True)),
        consequences=tuple(
            ConsequenceReport(
                id=one.consequence.id,
                sentence=consequence_view(one, "zh").text,
                yours=tuple(one.yours.dicts()),
                reference=tuple(one.reference.dicts()),
            )
            for one in outcomes
        ),
        gates=tuple(
            f"G = {gate.factor}: {gate.text.zh}"
            for gate in judging.gates(office, loaded, seed, answers)
        ),
    )


def _line(one: Judged, earned: float) -> DecisionReport:
    return DecisionReport(
        decision=one.decision.id,
        share=one.share,
        points=earned,
        out_of=one.decision.points,
        arithmetic="" if one.score is None else one.score.arithmetic.zh,
        harmful=one.score is not None and one.score.harmful,
        answered=one.answer is not None,
    )


def replay(office: Office, loaded: Loaded, name: str, check: Check, seed: int) -> ReplayReport:
    """One check on one seed."""
    judged = judge(office, loaded, seed, check.answers, check.others)
    return replayed(loaded, name, check, seed, judged)


def replayed(
    loaded: Loaded, name: str, check: Check, seed: int, judged: tuple[Judged, ...]
) -> ReplayReport:
    """What a check expects, and what it earned on one seed."""
    low, high = (
        check.expect
        if isinstance(check.expect, tuple)
        else (check.expect - 0.005, check.expect + 0.005)
    )
    lost = sorted(judged, key=lambda one: (1 - one.share) * one.decision.points, reverse=True)
    return ReplayReport(
        scenario=loaded.scenario.id,
        check=name,
        seed=seed,
        share=share_of(judged),
        low=low,
        high=high,
        worst=tuple(f"{one.decision.id} {one.share:.2f}" for one in lost[:3]),
    )
