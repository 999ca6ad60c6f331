"""Signing in as an instructor with an account of one's organisation, by OpenID Connect.

Streamlit's own sign-in (`[auth]` in `.streamlit/secrets.toml`) asks the provider who somebody is
and keeps the answer in a signed cookie. That is taken once: `SANDBOX_INSTRUCTORS` says whether
this person teaches, our own cookie of twelve hours takes its place, and the other one is dropped,
so that leaving means leaving also on a computer that others use.
"""

import json
from typing import Any, Final
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_secrets_auth_section,
)
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from pages.ui.browsers import asked_language, keep_cookie
from pages.ui.frame import desk
from sandbox.desk.views import InstructorView, RejectionView
from sandbox.text import Lang

HERE: Final = "/teach/organisation"
ONWARD: Final = "sandbox_onward"
"""Where somebody wants to go who is at the provider now."""
MINUTES: Final = 10
PROVIDER: Final = "default"


def offered() -> bool:
    """Whether a provider is set up."""
    return bool(get_secrets_auth_section())


def returned(request: Request) -> bool:
    """Whether somebody comes back from the provider, who always sends them to the home page."""
    cookies = request.cookies
    return request.url.path == "/" and ONWARD in cookies and AUTH_COOKIE_NAME in cookies


def ask(request: Request, onward: str) -> Response:
    """Send somebody to the provider."""
    token = encode_provider_token(PROVIDER)
    answer = RedirectResponse("/auth/login?" + urlencode({"provider": token}), 303)
    keep_cookie(answer, request, ONWARD, onward, MINUTES * 60)
    return answer


def nobody() -> Response:
    """No provider is set up."""
    return PlainTextResponse("", status_code=404)


def identity(request: Request) -> dict[str, Any] | None:
    """What the provider said of whoever sent this; None when it was not asked, or is forged."""

    def signed(name: str) -> bytes | None:
        value = request.cookies.get(name)
        if value is None:
            return None
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))

    found = get_cookie_with_chunks(signed, AUTH_COOKIE_NAME)
    if found is None:
        return None
    try:
        said = json.loads(found)
    except ValueError:
        return None
    return said if isinstance(said, dict) and said.get("is_logged_in") else None


async def admitted(request: Request, said: dict[str, Any]) -> InstructorView | RejectionView:
    """The instructor, or why this account is none."""
    email = str(said.get("email") or "")
    if said.get("email_verified") is False:
        email = ""
    name = str(said.get("name") or email.split("@", 1)[0])
    lang: Lang = asked_language(request)
    return await to_thread.run_sync(desk().vouched, name, email, lang)


def forget(answer: Response, request: Request) -> None:
    """Drop what the provider said, and where somebody wanted to go."""
    for name in request.cookies:
        if name.startswith(AUTH_COOKIE_NAME) or name == ONWARD:
            answer.delete_cookie(name, path="/")
