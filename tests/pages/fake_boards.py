"""What a paper class has answered, and what its reveal shows; plausible, the same every time."""

from hashlib import blake2b

from sandbox.desk.views import (
    ChoiceView,
    ControlView,
    DateView,
    GridView,
    MatrixView,
    MeasureView,
    NumberView,
    OrderView,
    PickManyView,
    PickView,
    SharesView,
)
from sandbox.desk.views.live import (
    BarCountView,
    GroupLineView,
    QuestionView,
    RevealBoard,
    RevealedView,
    TallyView,
)
from sandbox.text import Lang
from tests.pages import fake_forms, fake_verdicts, fake_workshop
from tests.pages.fake_forms import Pair, say_in
from tests.pages.fake_outcomes import consequences

ASKED = (
    "excuses", "elements", "attribute", "path", "sample", "deadlines", "cases", "inspect", "limits",
)  # fmt: skip
"""One decision per control that a phone can draw."""
LEFT_OUT = ("query", "why")
TEAMS: tuple[tuple[str, Pair], ...] = (
    ("police", ("公安组", "Police")),
    ("welfare", ("民政组", "Civil affairs")),
    ("data", ("数据局组", "Data bureau")),
)


def question(decision: str, number: int, of: int, lang: Lang) -> QuestionView:
    """The decision as phones and projector ask it."""
    spec = next(each for each in fake_forms.DECISIONS if each[0] == decision)
    return QuestionView(
        decision=decision,
        number=number,
        of=of,
        title=say_in(spec[2], lang),
        prompt=say_in(spec[3], lang),
        points=spec[4],
        controls=fake_forms.controls(decision, lang),
    )


def tallies(decision: str, round_: int, answered: int, lang: Lang) -> tuple[TallyView, ...]:
    """How they voted; after the talk more agree."""
    found: list[TallyView] = []
    for control in fake_forms.controls(decision, lang):
        found += _of(control, round_, answered, lang)
    return tuple(found)


def _of(  # noqa: C901 - a door per control
    control: ControlView, round_: int, n: int, lang: Lang
) -> list[TallyView]:
    match control:
        case PickView(label=label, choices=choices):
            return [_tally(label, _labels(choices), round_, n)]
        case PickManyView(label=label, choices=choices):
            return [_many(label, _labels(choices), n)]
        case GridView(rows=rows, labels=labels):
            return [_tally(row.label, _labels(labels), round_, n) for row in rows]
        case OrderView(choices=choices):
            places = [
                say_in((f"第 {at} 位", f"Place {at}"), lang) for at in range(1, len(choices) + 1)
            ]
            return [_tally(place, _labels(choices), round_, n) for place in places]
        case MatrixView(rows=rows, columns=columns):
            return [
                _tally(f"{row.label} · {column.label}", _labels(column.choices), round_, n)
                for row in rows
                for column in columns
            ]
        case DateView(label=label):
            return [_tally(label, [f"2027-03-{day}" for day in (15, 12, 16, 17)], round_, n)]
        case NumberView(label=label):
            return [_tally(label, ["20 – 39", "40 – 59", "60 – 80"], round_, n)]
        case SharesView(rows=rows):
            return [
                _tally(row.label, ["0 – 49", "50 – 99", "100 – 200"], round_, n) for row in rows
            ]
    raise AssertionError(control)


def _labels(choices: tuple[ChoiceView, ...]) -> list[str]:
    return [choice.label for choice in choices]


def _draw(salt: str, below: int) -> int:
    return int.from_bytes(blake2b(salt.encode(), digest_size=4).digest(), "big") % below


def _tally(label: str, bars: list[str], round_: int, n: int) -> TallyView:
    at = _draw(label, len(bars))
    weights = [1 + _draw(f"{label}/{bar}", 5) for bar in bars]
    weights[at] += 4 if round_ == 1 else 22
    total = sum(weights)
    counts = [n * weight // total for weight in weights]
    counts[at] += n - sum(counts)
    return TallyView(label=label, bars=tuple(map(_bar, bars, counts, [n] * len(bars))))


def _many(label: str, bars: list[str], n: int) -> TallyView:
    counts = [n * (2 + _draw(bar, 8)) // 10 for bar in bars]
    return TallyView(label=label, bars=tuple(map(_bar, bars, counts, [n] * len(bars))))


def _bar(label: str, count: int, n: int) -> BarCountView:
    return BarCountView(label=label, count=count, share=count / n if n else 0.0)


def _verdict(decision: str, lang: Lang):
    known = {each[0] for each in fake_forms.DECISIONS}
    assert decision in known
    return fake_verdicts.verdict("paper", {"hints": {}}, decision, lang)


def revealed(decision: str, lang: Lang) -> RevealedView:
    """What one person learns."""
    found = _verdict(decision, lang)
    return RevealedView(
        percent=found.percent,
        arithmetic=found.arithmetic,
        findings=found.findings,
        why=found.why,
        basis=found.basis,
    )


def dimensions(lang: Lang) -> tuple[MeasureView, ...]:
    """The four of the paper result."""
    return fake_verdicts.result("paper", lang).dimensions


def groups(lang: Lang) -> tuple[GroupLineView, ...]:
    """Best first."""
    figures = ((71.4, 13), (66.0, 12), (58.5, 11))
    return tuple(
        GroupLineView(name=say_in(name, lang), percent=percent, n=n)
        for (_, name), (percent, n) in zip(TEAMS, figures, strict=True)
    )


def reveal(
    asked: QuestionView, found: tuple[TallyView, ...], lang: Lang, *, teams: bool
) -> RevealBoard:
    """The answer, why, and what the majority led to."""
    told = _verdict(asked.decision, lang)
    right = tuple(
        f"{tally.label}：{tally.bars[0].label}"
        if lang == "zh"
        else f"{tally.label}: {tally.bars[0].label}"
        for tally in found
    )
    return RevealBoard(
        question=asked,
        tallies=found,
        right=right,
        why=told.why,
        affected=told.affected,
        basis=told.basis,
        consequences=consequences(lang),
        dimensions=dimensions(lang),
        percent=64.2,
        groups=groups(lang) if teams else (),
        assumed=say_in(
            (
                "按全班多数意见执行本题决定，其余各题按参考做法执行，推演得到。",
                "Worked out with this decision as the room's majority took it, and all the others as the reference takes them.",
            ),
            lang,
        ),
    )


def left_out(lang: Lang) -> tuple[tuple[str, str, int], ...]:
    """Id, title and points of what needs a keyboard."""
    rows = [each for each in fake_workshop.DECISIONS if each[0] in LEFT_OUT]
    return tuple((each[0], say_in(each[2], lang), each[4]) for each in rows)
