"""The desk as pages see it: one object per process, every call returns views."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from sandbox.desk import (
    catalogue,
    drill,
    identity,
    instructors,
    objections,
    own_data,
    portrait,
    results,
    runs,
    workbench,
)
from sandbox.desk.classroom import Classroom
from sandbox.desk.dictionary import dictionary
from sandbox.desk.evidence import download
from sandbox.desk.studio import Studio
from sandbox.desk.views import (
    BenchView,
    DictionaryView,
    HeldView,
    HintView,
    HomeView,
    InstructorView,
    ObjectionView,
    OwnDataView,
    PortraitView,
    RejectionView,
    ResultView,
    RowsView,
    StepView,
    VerdictView,
    VisitorView,
)
from sandbox.desk.wiring import Office, Places
from sandbox.errors import SandboxError
from sandbox.text import Lang

INSTRUCTOR_HOURS = instructors.TOKEN_HOURS
Mode = Literal["practice", "exam", "perturbed"]


class Desk:
    """The service window of one process; safe to use from many threads."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.classroom = Classroom(office)
        self.studio = Studio(office)

    def check(self) -> None:
        """Be sure that answers can be stored and drills are there.

        Raises:
            SandboxError: they cannot; the sentence says what to do.
        """
        self._office.ledger.ping()
        if not self._office.library.scenarios:
            raise SandboxError(
                "No scenario loads. Run `python -m sandbox check` to see what is wrong."
            )

    def sign_in(self, nickname: str, lang: Lang | None) -> VisitorView | RejectionView:
        """Welcome a new person by the name they chose."""
        return identity.sign_in(self._office, nickname, lang)

    def visitor(self, token: str | None) -> VisitorView | None:
        """The person a sign-in token belongs to, or None."""
        return identity.visitor(self._office, token)

    def first_passphrase(self) -> str | None:
        """The instructors' passphrase when it has just been made, to be shown once."""
        return instructors.first_passphrase(self._office)

    def admit(self, name: str, phrase: str, lang: Lang) -> InstructorView | RejectionView:
        """Let an instructor in by the passphrase of this installation."""
        return instructors.admit(self._office, name, phrase, lang)

    def vouched(self, name: str, email: str, lang: Lang) -> InstructorView | RejectionView:
        """Let an instructor in whose organisation says who they are."""
        return instructors.vouched(self._office, name, email, lang)

    def instructor(self, token: str | None) -> InstructorView | None:
        """The instructor a sign-in token belongs to, or None."""
        return instructors.instructor(self._office, token)

    def set_lang(self, visitor_id: str, lang: Lang) -> None:
        """Remember the language a person chose."""
        self._office.ledger.set_lang(visitor_id, lang)

    def home(self, visitor_id: str, lang: Lang) -> HomeView:
        """What was being done, what comes next, and the whole shelf."""
        return catalogue.home(self._office, visitor_id, lang)

    def start(
        self,
        visitor_id: str,
        scenario_id: str,
        mode: Mode = "practice",
        role: str | None = None,
    ) -> str:
        """Begin a run on a parallel world, in a role where the drill asks roles apart; its id."""
        return runs.start(self._office, visitor_id, scenario_id, mode, role)

    def step(self, visitor_id: str, run_id: str, lang: Lang) -> StepView | None:
        """Where a run stands, or None when it is not this person's."""
        return drill.step(self._office, visitor_id, run_id, lang)

    def take_hint(self, visitor_id: str, run_id: str, decision_id: str, lang: Lang) -> HintView:
        """Take the next rung of help."""
        return drill.take_hint(self._office, visitor_id, run_id, decision_id, lang)

    def submit(
        self, visitor_id: str, run_id: str, decision_id: str, raw: Mapping[str, Any], lang: Lang
    ) -> VerdictView | HeldView | RejectionView:
        """Commit an answer and say what it led to, or say kindly what is missing."""
        return drill.submit(self._office, visitor_id, run_id, decision_id, raw, lang)

    def verdict(
        self, visitor_id: str, run_id: str, decision_id: str, lang: Lang
    ) -> VerdictView | None:
        """The verdict of an answered decision, again."""
        return drill.verdict(self._office, visitor_id, run_id, decision_id, lang)

    def result(self, visitor_id: str, run_id: str, lang: Lang) -> ResultView | None:
        """The result of a finished run, or None while a decision is open."""
        return results.result(self._office, visitor_id, run_id, lang)

    def portrait(self, visitor_id: str, lang: Lang) -> PortraitView | None:
        """A person's profile over all finished runs, or None before the first."""
        return portrait.portrait(self._office, visitor_id, lang)

    def own_data(self, visitor_id: str, lang: Lang) -> OwnDataView | None:
        """What is kept about a person, counted, and their objections."""
        return own_data.own_data(self._office, visitor_id, lang)

    def export(self, visitor_id: str, lang: Lang) -> tuple[str, bytes] | None:
        """File name and content of everything kept about a person."""
        return own_data.export(self._office, visitor_id, lang)

    def object_to(
        self, visitor_id: str, run_id: str, decision_id: str, reason: str, lang: Lang
    ) -> ObjectionView | RejectionView:
        """Store an objection to a mark; a person answers it."""
        return objections.object_to(self._office, visitor_id, run_id, decision_id, reason, lang)

    def erase(self, visitor_id: str) -> bool:
        """Erase a person and all that is theirs, for good."""
        return own_data.erase(self._office, visitor_id)

    def table_csv(
        self, visitor_id: str, run_id: str, key: str, lang: Lang
    ) -> tuple[str, bytes] | None:
        """File name and content of an evidence table, or None when there is none of that key."""
        return download(self._office, visitor_id, run_id, key, lang)

    def bench(self, visitor_id: str, run_id: str, decision_id: str, lang: Lang) -> BenchView | None:
        """What can be queried for a decision, or None when it is no query of this person's run."""
        return workbench.bench(self._office, visitor_id, run_id, decision_id, lang)

    def try_query(
        self, visitor_id: str, run_id: str, sql: str, lang: Lang
    ) -> RowsView | RejectionView:
        """Run a query on the visible tables of a run; nothing is stored and nothing counts."""
        return workbench.try_query(self._office, visitor_id, run_id, sql, lang)

    def dictionary(self, lang: Lang) -> DictionaryView:
        """What departments hold, who may have it, and what goes wrong in it."""
        return dictionary(self._office, lang)


@cache
def desk() -> Desk:
    """The desk of this process, wired from the environment."""
    return Desk(Office(places=Places.from_environment()))
