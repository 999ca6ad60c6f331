"""Who is here: a nickname is enough, and a signed token brings a person back."""

import unicodedata
from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from sandbox.desk.views import RejectionView, VisitorView
from sandbox.desk.wiring import Office
from sandbox.model.attempt import Participant
from sandbox.text import Lang, Text

TOKEN_DAYS: Final = 180
NICKNAME_MAX: Final = 24

_EMPTY = Text(
    zh="请先写一个称呼，方便下次接着练；不必用真名。",
    en="Please write a name to go by, so that you can pick up where you left off. It need not be"
    " your real one.",
)
_LONG = Text(
    zh=f"称呼请控制在 {NICKNAME_MAX} 个字以内。",
    en=f"Please keep the name within {NICKNAME_MAX} characters.",
)


def _serializer(office: Office) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(office.secret, salt="visitor")


def clean_name(written: str) -> str:
    """A name without what cannot be seen."""
    normal = unicodedata.normalize("NFC", written)
    return "".join(sign for sign in normal if sign.isprintable()).strip()


def sign_in(office: Office, nickname: str, lang: Lang | None) -> VisitorView | RejectionView:
    """Welcome a new person; the token goes into the sign-in cookie."""
    name = clean_name(nickname)
    if not name:
        return RejectionView(text=_EMPTY.pick(lang or "zh"), where="nickname")
    if len(name) > NICKNAME_MAX:
        return RejectionView(text=_LONG.pick(lang or "zh"), where="nickname")
    person = Participant(id=office.new_id(), nickname=name, lang=lang, created_at=office.now())
    office.ledger.add_participant(person)
    return _view(office, person)


def visitor(office: Office, token: str | None) -> VisitorView | None:
    """The person a token belongs to; None for a missing, forged or outdated token."""
    if not token:
        return None
    try:
        person_id = _serializer(office).loads(token, max_age=TOKEN_DAYS * 86_400)
    except BadSignature:
        return None
    person = office.ledger.participant(person_id)
    return None if person is None else _view(office, person)


def _view(office: Office, person: Participant) -> VisitorView:
    token = _serializer(office).dumps(person.id)
    return VisitorView(
        id=person.id,
        nickname=person.nickname,
        lang=person.lang,
        token=token if isinstance(token, str) else token.decode("ascii"),
    )
