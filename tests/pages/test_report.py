"""The report as PDF: one page, letters embedded, what people wrote set as plain text."""

import re
import zlib

import pytest

from pages.web import report
from tests.pages import fake_portrait
from tests.pages.test_profile import finish
from tests.pages.test_web import client, sign_in

__all__ = ["client"]

needs_font = pytest.mark.skipif(report.font() is None, reason="no font with Chinese letters here")


def pages(pdf: bytes) -> int:
    """How many pages a PDF has, object streams included."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            parts.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type ?/Page\b", part)) for part in parts)


@needs_font
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_one_page_with_its_letters_inside(lang):
    made = report.typeset(fake_portrait.portrait("云溪", lang), lang)

    assert made.startswith(b"%PDF-")
    assert pages(made) == 1
    assert len(made) > 20_000


@needs_font
def test_what_a_person_wrote_is_never_read_as_code():
    nasty = '#read("/etc/passwd") $x$ #panic() "'

    assert report.typeset(fake_portrait.portrait(nasty, "zh"), "zh").startswith(b"%PDF-")


@needs_font
def test_everybody_downloads_their_own(client, desk):
    sign_in(client)
    finish(desk)
    answer = client.get("/report.pdf")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]
    assert answer.content.startswith(b"%PDF-")


def test_a_stranger_is_sent_to_sign_in_and_a_beginner_to_the_page_that_explains(client):
    assert client.get("/report.pdf").headers["location"] == "/enter?next=/report"
    sign_in(client)
    assert client.get("/report.pdf").headers["location"] == "/report"


def test_without_a_chinese_font_it_says_which_to_install(client, desk, monkeypatch):
    monkeypatch.setattr(report, "font", lambda: None)
    sign_in(client)
    finish(desk)
    answer = client.get("/report.pdf")

    assert answer.status_code == 503
    assert "fonts-noto-cjk" in answer.text


def test_own_data_come_as_a_file_for_whoever_they_are_of(client):
    assert client.get("/mine.json").status_code == 404
    sign_in(client)
    answer = client.get("/mine.json")

    assert answer.status_code == 200
    assert answer.json() == {"person": "云溪"}
    assert "attachment" in answer.headers["content-disposition"]
