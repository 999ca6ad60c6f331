"""Where phones reach this server: an address on the local network, since there may be no other."""

import os
import socket
from collections.abc import Mapping
from typing import Final

PORT: Final = 8501
_ELSEWHERE: Final = "192.0.2.1"
"""An address for documentation (RFC 5737): asking for the way to it sends nothing."""


def public_address(env: Mapping[str, str] | None = None, port: int | None = None) -> str:
    """`SANDBOX_ADDRESS`, or http, this machine's address on its network, and the server's port."""
    env = os.environ if env is None else env
    given = env.get("SANDBOX_ADDRESS", "").rstrip("/")
    if given:
        return given if "://" in given else f"http://{given}"
    served = port or int(env.get("STREAMLIT_SERVER_PORT") or PORT)
    return f"http://{own_address()}:{served}"


def own_address() -> str:
    """This machine's address on the network it would go out by; `localhost` without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((_ELSEWHERE, 9))
            found: str = asking.getsockname()[0]
        except OSError:
            return "localhost"
    return found
