"""Signing in: a nickname is enough, and only our own tokens are believed."""

import pytest

from sandbox.desk.office import Desk
from sandbox.desk.views import RejectionView, VisitorView


def test_a_token_brings_the_person_back(desk: Desk) -> None:
    welcomed = desk.sign_in("  松岚学员 ", "zh")

    assert isinstance(welcomed, VisitorView)
    assert welcomed.nickname == "松岚学员"
    again = desk.visitor(welcomed.token)
    assert again is not None
    assert again.id == welcomed.id


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c", "IlBGViI.awWH7Q.wg8MqDn"])
def test_a_forged_token_is_nobody(desk: Desk, token: str | None) -> None:
    assert desk.visitor(token) is None


def test_a_changed_token_is_nobody(desk: Desk) -> None:
    welcomed = desk.sign_in("甲", None)

    assert isinstance(welcomed, VisitorView)
    # Not the last sign: some of its bits are padding and mean nothing.
    flipped = (
        welcomed.token[:-8] + ("A" if welcomed.token[-8] != "A" else "B") + welcomed.token[-7:]
    )
    assert desk.visitor(flipped) is None


@pytest.mark.parametrize("nickname", ["", "   ", "\u200b\n", "长" * 25])
def test_an_unusable_name_is_refused_kindly(desk: Desk, nickname: str) -> None:
    refused = desk.sign_in(nickname, "zh")

    assert isinstance(refused, RejectionView)
    assert refused.where == "nickname"
    assert refused.text.endswith("。")


def test_two_people_of_the_same_name_are_two_people(desk: Desk) -> None:
    one, other = desk.sign_in("甲", None), desk.sign_in("甲", None)

    assert isinstance(one, VisitorView)
    assert isinstance(other, VisitorView)
    assert one.id != other.id
