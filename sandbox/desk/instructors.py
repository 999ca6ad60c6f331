"""Instructors: one passphrase of the installation opens what trainees must not see.

It is made when the server first starts and printed once in the console; only its Argon2id hash
(RFC 9106) is kept. `SANDBOX_INSTRUCTOR_PASSPHRASE` sets it instead, for several servers that must
agree. Whoever signs in says a name, which stands beside everything they do.
"""

import json
import os
import secrets
import threading
import time
from collections import deque
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from itsdangerous import BadSignature, URLSafeTimedSerializer

from sandbox.desk.identity import clean_name
from sandbox.desk.views import InstructorView, RejectionView
from sandbox.desk.wiring import Office
from sandbox.errors import SandboxError
from sandbox.model.audit import Deed
from sandbox.text import Lang, Text

TOKEN_HOURS: Final = 12
TRIES: Final = 60
WITHIN: Final = 60.0
"""Sixty wrong tries within a minute, by whomever, and everybody waits: guessing is hopeless so."""
FILE: Final = "instructor.json"
SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Signs that nobody mistakes for others when reading a console aloud."""
_HASHER: Final = PasswordHasher()
_lock: Final = threading.Lock()
_failed: Final[deque[float]] = deque(maxlen=TRIES)

_WRONG: Final = Text(
    zh="口令不对。口令在系统首次启动时显示在控制台；忘记了可运行"
    " `python -m sandbox instructor` 换一个。",
    en="That is not the passphrase. It was printed in the console at the first start; run"
    " `python -m sandbox instructor` for a new one.",
)
_UNLISTED: Final = Text(
    zh="这个账号还不在讲师名单里，请联系系统管理员，或用讲师口令登录。",
    en="This account is not on the list of instructors yet. Please ask the administrator, or use"
    " the passphrase.",
)
_WAIT: Final = Text(
    zh="试错次数较多，请一分钟后再试。", en="Too many wrong tries; please wait a minute."
)
_NAMELESS: Final = Text(
    zh="请写一个称呼，操作记录会用到。", en="Please give a name; it stands beside what you do."
)


def first_passphrase(office: Office) -> str | None:
    """A new passphrase when there is none yet, to be printed once; None otherwise."""
    if os.environ.get("SANDBOX_INSTRUCTOR_PASSPHRASE"):
        return None
    return None if (office.places.state / FILE).is_file() else new_passphrase(office)


def new_passphrase(office: Office, by: str = "") -> str:
    """A new passphrase in place of the old one; whoever signed in with that is out.

    Raises:
        SandboxError: the state folder cannot be written.
    """
    phrase = "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(4))
    path = office.places.state / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"argon2": _HASHER.hash(phrase)}, file)
    except OSError as error:
        raise SandboxError(
            f"The passphrase cannot be kept: {error.strerror or error}."
            " Set `SANDBOX_STATE` to a folder that can be written."
        ) from error
    office.ledger.record(Deed(at=office.now(), who=by, what="passphrase changed"))
    return phrase


def admit(office: Office, name: str, phrase: str, lang: Lang) -> InstructorView | RejectionView:
    """Let an instructor in by the passphrase, under a name."""
    who = clean_name(name)
    if not who:
        return RejectionView(text=_NAMELESS.pick(lang), where="name")
    with _lock:
        now = time.monotonic()
        if len(_failed) == TRIES and now - _failed[0] < WITHIN:
            return RejectionView(text=_WAIT.pick(lang), where="phrase")
    if not _is_right(office, phrase.strip().lower()):
        with _lock:
            _failed.append(now)
        return RejectionView(text=_WRONG.pick(lang), where="phrase")
    token = _serializer(office).dumps(who)
    return InstructorView(name=who, token=token if isinstance(token, str) else token.decode())


def vouched(office: Office, name: str, email: str, lang: Lang) -> InstructorView | RejectionView:
    """Let an instructor in whose organisation says who they are, when the e-mail is listed."""
    who = clean_name(name) or clean_name(email.split("@", 1)[0])
    if not who or not _listed(email):
        return RejectionView(text=_UNLISTED.pick(lang), where="email")
    token = _serializer(office).dumps([who, email.strip().lower()])
    return InstructorView(name=who, token=token if isinstance(token, str) else token.decode())


def _listed(email: str) -> bool:
    """Whether `SANDBOX_INSTRUCTORS`, e-mails with commas between them, names this one."""
    every = os.environ.get("SANDBOX_INSTRUCTORS", "").lower().split(",")
    return email.strip().lower() in {one.strip() for one in every} - {""}


def instructor(office: Office, token: str | None) -> InstructorView | None:
    """The instructor a token belongs to; None when it is missing, forged, old, or out of use."""
    if not token:
        return None
    try:
        who = _serializer(office).loads(token, max_age=TOKEN_HOURS * 3600)
    except BadSignature:
        return None
    if isinstance(who, list):
        # Whoever is taken off the list is out at once.
        name, email = map(str, who)
        return InstructorView(name=name, token=token) if _listed(email) else None
    return InstructorView(name=str(who), token=token)


def _serializer(office: Office) -> URLSafeTimedSerializer:
    # Signed with the hash as well: a new passphrase ends every session of the old one.
    return URLSafeTimedSerializer(f"{office.secret}/{_kept(office)}", salt="instructor")


def _kept(office: Office) -> str:
    given = os.environ.get("SANDBOX_INSTRUCTOR_PASSPHRASE")
    if given:
        return given
    try:
        found = json.loads((office.places.state / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(found.get("argon2", ""))


def _is_right(office: Office, phrase: str) -> bool:
    given = os.environ.get("SANDBOX_INSTRUCTOR_PASSPHRASE")
    if given:
        return secrets.compare_digest(given.strip().lower().encode(), phrase.encode())
    try:
        return _HASHER.verify(_kept(office), phrase)
    except (Argon2Error, InvalidHashError):
        return False
