"""The address that phones are told."""

import ipaddress

import pytest

from sandbox.desk.address import own_address, public_address


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("https://sandbox.example.com/", "https://sandbox.example.com"),
        ("192.168.43.1:8501", "http://192.168.43.1:8501"),
        ("http://class.local", "http://class.local"),
    ],
)
def test_an_address_that_was_set_is_told_as_it_is(given: str, told: str) -> None:
    assert public_address({"SANDBOX_ADDRESS": given}) == told


def test_otherwise_it_is_this_machine_s_own_with_the_server_s_port() -> None:
    own = own_address()

    assert public_address({}) == f"http://{own}:8501"
    assert public_address({"STREAMLIT_SERVER_PORT": "9000"}) == f"http://{own}:9000"
    assert public_address({}, port=8700) == f"http://{own}:8700"


def test_this_machine_s_own_address_is_one() -> None:
    own = own_address()

    assert own == "localhost" or not ipaddress.ip_address(own).is_unspecified
