"""What the studio's editor asks while somebody types, and the graph it draws."""

import warnings
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from pages.ui.frame import TEACHING
from pages.ui.studio import graph
from pages.ui.studio.work import overlaid, typed_in
from pages.web import routes, studio
from tests.pages import fake_drafts
from tests.pages.fake_desk import PASSPHRASE
from tests.pages.fake_studio import STANDING

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient


@pytest.fixture
def client(desk) -> Iterator[TestClient]:
    app = Starlette(routes=routes.table(), middleware=routes.guards())
    with TestClient(app, follow_redirects=False) as browser:
        yield browser


@pytest.fixture
def teacher(client) -> TestClient:
    client.post("/teach", data={"name": "王老师", "phrase": PASSPHRASE, "lang": "zh"})
    assert TEACHING in client.cookies
    return client


def ask(client, what="examine", slug=STANDING, headers=None, **body):
    return client.post(f"/studio/{slug}/{what}", json=body, headers=headers)


@pytest.mark.parametrize("what", ["examine", "words"])
def test_only_an_instructor_of_this_site_is_answered(client, teacher, what):
    elsewhere = {"origin": "https://elsewhere.example"}
    assert ask(teacher, what, headers=elsewhere, files={}).status_code == 403
    del teacher.cookies[TEACHING]
    assert ask(client, what, files={}).status_code == 403


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unsaved_text_is_examined_and_saved_nowhere(teacher, desk, lang):
    before = desk.studio.draft("王老师", STANDING, lang)
    text = before.files["scenario.yaml"] + "# TODO"
    told = ask(teacher, lang=lang, files={"scenario.yaml": text}).json()

    assert [one for one in told["problems"] if one["severity"] == "error"]
    assert 'data-jump="scenario.yaml:' in told["list"]
    assert desk.studio.draft("王老师", STANDING, lang) == before


def test_words_are_offered_in_the_scenario_and_not_in_a_brief(teacher):
    asked = {"files": {}, "line": 3, "column": 1, "lang": "en"}
    assert ask(teacher, "words", file="scenario.yaml", **asked).json()["words"]
    assert ask(teacher, "words", file="brief/review.zh.md", **asked).json()["words"] == []


@pytest.mark.parametrize("what", ["examine", "words"])
def test_a_draft_that_is_not_there_is_not_found(teacher, what):
    assert ask(teacher, what, slug="nowhere", files={}).status_code == 404


def test_what_cannot_be_read_or_is_too_large_is_refused(teacher, monkeypatch):
    assert teacher.post(f"/studio/{STANDING}/examine", content=b"{").status_code == 403
    monkeypatch.setattr(studio, "LARGEST", 10)
    assert ask(teacher, files={"scenario.yaml": "x" * 20}).status_code == 403


@pytest.mark.parametrize("told", [None, [], "x", {"a": 1}, {"a": ["b"]}])
def test_of_what_a_browser_says_only_texts_are_taken(told):
    assert typed_in(told) == {}


def test_a_file_that_was_taken_away_is_gone():
    assert overlaid({"a": "1", "b": "2"}, {"b": None, "c": "3"}) == {"a": "1", "c": "3"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_box_of_the_graph_leads_to_its_line_and_lies_apart(lang):
    shown = fake_drafts.graph(lang)
    drawn = graph.drawn(shown, lang)

    for node in shown.nodes:
        assert f'data-jump="scenario.yaml:{node.line}:1" aria-label="{node.label}"' in drawn
    places = [part.split(" width", 1)[0] for part in drawn.split("<rect ")[1:]]
    assert drawn.count("<path") == len(shown.edges)
    assert len(set(places)) == len(shown.nodes)
