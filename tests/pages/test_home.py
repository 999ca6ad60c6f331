"""The home page says what to do next, in the reader's language."""

import re

import pytest
from streamlit.util import calc_hash

from pages.ui.words import phrase

CJK = re.compile(r"[\u4e00-\u9fff]")
LANGS = ("zh", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_home_offers_the_recommended_drill_with_its_reason(open_app, shown, lang):
    text = shown(open_app(lang))
    assert phrase(lang, "home.advised") in text
    assert phrase(lang, "home.start") in text
    assert ("跨部门协作是您" in text) if lang == "zh" else ("Collaboration is what" in text)


def test_an_english_page_has_no_chinese_but_the_name_and_the_switch(open_app, shown):
    text = shown(open_app("en")).replace("云溪", "").replace("中文", "")
    assert not CJK.findall(text)


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_shelf_says_how_drills_get_there(open_app, desk, shown, lang):
    desk.empty = True
    assert phrase(lang, "home.none_help") in shown(open_app(lang))


def test_starting_begins_a_run(open_app, desk):
    app = open_app("zh")
    app.button(key="start/advised/means-test").click().run()
    assert not app.exception
    assert len(desk.runs) == 1


def test_pressing_start_twice_begins_one_run(open_app, desk):
    app = open_app("zh")
    for _ in range(2):
        app.button(key="start/advised/means-test").click().run()
        app._page_hash = calc_hash("home")
        app.run()
    assert list(desk.runs) == ["run1"]


def test_a_started_run_can_be_continued(open_app, desk, shown):
    desk.start("p1", "means-test")
    app = open_app("zh")
    assert phrase("zh", "home.going_on") in shown(app)
    assert app.button(key="continue/run1")


def test_filters_narrow_the_shelf_and_an_empty_answer_says_what_to_do(open_app, shown):
    app = open_app("en")
    app.selectbox(key="filter.family").set_value("data-security").run()
    assert "Contractor leak" in shown(app)
    assert "Ghosts" not in shown(app)
    app.selectbox(key="filter.tier").set_value("province").run()
    assert phrase("en", "home.no_match_help") in shown(app)


def test_the_fiction_mark_is_on_every_page(open_app, shown):
    for page in ("home", "drill", "result"):
        assert phrase("zh", "frame.fiction") in shown(open_app("zh", page))


def test_one_press_switches_the_language_and_the_desk_remembers(open_app, desk, shown):
    app = open_app("zh")
    app.button(key="frame.language").click().run()
    assert phrase("en", "home.shelf") in shown(app)
    assert desk.people["p1"].lang == "en"


def test_without_a_cookie_there_is_a_sentence_and_a_way_in(open_app, desk, shown, monkeypatch):
    app = open_app("zh")
    desk.people.clear()
    app.run()
    text = shown(app)
    assert 'href="/enter"' in text
    assert phrase("zh", "home.shelf") not in text


def test_what_breaks_is_said_without_showing_the_inside(open_app, desk, monkeypatch, shown):
    from pages.ui import frame

    app = open_app("zh")

    def broken(*_args: object) -> None:
        raise RuntimeError("secret path")

    monkeypatch.setattr(desk, "home", broken)
    assert frame.apologise(RuntimeError("secret path"))
    app.run()
    assert "secret" not in "".join(w.value for w in app.warning)
