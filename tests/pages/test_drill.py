"""A drill: every control reads back what was entered, nothing is lost, and the verdict explains."""

from datetime import date

import pytest

from pages import drill
from pages.ui.frame import Visit
from pages.ui.words import phrase
from tests.pages.fake_forms import DECISIONS

LANGS = ("zh", "en")
IDS = [decision[0] for decision in DECISIONS]


def answered_before(desk, decision: str) -> str:
    """A run of the first visitor that is waiting at this decision."""
    run = desk.start("p1", "means-test")
    for one in IDS[: IDS.index(decision)]:
        desk.runs[run]["answers"][one] = {"x": 1}
    return run


def key(run: str, decision: str, control: str, part: str = "") -> str:
    return f"answer/{run}/{decision}/{control}/{part}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("decision", IDS)
def test_every_decision_is_drawn_in_both_languages(open_app, desk, shown, decision, lang):
    text = shown(open_app(lang, "drill", run=answered_before(desk, decision)))
    number = IDS.index(decision) + 1
    assert phrase(lang, "drill.decision", number=number, of=len(IDS)) in text
    assert phrase(lang, "drill.submit") in text


def test_a_grid_reads_as_row_to_label_and_leaves_open_rows_out(open_app, desk):
    run = answered_before(desk, "attribute")
    app = open_app("zh", "drill", run=run)
    assert [radio.value for radio in app.radio] == [None] * 16
    app.radio(key=key(run, "attribute", "labels", "m01")).set_value("open")
    app.radio(key=key(run, "attribute", "labels", "m03")).set_value("none")
    app.button(key=f"submit/{run}/attribute").click().run()
    assert desk.runs[run]["answers"]["attribute"] == {"labels": {"m01": "open", "m03": "none"}}


def test_many_reads_as_a_list_of_ids(open_app, desk):
    run = answered_before(desk, "elements")
    app = open_app("zh", "drill", run=run)
    for part in ("e1", "e4"):
        app.checkbox(key=key(run, "elements", "elements", part)).check()
    app.button(key=f"submit/{run}/elements").click().run()
    assert desk.runs[run]["answers"]["elements"] == {"elements": ["e1", "e4"]}


def test_days_read_as_iso_text(open_app, desk):
    run = answered_before(desk, "deadlines")
    app = open_app("zh", "drill", run=run)
    app.date_input(key=key(run, "deadlines", "q1")).set_value(date(2027, 3, 16))
    app.button(key=f"submit/{run}/deadlines").click().run()
    assert desk.runs[run]["answers"]["deadlines"] == {"q1": "2027-03-16"}


def test_picks_start_empty_and_read_as_ids(open_app, desk):
    run = answered_before(desk, "excuses")
    app = open_app("en", "drill", run=run)
    assert [radio.value for radio in app.radio] == [None] * 3
    app.radio(key=key(run, "excuses", "p2")).set_value("w2")
    app.button(key=f"submit/{run}/excuses").click().run()
    assert desk.runs[run]["answers"]["excuses"] == {"p2": "w2"}


def test_an_order_is_pressed_together_mended_and_read_first_to_last(open_app, desk):
    run = answered_before(desk, "path")
    app = open_app("zh", "drill", run=run)
    order = key(run, "path", "order")
    for one in ("s2", "s3", "s1"):
        app.button(key=f"put/{order}/{one}").click().run()
    app.button(key=f"up/{order}/s1").click().run()
    app.button(key=f"take/{order}/s2").click().run()
    app.button(key=f"submit/{run}/path").click().run()
    assert desk.runs[run]["answers"]["path"] == {"order": ["s1", "s3"]}


def test_a_number_reads_as_a_number(open_app, desk):
    run = answered_before(desk, "sample")
    app = open_app("zh", "drill", run=run)
    app.number_input(key=key(run, "sample", "n")).set_value(64)
    app.button(key=f"submit/{run}/sample").click().run()
    assert desk.runs[run]["answers"]["sample"] == {"n": 64}


def test_switching_the_language_keeps_what_was_entered(open_app, desk):
    run = answered_before(desk, "attribute")
    app = open_app("zh", "drill", run=run)
    grid = key(run, "attribute", "labels", "m02")
    app.radio(key=grid).set_value("cond")
    app.button(key="frame.language").click().run()
    assert app.radio(key=grid).value == "cond"
    assert "Conditional" in app.radio(key=grid).options
    app.button(key="frame.language").click().run()
    assert app.radio(key=grid).value == "cond"


def test_a_refusal_is_said_once_and_stores_nothing(open_app, desk):
    run = answered_before(desk, "attribute")
    app = open_app("zh", "drill", run=run)
    app.button(key=f"submit/{run}/attribute").click().run()
    assert "还没有作答" in app.warning[0].value
    assert desk.runs[run]["answers"] == {}
    assert not app.run().warning


def test_a_hint_names_its_cost_before_and_its_words_after(open_app, desk, shown):
    run = answered_before(desk, "attribute")
    app = open_app("zh", "drill", run=run)
    assert "1.2 分" in app.button(key=f"hint/{run}/attribute/1").label
    assert "先找法律依据" not in shown(app)
    app.button(key=f"hint/{run}/attribute/1").click().run()
    assert "先找法律依据" in shown(app)
    assert app.button(key=f"hint/{run}/attribute/2")


def test_pressing_a_hint_twice_costs_once(desk):
    run = answered_before(desk, "attribute")
    person = desk.sign_in("云溪", "zh")
    visit = Visit(visitor=person, lang="zh")
    drill._take_hint(visit, run, 1)
    drill._take_hint(visit, run, 1)
    assert desk.runs[run]["hints"] == {"attribute": 1}


@pytest.mark.parametrize("lang", LANGS)
def test_the_verdict_says_marks_people_reference_and_basis(open_app, desk, shown, lang):
    run = answered_before(desk, "elements")
    text = shown(open_app(lang, "drill", run=run, verdict="attribute"))
    for word in ("standing.improve", "verdict.happened", "verdict.reference"):
        assert phrase(lang, word) in text
    assert {"zh": "教学约定", "en": "Teaching convention"}[lang] in text
    assert "岑望舒" in text
    assert "失败" not in text
    assert "Fail" not in text


def test_after_the_verdict_comes_the_next_decision(open_app, desk, shown):
    run = answered_before(desk, "elements")
    app = open_app("zh", "drill", run=run)
    app.checkbox(key=key(run, "elements", "elements", "e1")).check()
    app.button(key=f"submit/{run}/elements").click().run()
    assert phrase("zh", "standing.full") in shown(app)
    app.button(key=f"next/{run}/elements").click().run()
    assert app.button(key=f"submit/{run}/fields")


def test_the_last_verdict_can_be_read_again(open_app, desk, shown):
    run = answered_before(desk, "elements")
    app = open_app("zh", "drill", run=run)
    app.button(key="drill.previous").click().run()
    assert phrase("zh", "verdict.happened") in shown(app)


def test_another_persons_run_looks_like_none(open_app, desk, shown):
    run = desk.start("somebody else", "means-test")
    assert phrase("zh", "drill.none") in shown(open_app("zh", "drill", run=run))


def test_nothing_of_the_reference_is_on_the_page_before_submission(open_app, desk, shown):
    run = answered_before(desk, "attribute")
    text = shown(open_app("zh", "drill", run=run))
    for word in ("verdict.by_reference", "finding.expected", "verdict.why"):
        assert phrase("zh", word) not in text.replace(phrase("zh", "drill.previous"), "")
