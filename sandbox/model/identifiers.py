"""Citizen numbers (GB 11643) and credit codes (GB 32100), single and by the array.

Everything that is made here carries division prefix 29, which was never assigned: a number can
pass its checksum and still belong to nobody.
"""

import re
from datetime import date
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Sex = Literal["male", "female"]
Integers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.bytes_]
"""Fixed-width ASCII codes."""

FICTIONAL_PREFIX: Final = "29"
CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Thirty-one signs: no I, O, S, V, Z."""

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"
_ORG_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORG_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_CENTENARIANS: Final = frozenset({"996", "997", "998", "999"})
_ID_18: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ID_15: Final = re.compile(r"[1-9][0-9]{14}")
_CREDIT: Final = re.compile(rf"[{CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{CREDIT_ALPHABET}]{{10}}")

# Every run of 18 or 15 digits that stands alone and does not begin with 29.
REAL_ID: Final = (
    r"(?:^|[^0-9A-Za-z])(?:[013-9][0-9]|2[0-8])[0-9]{13}(?:[0-9]{2}[0-9Xx])?(?:$|[^0-9A-Za-z])"
)
# A registering department and a class of GB 32100, then a division that does not begin with 29.
REAL_CREDIT_CODE: Final = (
    r"(?:^|[^0-9A-Za-z])[13-9ANY][1-59](?:[013-9][0-9]|2[0-8])[0-9]{4}"
    r"[0-9A-HJ-NPQRTUWXY]{10}(?:$|[^0-9A-Za-z])"
)


def is_fictional_division(code: str) -> bool:
    """Whether a division code (2 to 6 digits) lies in the fictional province."""
    return code.startswith(FICTIONAL_PREFIX)


# --- citizen numbers -------------------------------------------------------------------------


def id_check_digit(body: str) -> str:
    """Digit 18 of a citizen number from its first 17 (GB 11643, ISO 7064 MOD 11-2).

    Raises:
        ValueError: the body is not 17 ASCII digits.
    """
    if len(body) != 17 or not (body.isascii() and body.isdigit()):
        raise ValueError("The body of a citizen number has 17 digits.")
    return _ID_CHECKS[sum(int(c) * w for c, w in zip(body, _ID_WEIGHTS, strict=True)) % 11]


def id_is_valid(number: str) -> bool:
    """Whether an 18-digit number has the right form, a day that exists and its check digit."""
    if _ID_18.fullmatch(number) is None or number[17] != id_check_digit(number[:17]):
        return False
    return _day(number[6:14]) is not None


def upgrade_id(number: str) -> str:
    """The 18-digit form of a 15-digit number.

    The century is 19, except that sequences 996 to 999 were kept for people who were already
    a hundred years old: theirs is 18.

    Raises:
        ValueError: it is not 15 digits, or its birth date does not exist.
    """
    if _ID_15.fullmatch(number) is None:
        raise ValueError("A first-generation citizen number has 15 digits.")
    century = "18" if number[12:] in _CENTENARIANS else "19"
    body = number[:6] + century + number[6:]
    if _day(body[6:14]) is None:
        raise ValueError("The birth date in this number does not exist.")
    return body + id_check_digit(body)


def birth_date(number: str) -> date:
    """The day of birth written in a citizen number of 18 or 15 digits.

    Raises:
        ValueError: the number is not valid.
    """
    full = upgrade_id(number) if len(number) == 15 else number
    if not id_is_valid(full):
        raise ValueError("This is not a valid citizen number.")
    return date(int(full[6:10]), int(full[10:12]), int(full[12:14]))


def sex_of(number: str) -> Sex:
    """The sex written in a citizen number of 18 or 15 digits: an odd sequence is male.

    Raises:
        ValueError: the number is not valid.
    """
    full = upgrade_id(number) if len(number) == 15 else number
    if not id_is_valid(full):
        raise ValueError("This is not a valid citizen number.")
    return "male" if int(full[16]) % 2 else "female"


def _day(digits: str) -> date | None:
    """The day written as yyyymmdd, or None when no calendar has it."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


# --- credit codes ----------------------------------------------------------------------------


def organisation_check(body: str) -> str:
    """Sign 9 of an organisation code from its first eight (GB 11714).

    Raises:
        ValueError: the body is not eight digits or capital letters.
    """
    if len(body) != 8 or any(c not in _ORG_ALPHABET for c in body):
        raise ValueError("The body of an organisation code has 8 digits or capital letters.")
    weighted = (_ORG_ALPHABET.index(c) * w for c, w in zip(body, _ORG_WEIGHTS, strict=True))
    return "0123456789X"[-sum(weighted) % 11]


def credit_check(body: str) -> str:
    """Sign 18 of a unified social credit code from its first 17 (GB 32100).

    Raises:
        ValueError: the body is not 17 signs of the alphabet of 31.
    """
    if len(body) != 17 or any(c not in CREDIT_ALPHABET for c in body):
        raise ValueError("The body of a credit code has 17 signs; I, O, S, V, Z are not used.")
    weighted = (CREDIT_ALPHABET.index(c) * w for c, w in zip(body, _CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-sum(weighted) % 31]


def credit_is_valid(code: str) -> bool:
    """Whether a credit code has the right form and both its check signs (GB 32100, GB 11714)."""
    if _CREDIT.fullmatch(code) is None:
        return False
    return code[16] == organisation_check(code[8:16]) and code[17] == credit_check(code[:17])


# --- by the array ----------------------------------------------------------------------------


def make_ids(division: Integers, day: Integers, sequence: Integers) -> Codes:
    """Valid citizen numbers from division (6 digits), day (yyyymmdd) and sequence (0 to 999).

    Raises:
        ValueError: a division is not fictional, or a sequence has more than three digits.
    """
    _refuse_real(division)
    if len(sequence) and (int(sequence.min()) < 0 or int(sequence.max()) > 999):
        raise ValueError("A sequence has three digits.")
    body = np.concatenate([_digits(division, 6), _digits(day, 8), _digits(sequence, 3)], axis=1)
    rest = (body.astype(np.int64) @ np.asarray(_ID_WEIGHTS)) % 11
    signs = np.frombuffer(_ID_CHECKS.encode(), dtype=np.uint8)[rest]
    return _joined(np.concatenate([body + ord("0"), signs[:, None]], axis=1))


def make_credit_codes(kind: str, division: Integers, serial: Integers) -> Codes:
    """Valid credit codes from kind (two signs: `91` firm), division and serial (0 to 999,999).

    The organisation body is `YY` and the serial, apart from the blocks that are issued.

    Raises:
        ValueError: a division is not fictional, a serial is too long, or the kind has no such sign.
    """
    _refuse_real(division)
    if len(kind) != 2 or any(c not in CREDIT_ALPHABET for c in kind):
        raise ValueError("A credit code begins with two signs of its alphabet.")
    if len(serial) and (int(serial.min()) < 0 or int(serial.max()) > 999_999):
        raise ValueError("A serial has six digits.")
    head = np.array([[CREDIT_ALPHABET.index(c) for c in kind]], dtype=np.uint8)
    letters = np.array([[CREDIT_ALPHABET.index(c) for c in "YY"]], dtype=np.uint8)
    n = len(division)
    organisation = np.concatenate([np.repeat(letters, n, axis=0), _digits(serial, 6)], axis=1)
    # In the inner code Y counts 34, for its alphabet has no gaps.
    inner = np.where(organisation == CREDIT_ALPHABET.index("Y"), 34, organisation).astype(np.int64)
    check = -(inner @ np.asarray(_ORG_WEIGHTS)) % 11
    ninth = np.where(check == 10, CREDIT_ALPHABET.index("X"), check).astype(np.uint8)
    body = np.concatenate(
        [np.repeat(head, n, axis=0), _digits(division, 6), organisation, ninth[:, None]], axis=1
    )
    last = (-(body.astype(np.int64) @ np.asarray(_CREDIT_WEIGHTS)) % 31).astype(np.uint8)
    alphabet = np.frombuffer(CREDIT_ALPHABET.encode(), dtype=np.uint8)
    return _joined(alphabet[np.concatenate([body, last[:, None]], axis=1)])


def _refuse_real(division: Integers) -> None:
    if len(division) and bool(np.any(division // 10_000 != int(FICTIONAL_PREFIX))):
        raise ValueError("A division outside the fictional province was given.")


def _digits(values: Integers, width: int) -> npt.NDArray[np.uint8]:
    """The decimal digits of each value, one column per digit."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return ((values[:, None] // powers) % 10).astype(np.uint8)


def _joined(signs: npt.NDArray[np.uint8]) -> Codes:
    """Rows of ASCII signs as one code each."""
    return np.ascontiguousarray(signs).view(f"S{signs.shape[1]}").ravel()
