"""The result explains itself and leads on."""

import pytest

from pages.ui.words import phrase
from tests.pages.fake_forms import DECISIONS


def finished(desk) -> str:
    """A run of the first visitor with every decision taken."""
    run = desk.start("p1", "means-test")
    desk.runs[run]["answers"] = {decision[0]: {"x": 1} for decision in DECISIONS}
    return run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_result_names_level_dimensions_thinking_and_thin_evidence(open_app, desk, shown, lang):
    text = shown(open_app(lang, "result", run=finished(desk)))
    for word in (
        "level.applying", "dimension.openness", "dimension.satisfaction", "thinking.wisdom",
        "shortcoming.values", "measure.thin", "measure.none", "result.strongest", "result.weakest",
        "measure.how",
    ):  # fmt: skip
        assert phrase(lang, word) in text


def test_an_unfinished_run_has_no_result_and_says_where_it_will_be(open_app, desk, shown):
    run = desk.start("p1", "means-test")
    assert phrase("zh", "result.none_help") in shown(open_app("zh", "result", run=run))


def test_trying_again_starts_a_run_on_a_parallel_world(open_app, desk):
    app = open_app("zh", "result", run=finished(desk))
    app.button(key="result.retry").click().run()
    assert len(desk.runs) == 2


def test_every_decision_leads_back_to_its_verdict(open_app, desk):
    run = finished(desk)
    links = [one.proto for one in open_app("zh", "result", run=run).get("page_link")]
    queries = [link.query_string for link in links]
    assert sum(f"run={run}&verdict=" in query for query in queries) == len(DECISIONS)


def test_a_person_may_object_and_is_told_so(open_app, desk, shown):
    assert "异议" in shown(open_app("zh", "result", run=finished(desk)))
