"""Verdicts and results of the paper desk: the same for everyone, with every kind of finding in them."""

from typing import Any

from sandbox.desk.views import (
    BasisView,
    DecisionResultView,
    FindingView,
    MeasureView,
    ResultView,
    VerdictView,
)
from sandbox.text import Lang
from tests.pages.fake_forms import DECISIONS, ITEMS, LABELS, LAW, NOW, say_in
from tests.pages.fake_outcomes import consequences


def verdict(run_id: str, run: dict[str, Any], decision_id: str, lang: Lang) -> VerdictView:
    """The same for everyone; one decision earns full marks."""
    ids = [d[0] for d in DECISIONS]
    at = ids.index(decision_id)
    spec = DECISIONS[at]
    full = decision_id == "elements"
    after = DECISIONS[at + 1][1] if at + 1 < len(DECISIONS) else None
    standings = ("right", "wrong", "right", "missed", "extra", "partial", *["right"] * 10)
    findings = tuple(
        FindingView(
            item=say_in(pair, lang),
            standing="right" if full else standing,
            given=None if standing == "missed" else say_in(LABELS[0][1], lang),
            expected=None
            if standing == "extra"
            else say_in(LABELS[0 if standing == "right" else 1][1], lang),
            note=say_in(
                (
                    "部门规章不是不予共享的依据。",
                    "A departmental rule does not justify withholding.",
                ),
                lang,
            )
            if standing == "wrong" and not full
            else None,
        )
        for pair, standing in zip(ITEMS, standings, strict=True)
    )
    return VerdictView(
        run=run_id,
        decision=decision_id,
        number=at + 1,
        title=say_in(spec[2], lang),
        percent=100 if full else 58,
        points=spec[4] * (1 if full else 0.58),
        out_of=spec[4],
        standing="full" if full else "improve",
        arithmetic=say_in(
            (
                "16 项中 12 项一致；扣除碰巧答对的部分后得 58%：12 分 × 0.58 = 6.96 分。",
                "12 of 16 agree; corrected for chance that is 58%: 12 points × 0.58 = 6.96.",
            ),
            lang,
        ),
        hint_note=say_in(("看过 1 条提示，少得 1.2 分。", "One hint taken: 1.2 points less."), lang)
        if run["hints"].get(decision_id)
        else None,
        findings=findings,
        why=say_in(
            (
                "不予共享须有法律、行政法规或者国务院决定的**明确**依据。",
                "Withholding needs an **express** rule in a law, an administrative regulation or a State Council decision.",
            ),
            lang,
        ),
        affected=say_in(
            ("640 户等待核对的家庭。", "The 640 households waiting to be checked."), lang
        ),
        option_notes=(
            (
                say_in(LABELS[2][1], lang),
                say_in(
                    (
                        "全标“不予共享”最省事，但救助会停下来。",
                        "Withholding everything is easy, but help would come to a halt.",
                    ),
                    lang,
                ),
            ),
        ),
        basis=(
            BasisView(
                name=say_in(
                    (
                        "《政务数据共享条例》第十四条",
                        "Government Data Sharing Regulation, Art. 14",
                    ),
                    lang,
                ),
                gist=say_in(
                    (
                        "共享属性分三类，不予共享须有明文依据。",
                        "Three attributes; withholding needs an express basis.",
                    ),
                    lang,
                ),
                house=False,
                version_date=LAW,
            ),
            BasisView(
                name=say_in(("教学约定 3", "Teaching convention 3"), lang),
                gist=say_in(
                    ("每看一条提示，本题少得一成。", "Each hint costs a tenth of the points."),
                    lang,
                ),
                house=True,
                version_date=LAW,
            ),
        ),
        consequences=consequences(lang),
        stored_at=NOW,
        next_step=after,
    )


def result(run_id: str, lang: Lang) -> ResultView:
    """A middling result, one dimension thin."""
    lines = tuple(
        DecisionResultView(
            decision=d[0],
            number=n,
            title=say_in(d[2], lang),
            percent=100 if d[0] == "elements" else 58,
            points=round(d[4] * 0.58, 2),
            out_of=d[4],
        )
        for n, d in enumerate(DECISIONS, start=1)
    )

    def measures(*keys: tuple[str, float | None]) -> tuple[MeasureView, ...]:
        how = say_in(
            (
                "各题得分按权重平均，样本少时向 60 分靠拢。",
                "Weighted mean of the marks, drawn towards 60 when there are few.",
            ),
            lang,
        )
        moved = ((lines[0].title, 0.45), (lines[2].title, 0.3))
        return tuple(
            MeasureView(
                key=k,
                score=s,
                n=3 if k == "collaboration" else 7,
                enough=k != "collaboration",
                moved_by=moved if s else (),
                arithmetic=how,
            )
            for k, s in keys
        )

    return ResultView(
        run=run_id,
        scenario="means-test",
        scenario_title=say_in(("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang),
        percent=72,
        points=43.2,
        out_of=60,
        level="applying",
        level_reason=say_in(
            (
                "60 至 74 分为“运用数字化”。再得 2 分，且群众服务满意度不低于 60，就到“驾驭数字化”。",
                "60 to 74 is “applying”. Two more points, with public satisfaction at 60 or above, make it “mastering”.",
            ),
            lang,
        ),
        gate_notes=(
            say_in(
                (
                    "一次轻微违规：向保险公司转交了名单，开放度按 0.8 计。",
                    "One minor breach: the list went to an insurer, so openness counts at 0.8.",
                ),
                lang,
            ),
        ),
        dimensions=measures(
            ("openness", 68.0),
            ("effectiveness", 74.0),
            ("collaboration", 55.0),
            ("satisfaction", 81.0),
        ),
        thinking=measures(("sense", 77.0), ("use", 64.0), ("wisdom", None)),
        shortcomings=measures(
            ("cognition", 30.0), ("literacy", 22.0), ("practice", 46.0), ("values", 18.0)
        ),
        decisions=lines,
        strongest=lines[1],
        weakest=lines[0],
        consequences=consequences(lang)[:2],
        role=None,
        seed=101,
        can_retry=True,
        law_date=LAW,
    )
