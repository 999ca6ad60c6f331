"""What the paper desk has on its shelf, and what decisions on it lead to."""

from sandbox.desk.views import (
    BarView,
    CardView,
    ConsequenceView,
    CountView,
    PersonView,
)
from sandbox.text import Lang
from tests.pages.fake_forms import LAW, Pair, say_in


def consequences(lang: Lang) -> tuple[ConsequenceView, ...]:
    """One of each shape, and one with nobody in it."""
    people = (
        PersonView(
            name="岑望舒",
            age=74,
            place=say_in(("青屿区望澜街道（虚构）", "Wanglan, Qingyu (fictional)"), lang),
            outcome=say_in(
                (
                    "高龄津贴晚发 31 天，药费先由邻居垫付。",
                    "Her allowance came 31 days late; a neighbour paid for her medicine.",
                ),
                lang,
            ),
            tone="harmed",
        ),
        PersonView(
            name="陆知遥",
            age=38,
            place=say_in(("松岚区枫桥社区（虚构）", "Fengqiao, Songlan (fictional)"), lang),
            outcome=say_in(
                ("少跑两趟，当天办结。", "Two trips fewer; settled the same day."), lang
            ),
            tone="helped",
        ),
        PersonView(
            name="顾未晞",
            age=None,
            place=say_in(("云麓县（虚构）", "Yunlu County (fictional)"), lang),
            outcome=say_in(("还在等税务部门答复。", "Still waiting for the tax office."), lang),
            tone="waiting",
        ),
    )
    return (
        ConsequenceView(
            id="waiting",
            title=say_in(("还在等的家庭", "Households still waiting"), lang),
            indicator="satisfaction",
            shape="count",
            text="",
            unit=say_in(("户", "households"), lang),
            people=(),
            bars=(),
            count=CountView(
                value=128,
                unit=say_in(("户", "households"), lang),
                sentence=say_in(
                    (
                        "128 户家庭因为等数据，晚了一个月拿到救助。",
                        "128 households got help a month late because data had not arrived.",
                    ),
                    lang,
                ),
                reference_value=14,
                reference_sentence=say_in(
                    ("只有 14 户会晚。", "Only 14 would have been late."), lang
                ),
                tone="harmed",
            ),
        ),
        ConsequenceView(
            id="who",
            title=say_in(("其中三个人", "Three of them"), lang),
            indicator="collaboration",
            shape="people",
            text=say_in(
                ("您的决定落到了这些人身上：", "This is whom your decision reached:"), lang
            ),
            unit=None,
            count=None,
            people=people,
            bars=(),
        ),
        ConsequenceView(
            id="days",
            title=say_in(("等数据的天数", "Days until the data came"), lang),
            indicator="effectiveness",
            shape="before_after",
            text=say_in(("越短越好。", "Shorter is better."), lang),
            unit=say_in(("工作日", "working days"), lang),
            count=None,
            people=(),
            bars=(
                BarView(
                    label=say_in(("不动产", "Real estate"), lang), before=40, after=31, reference=21
                ),
                BarView(
                    label=say_in(("婚姻", "Marriage"), lang), before=22, after=11, reference=11
                ),
            ),
        ),
        ConsequenceView(
            id="nobody",
            title=say_in(("被误停的人", "People cut off by mistake"), lang),
            indicator="satisfaction",
            shape="people",
            text=say_in(("没有人被误停。", "Nobody was cut off by mistake."), lang),
            unit=None,
            count=None,
            people=(),
            bars=(),
        ),
    )


def cards(lang: Lang) -> tuple[CardView, ...]:
    made: tuple[tuple[str, str, Pair, Pair], ...] = (
        (
            "means-test",
            "cross-department-sharing",
            ("困难群众家庭经济状况核对", "Means-testing the lawful way"),
            (
                "640 户等着救助，九个部门的数据怎么依法要回来？",
                "640 households wait for help. How do you lawfully obtain data from nine departments?",
            ),
        ),
        (
            "old-age",
            "data-integration",
            ("高龄津贴的“幽灵名单”", "Ghosts on the old-age allowance roll"),
            (
                "名单里有人已经去世，也有人被误当作去世。停谁、核谁？",
                "Some on the roll have died; some are only thought to have. Whom do you stop, whom do you check?",
            ),
        ),
        (
            "talent",
            "smart-approval",
            ("人才补贴“秒批”", "Instant approval of talent subsidies"),
            (
                "自动通过可以，自动拒绝不行。规则怎么定？",
                "Approve automatically, never refuse automatically. How do you set the rules?",
            ),
        ),
        (
            "model",
            "algorithm-oversight",
            (
                "低保预警模型：高风险标签从哪里来",
                "The welfare risk model: where does the label come from?",
            ),
            (
                "供应商说准确率 99%。您要问什么？",
                "The vendor claims 99 % accuracy. What do you ask?",
            ),
        ),
        (
            "leak",
            "data-security",
            ("外包运维泄露：黄金四小时", "Contractor leak: the first four hours"),
            (
                "凌晨两点接到电话，先做哪一件？",
                "The phone rings at two in the morning. What comes first?",
            ),
        ),
    )
    return tuple(
        CardView(
            id=id_,
            title=say_in(title, lang),
            story=say_in(story, lang),
            family=family,
            tiers=("bureau", "county") if n % 2 == 0 else ("county", "township"),
            roles=("business-lead", "data-steward"),
            minutes=30 + 5 * n,
            decisions=7,
            law_date=LAW,
            best_percent=72 if n == 1 else None,
            best_level="applying" if n == 1 else None,
            ask_roles=("business-lead", "data-steward") if id_ == "old-age" else (),
            recommended=say_in(
                (
                    "跨部门协作是您目前最值得加强的一项，这个场景练的正是它。",
                    "Collaboration is what you would gain most from practising, and this drill is about it.",
                ),
                lang,
            )
            if n == 0
            else None,
        )
        for n, (id_, family, title, story) in enumerate(made)
    )
