"""Teams of a live class: departments as a scenario names them, or groups made up on the spot."""

from collections.abc import Iterable

from sandbox.desk.halls import Hall
from sandbox.desk.views.live import TeamView
from sandbox.model.scenario import Loaded
from sandbox.text import Lang


def team_label(loaded: Loaded, team: str, lang: Lang) -> str:
    """How a team is called: as the author named it, or as it was written when the room opened."""
    named = loaded.scenario.team(team)
    return team if named is None else named.label.pick(lang)


def teams_of(loaded: Loaded, teams: Iterable[str], lang: Lang) -> tuple[TeamView, ...]:
    """These teams by name."""
    return tuple(TeamView(id=one, label=team_label(loaded, one, lang)) for one in teams)


def tables_of(hall: Hall, team: str | None, lang: Lang) -> tuple[str, ...]:
    """The evidence tables that a team may look at; none for groups without tables of their own."""
    named = None if team is None else hall.loaded.scenario.team(team)
    if named is None:
        return ()
    labels: dict[str, str] = hall.office.remember(
        ("table labels", hall.loaded.digest, hall.seed, lang),
        lambda: {
            table.name: table.label.pick(lang)
            for table in hall.office.world(hall.loaded, hall.seed).tables()
        },
    )
    return tuple(labels[table] for table in named.tables)
