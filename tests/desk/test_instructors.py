"""The instructors' passphrase: shown once, kept as a hash, and out of reach of guessing."""

import stat
from collections.abc import Iterator

import pytest

from sandbox.desk import instructors
from sandbox.desk.views import InstructorView, RejectionView
from sandbox.desk.wiring import Office, Places


@pytest.fixture
def fresh(office: Office, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An installation that has never been started."""
    monkeypatch.delenv("SANDBOX_INSTRUCTOR_PASSPHRASE", raising=False)
    places = Places(
        scenarios=office.places.scenarios,
        data=office.places.data,
        state=tmp_path / "state",
        ledger_url=office.places.ledger_url,
    )
    instructors._failed.clear()
    yield Office(places=places)
    instructors._failed.clear()


def admitted(office: Office, phrase: str) -> InstructorView:
    found = instructors.admit(office, "周老师", phrase, "zh")
    assert isinstance(found, InstructorView)
    return found


def test_a_passphrase_is_shown_once_and_only_its_hash_is_kept(fresh: Office) -> None:
    phrase = instructors.first_passphrase(fresh)
    file = fresh.places.state / instructors.FILE

    assert phrase is not None
    assert instructors.first_passphrase(fresh) is None
    assert phrase not in file.read_text("utf-8")
    assert "argon2id" in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_passphrase_lets_in_under_a_name(fresh: Office) -> None:
    phrase = instructors.new_passphrase(fresh)
    view = admitted(fresh, f"  {phrase.upper()} ")
    found = instructors.instructor(fresh, view.token)

    assert found is not None
    assert found.name == "周老师"


def test_a_new_passphrase_ends_every_session_of_the_old_one(fresh: Office) -> None:
    view = admitted(fresh, instructors.new_passphrase(fresh))
    instructors.new_passphrase(fresh)

    assert instructors.instructor(fresh, view.token) is None


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c"])
def test_a_forged_token_is_no_instructor(fresh: Office, token: str | None) -> None:
    instructors.new_passphrase(fresh)

    assert instructors.instructor(fresh, token) is None


def test_a_trainees_token_is_no_instructors(fresh: Office) -> None:
    from sandbox.desk.office import Desk
    from sandbox.desk.views import VisitorView

    instructors.new_passphrase(fresh)
    person = Desk(fresh).sign_in("甲", "zh")
    assert isinstance(person, VisitorView)

    assert instructors.instructor(fresh, person.token) is None


def test_guessing_is_stopped_even_for_whoever_guesses_right_then(fresh: Office) -> None:
    phrase = instructors.new_passphrase(fresh)
    for _ in range(instructors.TRIES):
        refused = instructors.admit(fresh, "甲", "wrong", "zh")
        assert isinstance(refused, RejectionView)
    held = instructors.admit(fresh, "甲", phrase, "zh")

    assert isinstance(held, RejectionView)
    assert "一分钟" in held.text


def test_an_instructor_without_a_name_is_asked_for_one(fresh: Office) -> None:
    refused = instructors.admit(fresh, "  ", instructors.new_passphrase(fresh), "en")

    assert isinstance(refused, RejectionView)
    assert refused.where == "name"


def test_several_servers_may_be_given_one_passphrase(
    fresh: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANDBOX_INSTRUCTOR_PASSPHRASE", "Open-Sesame")

    assert instructors.first_passphrase(fresh) is None
    assert admitted(fresh, "open-sesame").name == "周老师"


@pytest.mark.parametrize("email", ["", "x@example.com", "zhao@example.com.cn", ","])
def test_an_organisation_s_word_admits_nobody_who_is_not_listed(
    fresh: Office, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    monkeypatch.setenv("SANDBOX_INSTRUCTORS", "zhao@example.com, ,")

    found = instructors.vouched(fresh, "赵老师", email, "zh")

    assert isinstance(found, RejectionView)
    assert "讲师名单" in found.text


def test_whoever_is_taken_off_the_list_is_out_at_once(
    fresh: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANDBOX_INSTRUCTORS", "wang@example.com, Zhao@Example.com")
    found = instructors.vouched(fresh, "赵老师", "zhao@example.com", "zh")
    assert isinstance(found, InstructorView)
    assert instructors.instructor(fresh, found.token) == found

    monkeypatch.setenv("SANDBOX_INSTRUCTORS", "wang@example.com")
    assert instructors.instructor(fresh, found.token) is None


def test_a_new_passphrase_is_on_record_without_its_words(fresh: Office) -> None:
    phrase = instructors.new_passphrase(fresh, "运维小李")

    head = fresh.ledger.head()
    assert head is not None
    assert (head.who, head.what) == ("运维小李", "passphrase changed")
    assert phrase not in str(head)
