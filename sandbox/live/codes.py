"""Room codes: six digits that can be read aloud and typed without looking twice."""

from collections.abc import Callable, Container
from itertools import pairwise
from typing import Final

from sandbox.errors import SandboxError

DIGITS: Final = 6
_TRIES: Final = 1000


def clear(code: str) -> bool:
    """Whether a code is easily told and typed.

    It starts with a digit that nobody drops, no digit follows itself, and no three digits count
    up or down.
    """
    steps = [int(after) - int(before) for before, after in pairwise(code)]
    if code[0] == "0" or 0 in steps:
        return False
    return not any(a == b and abs(a) == 1 for a, b in pairwise(steps))


def new_code(taken: Container[str], below: Callable[[int], int]) -> str:
    """A clear code that is not taken; `below(n)` draws a whole number from 0 to n − 1.

    Raises:
        SandboxError: next to no code is left.
    """
    for _ in range(_TRIES):
        code = f"{below(10**DIGITS):0{DIGITS}d}"
        if clear(code) and code not in taken:
            return code
    raise SandboxError("Nearly every room code is in use. Let the ledger start afresh.")


def tidy(written: str) -> str:
    """A code as somebody typed it, without blanks and dashes, full-width digits made plain."""
    kept = (sign for sign in written if sign.isdecimal())
    return "".join(str(int(sign)) for sign in kept)[: DIGITS + 1]
