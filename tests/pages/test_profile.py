"""The profile shows every figure with its error, its arithmetic and its decisions."""

from html import unescape

import pytest

from pages.ui import radar
from pages.ui.words import phrase
from tests.pages import fake_portrait
from tests.pages.fake_forms import DECISIONS

LANGS = ("zh", "en")


def finish(desk) -> str:
    """A run of the first visitor with every decision taken."""
    run = desk.start("p1", "means-test")
    desk.runs[run]["answers"] = {decision[0]: {"x": 1} for decision in DECISIONS}
    return run


@pytest.mark.parametrize("lang", LANGS)
def test_every_part_of_the_model_is_there_in_words(open_app, desk, shown, lang):
    finish(desk)
    text = shown(open_app(lang, "profile"))
    for word in (
        "level.applying", "profile.total_how", "dimension.openness", "thinking.wisdom",
        "shortcoming.values", "profile.thin", "profile.unknown", "profile.pulled", "profile.next",
        "band.medium", "profile.retention", "profile.runs", "profile.rights",
    ):  # fmt: skip
        assert phrase(lang, word) in text
    assert phrase(lang, "profile.value", score=71, error=5) in text
    assert phrase(lang, "profile.value_alone", score=40) in text


def test_thin_evidence_is_a_hollow_dot(open_app, desk, shown):
    finish(desk)
    text = shown(open_app("zh", "profile"))
    assert text.count('class="dot hollow"') == 2 + 3, "two thin measures, three first results"


def test_a_figure_leads_to_the_verdicts_of_its_decisions(open_app, desk, shown):
    finish(desk)
    assert "/drill?run=run1&amp;verdict=attribute" in shown(open_app("zh", "profile"))


def test_without_a_finished_run_it_says_how_to_get_a_profile(open_app, shown):
    assert phrase("zh", "profile.none_help") in shown(open_app("zh", "profile"))


def test_the_recommended_drill_begins_from_here(open_app, desk):
    finish(desk)
    app = open_app("zh", "profile")
    app.button(key="profile.next").click().run()
    assert not app.exception
    assert len(desk.runs) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_home_shows_where_one_stands_and_a_check_that_is_due(open_app, desk, shown, lang):
    finish(desk)
    text = shown(open_app(lang))
    assert phrase(lang, "home.standing_line", total=68.4, runs=4, decisions=21) in text
    assert phrase(lang, "home.due") in text


def test_home_says_nothing_of_a_check_to_a_new_person(open_app, shown):
    assert phrase("zh", "home.due") not in shown(open_app("zh"))


def test_a_check_that_is_due_begins_from_home(open_app, desk):
    finish(desk)
    app = open_app("zh")
    app.button(key="due/means-test").click().run()
    assert not app.exception
    assert len(desk.runs) == 2


def test_the_radar_leaves_out_what_has_no_evidence(monkeypatch):
    monkeypatch.setattr(radar, "say", lambda key: phrase("en", key))
    drawn = radar.radar(fake_portrait.portrait("River", "en"))

    assert len(drawn.axes) == 7
    assert len(drawn.area.split()) == 6
    assert [axis.enough for axis in drawn.axes].count(False) == 2
    assert all(
        0 < axis.name_y < drawn.height and 0 < axis.name_x < drawn.width for axis in drawn.axes
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_report_says_what_it_is_not(open_app, desk, shown, lang):
    finish(desk)
    text = unescape(shown(open_app(lang, "report")))
    assert phrase(lang, "report.not_a_decision") in text
    assert phrase(lang, "frame.fiction") in text
    assert 'href="/report.pdf"' in text
    assert "0.33" in text


def test_without_a_finished_run_there_is_no_report(open_app, shown):
    assert phrase("zh", "report.none_help") in shown(open_app("zh", "report"))
