"""A class to play with: an instructor, some phones, and the presses in between."""

from dataclasses import dataclass
from typing import Any

from sandbox.desk.classroom import Classroom
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import ConsoleView, PhoneView, SeatView
from sandbox.text import Lang

TEACHER = "王老师"
RAW: dict[str, dict[str, Any]] = {
    "pick": {"choice": "gamma"},
    "number": {"how-many": 3},
    "day": {"due": "2027-03-04"},
}
"""An answer to each decision of the secrecy scenario that gives nothing away."""
BEST: dict[str, Any] = {"choice": "beta"}
THROUGH = ("open", "close", "show", "discuss", "revote", "shift", "reveal", "next")


def raw_for(view: PhoneView) -> dict[str, Any]:
    """An answer to whatever is asked."""
    assert view.question is not None
    if view.question.decision in RAW:
        return RAW[view.question.decision]
    (grid,) = view.question.controls
    return {grid.key: {row.id: "withheld" for row in grid.rows}}  # type: ignore[union-attr]


@dataclass
class Lesson:
    """One room of a classroom."""

    classroom: Classroom
    code: str

    @classmethod
    def open(cls, classroom: Classroom, **more: Any) -> "Lesson":
        return cls(classroom, classroom.open_room(TEACHER, "canary", **more))

    def sit(self, name: str = "", team: str | None = None, lang: Lang = "zh") -> str:
        seat = self.classroom.join(self.code, name, team, lang)
        assert isinstance(seat, SeatView), seat
        return seat.token

    def press(self, *actions: Any) -> ConsoleView:
        for action in actions:
            version = self.classroom.version(self.code)
            view = self.classroom.act(TEACHER, self.code, action, version)
            assert isinstance(view, ConsoleView), (action, view)
        return self.console()

    def console(self, lang: Lang = "zh") -> ConsoleView:
        view = self.classroom.console(TEACHER, self.code, lang)
        assert isinstance(view, ConsoleView)
        return view

    def phone(self, token: str, lang: Lang = "zh") -> PhoneView:
        view = self.classroom.phone(token, lang)
        assert view is not None
        return view

    def try_vote(
        self, token: str, raw: dict[str, Any] | None = None, *, decision: str | None = None,
        round_: int | None = None,
    ) -> PhoneView | RejectionView:  # fmt: skip
        view = self.phone(token)
        asked = decision or (view.question.decision if view.question else "pick")
        given = raw if raw is not None else raw_for(view) if view.question else RAW[asked]
        return self.classroom.vote(token, asked, round_ or view.round, given, "zh")

    def vote(self, token: str, raw: dict[str, Any] | None = None) -> PhoneView:
        view = self.try_vote(token, raw)
        assert isinstance(view, PhoneView), view
        return view

    def board(self, lang: Lang = "zh") -> Any:
        view = self.classroom.board(self.code, lang)
        assert view is not None
        return view
