"""The instructor's console as HTML: what to press, what to say aloud, and who is stuck."""

from typing import Final

from pages.ui.paint import written_in
from sandbox.desk.views.live import Action, ConsoleView
from sandbox.text import Lang

PHASES: Final = (
    "lobby", "open", "closed", "distribution", "discuss", "revote", "shift", "reveal", "ended"
)  # fmt: skip
RISKY: Final[tuple[Action, ...]] = ("skip", "end")
"""What cannot be taken back lies one press deeper."""


def usual(view: ConsoleView) -> Action | None:
    """The usual next step; None where only skipping or ending is left."""
    if view.paused and "resume" in view.actions:
        return "resume"
    first = view.actions[0] if view.actions else None
    return None if first in RISKY else first


def parts(view: ConsoleView, lang: Lang, *, at: int, of: int) -> dict[str, str]:
    """The console's parts by name; `at` of `of` screens of the projector are shown."""
    following = usual(view)
    others = [one for one in view.actions if one != following and one not in RISKY]
    return {
        "head": written_in(lang, "console/head.html", view=view),
        "say": written_in(lang, "console/say.html", prompt=view.prompt),
        "actions": written_in(
            lang,
            "console/actions.html",
            view=view,
            phases=PHASES,
            next=following,
            others=others,
            risky=[one for one in view.actions if one in RISKY],
            at=at,
            of=of,
        ),
        "spread": written_in(lang, "console/spread.html", view=view),
        "waiting": written_in(lang, "console/waiting.html", view=view),
        "files": written_in(lang, "console/files.html", room=view.room, open=view.phase != "ended"),
    }
