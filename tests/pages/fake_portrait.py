"""A paper portrait: full and thin evidence, gains up and down, a check that is due."""

from datetime import date

from sandbox.desk.views import (
    CountedRunView,
    DotView,
    DueView,
    GainView,
    MarkedRunView,
    MarkView,
    NextView,
    ObjectionView,
    OwnDataView,
    PortraitView,
    PullView,
    RetentionView,
    StandingView,
)
from sandbox.text import Lang
from tests.pages.fake_forms import LAW, NOW, say_in

MEANS = ("困难群众家庭经济状况核对", "Means-testing the lawful way")
ROLL = ("高龄津贴的“幽灵名单”", "Ghosts on the old-age allowance roll")
SIGHT = (
    "（0.5 × 0.4 + 2 × 0.6）÷（4.5 + 2）× 100 = 68.4",
    "(0.5 × 0.4 + 2 × 0.6) ÷ (4.5 + 2) × 100 = 68.4",
)
PULLS = (
    (
        MEANS,
        2,
        ("写申请：五项内容和一个同意", "The request: five items and one approval"),
        100,
        8.2,
    ),
    (MEANS, 5, ("对方加条件，怎么办", "The provider adds conditions"), 20, -6.1),
    (ROLL, 3, ("一条死亡记录，停还是不停", "One death record: stop or not"), 0, -4.4),
)


def pulls(run: str, lang: Lang) -> tuple[PullView, ...]:
    return tuple(
        PullView(
            run=run,
            decision="attribute",
            drill=say_in(drill, lang),
            number=number,
            title=say_in(title, lang),
            percent=percent,
            points=points,
        )
        for drill, number, title, percent, points in PULLS
    )


def dot(key: str, score: float | None, n: int, error: float | None, lang: Lang) -> DotView:
    spread = None if score is None or error is None else (score - error, score + error)
    return DotView(
        key=key,
        score=score,
        error=error,
        low=None if spread is None else spread[0],
        high=None if spread is None else spread[1],
        n=n,
        enough=n >= 5,
        pulls=() if score is None else pulls("run1", lang),
        arithmetic=say_in(SIGHT, lang),
    )


def standing() -> StandingView:
    return StandingView(level="applying", total=68.4, decisions=21, runs=4)


def due(lang: Lang) -> DueView:
    return DueView(
        scenario="means-test", title=say_in(MEANS, lang), days=16, percent=72, minutes=45
    )


def portrait(nickname: str, lang: Lang) -> PortraitView:
    dimensions = (
        dot("openness", 71.0, 12, 5.2, lang),
        dot("effectiveness", 58.3, 6, 9.8, lang),
        dot("collaboration", 80.4, 9, 4.1, lang),
        dot("satisfaction", 62.0, 3, 14.0, lang),
    )
    gap = dot("values", 46.2, 7, 9.0, lang)
    return PortraitView(
        nickname=nickname,
        day=NOW.date(),
        standing=standing(),
        level_reason=say_in(
            (
                "综合 68.4 分，评为“运用数字化”。再提高 6.6 分，就到“驾驭数字化”的分数线。",
                "A total of 68.4 makes “Applying”. “Mastering” begins 6.6 points higher.",
            ),
            lang,
        ),
        total_arithmetic="0.20 × 71.0 + 0.30 × 58.3 + 0.25 × 80.4 + 0.25 × 62.0 = 67.3",
        gate_notes=(),
        dimensions=dimensions,
        thinking=(
            dot("sense", 66.0, 8, 6.0, lang),
            dot("use", 75.0, 14, 4.0, lang),
            dot("wisdom", None, 0, None, lang),
        ),
        shortcomings=(
            dot("cognition", 28.0, 6, 8.0, lang),
            dot("literacy", 40.0, 1, None, lang),
            dot("practice", 22.0, 11, 5.0, lang),
            gap,
        ),
        diagnosis=say_in(
            (
                "“价值导向”目前为 53.8 分，比其他几项更有提升空间。",
                "“Service values” is at 53.8 and has more room to grow than the others.",
            ),
            lang,
        ),
        strongest=dimensions[2],
        weakest=dimensions[1],
        best_decision=pulls("run1", lang)[0],
        worst_decision=pulls("run1", lang)[1],
        next=NextView(
            scenario="means-test",
            title=say_in(ROLL, lang),
            story=say_in(
                (
                    "名册上有人已经去世，也有人只是信息填错。停错一户，就是一位老人断了生活费。",
                    "Some on the roll have died, others are merely misspelt. Stop the wrong one and an old person is left without means.",
                ),
                lang,
            ),
            minutes=45,
            reason=say_in(
                (
                    "因为《困难群众家庭经济状况核对》第 5 题“对方加条件，怎么办”得了 20%。“价值导向”的差距为 46.2 分（7 题），是有证据的各项中最大的；在还没掌握的场景里，这一个对它练得最多。",
                    "Because of decision 5 in “Means-testing the lawful way”, “The provider adds conditions”, with 20%. “Service values” has the largest gap with evidence, 46.2 points over 7 decisions; of the drills not yet mastered, this one trains it most.",
                ),
                lang,
            ),
            because=pulls("run1", lang)[1],
        ),
        gain=GainView(
            drill="", pre=52, post=68, g=0.33, band="medium", arithmetic="g = (68 − 52) ÷ (100 − 52) = 0.33"
        ),
        gains=(
            GainView(
                drill=say_in(MEANS, lang), pre=48, post=81, g=0.63, band="medium",
                arithmetic="g = (81 − 48) ÷ (100 − 48) = 0.63",
            ),
            GainView(
                drill=say_in(ROLL, lang), pre=56, post=55, g=-0.02, band="low",
                arithmetic="g = (55 − 56) ÷ (100 − 56) = -0.02",
            ),
        ),
        retentions=(
            RetentionView(
                drill=say_in(MEANS, lang),
                kept=True,
                text=say_in(
                    (
                        "隔 15 天：81 分 → 79 分，下降 2 分，保持住了。",
                        "After 15 days: 81 → 79, 2 down; kept.",
                    ),
                    lang,
                ),
            ),
        ),
        due=(due(lang),),
        runs=tuple(
            CountedRunView(
                run=f"run{n}", title=say_in(title, lang), percent=percent,
                finished_on=date(2027, 3, 20 - n), seed=101 + n, counts=counts,
            )
            for n, (title, percent, counts) in enumerate(
                ((MEANS, 81, 1.0), (ROLL, 55, 1.0), (MEANS, 48, 0.5), (ROLL, 56, 0.5)), start=1
            )
        ),
        changed=None,
        law_date=LAW,
    )  # fmt: skip


def own_data(nickname: str, objections: tuple[ObjectionView, ...], lang: Lang) -> OwnDataView:
    marks = tuple(
        MarkView(decision=f"d{n}", number=n, title=say_in(title, lang), points=6.4, out_of=10)
        for n, title in enumerate((pull[2] for pull in PULLS), start=1)
    )
    return OwnDataView(
        nickname=nickname,
        since=date(2027, 3, 1),
        cookie_days=180,
        runs=4,
        answers=37,
        marks=38,
        hints=5,
        marked=(
            MarkedRunView(
                run="run1", title=say_in(MEANS, lang), started_on=date(2027, 3, 12), marks=marks
            ),
        ),
        objections=objections,
    )


def objection(id_: str, reason: str, upheld: bool | None, lang: Lang) -> ObjectionView:
    told = (
        None
        if upheld is None
        else say_in(
            ("说得对，已更正参考答案。", "You are right; the key has been corrected."), lang
        )
    )
    return ObjectionView(
        id=id_,
        drill=say_in(MEANS, lang),
        number=5,
        title=say_in(PULLS[1][2], lang),
        reason=reason,
        made_on=date(2027, 3, 13),
        upheld=upheld,
        reply=told,
    )
