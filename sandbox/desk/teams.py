"""Teams of a live class: departments as a scenario names them, or groups made up on the spot."""

from sandbox.desk.halls import Hall
from sandbox.desk.views.live import TeamView
from sandbox.model.scenario import Loaded
from sandbox.text import Lang


def team_label(loaded: Loaded, team: str, lang: Lang) -> str:  # noqa: ARG001 - named by the author
    """How a team is called."""
    return team


def teams_of(loaded: Loaded, teams: tuple[str, ...], lang: Lang) -> tuple[TeamView, ...]:
    """The teams of a room."""
    return tuple(TeamView(id=one, label=team_label(loaded, one, lang)) for one in teams)


def tables_of(hall: Hall, team: str | None, lang: Lang) -> tuple[str, ...]:  # noqa: ARG001
    """The evidence tables that a team may look at."""
    return ()
