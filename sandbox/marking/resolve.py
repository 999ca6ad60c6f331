"""From a reference's spec to the sealed right answer of one world, computed once per process."""

from collections import OrderedDict
from concurrent.futures import Future
from threading import Lock
from typing import Final

import duckdb

from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldReader
from sandbox.model.decision import Decision, Setting
from sandbox.model.inquiry import Inquiry
from sandbox.model.reference import Sealed, Valuation
from sandbox.model.relation import Relation

KEYS_KEPT: Final = 4096
"""References held in memory at most; the least recently asked for goes first."""

_Key = tuple[str, str, int | None]


def resolve(
    decision: Decision, world: WorldReader | None, setting: Setting | None = None
) -> Sealed:
    """The right answer of a decision in a world, in its box.

    Raises:
        SandboxError: it cannot be computed there, or it has no rows.
    """
    try:
        sealed = decision.reference.resolve(
            world if decision.reference.needs_world else None,
            decision.actions(setting or Setting()),
        )
    except (duckdb.Error, SandboxError) as error:
        raise SandboxError(
            f"The reference of `{decision.id}` could not be computed: {_speakable(error)}."
        ) from None
    held = sealed.open()
    rows = held.best if isinstance(held, Valuation | Inquiry) else held
    if not isinstance(rows, Relation) or not rows.rows:
        raise SandboxError(f"The reference of `{decision.id}` came out empty in this world.")
    return sealed


def _speakable(error: duckdb.Error | SandboxError) -> str:
    # Messages about a query's names are safe; all others may quote values, and these are the key.
    origin = error.__cause__ if isinstance(error.__cause__, duckdb.Error) else error
    if isinstance(origin, duckdb.Error) and not isinstance(origin, duckdb.ProgrammingError):
        return type(origin).__name__
    return str(error).splitlines()[0].rstrip(".")


class Keyring:
    """The right answers in use: server memory only, never a session, a page or a file.

    A class that presses at once computes each reference once; the others wait for it.
    """

    def __init__(self, limit: int = KEYS_KEPT) -> None:
        self._limit = limit
        self._lock = Lock()
        self._boxes: OrderedDict[_Key, Future[Sealed]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._boxes)

    def resolve(
        self,
        key_digest: str,
        decision: Decision,
        world: WorldReader,
        setting: Setting | None = None,
        earned: float | None = None,
    ) -> Sealed:
        """The right answer of a decision, for the scenario state that `key_digest` names.

        `earned` is the share of the earlier decision that the reference rests on, if it does.

        Raises:
            SandboxError: it cannot be computed; the next call tries again.
        """
        if earned is not None:
            return decision.reference.given(earned)
        seed = world.seed if decision.reference.needs_world else None
        key: _Key = (key_digest, decision.id, seed)
        box, mine = self._box(key)
        if mine:
            try:
                box.set_result(resolve(decision, world, setting))
            except BaseException as error:
                with self._lock:
                    self._boxes.pop(key, None)
                box.set_exception(error)
                raise
        return box.result()

    def _box(self, key: _Key) -> tuple[Future[Sealed], bool]:
        with self._lock:
            box = self._boxes.get(key)
            if box is not None:
                self._boxes.move_to_end(key)
                return box, False
            box = self._boxes[key] = Future()
            while len(self._boxes) > self._limit:
                self._boxes.popitem(last=False)
            return box, True
