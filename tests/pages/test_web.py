"""The plain routes and the guards in front of Streamlit, against a bare app."""

import warnings
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.phone.limits import Limit
from pages.ui.frame import COOKIE, TEACHING
from pages.ui.words import phrase
from pages.web import routes, visitors
from tests.pages.fake_desk import PASSPHRASE

with warnings.catch_warnings():
    # Its client wants a newer httpx; ours does all that is asked here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient


async def _page(_request):
    return PlainTextResponse("a page of Streamlit's")


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            message = BackMsg()
            message.ParseFromString(await socket.receive_bytes())
            await socket.send_text(str(message.WhichOneof("type")))
    except WebSocketDisconnect:
        pass


@pytest.fixture
def client(desk) -> Iterator[TestClient]:
    """A browser that follows no redirects."""
    app = Starlette(
        routes=[
            *routes.table(),
            WebSocketRoute("/_stcore/stream", _echo),
            Route("/{rest:path}", _page),
        ],
        middleware=routes.guards(),
    )
    with TestClient(app, follow_redirects=False) as browser:
        yield browser


def sign_in(client: TestClient, **form: str):
    return client.post("/enter", data={"nickname": "云溪", "lang": "zh", "next": "/", **form})


@pytest.mark.parametrize("path", ["/", "/drill?run=r1", "/result?run=r1", "/anything"])
def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_the_same_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    came_from = path.replace("&", "&amp;")
    assert f'value="{came_from}"' in page.text


@pytest.mark.parametrize("path", ["/_stcore/health", "/static/js/index.js", "/favicon.png"])
def test_what_a_page_is_made_of_needs_no_sign_in(client, path):
    assert client.get(path).status_code == 200


def test_a_forged_cookie_is_no_cookie(client):
    client.cookies.set(COOKIE, "token-p99")
    assert client.get("/").status_code == 303


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use(client):
    answer = sign_in(client, next="/drill?run=r1")
    assert answer.headers["location"] == "/drill?run=r1"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/").text == "a page of Streamlit's"


def test_over_https_the_cookie_stays_on_https(client):
    client.base_url = "https://testserver"
    assert "secure" in sign_in(client).headers["set-cookie"].lower()


def test_an_empty_name_is_asked_for_again_and_nothing_is_lost(client):
    answer = sign_in(client, nickname=" ", next="/drill")
    assert answer.status_code == 422
    assert "请先写一个称呼" in answer.text
    assert 'value="/drill"' in answer.text


@pytest.mark.parametrize(("lang", "html"), [("zh", "zh-CN"), ("en", "en")])
def test_the_sign_in_page_speaks_both_languages(client, lang, html):
    page = client.get(f"/enter?lang={lang}").text
    assert f'<html lang="{html}">' in page
    assert phrase(lang, "enter.submit") in page
    assert phrase(lang, "frame.fiction") in page


def test_the_browsers_language_decides_when_nothing_else_does(client):
    assert "What should we call" in client.get("/enter", headers={"accept-language": "de"}).text
    assert "怎么称呼您" in client.get("/enter", headers={"accept-language": "zh-TW,en"}).text


def test_a_name_cannot_become_markup(client, desk):
    page = sign_in(client, nickname="<script>alert(1)</script>", lang="xx", next="/")
    assert page.status_code == 303
    assert "<script>alert" not in client.get("/enter?next=<script>alert(1)</script>").text


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil",
     "/leave", "/enter?next=/", "///evil.example", "/\tx", ""],
)  # fmt: skip
def test_onward_never_leaves_the_site_nor_loops(address):
    assert visitors.inside(address) == "/"


@pytest.mark.parametrize("address", ["/", "/drill?run=a&verdict=b", "/result?run=a"])
def test_onward_keeps_addresses_of_ours(address):
    assert visitors.inside(address) == address


def test_signing_in_from_another_site_is_refused_in_words(client):
    answer = client.post(
        "/enter",
        data={"nickname": "x", "lang": "zh"},
        headers={"origin": "https://evil.example"},
    )
    assert answer.status_code == 403
    assert phrase("zh", "enter.elsewhere") in answer.text
    assert "set-cookie" not in answer.headers


def test_leaving_forgets_the_visitor_unless_another_site_asks(client):
    sign_in(client)
    client.get("/leave", headers={"sec-fetch-site": "cross-site"})
    assert client.get("/").status_code == 200
    assert client.get("/leave").headers["location"] == "/enter"
    assert client.get("/").status_code == 303


def test_the_language_can_be_changed_by_address(client, desk):
    sign_in(client)
    assert client.get("/lang?to=en&next=/drill").headers["location"] == "/drill"
    assert desk.people["p1"].lang == "en"
    client.get("/lang?to=fr")
    assert desk.people["p1"].lang == "en"


def test_a_table_comes_as_a_file_with_the_fiction_mark(client, desk):
    sign_in(client)
    run = desk.start("p1", "means-test")
    answer = client.get(f"/table/{run}/catalogue-0.csv")
    assert answer.content.startswith("\ufeff虚构实训数据".encode())
    assert "attachment" in answer.headers["content-disposition"]


def test_a_table_of_somebody_else_a_missing_one_and_a_stranger_look_the_same(client, desk):
    run = desk.start("somebody else", "means-test")
    answers = [client.get(f"/table/{run}/catalogue-0.csv")]
    sign_in(client)
    answers += [client.get(f"/table/{run}/catalogue-0.csv"), client.get("/table/x/y.csv")]
    assert {(a.status_code, a.text) for a in answers} == {(404, phrase("zh", "evidence.no_file"))}


def test_health_answers(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def _metrics(desk, address, **headers):
    app = Starlette(routes=routes.table(), middleware=routes.guards())
    with TestClient(app, client=(address, 5000)) as browser:
        return browser.get("/metrics", headers=headers)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.8.0.1"])
def test_this_machine_reads_the_metrics(desk, address):
    assert "sandbox_requests_total" in _metrics(desk, address).text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("10.0.0.7", {}),
        ("testclient", {}),
        ("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}),
    ],
)
def test_nobody_else_does_unless_they_are_opened(desk, monkeypatch, address, headers):
    refused = _metrics(desk, address, **headers)
    assert refused.status_code == 403
    assert "sandbox_requests_total" not in refused.text

    monkeypatch.setenv("SANDBOX_METRICS", "open")
    assert _metrics(desk, address, **headers).status_code == 200


def test_a_whole_school_enters_and_a_flood_waits(client, monkeypatch):
    monkeypatch.setattr(visitors, "NEW", Limit(most=3, seconds=60))
    sent = [client.post("/enter", data={"nickname": f"学员{n}"}).status_code for n in range(5)]

    assert sent == [303, 303, 303, 429, 429]


def test_who_guesses_the_passphrase_keeps_only_their_own_address_waiting(desk):
    def tried(address, phrase):
        app = Starlette(routes=routes.table(), middleware=routes.guards())
        with TestClient(app, client=(address, 5000), follow_redirects=False) as browser:
            return browser.post("/teach", data={"name": "王老师", "phrase": phrase}).status_code

    assert [tried("10.0.0.7", "guess") for _ in range(12)] == [422] * 10 + [429] * 2
    assert tried("10.0.0.7", PASSPHRASE) == 429
    assert tried("10.0.0.8", PASSPHRASE) == 303


def test_the_style_sheet_is_kept_by_browsers(client):
    answer = client.get("/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_other_sites_may_not_frame_pages(client):
    assert "frame-ancestors" in client.get("/enter").headers["content-security-policy"]


def _message(**fields: object) -> bytes:
    message = BackMsg()
    for name, value in fields.items():
        setattr(message, name, value)
    return message.SerializeToString()


@pytest.mark.parametrize(
    "kind", ["clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket",
             "debug_shutdown_runtime"],
)  # fmt: skip
def test_messages_that_no_page_sends_are_dropped(client, kind):
    with client.websocket_connect("/_stcore/stream") as socket:
        socket.send_bytes(_message(**{kind: True}))
        socket.send_bytes(_message(app_heartbeat=True))
        assert socket.receive_text() == "app_heartbeat"


def test_operations_that_write_to_the_server_are_dropped(client):
    install, chunk = BackMsg(), BackMsg()
    install.backend_operation_request.install_skills.SetInParent()
    chunk.backend_operation_request.dataframe_chunk.SetInParent()
    with client.websocket_connect("/_stcore/stream") as socket:
        socket.send_bytes(install.SerializeToString())
        socket.send_bytes(chunk.SerializeToString())
        socket.send_bytes(_message(stop_script=True))
        assert socket.receive_text() == "backend_operation_request"
        assert socket.receive_text() == "stop_script"


def test_a_socket_from_another_site_is_refused_at_once(client):
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect("/_stcore/stream", headers={"origin": "https://evil.example"}),
    ):
        pass
    assert refused.value.code == 1008


def test_a_socket_from_our_own_pages_is_welcome(client):
    headers = {"origin": "http://testserver", "host": "testserver"}
    with client.websocket_connect("/_stcore/stream", headers=headers) as socket:
        socket.send_bytes(_message(app_heartbeat=True))
        assert socket.receive_text() == "app_heartbeat"


@pytest.mark.parametrize("path", ["/studio", "/projector?room=123456", "/console"])
def test_a_trainee_is_sent_to_the_instructors_sign_in(client, path):
    sign_in(client)
    answer = client.get(path)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/teach?next=%2F")


def test_the_passphrase_opens_the_page_that_was_asked_for(client):
    page = client.get("/teach?next=/studio")
    wrong = client.post("/teach", data={"name": "周老师", "phrase": "x", "next": "/studio"})
    right = client.post("/teach", data={"name": "周老师", "phrase": PASSPHRASE, "next": "/studio"})

    assert page.status_code == 200
    assert wrong.status_code == 422
    assert "口令不对" in wrong.text
    assert (right.status_code, right.headers["location"]) == (303, "/studio")
    assert {COOKIE, TEACHING} <= set(client.cookies.keys())
    assert client.get("/studio").status_code == 200


def test_an_instructor_may_stop_teaching_and_stay_signed_in(client):
    client.post("/teach", data={"name": "周老师", "phrase": PASSPHRASE})
    client.get("/teach/leave")

    assert TEACHING not in client.cookies
    assert client.get("/").status_code == 200
    assert client.get("/studio").status_code == 303


def test_another_site_cannot_sign_an_instructor_in(client):
    answer = client.post(
        "/teach",
        data={"name": "周老师", "phrase": PASSPHRASE},
        headers={"sec-fetch-site": "cross-site"},
    )

    assert answer.status_code == 403
    assert TEACHING not in client.cookies
