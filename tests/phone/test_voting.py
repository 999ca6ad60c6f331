"""Answers from phones: taken once, acknowledged as often as asked for, refused kindly."""

import pytest

from pages.phone.answers import LARGEST
from pages.ui.words import phrase
from tests.pages.fake_boards import ASKED
from tests.phone.conftest import CODE


@pytest.fixture(autouse=True)
def _open(desk):
    desk.classroom.stand_in("open", "excuses")


def test_an_answer_is_stored_and_the_next_screen_says_so(vote, desk):
    answer = vote()

    assert answer.status_code == 200
    assert answer.json()["a"] is True
    assert phrase("zh", "phone.stored") in answer.json()["html"]
    assert list(desk.classroom.halls[CODE].votes.values()) == [{"p1": "w2", "p2": "w2", "p3": "w2"}]


def test_an_answer_whose_acknowledgement_got_lost_may_be_sent_again(vote, desk):
    assert [vote().status_code for _ in range(3)] == [200, 200, 200]
    assert len(desk.classroom.halls[CODE].votes) == 1


def test_another_answer_after_the_first_is_refused_and_the_first_counts(vote, desk):
    vote()
    answer = vote(**{"pick|p1": "w1"})

    assert answer.status_code == 422
    assert "以第一次提交的为准" in answer.json()["told"]
    assert answer.json()["screen"]["a"] is True
    assert desk.classroom.halls[CODE].votes[("seat-527419-37", "excuses", 1)]["p1"] == "w2"


@pytest.mark.parametrize("phase", ["closed", "distribution", "discuss", "shift", "reveal", "ended"])
def test_a_late_answer_is_refused_and_the_phone_shows_where_the_class_is(vote, desk, phase):
    desk.classroom.stand_in(phase, "excuses")
    answer = vote()

    assert answer.status_code == 422
    assert answer.json()["told"]
    assert f"/{phase}/" in answer.json()["screen"]["k"]
    assert desk.classroom.halls[CODE].votes == {}


def test_an_answer_to_another_question_is_refused(vote, desk):
    assert vote("path", **{"place|order|s1": "1"}).status_code == 422
    assert vote(round_=2).status_code == 422
    assert desk.classroom.halls[CODE].votes == {}


def test_while_paused_nothing_is_taken(vote, desk):
    desk.classroom.stand_in("open", "excuses", paused=True)

    assert vote().status_code == 422


def test_an_empty_form_is_refused_and_the_question_stays(vote):
    answer = vote(**{"pick|p1": ""})

    assert answer.status_code == 422
    assert answer.json()["screen"]["k"].endswith("/open/open")


def test_without_javascript_the_same_form_leads_on(seated, desk):
    sent = {"decision": "excuses", "round": "1", "pick|p1": "w1"}
    stored = seated.post("/p/vote", data=sent)
    desk.classroom.stand_in("closed", "excuses")
    late = seated.post("/p/vote", data={**sent, "pick|p1": "w2"})

    assert (stored.status_code, stored.headers["location"]) == (303, "/p")
    assert late.status_code == 422
    assert "以第一次提交的为准" in late.text
    assert phrase("zh", "phone.closed") in late.text


def test_a_phone_without_a_seat_is_shown_the_door(client):
    form = {"decision": "excuses", "round": "1", "pick|p1": "w1"}

    assert client.post("/p/vote", data=form).headers["location"] == "/j"
    quiet = client.post("/p/vote", data=form, headers={"accept": "application/json"})
    assert quiet.status_code == 401


def test_another_site_cannot_answer_for_anybody(seated, desk):
    form = {"decision": "excuses", "round": "1", "pick|p1": "w1"}
    answer = seated.post("/p/vote", data=form, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert desk.classroom.halls[CODE].votes == {}


@pytest.mark.parametrize(
    "body",
    [b"", b"x" * (LARGEST + 1), b"\xff\xfe", b"decision=a", b"decision=a&round=3",
     b"decision=a&round=1&grid%7Ca=b", b"decision=a&round=1&place%7Ca%7Cb=first"],
)  # fmt: skip
def test_what_is_no_form_of_ours_is_refused(seated, body, desk):
    answer = seated.post("/p/vote", content=body)

    assert answer.status_code == 400
    assert answer.json()["told"] == phrase("zh", "phone.unread")
    assert desk.classroom.halls[CODE].votes == {}


@pytest.mark.parametrize("decision", ASKED)
def test_every_question_is_drawn_as_a_form_with_each_of_its_fields(seated, desk, decision):
    desk.classroom.stand_in("open", decision)
    page = seated.get("/p").text

    assert f'name="decision" value="{decision}"' in page
    assert page.count("|") > 0
    assert phrase("zh", "phone.submit") in page
