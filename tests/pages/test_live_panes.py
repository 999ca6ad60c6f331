"""Projector and console: what they show in every phase, who may look, and what a press does."""

import re
import warnings
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from pages.ui import board, frame, spread, steering
from pages.ui.frame import TEACHING
from pages.web import routes
from sandbox.desk.views.live import BarCountView, ConsoleView, Phase, TallyView
from tests.pages.fake_boards import ASKED
from tests.pages.fake_classroom import CODE, NAMES
from tests.pages.fake_desk import PASSPHRASE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PHASES: tuple[Phase, ...] = (
    "lobby", "open", "closed", "distribution", "discuss", "revote", "shift", "reveal", "ended"
)  # fmt: skip
TEACHER = "王老师"


@pytest.fixture
def client(desk) -> Iterator[TestClient]:
    app = Starlette(routes=routes.table(), middleware=routes.guards())
    with TestClient(app, follow_redirects=False) as browser:
        yield browser


@pytest.fixture
def teacher(client) -> TestClient:
    client.post("/teach", data={"name": TEACHER, "phrase": PASSPHRASE, "lang": "zh"})
    assert TEACHING in client.cookies
    return client


def pane(client, kind: str = "board") -> dict:
    answer = client.get(f"/class/{CODE}/pane?pane={kind}&lang=zh")
    assert answer.status_code == 200
    return answer.json()


def press(client, path: str, **body):
    return client.post(f"/class/{CODE}/{path}", json=body)


# --- what is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", ASKED)
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_board_draws_in_every_phase_and_names_nobody(desk, phase, decision, lang):
    desk.classroom.stand_in(phase, decision, teams=True)
    view = desk.classroom.board(CODE, lang)
    for at in range(board.count(view, lang)):
        html = board.drawn(view, CODE, lang, at)
        assert CODE in html.replace(" ", "")
        assert not [name for name in NAMES if name in html]
        assert "{" not in re.sub(r"<style.*?</style>", "", html, flags=re.S)


@pytest.mark.parametrize("decision", ASKED)
def test_while_answers_come_in_the_projector_shows_how_many_and_never_what(desk, decision):
    desk.classroom.stand_in("open", decision)
    view = desk.classroom.board(CODE, "zh")
    html = board.drawn(view, CODE, "zh")
    assert f'class="part">{view.answered}</text>' in html
    assert "%" not in html


def test_a_page_never_holds_more_bars_than_fit():
    bars = tuple(BarCountView(label=str(n), count=1, share=0.1) for n in range(19))
    tallies = (TallyView(label="a", bars=bars), TallyView(label="b", bars=bars[:3]))
    pages = spread.pages(tallies)
    shown = [bar.label for page in pages for tally in page.tallies for bar in tally.bars]
    assert shown == [bar.label for tally in tallies for bar in tally.bars]
    for page in pages:
        assert sum(len(t.bars) + page.named for t in page.tallies) <= spread.BARS


def test_questions_with_the_same_answers_share_one_key():
    bars = tuple(BarCountView(label=one, count=1, share=0.5) for one in ("x", "y"))
    tallies = tuple(TallyView(label=str(n), bars=bars) for n in range(6))
    first, second = spread.pages(tallies)
    assert first.key == (("A", "x"), ("B", "y"))
    assert len(first.tallies) + len(second.tallies) == 6


def test_right_bars_are_marked_only_by_the_reference_s_own_lines():
    bars = tuple(BarCountView(label=one, count=1, share=0.5) for one in ("x", "y"))
    grid = tuple(TallyView(label=one, bars=bars) for one in ("a", "b"))
    assert spread.marked(grid, ("a：x", "b: y")) == {("a", "x"), ("b", "y")}
    assert spread.marked(grid, ("x",)) == frozenset()
    assert spread.marked(grid[:1], ("x",)) == {("a", "x")}


@pytest.mark.parametrize("phase", PHASES)
def test_the_console_puts_the_usual_next_step_first_and_hides_what_cannot_be_undone(desk, phase):
    desk.classroom.stand_in(phase)
    view = desk.classroom.console(TEACHER, CODE, "zh")
    html = steering.parts(view, "zh", at=0, of=1)["actions"]
    pressed = re.findall(r'data-act="(\w+)"', html)
    assert sorted(pressed) == sorted(view.actions)
    shown, _, deeper = html.partition("<details")
    for risky in set(steering.RISKY) & set(view.actions):
        assert f'"{risky}"' not in shown
        assert f'"{risky}"' in deeper


def test_a_paused_class_goes_on_with_resuming(desk):
    desk.classroom.stand_in("open", paused=True)
    view = desk.classroom.console(TEACHER, CODE, "zh")
    assert steering.usual(view) == "resume"


# --- who may look and press -----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["pane", "stream"])
def test_a_stranger_sees_no_pane(client, path):
    assert client.get(f"/class/{CODE}/{path}").status_code == 403


@pytest.mark.parametrize(("path", "body"), [("act", {"action": "open"}), ("turn", {"step": 1})])
def test_a_stranger_presses_nothing(client, desk, path, body):
    assert press(client, path, version=desk.classroom.version(CODE), **body).status_code == 403
    assert desk.classroom.console(TEACHER, CODE, "zh").phase == "lobby"


def test_another_site_presses_nothing(teacher, desk):
    answer = teacher.post(
        f"/class/{CODE}/act",
        json={"action": "open", "version": desk.classroom.version(CODE)},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403
    assert desk.classroom.console(TEACHER, CODE, "zh").phase == "lobby"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"version": "1"}', b'{"action": "open"}'])
def test_what_cannot_be_read_presses_nothing(teacher, desk, body):
    assert teacher.post(f"/class/{CODE}/act", content=body).status_code == 403
    assert desk.classroom.console(TEACHER, CODE, "zh").phase == "lobby"


def test_an_unknown_action_and_an_unknown_room_are_refused(teacher, desk):
    version = desk.classroom.version(CODE)
    assert press(teacher, "act", action="format", version=version).status_code == 400
    assert teacher.get("/class/000000/pane").status_code == 404
    assert teacher.get("/class/000000/stream").status_code == 404


def test_a_stale_press_is_refused_with_a_kind_sentence(teacher, desk):
    version = desk.classroom.version(CODE)
    assert press(teacher, "act", action="open", version=version).status_code == 200
    answer = press(teacher, "act", action="close", version=version)
    assert answer.status_code == 409
    assert answer.json()["note"].endswith("。")
    assert desk.classroom.console(TEACHER, CODE, "zh").phase == "open"


# --- next and back --------------------------------------------------------------------------------


def test_next_goes_through_the_screens_and_only_then_to_the_next_phase(teacher, desk):
    desk.classroom.stand_in("reveal")
    version = desk.classroom.version(CODE)
    of = board.count(desk.classroom.board(CODE, "zh"), "zh")
    assert of > 3
    seen = {pane(teacher)["parts"]["screen"]}
    for _ in range(of - 1):
        press(teacher, "turn", step=1, version=version)
        assert desk.classroom.version(CODE) == version
        seen.add(pane(teacher)["parts"]["screen"])
    assert len(seen) == of
    press(teacher, "turn", step=1, version=version, only=True)
    assert desk.classroom.version(CODE) == version
    press(teacher, "turn", step=1, version=version)
    assert desk.classroom.console(TEACHER, CODE, "zh").phase == "open"


def test_back_goes_back_in_the_screens_and_never_in_the_class(teacher, desk):
    desk.classroom.stand_in("reveal")
    version = desk.classroom.version(CODE)
    first = pane(teacher)["parts"]["screen"]
    press(teacher, "turn", step=1, version=version)
    press(teacher, "turn", step=-1, version=version)
    press(teacher, "turn", step=-1, version=version)
    assert pane(teacher)["parts"]["screen"] == first
    assert desk.classroom.version(CODE) == version


def test_a_second_press_of_the_presenter_does_not_skip_a_phase(teacher, desk):
    version = desk.classroom.version(CODE)
    assert press(teacher, "turn", step=1, version=version).status_code == 200
    assert press(teacher, "turn", step=1, version=version).status_code == 409
    assert desk.classroom.console(TEACHER, CODE, "zh").phase == "open"


def test_next_never_ends_a_class_before_its_last_question(teacher, desk):
    for _ in range(200):
        view = desk.classroom.console(TEACHER, CODE, "zh")
        if view.phase == "ended":
            break
        press(teacher, "turn", step=1, version=view.version)
    assert isinstance(view, ConsoleView)
    assert view.phase == "ended"
    assert view.number == len(ASKED)


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["classes", "console", "projector"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_open_for_instructors_only(open_app, shown, desk, monkeypatch, page, lang):
    monkeypatch.setattr(frame, "instructor", lambda: None)
    text = shown(open_app(lang, page, room=CODE))
    assert CODE not in text
    teaching = desk.admit(TEACHER, PASSPHRASE, lang)
    monkeypatch.setattr(frame, "instructor", lambda: teaching)
    assert CODE in shown(open_app(lang, page, room=CODE)).replace(" ", "")


@pytest.mark.parametrize("page", ["console", "projector"])
def test_a_wrong_room_leads_to_the_list(open_app, shown, desk, monkeypatch, page):
    monkeypatch.setattr(frame, "instructor", lambda: desk.admit(TEACHER, PASSPHRASE, "zh"))
    assert "没有找到这堂课" in shown(open_app("zh", page, room="000000"))


def test_a_class_is_opened_with_the_chosen_questions_and_teams(open_app, desk, monkeypatch):
    monkeypatch.setattr(frame, "instructor", lambda: desk.admit(TEACHER, PASSPHRASE, "zh"))
    app: AppTest = open_app("zh", "classes")
    app.multiselect[0].set_value(list(ASKED[:2]))
    for field in app.text_input:
        field.set_value("一组，二组、三组")
    next(one for one in app.button if "开课" in one.label).click()
    app.run()
    (opened,) = [hall for code, hall in desk.classroom.halls.items() if code != CODE]
    assert opened.room.decisions == tuple(ASKED[:2])
    assert opened.opened_by == TEACHER
