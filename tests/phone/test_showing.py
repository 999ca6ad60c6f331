"""What a phone shows: phase by phase, small, from this host alone, and never ahead of the reveal."""

import gzip
import re

import pytest

from pages.ui.words import phrase
from tests.pages.fake_boards import ASKED
from tests.phone.conftest import CODE, join

PHASES = (
    "lobby",
    "open",
    "closed",
    "distribution",
    "discuss",
    "revote",
    "shift",
    "reveal",
    "ended",
)
COLD_LOAD = 50_000
"""Bytes of the first visit, before they are compressed."""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_has_its_screen_in_both_languages(seated, desk, vote, phase, lang):
    desk.classroom.stand_in("open", "excuses")
    vote()
    desk.classroom.stand_in(phase, "excuses")
    words = {
        "lobby": "lobby", "open": "stored", "closed": "closed_stored", "discuss": "discuss",
        "distribution": "distribution", "revote": "second", "shift": "shift", "reveal": "reveal",
        "ended": "ended",
    }  # fmt: skip

    assert phrase(lang, f"phone.{words[phase]}") in seated.get(f"/p?lang={lang}").text


def test_whoever_did_not_answer_is_told_so_without_blame(seated, desk):
    desk.classroom.stand_in("closed", "excuses")
    assert phrase("zh", "phone.missed") in seated.get("/p").text
    desk.classroom.stand_in("reveal", "excuses")
    page = seated.get("/p").text
    assert phrase("zh", "phone.reveal_missed_help") in page
    assert "58%" not in page


def test_the_reveal_has_its_arithmetic_reason_and_articles(seated, desk, vote):
    desk.classroom.stand_in("open", "excuses")
    vote()
    desk.classroom.stand_in("reveal", "excuses")
    page = seated.get("/p").text

    assert '<h1 tabindex="-1">58%</h1>' in page
    assert "12 分 × 0.58" in page
    assert "《政务数据共享条例》第十四条" in page


def test_while_paused_the_form_stays_and_cannot_be_sent(seated, desk):
    desk.classroom.stand_in("open", "excuses", paused=True)
    page = seated.get("/p").text

    assert phrase("zh", "phone.paused_help") in page
    assert re.search(r'<button class="main" id="submit" disabled>', page)


@pytest.mark.parametrize("decision", ASKED)
def test_a_cold_load_is_small_even_before_it_is_compressed(seated, desk, decision):
    desk.classroom.stand_in("open", decision)
    page = seated.get("/p")
    assets = [
        seated.get(address) for address in re.findall(r'(?:href|src)="(/p/[^"]+)"', page.text)
    ]

    assert len(assets) == 2
    assert {one.status_code for one in assets} == {200}
    assert sum(len(one.content) for one in (page, *assets)) < COLD_LOAD


def test_style_and_script_are_kept_by_browsers_and_compressed(client):
    for name in ("phone.css", "phone.js"):
        answer = client.get(f"/p/{name}", headers={"accept-encoding": "gzip"})
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "gzip"
        assert client.get(f"/p/{name}", headers={"accept-encoding": ""}).content == answer.content


def test_nothing_comes_from_another_host_and_no_foreign_script_may_run(seated):
    answer = seated.get("/p")
    policy = answer.headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy
    assert re.findall(r"https?://(?!www\.w3\.org)", answer.text) == []
    assert re.findall(r"<script(?! src=)|<style| style=| on\w+=", answer.text) == []
    for name in ("phone.css", "phone.js"):
        assert "://" not in seated.get(f"/p/{name}").text


def test_a_phone_that_shows_the_newest_screen_is_sent_nothing(seated, desk):
    desk.classroom.stand_in("open", "excuses")
    screen = seated.get("/p/state").json()
    same = seated.get("/p/state", params={"v": screen["v"], "k": screen["k"]})
    desk.classroom.stand_in("closed", "excuses")
    later = seated.get("/p/state", params={"v": screen["v"], "k": screen["k"]})

    assert (same.status_code, same.content) == (204, b"")
    assert later.json()["v"] == screen["v"] + 1
    assert later.json()["q"] == "excuses/1"


def test_a_stranger_gets_the_door_and_no_screen(client):
    assert client.get("/p").headers["location"] == "/j"
    assert client.get("/p/state").status_code == 401
    assert client.get("/p/events").status_code == 401


def test_phones_that_show_the_same_are_drawn_once(seated, desk):
    desk.classroom.stand_in("open", "attribute")
    from pages.phone.screens import Screens

    screens, classroom = Screens(), desk.classroom
    tokens = [classroom.join(CODE, "", None, "zh").token for _ in range(3)]
    drawn = {id(screens.of(classroom.phone(one, "zh"), "zh")) for one in tokens}

    assert len(drawn) == 1


def test_what_one_person_learns_at_the_reveal_is_drawn_for_that_person(seated, desk, vote):
    desk.classroom.stand_in("open", "excuses")
    vote()
    desk.classroom.stand_in("reveal", "excuses")
    other = desk.classroom.join(CODE, "", None, "zh").token
    from pages.phone.screens import Screens

    screens = Screens()
    own = desk.classroom.phone(seated.cookies["sandbox_seat"], "zh")
    assert "58%" in screens.of(own, "zh").html
    assert "58%" not in screens.of(desk.classroom.phone(other, "zh"), "zh").html


def test_a_pushed_screen_takes_less_than_a_quarter_of_its_size(seated, desk):
    desk.classroom.stand_in("open", "attribute")
    from pages.phone.screens import Screens

    screen = Screens().of(desk.classroom.phone(seated.cookies["sandbox_seat"], "zh"), "zh")

    assert gzip.decompress(screen.packed) == screen.json
    assert len(screen.event) * 4 < len(screen.json)


@pytest.mark.parametrize("phase", ["lobby", "ended", "closed"])
def test_a_phone_without_javascript_looks_again_by_itself_while_there_is_no_form(
    seated, desk, phase
):
    desk.classroom.stand_in(phase)
    assert 'http-equiv="refresh"' in seated.get("/p").text
    desk.classroom.stand_in("open")
    assert 'http-equiv="refresh"' not in seated.get("/p").text


def test_a_team_is_told_which_tables_it_holds(client, desk):
    desk.classroom.stand_in("open", teams=True)
    join(client, team="welfare")

    assert "您的单位掌握的材料：死亡登记" in client.get("/p").text
