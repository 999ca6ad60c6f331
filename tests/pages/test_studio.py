"""The studio's page: what a teacher finds, writes, checks and releases."""

import pytest

from pages.ui import frame
from pages.ui.words import phrase
from tests.pages import fake_drafts
from tests.pages.fake_desk import PASSPHRASE
from tests.pages.fake_studio import STANDING

LANGS = ("zh", "en")
TEACHER = "王老师"


@pytest.fixture
def studio(open_app, desk, monkeypatch):
    """The studio as an instructor opens it."""

    def opened(lang="zh", **query):
        monkeypatch.setattr(frame, "instructor", lambda: desk.admit(TEACHER, PASSPHRASE, lang))
        return open_app(lang, "studio", **query)

    return opened


def turn(app, pane):
    app.session_state[f"sight/{STANDING}"] = pane
    return app.run()


def write(app, text):
    box = next(one for one in app.text_area if one.key.startswith("plain/"))
    return box.set_value(text).run()


@pytest.mark.parametrize("lang", LANGS)
def test_the_shelf_says_what_to_do_and_how_every_draft_stands(studio, shown, lang):
    text = shown(studio(lang))
    assert phrase(lang, "studio.new") in text
    for standing in ("draft", "changed", "released", "archived", "broken"):
        assert phrase(lang, f"studio.standing_{standing}") in text


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_shelf_teaches(studio, shown, desk, lang):
    desk.studio.stand_in("empty")
    assert phrase(lang, "studio.none_help") in shown(studio(lang))


def test_the_guided_form_makes_a_draft_and_opens_it(studio, desk):
    app = studio(new="1")
    app.text_input(key="new.zh").set_value("汛期安置点")
    app.text_input(key="new.en").set_value("Flood shelters")
    app.text_input(key="new.slug").set_value("shelters")
    app.button(key="studio.create").click().run()

    assert not app.exception
    assert "shelters" in desk.studio.drafts
    assert "shelters" in app.query_params["draft"]
    assert app.button(key="studio.save")


def test_a_name_that_is_taken_is_refused_and_nothing_entered_is_lost(studio, desk):
    app = studio(new="1")
    app.text_input(key="new.zh").set_value("汛期安置点")
    app.text_input(key="new.slug").set_value(STANDING)
    app.button(key="studio.create").click().run()

    assert "已经有人用了" in app.warning[0].value
    assert app.text_input(key="new.zh").value == "汛期安置点"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("pane", ["trainee", "projector", "verdict", "graph", "check", "past"])
def test_every_pane_draws_in_both_languages(studio, shown, lang, pane):
    app = turn(studio(lang, draft=STANDING), pane)
    assert shown(app)


def test_a_mistake_is_listed_with_its_line_and_the_last_good_preview_stays(studio, shown, desk):
    app = studio(draft=STANDING)
    app = write(app, desk.studio.drafts[STANDING][-1].files["scenario.yaml"] + "\n# TODO")

    text = shown(app)
    assert 'data-jump="scenario.yaml:' in text
    assert phrase("zh", "studio.last_good") in text
    assert phrase("zh", "studio.unsaved_here") in app.caption[0].value


def test_what_is_written_is_saved_as_a_revision(studio, desk):
    app = studio(draft=STANDING)
    before = desk.studio.drafts[STANDING][-1]
    app = write(app, before.files["scenario.yaml"] + "\n# 一行")
    app.button(key="studio.save").click().run()

    saved = desk.studio.drafts[STANDING][-1]
    assert saved.revision == before.revision + 1
    assert saved.files["scenario.yaml"].endswith("# 一行")
    assert app.button(key="studio.save").disabled


@pytest.mark.parametrize("way", ["merged", "yours", "theirs"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_conflict_shows_both_sides_and_loses_neither(studio, shown, desk, way, lang):
    app = studio(lang, draft=STANDING)
    mine = desk.studio.drafts[STANDING][-1].files["scenario.yaml"] + "\n# 我写的"
    app = write(app, mine)
    desk.studio.stand_in("conflict")
    app.button(key="studio.save").click().run()

    assert "我写的" in shown(app)
    assert phrase(lang, "studio.side_yours") in shown(app)
    theirs = desk.studio.drafts[STANDING][-1].files["scenario.yaml"]
    app.button(key=f"conflict.{way}").click().run()
    assert not app.exception
    kept = [one.files["scenario.yaml"] for one in desk.studio.drafts[STANDING]]
    assert theirs in kept
    assert mine in kept or kept[-1] == fake_drafts.marked(mine, theirs)
    if way != "merged":
        assert kept[-1] == (mine if way == "yours" else theirs)


def test_a_check_runs_and_its_report_reaches_the_status_bar(studio, shown, desk):
    app = turn(studio(draft=STANDING), "check")
    app.button(key="check.start").click().run()
    for _ in range(8):
        app.run()

    text = shown(app)
    assert phrase("zh", "studio.check_good_head") in text
    assert f"{phrase('zh', 'studio.path_naive')} 0." in app.caption[0].value


def test_a_running_check_can_be_stopped(studio, desk):
    desk.studio.stand_in("busy")
    app = turn(studio(draft=STANDING), "check")
    app.button(key="check.stop").click().run()

    assert desk.studio.checks[STANDING] == "stopped"
    assert app.button(key="check.start")


@pytest.mark.parametrize("lang", LANGS)
def test_a_release_says_first_what_is_missing(studio, lang):
    app = studio(lang, draft=STANDING)
    app.button(key="studio.release").click().run()

    assert phrase(lang, "studio.first_check") in app.info[0].value


def test_a_release_says_what_will_happen_and_then_happens(studio, shown, desk):
    desk.studio.checks[STANDING] = "good"
    app = studio(draft=STANDING)
    app.button(key="studio.release").click().run()
    assert phrase("zh", "studio.will_keep") in shown(app)
    app.button(key="studio.yes").click().run()

    assert desk.studio.drafts[STANDING][-1].standing == "released"
    assert "第 4 版已发布" in app.success[0].value


def test_an_old_revision_can_be_brought_back_as_a_new_one(studio, desk):
    app = turn(studio(draft=STANDING), "past")
    oldest = desk.studio.drafts[STANDING][0]
    app.selectbox(key=f"past/{STANDING}").set_value(oldest.revision).run()
    app.button(key="past.restore").click().run()

    assert desk.studio.drafts[STANDING][-1].files == oldest.files


def test_a_draft_that_is_not_there_is_said_kindly(studio, shown):
    assert phrase("en", "studio.gone") in shown(studio("en", draft="nowhere"))
