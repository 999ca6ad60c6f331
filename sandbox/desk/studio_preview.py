"""Previews: what trainees and a class will see of unsaved text; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sandbox.desk import headless
from sandbox.desk.boards import board
from sandbox.desk.drill import step_view
from sandbox.desk.halls import Hall
from sandbox.desk.runs import RunState
from sandbox.desk.setting import setting_of
from sandbox.desk.verdict import verdict_of
from sandbox.desk.views import RejectionView, StepView, VerdictView
from sandbox.desk.views.live import BoardView
from sandbox.desk.views.studio import PlaceView
from sandbox.desk.wiring import Office
from sandbox.desk.workbench import marking_world, not_runnable
from sandbox.live.room import Room
from sandbox.live.tally import fits_a_phone
from sandbox.marking.mark import mark
from sandbox.model.answer import Answer, Rejection
from sandbox.model.attempt import Attempt, Run
from sandbox.model.live import RoomOpening, Seat, Vote
from sandbox.model.relation import Relation
from sandbox.model.scenario import Check, Loaded
from sandbox.text import Lang

ID: Final = "preview"
CROWD: Final = 24
Phase = Literal["lobby", "open", "closed", "distribution", "discuss", "shift", "reveal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One text on one world."""

    office: Office
    loaded: Loaded
    seed: int

    def places(self, lang: Lang) -> tuple[PlaceView, ...]:
        """Every decision, to turn to."""
        found = [
            (step, decision) for step in self.loaded.scenario.steps for decision in step.decisions
        ]
        return tuple(
            PlaceView(
                step=step.id, step_title=step.title.pick(lang), decision=decision.id,
                title=decision.title.pick(lang), number=number, points=decision.points,
                fits=fits_a_phone(
                    decision, setting_of(self.office, self.loaded, decision, self.seed)
                ),
            )
            for number, (step, decision) in enumerate(found, start=1)
        )  # fmt: skip

    def step(self, decision_id: str, lang: Lang) -> StepView:
        """The page on which a decision waits, as after answering all before it."""
        nothing = Relation(columns=(), rows=())
        before = {one: self._attempt(one, {}, nothing) for one in self._until(decision_id)}
        return step_view(self.office, self._state(before), lang)

    def verdict(
        self, decision_id: str, answer: Mapping[str, Any] | str, lang: Lang
    ) -> VerdictView | RejectionView:
        """The verdict on a written path, or on an answer given by hand after perfect ones."""
        path: Check | None = None
        if isinstance(answer, str) and answer != "perfect":
            path = self.loaded.scenario.checks[answer]
        written = "perfect" if path is None else path.answers
        others = "perfect" if path is None else path.others
        judged = headless.judge(self.office, self.loaded, self.seed, written, others)
        given = {one.decision.id: one.answer for one in judged if one.answer is not None}
        raw: Mapping[str, Any] = {}
        decision = self.loaded.scenario.decision(decision_id)
        if not isinstance(answer, str):
            raw = answer
            setting = setting_of(self.office, self.loaded, decision, self.seed)
            parsed = decision.parse(raw, setting)
            if isinstance(parsed, Rejection):
                return RejectionView(text=parsed.text.pick(lang), where=parsed.where)
            refused = not_runnable(self.office, self.loaded, decision, self.seed, parsed, who=ID)
            if refused is not None:
                return RejectionView(text=refused.text.pick(lang), where=refused.where)
            given[decision_id] = parsed
        if decision_id not in given:
            return RejectionView(text=_BLANK[lang], where=None)
        shares = {one.decision.id: one.share for one in judged}
        return self._told(decision_id, raw, given, shares, lang)

    def _told(
        self, decision_id: str, raw: Mapping[str, Any], given: Mapping[str, Answer],
        shares: Mapping[str, float], lang: Lang,
    ) -> VerdictView:  # fmt: skip
        decision = self.loaded.scenario.decision(decision_id)
        setting = setting_of(self.office, self.loaded, decision, self.seed)
        earned = shares.get(decision.reference.rests_on() or "")
        shown = (*self._until(decision_id), decision_id)
        attempts = {
            one: self._attempt(one, raw if one == decision_id else {}, given[one].relation)
            for one in shown
            if one in given
        }
        made = mark(
            mark_id=ID,
            attempt=attempts[decision_id],
            decision=decision,
            sealed=self.office.keyring.resolve(
                self.loaded.key_digest, decision,
                marking_world(self.office, self.loaded, self.seed), setting, earned,
            ),
            setting=setting,
            key_digest=self.loaded.key_digest,
            at=self.office.now(),
        )  # fmt: skip
        return verdict_of(self.office, self._state(attempts), decision, made, lang)

    def board(self, decision_id: str, phase: Phase, lang: Lang, address: str) -> BoardView:
        """The projector in one phase, with a made-up class that answered."""
        now = self.office.now()
        opening = RoomOpening(
            code="000000", scenario=self.loaded.scenario.id, digest=self.loaded.digest,
            seed=self.seed, decisions=(decision_id,), teams=(), opened_by=ID, opened_at=now,
        )  # fmt: skip
        room = Room(
            decisions=(decision_id,), since=now, phase=phase, number=int(phase != "lobby"),
            revealed=(decision_id,) if phase == "reveal" else (),
        )  # fmt: skip
        hall = Hall(office=self.office, opening=opening, loaded=self.loaded, room=room)
        answers = self._crowd(decision_id)
        for number in range(1, CROWD + 1):
            seat = Seat(
                id=f"s{number}", room=opening.code, number=number, name="", team=None,
                lang=lang, joined_at=now,
            )  # fmt: skip
            hall.take_seat(seat)
            for round_ in (1, 2) if phase == "shift" else (1,):
                at = (number * 7 + 3) % len(answers) if number > 9 * round_ else 0
                hall.count_in(
                    Vote(
                        id=f"{number}/{round_}", room=opening.code, seat=seat.id,
                        decision=decision_id, round=round_, raw={}, answer=answers[at], at=now,
                    )
                )  # fmt: skip
        return board(hall, lang, address)

    def _crowd(self, decision_id: str) -> list[Relation]:
        """What a class might answer: what the scenario's paths answer, the perfect one first."""
        found: list[Relation] = []
        checks = self.loaded.scenario.checks.values()
        paths = [("perfect", "blank"), *((one.answers, one.others) for one in checks)]
        for written, others in paths:
            for one in headless.judge(self.office, self.loaded, self.seed, written, others):
                if one.decision.id == decision_id and one.answer is not None:
                    found.append(one.answer.relation)
        return found

    def _until(self, decision_id: str) -> tuple[str, ...]:
        ids = [decision.id for decision in self.loaded.scenario.decisions()]
        return tuple(ids[: ids.index(decision_id)])

    def _state(self, attempts: Mapping[str, Attempt]) -> RunState:
        run = Run(
            id=ID, participant=ID, scenario=self.loaded.scenario.id,
            version=self.loaded.scenario.version, digest=self.loaded.digest, seed=self.seed,
            mode="practice", started_at=self.office.now(),
        )  # fmt: skip
        return RunState(
            run=run, loaded=self.loaded, scenario=self.loaded.scenario, attempts=attempts, events=()
        )

    def _attempt(self, decision: str, raw: Mapping[str, Any], answer: Relation) -> Attempt:
        return Attempt(
            id=f"{ID}/{decision}", run=ID, decision=decision, try_no=1, raw=raw, answer=answer,
            digest=self.loaded.digest, seed=self.seed, hints=0, at=self.office.now(),
        )  # fmt: skip


_BLANK: Final[Mapping[Lang, str]] = {
    "zh": "这条路径没有回答这一题。",
    "en": "This path leaves the decision blank.",
}
