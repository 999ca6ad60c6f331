"""Which screen of a board the projector shows: a place in a talk, and nothing that counts."""

import threading
from typing import Final


class Turned:
    """Room → screen. A new version of the room begins with its first screen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at: dict[str, tuple[int, int]] = {}

    def at(self, room: str, version: int) -> int:
        """The screen, from 0."""
        turned, at = self._at.get(room, (version, 0))
        return at if turned == version else 0

    def turn(self, room: str, version: int, step: int, of: int) -> bool:
        """Go to the next or the one before; False when there is none."""
        with self._lock:
            wanted = self.at(room, version) + step
            if not 0 <= wanted < of:
                return False
            self._at[room] = (version, wanted)
            return True


TURNED: Final = Turned()
"""Of this process."""
