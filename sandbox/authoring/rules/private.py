"""Rules on privacy: nothing anywhere in the folder could be a real person's."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sandbox.authoring.case import Case
from sandbox.authoring.cells import in_text
from sandbox.authoring.problem import Problem
from sandbox.authoring.prose import Spot
from sandbox.text import Text


class _Trace(NamedTuple):
    form: re.Pattern[str]
    message: Text
    fix: Text


PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
DIGITS: Final = re.compile(r"[0-9]{4}[- ]?[0-9]{4}|[0-9]{6}[0-9A-Z]{10}|[@０-９＠]")
"""Without any of these a text holds no number and no mailbox, and most hold none."""
CARD: Final = re.compile(r"(?<![0-9A-Za-z._-])(?:62|4|5[1-5])[0-9]{14,17}(?![0-9A-Za-z.])")
TRACES: Final = (
    _Trace(
        re.compile(r"(?<![0-9.-])0[1-9][0-9]{1,2}-[1-9][0-9]{6,7}(?![0-9-])"),
        Text(
            zh="这里像一个打得通的固定电话。",
            en="This reads as a landline number that could be called.",
        ),
        Text(
            zh="请遮住一部分，例如 `0871-****1234`。",
            en="Mask part of it, as in `0871-****1234`.",
        ),
    ),
    _Trace(
        re.compile(rf"[{PROVINCES}][A-HJ-NP-Z]·?[A-HJ-NP-Z0-9]{{5}}(?![A-Za-z0-9])"),
        Text(
            zh="这里像一个真实省份的车牌号。",
            en="This reads as a number plate of a real province.",
        ),
        Text(
            zh="请遮住后几位，例如 `云A··***`，或不写车牌。",
            en="Mask its last signs, or leave the plate out.",
        ),
    ),
    _Trace(
        re.compile(r"(?:微信号?|WeChat(?: ID)?|QQ号?)\s*[:：]\s*[A-Za-z0-9_-]{5,}"),
        Text(
            zh="这里像一个能联系到人的账号。",
            en="This reads as an account through which somebody can be reached.",
        ),
        Text(
            zh="请删去账号，只写“已留联系方式”。",
            en="Delete the account; say only that there is one.",
        ),
    ),
)


def s173_no_text_is_about_a_real_person(case: Case) -> Iterator[Problem]:
    """No file names a citizen number, credit code, mobile number or mailbox that could be real."""
    for name, text in case.files.items():
        for found in in_text(text) if DIGITS.search(text) else ():
            spot = Spot(case=case, name=name, text=text, offset=found.offset)
            yield spot.problem(found.code, found.message, found.fix)


def s190_nobody_can_be_reached(case: Case) -> Iterator[Problem]:
    """Nor a landline, a bank card, a number plate or an account that could be somebody's."""
    for name, text in case.files.items():
        for trace in TRACES:
            for found in trace.form.finditer(text):
                spot = Spot(case=case, name=name, text=text, offset=found.start())
                yield spot.problem("S190", trace.message, trace.fix)
        for found in CARD.finditer(text):
            if luhn(found.group()):
                spot = Spot(case=case, name=name, text=text, offset=found.start())
                yield spot.problem("S190", BANK, BANK_FIX)


def luhn(digits: str) -> bool:
    """Whether the check digit of ISO/IEC 7812-1 is right."""
    weighed = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in weighed) % 10 == 0


BANK: Final = Text(
    zh="这里像一个校验通过的银行卡号。", en="This reads as a bank card number with a valid check."
)
BANK_FIX: Final = Text(
    zh="请只留末四位，例如 `****1234`。", en="Keep its last four digits only, as in `****1234`."
)
RULES: Final = (s173_no_text_is_about_a_real_person, s190_nobody_can_be_reached)
