"""The two standards, checked against their own examples and a second implementation."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model import identifiers as ids

VALID = [
    ("11010519491231002X", date(1949, 12, 31), "female"),
    ("290102193803150017", date(1938, 3, 15), "male"),
    ("290102194110220427", date(1941, 10, 22), "female"),
    ("290102202609010135", date(2026, 9, 1), "male"),
    ("290102202609010282", date(2026, 9, 1), "female"),
    ("290102200002290047", date(2000, 2, 29), "female"),
]
UPGRADES = [
    ("290102380315001", "290102193803150017"),
    ("290104411022042", "29010419411022042X"),
]
CREDIT = [
    "91350100M000100Y43",
    "91290102YY000001XM",
    "92290102YY000001XJ",
    "93290102YY000001XF",
    "11290102YY000001XX",
    "12290102YY000001XT",
    "52290102YY000001XN",
]

fictional_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2027, 3, 1))


@pytest.mark.parametrize(("number", "born", "sex"), VALID)
def test_a_valid_number_tells_birth_and_sex(number: str, born: date, sex: str) -> None:
    assert ids.id_is_valid(number)
    assert ids.birth_date(number) == born
    assert ids.sex_of(number) == sex


@pytest.mark.parametrize(
    "number",
    [
        "",
        "290102193803150018",
        "29010219380315001",
        "2901021938031500177",
        "29010419411022042x",
        "290102193802300013",
        "090102193803150017",
        "290102193803150017\n",
        "２90102193803150017",
        "29010219380315001７",
    ],
)
def test_a_wrong_number_is_refused(number: str) -> None:
    assert not ids.id_is_valid(number)


def test_a_day_that_no_calendar_has_is_refused_although_the_check_digit_fits() -> None:
    body = "29010219010229001"
    assert not ids.id_is_valid(body + ids.id_check_digit(body))


@pytest.mark.parametrize(("old", "new"), UPGRADES)
def test_fifteen_digits_become_eighteen(old: str, new: str) -> None:
    assert ids.upgrade_id(old) == new
    assert ids.birth_date(old) == ids.birth_date(new)
    assert ids.sex_of(old) == ids.sex_of(new)


@pytest.mark.parametrize(
    ("sequence", "year"), [("995", 1905), ("996", 1805), ("997", 1805), ("999", 1805)]
)
def test_centenarian_sequences_belong_to_the_century_before(sequence: str, year: int) -> None:
    assert ids.birth_date("290102050607" + sequence).year == year


@pytest.mark.parametrize("number", ["29010238031500", "2901023803150011", "290102381315001", "x"])
def test_what_is_not_fifteen_digits_is_not_upgraded(number: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        ids.upgrade_id(number)


@pytest.mark.parametrize("reader", [ids.birth_date, ids.sex_of])
def test_an_invalid_number_tells_nothing(reader: object) -> None:
    with pytest.raises(ValueError, match="not a valid citizen number"):
        reader("290102193803150018")  # type: ignore[operator]


@given(st.text(max_size=20))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert ids.id_is_valid(text) in (True, False)
    assert ids.credit_is_valid(text) in (True, False)


@given(fictional_days, st.integers(0, 999), st.integers(0, 9999))
def test_made_numbers_agree_with_the_congruence_of_iso_7064(
    day: date, sequence: int, division: int
) -> None:
    made = ids.make_ids(
        np.array([290000 + division]), np.array([int(f"{day:%Y%m%d}")]), np.array([sequence])
    )
    number = made[0].decode()
    # The standard's own formulation: Σ aᵢ·2^(18−i) ≡ 1 (mod 11), X counting 10.
    values = [10 if c == "X" else int(c) for c in number]
    assert sum(v * 2 ** (17 - i) for i, v in enumerate(values)) % 11 == 1
    assert ids.id_is_valid(number)
    assert ids.birth_date(number) == day
    assert ids.sex_of(number) == ("male" if sequence % 2 else "female")


@given(fictional_days, st.integers(0, 999), st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(day: date, sequence: int, at: int, shift: int) -> None:
    number = ids.make_ids(
        np.array([290102]), np.array([int(f"{day:%Y%m%d}")]), np.array([sequence])
    )[0].decode()
    old = number[at]
    new = str((int(old) + shift) % 10) if old != "X" else str(shift)
    assert not ids.id_is_valid(number[:at] + new + number[at + 1 :])


@pytest.mark.parametrize("code", CREDIT)
def test_credit_codes_of_the_standard_and_of_the_province_are_valid(code: str) -> None:
    assert ids.credit_is_valid(code)


@pytest.mark.parametrize(
    "code",
    [
        "9129O102YY000001XM",
        "91290102YY000001XN",
        "91290102YY000001YM",
        "91290102yy000001XM",
        "91290102YY000001X",
        "",
    ],
)
def test_a_wrong_credit_code_is_refused(code: str) -> None:
    assert not ids.credit_is_valid(code)


def test_the_inner_check_is_tested_on_its_own() -> None:
    body = "91290102YY0000019"
    assert not ids.credit_is_valid(body + ids.credit_check(body))


@given(st.sampled_from(["11", "12", "52", "91", "92", "93", "Y1"]), st.integers(0, 999_999))
def test_made_credit_codes_agree_with_a_second_reckoning(kind: str, serial: int) -> None:
    code = ids.make_credit_codes(kind, np.array([290104]), np.array([serial]))[0].decode()
    table = {c: v for v, c in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
    power, total = 1, 0
    for sign in code[:17]:
        total += power * table[sign]
        power = power * 3 % 31
    assert (total + table[code[17]]) % 31 == 0
    inner = sum(int(c, 36) * w for c, w in zip(code[8:16], (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    assert (inner + (10 if code[16] == "X" else int(code[16]))) % 11 == 0
    assert ids.credit_is_valid(code)
    assert code.startswith(kind + "290104YY")


@pytest.mark.parametrize(
    ("division", "serial"), [([110105], [1]), ([290102], [1_000_000]), ([290102], [-1])]
)
def test_makers_refuse_real_divisions_and_long_numbers(
    division: list[int], serial: list[int]
) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        ids.make_ids(np.array(division), np.array([20000101]), np.array(serial))
    with pytest.raises(ValueError, match=r"\.$"):
        ids.make_credit_codes("91", np.array(division), np.array(serial))


@pytest.mark.parametrize("call", [ids.id_check_digit, ids.organisation_check, ids.credit_check])
def test_a_body_of_the_wrong_length_is_refused_in_a_sentence(call: object) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        call("29")  # type: ignore[operator]


def test_a_kind_outside_the_alphabet_is_refused() -> None:
    with pytest.raises(ValueError, match="two signs"):
        ids.make_credit_codes("9O", np.array([290102]), np.array([1]))


@pytest.mark.parametrize(
    ("code", "fictional"), [("29", True), ("290104", True), ("110105", False), ("2", False)]
)
def test_only_prefix_29_is_fictional(code: str, fictional: bool) -> None:
    assert ids.is_fictional_division(code) is fictional


def test_no_rows_make_no_codes() -> None:
    none = np.array([], dtype=np.int64)
    assert len(ids.make_ids(none, none, none)) == 0
    assert len(ids.make_credit_codes("91", none, none)) == 0
