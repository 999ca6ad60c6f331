"""The guided form from which a first draft is made, and what it does not take."""

from typing import Final

from sandbox.authoring.templates import FAMILIES, MOST_STEPS, TEMPLATES, is_slug
from sandbox.desk.views.studio import FormView, NewDraft, OptionView, TemplateView
from sandbox.registry import discover
from sandbox.text import Lang, Text

WHO: Final = Text(zh="请先以讲师身份登录。", en="Please sign in as an instructor first.")
ABSENT: Final = Text(zh="没有这个情景。", en="There is no such scenario.")
SLUG: Final = Text(
    zh="代号只能用小写字母、数字和单个连字符，并以字母开头，例如 `my-first-drill`。",
    en="Use small letters, digits and single hyphens, beginning with a letter: `my-first-drill`.",
)
TAKEN: Final = Text(zh="这个代号已经有人用了，请换一个。", en="That name is taken; choose another.")
_TITLE: Final = Text(zh="请写明中文和英文名称。", en="Please give a title in both languages.")
_FAMILY: Final = Text(zh="没有这个主题。", en="There is no such topic.")
_AUDIENCE: Final = Text(
    zh="请至少选一个层级和一个角色。", en="Please choose at least one tier and one role."
)
_STEPS: Final = Text(
    zh=f"步骤数请在 1 到 {MOST_STEPS} 之间。", en=f"Choose from 1 to {MOST_STEPS} steps."
)
_KINDS: Final = Text(
    zh="这种题型还没有起步模板，请先用单选，再在编辑器里改。",
    en="There is no template of that kind yet; begin with a single choice and change it.",
)
_CHOICE: Final = OptionView(id="single_choice", label="单选", detail="从几个做法里选一个。")
_CHOICE_EN: Final = OptionView(
    id="single_choice", label="Single choice", detail="Pick one of several ways."
)
_TIERS: Final = (
    ("province", "省部级", "Province"), ("bureau", "厅局级", "Bureau"),
    ("county", "县处级", "County"), ("township", "乡镇级", "Township"),
)  # fmt: skip
_ROLES: Final = (
    ("decision-maker", "决策者", "Decision-maker"), ("business-lead", "业务主管", "Business lead"),
    ("data-steward", "数据专员", "Data steward"),
)  # fmt: skip


def templates(lang: Lang) -> tuple[TemplateView, ...]:
    """One first draft per family."""
    labels = {spec.name: spec.label for spec in discover("recipes").get("yunze").tables()}
    return tuple(
        TemplateView(
            family=family,
            title=made.title.pick(lang),
            story=made.story.pick(lang),
            kinds=_kinds(lang),
            tables=(OptionView(id=made.table, label=labels[made.table].pick(lang), detail=""),),
        )
        for family in FAMILIES
        for made in (TEMPLATES[family],)
    )


def form(lang: Lang) -> FormView:
    """What can be chosen."""
    return FormView(
        templates=templates(lang),
        tiers=_options(_TIERS, lang),
        roles=_options(_ROLES, lang),
        kinds=_kinds(lang),
        most_steps=MOST_STEPS,
    )


def wrong_in(new: NewDraft) -> tuple[str, Text] | None:
    """The first field that cannot stay as it is, and why."""
    rules: tuple[tuple[bool, str, Text], ...] = (
        (is_slug(new.slug), "slug", SLUG),
        (bool(new.title_zh.strip() and new.title_en.strip()), "title", _TITLE),
        (new.family in FAMILIES, "family", _FAMILY),
        (_chosen(new.tiers, _TIERS) and _chosen(new.roles, _ROLES), "audience", _AUDIENCE),
        (1 <= new.steps <= MOST_STEPS, "steps", _STEPS),
        (set(new.kinds) <= {_CHOICE.id}, "kinds", _KINDS),
    )
    return next(((where, text) for holds, where, text in rules if not holds), None)


def _options(given: tuple[tuple[str, str, str], ...], lang: Lang) -> tuple[OptionView, ...]:
    at = 1 if lang == "zh" else 2
    return tuple(OptionView(id=one[0], label=one[at], detail="") for one in given)


def _kinds(lang: Lang) -> tuple[OptionView, ...]:
    return (_CHOICE,) if lang == "zh" else (_CHOICE_EN,)


def _chosen(given: tuple[str, ...], known: tuple[tuple[str, str, str], ...]) -> bool:
    return bool(given) and set(given) <= {one[0] for one in known}
