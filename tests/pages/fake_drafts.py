"""What lies on a paper studio's table: drafts, problems, words, reports; the same every time."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final, get_args

from sandbox.desk.views.studio import (
    CheckReportView,
    CheckStateView,
    DifficultyView,
    DraftView,
    FormView,
    GraphEdgeView,
    GraphNodeView,
    GraphView,
    NewDraft,
    OptionView,
    PathView,
    PlaceView,
    ProblemView,
    StudioLineView,
    TemplateView,
    WordView,
)
from sandbox.model.scenario import Family
from sandbox.text import Lang
from tests.pages.fake_forms import DECISIONS, NOW, STEPS, Pair, say_in

FIRST: Final = Path(__file__).resolve().parents[2] / "sandbox" / "authoring" / "first"
TITLE: Final = "困难群众家庭经济状况核对"


def files(slug: str, zh: str, en: str) -> dict[str, str]:
    """A small scenario that anybody could have begun."""
    found = {
        path.relative_to(FIRST).as_posix(): path.read_text("utf-8")
        for path in sorted(FIRST.rglob("*"), key=lambda p: (p.name != "scenario.yaml", str(p)))
        if path.is_file()
    }
    told = found["scenario.yaml"].replace("SLUG", slug).replace("TABLE", "mz_dbdx")
    found["scenario.yaml"] = told.replace("新情景", zh).replace("A new scenario", en)
    return found


def _draft(revision: int, by: str, hours: int, note: str, text: Mapping[str, str]) -> DraftView:
    return DraftView(
        slug="means-test",
        title=TITLE,
        revision=revision,
        files=text,
        standing="released" if revision == 3 else "changed",
        version=3,
        saved_by=by,
        saved_at=NOW - timedelta(hours=hours),
        digest=sha256(str(revision).encode()).hexdigest(),
        note=note,
    )


def history() -> list[DraftView]:
    """Five revisions by two people; the third was released."""
    text = files("means-test", TITLE, "Means-testing the lawful way")
    return [
        _draft(1, "王老师", 70, "新建", text),
        _draft(2, "王老师", 50, "", text),
        _draft(3, "沈砚", 26, "发布第 3 版", text),
        _draft(4, "王老师", 5, "", text),
        _draft(5, "王老师", 1, "", text),
    ]


def fresh(new: NewDraft, instructor: str, lang: Lang) -> DraftView:
    """A first draft under the name and titles that were chosen."""
    title = new.title_zh if lang == "zh" else new.title_en
    return DraftView(
        slug=new.slug, title=title, revision=1,
        files=files(new.slug, new.title_zh, new.title_en), standing="draft", version=None,
        saved_by=instructor, saved_at=NOW, digest="0" * 64, note="",
    )  # fmt: skip


def theirs(text: Mapping[str, str]) -> dict[str, str]:
    """What a colleague made of it meanwhile."""
    return {**text, "scenario.yaml": text["scenario.yaml"].replace("minutes: 10", "minutes: 20")}


def marked(yours: str, others: str) -> str:
    """Both between marks, where they differ."""
    lines = []
    for mine, other in zip(yours.splitlines(), others.splitlines(), strict=False):
        lines += [mine] if mine == other else [
            "<<<<<<< 您的", mine, "=======", other, ">>>>>>> 对方的"
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def line(draft: DraftView) -> StudioLineView:
    """A draft's line on the shelf."""
    return StudioLineView(
        slug=draft.slug, title=draft.title, family="cross-department-sharing",
        standing=draft.standing, version=draft.version, revision=draft.revision,
        changed_by=draft.saved_by, changed_at=draft.saved_at, errors=0, warnings=1,
        check="never", steps=1, decisions=1, minutes=10,
    )  # fmt: skip


_SHELF: Final[tuple[tuple[str, Pair, str, str, int | None, int, int, int, str], ...]] = (
    ("means-test", (TITLE, "Means-testing the lawful way"), "cross-department-sharing",
     "changed", 3, 5, 0, 2, "stale"),
    ("flood-shelters", ("汛期临时安置点选址", "Where to open flood shelters"), "service",
     "draft", None, 2, 3, 1, "never"),
    ("old-age-roll", ("高龄津贴名册清理", "Cleaning the old-age roll"), "data-integration",
     "released", 2, 0, 0, 0, "good"),
    ("chatbot", ("智能客服上线评审", "Reviewing an assistant"), "algorithm-oversight",
     "archived", 1, 4, 0, 0, "good"),
    ("half-written", ("half-written", "half-written"), "", "broken", None, 0, 6, 0, "never"),
)  # fmt: skip


def shelf(lang: Lang) -> tuple[StudioLineView, ...]:
    """One of every standing."""
    return tuple(
        StudioLineView(
            slug=slug, title=say_in(title, lang), family=family, standing=standing,  # type: ignore[arg-type]
            version=version, revision=revision, changed_by="王老师" if revision else "",
            changed_at=NOW - timedelta(hours=n + 1) if revision else None, errors=errors,
            warnings=warnings, check=check, steps=4, decisions=11, minutes=45,  # type: ignore[arg-type]
        )
        for n, (slug, title, family, standing, version, revision, errors, warnings, check)
        in enumerate(_SHELF)
    )  # fmt: skip


_KINDS: Final[tuple[tuple[str, Pair, Pair], ...]] = (
    ("single_choice", ("单选", "Single choice"), ("从几个做法里选一个。", "Pick one of several ways.")),
    ("selection", ("多选", "Selection"), ("选出该要的几项，可设预算。", "Pick what is needed, perhaps within a budget.")),
    ("label_table", ("逐项标注", "Labelling"), ("给表里的每一项定一个标签。", "Give every item of a table one label.")),
    ("ordering", ("排序", "Ordering"), ("按先后排好。", "Put things in order.")),
    ("quantity", ("填数", "Quantity"), ("算出一个数。", "Work out a number.")),
)  # fmt: skip
_FAMILIES: Final[dict[str, Pair]] = {
    "data-integration": ("数据整合", "Data integration"),
    "smart-approval": ("智能审批", "Smart approval"),
    "cross-department-sharing": ("跨部门共享", "Cross-department sharing"),
    "data-security": ("数据安全与隐私", "Data security and privacy"),
    "algorithm-oversight": ("算法监管", "Algorithm oversight"),
    "process-redesign": ("流程再造", "Process redesign"),
    "service": ("服务导向", "Service to people"),
    "assessment": ("考核设计", "Assessment design"),
}


def _kinds(lang: Lang) -> tuple[OptionView, ...]:
    return tuple(
        OptionView(id=id_, label=say_in(label, lang), detail=say_in(detail, lang))
        for id_, label, detail in _KINDS
    )


def templates(lang: Lang) -> tuple[TemplateView, ...]:
    """One of each family."""
    story = ("一个部门想把目录里的一项数据标为“不予共享”，请您把关。",
             "A department wants to withhold an item of its catalogue; you review it.")  # fmt: skip
    table = OptionView(
        id="mz_dbdx", label=say_in(("低保对象", "Minimum living register"), lang), detail=""
    )
    return tuple(
        TemplateView(
            family=family, title=say_in(_FAMILIES[family], lang), story=say_in(story, lang),
            kinds=_kinds(lang)[:3], tables=(table,),
        )
        for family in get_args(Family)
    )  # fmt: skip


def form(lang: Lang) -> FormView:
    """Everything that can be chosen."""

    def options(*given: tuple[str, str, str]) -> tuple[OptionView, ...]:
        return tuple(
            OptionView(id=id_, label=say_in((zh, en), lang), detail="") for id_, zh, en in given
        )

    return FormView(
        templates=templates(lang),
        tiers=options(("province", "省部级", "Province"), ("bureau", "厅局级", "Bureau"),
                      ("county", "县处级", "County"), ("township", "乡镇级", "Township")),
        roles=options(("decision-maker", "决策者", "Decision-maker"),
                      ("business-lead", "业务主管", "Business lead"),
                      ("data-steward", "数据专员", "Data steward")),
        kinds=_kinds(lang),
        most_steps=6,
    )  # fmt: skip


def problems(lang: Lang) -> tuple[ProblemView, ...]:
    """An error in the scenario, one in a brief, and a warning."""
    return (
        ProblemView(
            file="scenario.yaml", line=44, column=11, severity="error", number="S020",
            where="steps.review.decisions.reply.scorr",
            sentence=say_in(("没有字段 `scorr`。", "There is no field `scorr`."), lang),
            fix=say_in(("是否想写 `scorer`？", "Did you mean `scorer`?"), lang),
        ),
        ProblemView(
            file="brief/review.en.md", line=5, column=1, severity="error", number="S163", where="",
            sentence=say_in(
                ("中英文的标题不对应：中文为 `# ##`，英文为 `#`。",
                 "The headings of the two languages differ: Chinese has `# ##`, English has `#`."),
                lang,
            ),
            fix="",
        ),
        ProblemView(
            file="scenario.yaml", line=102, column=1, severity="warning", number="S140",
            where="consequences",
            sentence=say_in(("还没有后果：学员看不到决定影响了谁。",
                             "There are no consequences yet: nobody sees whom a decision touched."), lang),
            fix=say_in(("请至少写一条。", "Write at least one."), lang),
        ),
    )  # fmt: skip


def words(lang: Lang) -> tuple[WordView, ...]:
    """A key that is missing, and one of every other sort."""
    told: tuple[tuple[str, str, Pair, bool], ...] = (
        ("scorer: ", "key", ("怎样评分", "How the answer is scored"), True),
        ("hints: ", "key", ("分级提示", "Rungs of help"), False),
        ("single_choice", "kind", ("单选", "Single choice"), False),
        ("sharing-regulation", "law", ("《政务数据共享条例》", "Regulation on Government Data Sharing"), False),
        ("mz_dbdx", "table", ("低保对象", "Minimum living register"), False),
        ("sfz", "column", ("证件号码", "ID number"), False),
    )  # fmt: skip
    return tuple(
        WordView(word=word, meaning=say_in(meaning, lang), sort=sort, first=first)  # type: ignore[arg-type]
        for word, sort, meaning, first in told
    )


def places(lang: Lang) -> tuple[PlaceView, ...]:
    """Every decision of the paper drill."""
    steps = dict(STEPS)
    return tuple(
        PlaceView(
            step=step, step_title=say_in(steps[step], lang), decision=id_,
            title=say_in(title, lang), number=n, points=points, fits=id_ not in ("query", "why"),
        )
        for n, (id_, step, title, _, points) in enumerate(DECISIONS, start=1)
    )  # fmt: skip


def graph(lang: Lang) -> GraphView:
    """Two tables, three decisions, two consequences."""
    told: tuple[tuple[str, str, Pair, int], ...] = (
        ("table/ml", "table", ("共享目录", "Sharing catalogue"), 31),
        ("table/mz_dbdx", "table", ("低保对象", "Minimum living register"), 35),
        ("step/catalogue", "step", STEPS[0][1], 27),
        ("step/request", "step", STEPS[1][1], 60),
        ("decision/attribute", "decision", DECISIONS[0][2], 40),
        ("decision/elements", "decision", DECISIONS[1][2], 66),
        ("decision/fields", "decision", DECISIONS[2][2], 90),
        ("consequence/waiting", "consequence", ("还在等的家庭", "Households still waiting"), 130),
        ("consequence/leaked", "consequence", ("多要走的字段", "Fields taken too many"), 144),
        ("gate/leak", "gate", ("泄露个人信息", "Personal data leaked"), 160),
        ("indicator/satisfaction", "indicator", ("群众服务满意度", "Satisfaction"), 1),
        ("indicator/openness", "indicator", ("政务数据开放度", "Openness"), 1),
    )
    edges = (
        "table/ml step/catalogue", "table/mz_dbdx step/request",
        "step/catalogue decision/attribute", "step/request decision/elements",
        "step/request decision/fields", "decision/attribute consequence/waiting",
        "decision/fields consequence/waiting", "decision/fields consequence/leaked",
        "decision/fields gate/leak", "consequence/waiting indicator/satisfaction",
        "consequence/leaked indicator/openness", "gate/leak indicator/openness",
    )  # fmt: skip
    return GraphView(
        nodes=tuple(
            GraphNodeView(id=id_, sort=sort, label=say_in(label, lang), line=at)  # type: ignore[arg-type]
            for id_, sort, label, at in told
        ),
        edges=tuple(GraphEdgeView(source=a, target=b) for a, b in map(str.split, edges)),
    )


def report(good: bool, lang: Lang) -> CheckReportView:
    """Three paths on 20 worlds; the naive one fails when the report is not good."""

    def path(name: str, low: float, high: float, found: tuple[float, float, float]) -> PathView:
        holds = low <= found[0] and found[2] <= high
        return PathView(
            path=name, seeds=20, expected_low=low, expected_high=high, least=found[0],
            mean=found[1], most=found[2], holds=holds, failed_seed=None if holds else 9007,
            failed_at=() if holds else ("attribute 0.81", "fields 0.77", "path 0.50"),
        )  # fmt: skip

    naive = (0.41, 0.52, 0.58) if good else (0.41, 0.66, 0.74)
    hard = {"attribute": (0.38, 0.10), "elements": (0.92, 0.40), "deadlines": (0.08, 0.0)}
    return CheckReportView(
        good=good,
        seeds=20,
        seconds=48.2,
        paths=(
            path("perfect", 0.995, 1.005, (1.0, 1.0, 1.0)),
            path("naive", 0.2, 0.6, naive),
            path("careless", 0.0, 0.3, (0.08, 0.11, 0.15)),
        ),
        decisions=tuple(
            DifficultyView(
                decision=spec[0], title=say_in(spec[2], lang), points=spec[4],
                naive=hard.get(spec[0], (0.5, 0.1))[0], careless=hard.get(spec[0], (0.5, 0.1))[1],
                verdict={"elements": "easy", "deadlines": "hard"}.get(spec[0], "fair"),  # type: ignore[arg-type]
            )
            for spec in DECISIONS
        ),
        problems=(),
    )  # fmt: skip


_SENTENCES: Final[dict[str, Pair]] = {
    "never": ("还没有检查过。", "Not checked yet."),
    "running": ("正在 20 个平行数据集上重放。", "Replaying on 20 parallel worlds."),
    "good": ("全部通过，可以发布。", "All of it holds; ready to be released."),
    "bad": ("有一条路径超出了预期范围。", "One path left its expected range."),
    "stopped": ("检查已停止。", "The check was stopped."),
    "stale": ("上次检查之后又改过，请再检查一次。", "It was changed since; please check again."),
}


def check_state(slug: str, state: str, revision: int, done: int, lang: Lang) -> CheckStateView:
    """Wherever it stands."""
    ended = state in ("good", "bad", "stale")
    return CheckStateView(
        slug=slug, state=state, revision=revision, done=60 if ended else done, total=60,  # type: ignore[arg-type]
        doing=say_in(("naive · 种子 9003", "naive · seed 9003"), lang) if state == "running" else "",
        by="王老师" if state != "never" else "",
        started_at=NOW if state != "never" else None,
        report=report(state != "bad", lang) if ended else None,
        sentence=say_in(_SENTENCES[state], lang),
    )  # fmt: skip
