"""Opening a room: which decisions a class can take on phones, in which world."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.desk import judging
from sandbox.desk.paths import evidence_in
from sandbox.desk.setting import setting_of
from sandbox.desk.teams import teams_of
from sandbox.desk.views.live import OfferedDecisionView, OfferView
from sandbox.desk.wiring import Office
from sandbox.errors import MisuseError, NotFoundError, SandboxError
from sandbox.live.codes import new_code
from sandbox.live.tally import fits_a_phone
from sandbox.model.decision import Decision
from sandbox.model.live import RoomOpening
from sandbox.model.scenario import Loaded
from sandbox.text import Lang

_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an instructor asks for."""

    scenario: str
    decisions: tuple[str, ...] | None
    teams: tuple[str, ...]
    seed: int | None


def offer_of(office: Office, loaded: Loaded, lang: Lang) -> OfferView:
    """A scenario as it can be played by a class."""
    scenario = loaded.scenario
    return OfferView(
        scenario=scenario.id,
        title=scenario.title.pick(lang),
        story=scenario.story.pick(lang),
        minutes=scenario.minutes,
        decisions=tuple(
            OfferedDecisionView(
                id=decision.id,
                title=decision.title.pick(lang),
                points=decision.points,
                fits=_fits(office, loaded, decision, scenario.world.seeds.practice[0]),
            )
            for decision in scenario.decisions()
        ),
        teams=teams_of(loaded, (team.id for team in scenario.teams), lang),
    )


def _fits(office: Office, loaded: Loaded, decision: Decision, seed: int) -> bool:
    return fits_a_phone(decision, setting_of(office, loaded, decision, seed))


def open_room(
    office: Office, instructor: str, wanted: Wanted, below: Callable[[int], int]
) -> RoomOpening:
    """Commit a new room; its world is built and its key known before anybody waits for them.

    Raises:
        NotFoundError: no such scenario, decision or world.
        MisuseError: nobody opens the room, or none of the decisions fits a phone.
        SandboxError: no code is left.
    """
    if not instructor:
        raise MisuseError("A room is opened by an instructor who has signed in.")
    loaded = office.loaded(wanted.scenario)
    seed = _seed(loaded, wanted.seed)
    asked = _asked(office, loaded, wanted.decisions, seed)
    _warm_up(office, loaded, seed)
    for _ in range(_TRIES):
        taken = {room.code for room in office.ledger.rooms()}
        opening = RoomOpening(
            code=new_code(taken, below),
            scenario=loaded.scenario.id,
            digest=loaded.digest,
            seed=seed,
            decisions=asked,
            teams=tuple(dict.fromkeys(filter(None, (team.strip() for team in wanted.teams)))),
            opened_by=instructor,
            opened_at=office.now(),
        )
        if office.ledger.add_room(opening):
            return opening
    raise SandboxError("No room code could be found. Please try again.")


def _warm_up(office: Office, loaded: Loaded, seed: int) -> None:
    """What every reveal compares with, before three hundred people wait for it."""
    known = {decision.id for decision in loaded.scenario.decisions()}
    happened = judging.outcomes_assuming(office, loaded, seed, {}, known)
    evidence_in(office, loaded, seed, happened)


def _seed(loaded: Loaded, wanted: int | None) -> int:
    seeds = loaded.scenario.world.seeds
    if wanted is None:
        return seeds.practice[0]
    if wanted not in seeds.every():
        raise NotFoundError(f"Scenario `{loaded.scenario.id}` has no world {wanted}.")
    return wanted


def _asked(
    office: Office, loaded: Loaded, wanted: tuple[str, ...] | None, seed: int
) -> tuple[str, ...]:
    """The decisions of the room, in the scenario's order, without what needs a keyboard."""
    scenario = loaded.scenario
    every = {decision.id: decision for decision in scenario.decisions()}
    if unknown := [one for one in wanted or () if one not in every]:
        raise NotFoundError(f"Scenario `{scenario.id}` has no decision `{unknown[0]}`.")
    # Where a drill asks roles different things, a class plays its first role.
    roles = scenario.roles()
    played = scenario.as_asked(roles[0]) if roles else scenario
    chosen = {decision.id for decision in played.decisions()} if wanted is None else set(wanted)
    asked = tuple(
        one
        for one, decision in every.items()
        if one in chosen and _fits(office, loaded, decision, seed)
    )
    if not asked:
        raise MisuseError(
            f"None of the decisions of `{scenario.id}` fits a phone. Choose others, or another"
            " scenario."
        )
    return asked
