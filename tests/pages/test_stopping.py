"""A server that is asked to stop says so to whoever streams, and then stops as before."""

import os
import signal
import threading

from pages.ui.stopping import Stopping


def test_whoever_streams_hears_of_it_before_the_server_does(monkeypatch):
    heard: list[str] = []
    before = signal.signal(signal.SIGTERM, lambda *_: heard.append("server"))
    stopping = Stopping()
    stopping.tell(lambda: heard.append("stream"))
    try:
        with stopping.minded():
            os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)

    assert heard == ["stream", "server", "server"]
    assert stopping.asked


def test_in_another_thread_signals_are_left_alone():
    before = signal.getsignal(signal.SIGTERM)
    inside: list[object] = []

    def minds() -> None:
        with Stopping().minded():
            inside.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=minds)
    thread.start()
    thread.join()

    assert inside == [before]
