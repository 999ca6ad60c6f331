"""12345热线: tickets of a year, whole sentences that name nobody, ratings that follow the wait."""

import re
from datetime import date
from statistics import mean

import numpy as np
import pytest

from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.hotline import TABLES, build, tickets
from tests.recipes.village import YUNLU, Person, drawn, keeps_the_contract, province, rows


def test_the_tickets_keep_the_contract() -> None:
    built = tickets(drawn())
    keeps_the_contract(built, key="gdbh")
    assert built.data.num_rows > 1_000


@pytest.mark.parametrize("n", [0, 1, 2, 7, 50])
def test_the_smallest_provinces_have_tickets_too(n: int) -> None:
    assert [built.spec for built in build(drawn(n))] == list(TABLES)


def test_callers_are_living_adults_and_some_call_again() -> None:
    lives, built = drawn().lives, tickets(drawn())
    assert built.link is not None
    who = built.link.to_numpy()
    assert lives.present()[who].all()
    assert (lives.age()[who] >= 18).all()
    assert len(np.unique(who)) < len(who)


def test_named_callers_are_the_ones_the_ticket_is_about() -> None:
    lives, built = drawn().lives, tickets(drawn())
    names = lives.xm.to_pylist()
    assert built.link is not None
    for who, row in zip(built.link.to_pylist(), rows(built.data), strict=True):
        assert row["lxr"] in {None, names[who]}
    assert built.data["lxr"].null_count > 0


def test_tickets_stand_in_order_of_receipt() -> None:
    data = tickets(drawn()).data
    assert data["gdbh"].to_pylist() == sorted(data["gdbh"].to_pylist())
    for number, day in zip(data["gdbh"].to_pylist(), data["slrq"].to_pylist(), strict=True):
        assert number.startswith(f"RX{day:%Y%m%d}")


def test_days_lie_between_receipt_and_closing_and_only_closed_tickets_are_rated() -> None:
    for row in rows(tickets(drawn()).data):
        received, closed = row["slrq"], row["bjsj"]
        assert isinstance(received, date)
        if closed is None:
            assert row["blts"] is None
            assert row["myd"] is None
        else:
            assert isinstance(closed, date)
            assert (closed - received).days == row["blts"]
        assert row["myd"] in {None, 1, 2, 3, 4, 5}


def test_callers_are_more_content_the_sooner_they_are_answered() -> None:
    rated = [row for row in rows(tickets(drawn()).data) if row["myd"] is not None]
    quick = [int(str(row["myd"])) for row in rated if int(str(row["blts"])) <= 3]
    slow = [int(str(row["myd"])) for row in rated if int(str(row["blts"])) > 8]
    assert mean(quick) > mean(slow) + 0.5


def test_texts_are_whole_sentences_without_numbers_that_reach_anybody() -> None:
    data = tickets(drawn()).data
    assert all(text.endswith("。") for text in data["sqnr"].to_pylist())
    assert not any(re.search(r"[0-9]", text) for text in data["sqnr"].to_pylist())
    assert all(re.fullmatch(r"154\*{4}[0-9]{4}", phone) for phone in data["lxdh"].to_pylist())


def test_nobody_in_a_village_complains_about_lifts() -> None:
    village = next(
        i for i, word in enumerate(pools.communities(YUNLU).words) if word.endswith("村")
    )
    home = Person(division=YUNLU, community=village)
    data = tickets(province([home] * 4_000)).data
    categories = set(data["sqlb"].to_pylist())
    assert "物业管理" not in categories
    assert "农业农村" in categories
