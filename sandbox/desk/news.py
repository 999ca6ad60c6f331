"""Keeping the rooms in memory abreast of what other processes on the same ledger write."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Final

from sandbox.desk.halls import HERE_SECONDS, Hall
from sandbox.desk.wiring import Office
from sandbox.model.live import Heard

PRESENCE_SECONDS: Final = HERE_SECONDS / 4
"""How often others are told whose phones speak to this process."""


class News:
    """Follows the ledger once there is a room to keep abreast."""

    def __init__(self, office: Office, halls: Callable[[], Mapping[str, Hall]]) -> None:
        self._office = office
        self._halls = halls
        self._passed_on = monotonic()

    def begin(self) -> None:
        """Follow from now on, until the ledger is closed."""
        self._office.ledger.follow(self._hear, self._beat)

    def _hear(self, heard: Heard) -> None:
        halls = self._halls()
        if heard.room is None:
            for hall in halls.values():
                hall.refresh()
            return
        hall_ = halls.get(heard.room)
        if hall_ is None:
            return
        if heard.seats:
            hall_.heard_elsewhere(frozenset(heard.seats))
        else:
            hall_.refresh()

    def _beat(self) -> None:
        """Tell others, now and then, whose phones speak to this process."""
        if monotonic() - self._passed_on < PRESENCE_SECONDS:
            return
        self._passed_on = monotonic()
        for code, hall in self._halls().items():
            numbers = hall.heard_here()
            if numbers:
                self._office.ledger.tell(code, numbers)
