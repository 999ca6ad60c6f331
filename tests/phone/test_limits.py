"""Counting how often somebody tries."""

from pages.phone.limits import Limit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_limit_holds_within_its_time_and_lifts_afterwards():
    clock = Clock()
    limit = Limit(most=2, seconds=60, clock=clock)
    for _ in range(2):
        assert not limit.reached("a")
        limit.count("a")

    assert limit.reached("a")
    clock.now = 60.0
    assert not limit.reached("a")


def test_one_address_does_not_use_up_anothers():
    limit = Limit(most=1, seconds=60, clock=Clock())
    limit.count("a")

    assert limit.reached("a")
    assert not limit.reached("b")


def test_all_addresses_together_have_a_limit_as_well():
    limit = Limit(most=10, seconds=60, in_all=3, clock=Clock())
    for address in "abc":
        limit.count(address)

    assert limit.reached("d")


def test_many_addresses_take_no_more_room_than_they_may(monkeypatch):
    from pages.phone import limits

    monkeypatch.setattr(limits, "_ADDRESSES", 3)
    limit = Limit(most=1, seconds=60, clock=Clock())
    for address in "abcd":
        limit.count(address)

    assert [limit.reached(a) for a in "abcd"] == [False, True, True, True]
