"""The app in a process of its own, as an operator would start it."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RunningApp:
    """A server; `with RunningApp(state=…) as app: httpx.get(app.url)`."""

    state: Path
    scenarios: Path | None = None
    script: str = "streamlit_app.py"
    port: int = field(default_factory=free_port)
    env: dict[str, str] = field(default_factory=dict)
    """More environment, as replicas need it."""
    options: tuple[str, ...] = ()
    """More options of the server's."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """Everything the server printed."""
        return (self.state / "server.log").read_text(encoding="utf-8", errors="replace")

    def __enter__(self) -> "RunningApp":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.state.mkdir(parents=True, exist_ok=True)
        env = os.environ | {"SANDBOX_STATE": str(self.state), "PYTHONUNBUFFERED": "1"} | self.env
        if self.scenarios is not None:
            env["SANDBOX_SCENARIOS"] = str(self.scenarios)
        command = [sys.executable, "-m", "streamlit", "run", self.script]
        command += ["--server.port", str(self.port), "--server.address", "127.0.0.1", *self.options]
        log = (self.state / "server.log").open("ab")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        for _ in range(300):
            if self.process.poll() is not None:
                raise AssertionError(f"The server stopped:\n{self.log[-3000:]}")
            try:
                if httpx.get(f"{self.url}/_stcore/health", timeout=1).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"The server did not answer:\n{self.log[-3000:]}")

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def sign_in(self, nickname: str = "学员", lang: str = "zh") -> str:
        """The `Cookie` header of a person who has just signed in."""
        with httpx.Client(base_url=self.url) as client:
            answer = client.post("/enter", data={"nickname": nickname, "lang": lang, "next": "/"})
            assert answer.status_code in (302, 303), answer.text[:500]
            return "; ".join(f"{name}={value}" for name, value in client.cookies.items())
