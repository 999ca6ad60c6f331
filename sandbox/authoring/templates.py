"""First drafts by family: short drills that can be played before a word is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, get_args

from pydantic import TypeAdapter, ValidationError

from sandbox.model.base import Slug
from sandbox.model.scenario import Family
from sandbox.text import Text

MOST_STEPS: Final = 6
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)
_SLUG: Final = TypeAdapter[str](Slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a family's first draft begins with."""

    title: Text
    story: Text
    table: str
    """A departmental table that is shown first."""
    law: str
    article: str


def _template(
    zh: str, en: str, story_zh: str, story_en: str, table: str, law: str, article: str
) -> Template:
    return Template(
        title=Text(zh=zh, en=en), story=Text(zh=story_zh, en=story_en), table=table, law=law,
        article=article,
    )  # fmt: skip


TEMPLATES: Final[Mapping[Family, Template]] = MappingProxyType({
    "data-integration": _template(
        "数据整合", "Data integration",
        "几个部门的名册对不上，请您理清谁该在册、谁不该在册。",
        "The rolls of several departments disagree; you find out who belongs on them.",
        "gljt", "sharing-regulation", "19"),
    "smart-approval": _template(
        "智能审批", "Smart approval",
        "一项许可准备自动办理，请您定下哪些能当场批、哪些要人来看。",
        "A licence is to be granted automatically; you set what is granted at once, and what a"
        " person looks at.",
        "sp_xk", "administrative-licensing", "34"),
    "cross-department-sharing": _template(
        "跨部门共享", "Cross-department sharing",
        "办一件事需要别的部门的数据，请您依法把它要来。",
        "A service needs another department's data; you obtain them lawfully.",
        "ml", "sharing-regulation", "15"),
    "data-security": _template(
        "数据安全与隐私", "Data security and privacy",
        "一份含个人信息的表要交给外单位使用，请您把住关口。",
        "A table with personal data is to be handed to an outside body; you guard the gate.",
        "rk", "pipl", "6"),
    "algorithm-oversight": _template(
        "算法监管", "Algorithm oversight",
        "一个模型开始影响群众能否得到帮助，请您决定怎样管住它。",
        "A model begins to decide who receives help; you decide how to keep it in check.",
        "db", "pipl", "24"),
    "process-redesign": _template(
        "流程再造", "Process redesign",
        "一件事要跑好几个窗口，请您把它改成一次办成。",
        "One matter takes several counters; you turn it into a single visit.",
        "cs", "sharing-regulation", "19"),
    "service": _template(
        "服务导向", "Service to people",
        "新服务上线后有一群人用不上，请您让他们也能办成事。",
        "Some people cannot use a new service; you see to it that they are served as well.",
        "gd", "accessibility", "39"),
    "assessment": _template(
        "考核设计", "Assessment design",
        "一项考核指标把大家引向了数字游戏，请您把它改好。",
        "An indicator has taught everyone to play with numbers; you mend it.",
        "log", "house-rules", "6"),
})  # fmt: skip

_STEPS: Final[tuple[tuple[Text, Text, tuple[Text, ...]], ...]] = (
    (
        Text(zh="弄清情况", en="Find out what is going on"),
        Text(zh="材料有出入，您先做什么？", en="The papers disagree. What do you do first?"),
        (
            Text(zh="向数据来源部门核实，并记下核实结果",
                 en="Ask the department that holds the source, and write down what it says"),
            Text(zh="先用两处一致的部分，其余列入待核清单",
                 en="Use what agrees in both, and list the rest for checking"),
            Text(zh="以最新的一份为准，直接往下办", en="Take the newest paper as right and go on"),
            Text(zh="把有出入的人一律先停下来", en="Stop the matter for everybody affected"),
        ),
    ),
    (
        Text(zh="选择做法", en="Choose a way"),
        Text(zh="几种做法都能完成任务，您选哪一种？",
             en="Several ways would do the job. Which one do you take?"),
        (
            Text(zh="只用办事必需的数据，无异议的自动办，有疑问的交人审核",
                 en="Use only what is needed; grant clear cases, let a person look at the others"),
            Text(zh="只用必需的数据，全部由人逐件审核",
                 en="Use only what is needed, and let a person look at every case"),
            Text(zh="先把能拿到的数据都拿来，以后也许用得上",
                 en="Collect whatever can be had; it may be useful later"),
            Text(zh="由系统自动办理，包括自动驳回", en="Let the system decide, refusals included"),
        ),
    ),
    (
        Text(zh="告知与补救", en="Explain and put right"),
        Text(zh="有人因此受到影响，您怎样答复？", en="Somebody was affected. How do you reply?"),
        (
            Text(zh="说明依据和理由，告知申诉渠道，先恢复待遇再核查",
                 en="Give the basis and reasons, say how to object, restore first and check then"),
            Text(zh="说明理由，请对方补交证明后再恢复",
                 en="Give the reasons, and restore once proof has been handed in"),
            Text(zh="回复“系统判定如此”", en="Reply that the system has decided so"),
            Text(zh="不作答复，等下次统一处理", en="Do not reply until the next round"),
        ),
    ),
)  # fmt: skip
_CREDITS: Final = (1, 0.5, 0.2, 0)


def is_slug(slug: str) -> bool:
    """Whether the name can be a scenario's id."""
    try:
        _SLUG.validate_python(slug)
    except ValidationError:
        return False
    return len(slug) <= 60


def first_draft(
    slug: str, family: Family, title: Text, *, tiers: Sequence[str], roles: Sequence[str],
    steps: int,
) -> dict[str, str]:  # fmt: skip
    """Path → text of a draft with that many steps, each with one decision."""
    made = TEMPLATES[family]
    files = {"scenario.yaml": _scenario(slug, family, made, title, tiers, roles, steps)}
    for number in range(1, steps + 1):
        name = _STEPS[(number - 1) % len(_STEPS)][0]
        files[f"brief/step-{number}.zh.md"] = (
            f"# {name.zh}\n\n{made.story.zh}\n\n## 您的任务\n\n看一看下面的材料，再作决定。"
            "（请在这里写清：发生了什么、涉及谁、要在什么时候之前办好。）\n"
        )
        files[f"brief/step-{number}.en.md"] = (
            f"# {name.en}\n\n{made.story.en}\n\n## Your task\n\nLook at the evidence below, then"
            " decide. (Write here what has happened, whom it concerns and by when it is due.)\n"
        )
    return files


def quoted(text: str) -> str:
    """A text in double quotes, whatever signs it holds."""
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _scenario(
    slug: str, family: Family, made: Template, title: Text, tiers: Sequence[str],
    roles: Sequence[str], steps: int,
) -> str:  # fmt: skip
    ids = [f"decide-{number}" for number in range(1, steps + 1)]
    parts = [
        "# 逐处修改，右侧随时能看到学员将看到的样子。\n",
        "# Change it piece by piece; the preview shows what trainees will see.\n",
        f"id: {slug}\nversion: 1\nstatus: draft\n",
        f"title:\n  zh: {quoted(title.zh)}\n  en: {quoted(title.en)}\n",
        f"story:\n  zh: {quoted(made.story.zh)}\n  en: {quoted(made.story.en)}\n",
        f"family: {family}\n",
        f"audience:\n  tiers: [{', '.join(tiers)}]\n  roles: [{', '.join(roles)}]\n",
        f"minutes: {max(5, 5 * steps)}\nlaw_version_date: 2026-06-03\n",
        "world:\n  recipe: yunze\n  people: 2000\n  defects: standard\n",
        "  seeds:\n    practice: [101, 102]\n    exam: [201]\n    perturbed: [301]\n\nsteps:\n",
        *(_step(number, made) for number in range(1, steps + 1)),
        "\n# 后果：用 SQL 推演决定影响了谁。 Consequences: SQL that finds who was affected.\n",
        "consequences: []\n\nchecks:\n  perfect:\n    answers: perfect\n    expect: 1\n",
        "  naive:\n    answers:\n",
        *(f"      {one}: third\n" for one in ids),
        "    expect: 0.2\n  careless:\n    answers: {}\n    expect: 0\n",
    ]
    return "".join(parts)


def _step(number: int, made: Template) -> str:
    name, prompt, options = _STEPS[(number - 1) % len(_STEPS)]
    ids = ("first", "second", "third", "fourth")
    choices = "".join(
        f"          - id: {id_}\n            label:\n              zh: {quoted(label.zh)}\n"
        f"              en: {quoted(label.en)}\n"
        for id_, label in zip(ids, options, strict=True)
    )
    credit = "".join(
        f"            {id_}: {share:g}\n" for id_, share in zip(ids, _CREDITS, strict=True)
    )
    return f"""  - id: step-{number}
    title:
      zh: {quoted(name.zh)}
      en: {quoted(name.en)}
    brief: brief/step-{number}
    evidence:
      - table: {made.table}
        caption:
          zh: 云泽省（虚构）的一张部门表
          en: A table of a department of Yunze, a fictional province
    decisions:
      - id: decide-{number}
        kind: single_choice
        title:
          zh: {quoted(name.zh)}
          en: {quoted(name.en)}
        prompt:
          zh: {quoted(prompt.zh)}
          en: {quoted(prompt.en)}
        options:
{choices}        reference:
          fixed:
{credit}        scorer:
          kind: option_credit
          harmful: [fourth]
        points: 10
        tags:
          dimensions: {{satisfaction: 1, collaboration: 0.5}}
          thinking: {{use: 1}}
          shortcomings: {{cognition: 0.5, values: 0.5}}
        basis:
          - law: {made.law}
            articles: ["{made.article}"]
        hints:
          - zh: 想一想：谁会因为这个决定受到影响？
            en: Who will be affected by this decision?
          - zh: 逐一比较各种做法要用到哪些数据、由谁作决定。
            en: Compare which data each way uses, and who decides.
          - zh: 再读一遍本题所列的依据。
            en: Read the provision that this decision rests on.
        feedback:
          why:
            zh: 请在这里写明为什么第一种做法最稳妥。
            en: Write here why the first way is the soundest.
          affected:
            zh: 请在这里写明这个决定影响到谁。
            en: Write here whom the decision affects.
"""
