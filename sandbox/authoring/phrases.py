"""What each failure of a field means, in both languages."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sandbox.authoring.problem import did_you_mean, quoted
from sandbox.authoring.requirements import BOTH_SIDES, BOUNDS, FAMILY, IN_QUOTES, SHAPES, WANTED
from sandbox.authoring.sayings import in_both
from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A sentence, what to do, and its number."""

    code: str
    message: Text
    fix: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A field, what is written there, and what the validator found out about it."""

    kind: str
    field: str
    context: Mapping[str, Any]
    written: Any


def _wanted(wrong: Wrong) -> Phrase:
    if wrong.written is None:
        return _empty(wrong)
    if wrong.context.get("family") == "scorer" and isinstance(wrong.written, str):
        return _unwrapped(wrong)
    zh, en = WANTED[wrong.kind]
    if isinstance(wrong.written, dict | list):
        got_zh = "列表" if isinstance(wrong.written, list) else "一组字段"
        got_en = "a list" if isinstance(wrong.written, list) else "a group of fields"
    else:
        got_zh = got_en = quoted(
            str(wrong.written).lower() if isinstance(wrong.written, bool) else wrong.written
        )
    sides = wrong.context.get("class_name") == "Text"
    number = wrong.kind == "string_type" and isinstance(wrong.written, int | float)
    return Phrase(
        code="S022",
        message=Text(
            zh=f"{quoted(wrong.field)} {zh}，现在写的是{'' if got_zh[0] != '`' else ' '}{got_zh}。",
            en=f"{quoted(wrong.field)} {en}; {got_en} is written here.",
        ),
        fix=IN_QUOTES if number else BOTH_SIDES if sides else None,
    )


def _unwrapped(wrong: Wrong) -> Phrase:
    zh, en = FAMILY[wrong.context["family"]]
    form = quoted(f"{{kind: {wrong.written}}}")
    return Phrase(
        code="S022",
        message=Text(
            zh=f"这里应是一个{zh}，下面写出 `kind`，现在写的是 {quoted(wrong.written)}。",
            en=f"This must be a {en} with a `kind`; {quoted(wrong.written)} is written here.",
        ),
        fix=Text(zh=f"请写成 {form}。", en=f"Write {form}."),
    )


def _bound(wrong: Wrong) -> Phrase:
    key, zh, en = BOUNDS[wrong.kind]
    bound, got = wrong.context.get(key), wrong.written
    return Phrase(
        code="S023",
        message=Text(
            zh=f"{quoted(wrong.field)} {zh} {bound}，现在是 {got}。",
            en=f"{quoted(wrong.field)} {en} {bound}; it is {got}.",
        ),
    )


def _length(wrong: Wrong) -> Phrase:
    short = wrong.kind == "too_short"
    bound = wrong.context.get("min_length" if short else "max_length")
    got = len(wrong.written) if isinstance(wrong.written, dict | list) else 0
    zh, en = ("至少要有", "at least") if short else ("最多只能有", "at most")
    return Phrase(
        code="S023",
        message=Text(
            zh=f"{quoted(wrong.field)} {zh} {bound} 项，现在有 {got} 项。",
            en=f"{quoted(wrong.field)} takes {en} {bound} {'entry' if bound == 1 else 'entries'};"
            f" it has {got}.",
        ),
    )


def _missing(wrong: Wrong) -> Phrase:
    sides = {
        "zh": Text(zh="请补上中文。", en="Add the Chinese text."),
        "en": Text(zh="请补上英文。", en="Add the English text."),
    }
    return Phrase(
        code="S024",
        message=Text(zh=f"缺少 {quoted(wrong.field)}。", en=f"{quoted(wrong.field)} is missing."),
        fix=sides.get(wrong.field),
    )


def _empty(wrong: Wrong) -> Phrase:
    return Phrase(
        code="S025",
        message=Text(
            zh=f"{quoted(wrong.field)} 不能为空。", en=f"{quoted(wrong.field)} may not be empty."
        ),
    )


def _pattern(wrong: Wrong) -> Phrase:
    if wrong.field.startswith("articles."):
        return Phrase(
            code="S026",
            message=Text(
                zh=f"{quoted(wrong.written)} 不是条文号。",
                en=f"{quoted(wrong.written)} is not an article number.",
            ),
            fix=Text(
                zh='请写成 `"14"`，带款的写成 `"14(2)"`。',
                en='Write it like `"14"`, or `"14(2)"` for a paragraph.',
            ),
        )
    slug = re.sub(r"[^a-z0-9]+", "-", str(wrong.written).lower()).strip("-")
    usable = slug if re.fullmatch(r"[a-z][a-z0-9-]*", slug) else None
    return Phrase(
        code="S026",
        message=Text(
            zh=f"{quoted(wrong.written)} 不能用作 id：只用小写英文字母、数字和单个连字符，"
            "并以字母开头。",
            en=f"{quoted(wrong.written)} cannot be an id: use lower-case letters, digits and single"
            " hyphens, and begin with a letter.",
        ),
        fix=None if usable is None else Text(
            zh=f"例如 `{usable}`。", en=f"For example `{usable}`."
        ),
    )  # fmt: skip


def _word(wrong: Wrong) -> Phrase:
    allowed = re.findall(r"'([^']*)'", str(wrong.context.get("expected", "")))
    return Phrase(
        code="S027",
        message=Text(
            zh=f"{quoted(wrong.field)} 不能写 {quoted(wrong.written)}。",
            en=f"{quoted(wrong.field)} cannot be {quoted(wrong.written)}.",
        ),
        fix=did_you_mean(wrong.written, allowed),
    )


def _kind(wrong: Wrong) -> Phrase:
    zh, en = FAMILY[wrong.context["family"]]
    name, known = wrong.context["name"], str(wrong.context["known"]).split("\n")
    return Phrase(
        code="S028",
        message=Text(zh=f"没有 {quoted(name)} 这种{zh}。", en=f"{quoted(name)} is no {en}."),
        fix=did_you_mean(name, [word for word in known if word]),
    )


def _reference(wrong: Wrong) -> Phrase:
    return Phrase(
        code="S029",
        message=Text(
            zh="`reference` 下面应恰好有一个字段，即参考答案的来源。",
            en="`reference` must hold exactly one key: where the right answer comes from.",
        ),
        fix=did_you_mean("", str(wrong.context.get("known", "")).split(", ")),
    )


def _shape(wrong: Wrong) -> Phrase:
    zh, en = SHAPES.get(
        wrong.field, ("请对照手册中这个字段的写法。", "See how the manual writes it.")
    )
    return Phrase(
        code="S030",
        message=Text(
            zh=f"{quoted(wrong.field)} 的写法无法识别。",
            en=f"{quoted(wrong.field)} cannot be read as written.",
        ),
        fix=Text(zh=zh, en=en),
    )


def _saying(wrong: Wrong) -> Phrase:
    error = wrong.context.get("error")
    text = getattr(error, "text", None)
    return Phrase(code="S031", message=text if isinstance(text, Text) else in_both(str(error)))


def _other(wrong: Wrong) -> Phrase:
    return Phrase(
        code="S032",
        message=Text(
            zh=f"{quoted(wrong.field)} 不能这样写。",
            en=f"{quoted(wrong.field)} cannot be written like this.",
        ),
    )


BY_KIND: Final[Mapping[str, Callable[[Wrong], Phrase]]] = {
    **dict.fromkeys(WANTED, _wanted),
    **dict.fromkeys(BOUNDS, _bound),
    "too_short": _length,
    "too_long": _length,
    "missing": _missing,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "literal_error": _word,
    "unknown_kind": _kind,
    "reference_mapping": _reference,
    "no_shape_fits": _shape,
    "value_error": _saying,
}


def phrase(wrong: Wrong) -> Phrase:
    """The sentence for one failure of a field."""
    return BY_KIND.get(wrong.kind, _other)(wrong)
