"""My data: told, copied, objected to, and deleted after one question."""

import pytest

from pages.ui.words import phrase

LANGS = ("zh", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_what_is_kept_why_and_for_how_long(open_app, shown, lang):
    text = shown(open_app(lang, "own"))
    for word in ("own.what", "own.why", "own.long", "own.law", "own.access", "own.explain"):
        assert phrase(lang, word) in text
    assert 'href="/mine.json"' in text
    assert phrase(lang, "own.long_text", days=180) in text


def test_an_objection_is_stored_and_awaits_a_person(open_app, desk, shown):
    app = open_app("zh", "own")
    app.text_area(key="own.reason").set_value("条例没有这样要求。").run()
    app.button(key="own.submit").click().run()

    assert [one.reason for one in desk.objections] == ["条例没有这样要求。"]
    text = shown(app)
    assert phrase("zh", "own.waiting") in text
    assert "条例没有这样要求。" in text
    assert app.text_area(key="own.reason").value == ""


def test_an_objection_without_a_reason_is_asked_for_one(open_app, desk):
    app = open_app("zh", "own")
    app.button(key="own.submit").click().run()

    assert desk.objections == []
    assert "请写一两句理由" in app.info[0].value


def test_deletion_asks_once_and_can_be_left(open_app, desk):
    app = open_app("zh", "own")
    app.button(key="own.erase").click().run()
    assert "4 次实训" in app.warning[0].value
    app.button(key="own.keep").click().run()

    assert len(desk.people) == 1
    assert not app.warning


def test_after_the_answer_everything_is_gone(open_app, desk, shown):
    app = open_app("zh", "own")
    app.button(key="own.erase").click().run()
    app.button(key="own.yes").click().run()

    assert desk.people == {}
    drawn = "".join(one.proto.body for one in app.get("html"))
    assert phrase("zh", "own.gone") in drawn
    assert "/leave" in drawn
    assert phrase("zh", "own.notice") not in drawn
