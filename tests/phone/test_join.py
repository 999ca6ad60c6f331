"""Joining by six digits: for everybody in the room, and hopeless for whoever guesses."""

import re

import pytest

from pages.phone.join import WRONG
from pages.phone.seat import SEAT
from pages.ui.words import phrase
from tests.phone.conftest import CODE, join


def test_six_digits_are_enough(client):
    answer = join(client)

    assert (answer.status_code, answer.headers["location"]) == (303, "/p")
    assert "学员" in client.get("/p").text


def test_the_seats_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = join(client).headers["set-cookie"].lower()

    assert cookie.startswith(SEAT)
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


@pytest.mark.parametrize("typed", ["527 419", "527-419", "５２７４１９"])
def test_a_code_may_be_typed_as_people_type(client, typed):
    assert join(client, code=typed).status_code == 303


def test_a_scanned_address_fills_the_code_in(client):
    assert f'value="{CODE}"' in client.get(f"/j/{CODE}").text


def test_a_name_that_was_given_is_shown_on_the_phone_and_cannot_become_markup(client):
    join(client, name="<b>云溪")

    assert "&lt;b&gt;云溪" in client.get("/p").text


def test_a_wrong_code_is_answered_kindly_and_keeps_the_name(client):
    answer = join(client, code="111111", name="云溪")

    assert answer.status_code == 422
    assert phrase("zh", "phone.no_room") in answer.text
    assert 'value="云溪"' in answer.text
    assert SEAT not in answer.headers.get("set-cookie", "")


def test_a_room_with_teams_asks_which(client, desk):
    desk.classroom.stand_in("lobby", teams=True)
    without = join(client)
    page = client.get(f"/j/{CODE}").text

    assert without.status_code == 422
    assert 'name="team" value="police"' in without.text
    assert 'name="team" value="welfare"' in page
    assert join(client, team="welfare").status_code == 303
    assert "民政组" in client.get("/p").text


def test_a_class_that_is_over_says_so(client, desk):
    desk.classroom.stand_in("ended")

    assert phrase("zh", "phone.over") in join(client).text


def test_latecomers_join_in_every_phase(client, desk):
    for phase in ("open", "closed", "discuss", "reveal"):
        desk.classroom.stand_in(phase)
        client.cookies.clear()
        assert join(client).status_code == 303


def test_coming_back_leads_to_the_same_seat(seated):
    token = seated.cookies[SEAT]

    assert seated.get(f"/j/{CODE}").headers["location"] == "/p"
    assert seated.get("/j").headers["location"] == "/p"
    join(seated)
    assert seated.cookies[SEAT] == token


def test_guessing_is_stopped_for_right_codes_as_well(client):
    for _ in range(WRONG):
        assert join(client, code="111111").status_code == 422
    answer = join(client)

    assert phrase("zh", "phone.wait") in answer.text
    assert answer.status_code == 422
    assert phrase("en", "phone.wait") in client.get(f"/j/{CODE}?lang=en").text


def test_scanned_addresses_are_guesses_as_well(client):
    for _ in range(WRONG):
        client.get("/j/111111")

    assert phrase("zh", "phone.wait") in client.get(f"/j/{CODE}").text


def test_another_site_cannot_seat_anybody(client):
    answer = client.post("/j", data={"code": CODE}, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 422
    assert phrase("zh", "phone.elsewhere") in answer.text
    assert SEAT not in client.cookies


def test_leaving_forgets_the_seat_on_this_phone_unless_another_site_asks(seated):
    seated.post("/p/leave", headers={"sec-fetch-site": "cross-site"})
    assert seated.get("/p").status_code == 200

    assert seated.post("/p/leave").headers["location"] == "/j"
    assert seated.get("/p").headers["location"] == "/j"


@pytest.mark.parametrize(("lang", "html"), [("zh", "zh-CN"), ("en", "en")])
def test_the_form_speaks_both_languages(client, lang, html):
    page = client.get(f"/j?lang={lang}").text

    assert f'<html lang="{html}">' in page
    assert phrase(lang, "phone.join") in page
    assert phrase(lang, "frame.fiction") in page


def test_the_language_chosen_at_the_door_is_kept(client):
    join(client, lang="en")

    assert phrase("en", "phone.lobby") in client.get("/p").text
    assert phrase("zh", "phone.lobby") in client.get("/p?lang=zh").text
    assert phrase("zh", "phone.lobby") in client.get("/p").text


def test_pressing_twice_takes_one_seat(client, desk):
    once = re.findall(r'name="once" value="([^"]+)"', client.get(f"/j/{CODE}").text)[0]
    first = join(client, once=once)
    client.cookies.clear()
    second = join(client, once=once)

    assert first.headers["set-cookie"] == second.headers["set-cookie"]
    assert len(desk.classroom.halls[CODE].seats) == 1


def test_two_phones_take_two_seats(client, desk):
    for _ in range(2):
        client.cookies.clear()
        once = re.findall(r'name="once" value="([^"]+)"', client.get(f"/j/{CODE}").text)[0]
        join(client, once=once)

    assert len(desk.classroom.halls[CODE].seats) == 2


def test_a_form_that_was_refused_may_be_sent_again(client, desk):
    desk.classroom.stand_in("lobby", teams=True)

    assert join(client, once="a", team="").status_code == 422
    assert join(client, once="a", team="police").status_code == 303
