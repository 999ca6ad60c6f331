"""Rules on keys that leak: into the stem, the first hints, captions, headings, or the options."""

import re
from collections.abc import Iterator, Mapping
from math import comb
from typing import Any, Final

from sandbox.authoring.case import Case, Posed
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, quoted
from sandbox.authoring.prose import Pair, Spot, pair_at
from sandbox.authoring.rules.keys import fixed, graded, label_of, options_of
from sandbox.authoring.source import children
from sandbox.text import LANGS, Lang, Text

SHORTEST: Final[Mapping[Lang, int]] = {"zh": 4, "en": 10}
"""Shorter words are found in any text by chance."""
TELLS: Final = re.compile(
    r"正确(?:答案|选项)(?:是|为|：)|应当?选(?:择)?[「“‘A-H]|标准答案"
    r"|\b(?:right|correct) (?:answer|option) is\b|\bthe answer is\b",
    re.IGNORECASE,
)
MARKED: Final = re.compile(
    r"[（(](?:正确|推荐|对|correct|right|recommended)[）)]|[✓✔√★]", re.IGNORECASE
)
FEWEST: Final = 5
"""Keys below which their places say nothing."""
UNLIKELY: Final = 0.005
"""Chance, with keys spread evenly, from which on a habit of the author is the likelier cause."""


def s186_stem_does_not_tell(case: Case) -> Iterator[Problem]:
    """Prompt, first two hints, captions and headings of tables name no right option.

    A text that names a wrong option as well may name the right one: it lists what there is.
    """
    for posed in case.posed():
        for pair in _before_answering(case, posed):
            if TELLS.search(pair.zh) or TELLS.search(pair.en):
                yield case.source.problem("S186", pair.path, TOLD, TOLD_FIX)
    for posed, right, wrong in _keyed(case):
        for pair in _before_answering(case, posed):
            for lang in LANGS:
                said = _said(pair.side(lang), [one.side(lang) for one in right], lang)
                if said and not _said(pair.side(lang), [one.side(lang) for one in wrong], lang):
                    yield case.source.problem("S186", pair.path, _leak(said), LEAK_FIX)
                    break
    yield from _headings(case)


def s187_options_look_alike(case: Case) -> Iterator[Problem]:
    """No option is marked as right, and the right one is not the only one that is explained."""
    for path, option in case.source.each("steps", "*", "decisions", "*", "options", "*"):
        label = label_of(option) if isinstance(option, dict) else {}
        if any(MARKED.search(str(label.get(lang, ""))) for lang in LANGS):
            yield case.source.problem("S187", (*path, "label"), MARK, MARK_FIX)
    for posed, _, worths in graded(case):
        for question, earned in worths.items():
            path, written = options_of(case, posed, question)
            best = max(earned, key=lambda option: earned[option])
            detailed = [option.get("id") for option in written if option.get("detail")]
            if len(written) > 1 and detailed == [best]:
                yield case.source.problem("S187", path, ALONE, ALONE_FIX, severity="warning")


def s188_keys_stand_anywhere(case: Case) -> Iterator[Problem]:
    """Right options do not all stand at the same place in the order in which they are written.

    Worlds permute options, but paper, previews and exports of a draft do not.
    """
    places: list[tuple[int, int, Path]] = []
    for posed, _, worths in graded(case):
        for question, earned in worths.items():
            path, written = options_of(case, posed, question)
            best = max(earned, key=lambda option: earned[option])
            ids = [option.get("id") for option in written]
            if best in ids:
                places.append((ids.index(best), len(ids), path))
    if len(places) < FEWEST:
        return
    for place in sorted({at for at, _, _ in places}):
        here = [path for at, _, path in places if at == place]
        chance = _at_least(len(here), len(places), sum(1 / n for _, n, _ in places) / len(places))
        if chance < UNLIKELY:
            yield case.source.problem(
                "S188",
                here[0],
                Text(
                    zh=f"{len(places)} 道单选里，"
                    f"有 {len(here)} 道的正确选项都写在第 {place + 1} 个。",
                    en=f"In {len(here)} of {len(places)} single choices the right option is written"
                    f" as number {place + 1}.",
                ),
                Text(
                    zh="请在其中几道里调换选项的先后。",
                    en="Change the order of the options in some of them.",
                ),
                severity="warning",
            )


def _at_least(hits: int, of: int, chance: float) -> float:
    """The chance of so many hits or more (binomial)."""
    return sum(comb(of, n) * chance**n * (1 - chance) ** (of - n) for n in range(hits, of + 1))


def _before_answering(case: Case, posed: Posed) -> Iterator[Pair]:
    """What is read before the answer: the third hint names the article and may say more."""
    places: list[Path] = [(*posed.path, "prompt"), (*posed.path, "title")]
    places += [(*posed.path, "hints", at) for at in (0, 1)]
    step = posed.path[:2]
    places += [(*step, "evidence", at, "caption") for at, _ in _evidence(case, step)]
    for place in places:
        if (pair := pair_at(case, place)) is not None:
            yield pair


def _evidence(case: Case, step: Path) -> Iterator[tuple[str | int, Any]]:
    yield from children(case.source.at((*step, "evidence")))


def _keyed(case: Case) -> Iterator[tuple[Posed, list[Pair], list[Pair]]]:
    """Each question with exactly one option of full credit: that option, and the others."""
    for posed, _, worths in graded(case):
        for question, earned in worths.items():
            path, written = options_of(case, posed, question)
            right: list[Pair] = []
            wrong: list[Pair] = []
            for at, option in enumerate(written):
                pair = pair_at(case, (*path, at, "label"))
                if pair is not None:
                    (right if earned.get(str(option.get("id"))) == 1 else wrong).append(pair)
            if len(right) == 1:
                yield posed, right, wrong


def _said(text: str, labels: list[str], lang: Lang) -> str | None:
    """The first of the labels that the text repeats."""
    low = text.lower()
    for label in labels:
        bare = label.strip().rstrip("。.；;").lower()
        if len(bare) >= SHORTEST[lang] and bare in low:
            return label
    return None


def _headings(case: Case) -> Iterator[Problem]:
    """Names of the scenario's own visible tables and columns repeat no right option."""
    keys = [pair for _, right, _ in _keyed(case) for pair in right]
    for table in case.own():
        if table.spec.truth:
            continue
        labels = (table.spec.label, *(column.label for column in table.spec.columns))
        for label in labels:
            said = _said(label.zh, [pair.zh for pair in keys], "zh")
            if said is None:
                continue
            name = f"tables/{table.spec.name}.yaml"
            text = case.files.get(name, "")
            spot = Spot(case=case, name=name, text=text, offset=max(text.find(label.zh), 0))
            yield spot.problem("S186", _leak(said), LEAK_FIX)


def s189_hints_label_nothing(case: Case) -> Iterator[Problem]:
    """The first two hints of a table name no item together with its right label and no other."""
    for posed, _, reference in fixed(case):
        labels, items = _labels(posed, "labels"), _labels(posed, "items")
        if not labels or not items or len(reference.columns) < 2:
            continue
        for at in (0, 1):
            pair = pair_at(case, (*posed.path, "hints", at))
            if pair is not None and _gives_away(pair, reference.rows, items, labels):
                yield case.source.problem("S189", pair.path, LABELLED, LEAK_FIX)


def _gives_away(
    pair: Pair,
    rows: tuple[tuple[Any, ...], ...],
    items: dict[str, dict[str, str]],
    labels: dict[str, dict[str, str]],
) -> bool:
    sentences = re.split(r"[。；！？;]|\. ", pair.zh)
    for row in rows:
        item, label = items.get(str(row[0])), labels.get(str(row[1]))
        if item is None or label is None or len(item["zh"]) < 2 or len(label["zh"]) < 2:
            continue
        others = [one["zh"] for one in (*labels.values(), *items.values())]
        for sentence in sentences:
            if item["zh"] in sentence and label["zh"] in sentence:
                left = sentence.replace(item["zh"], "").replace(label["zh"], "")
                if not any(other in left for other in others if len(other) > 1):
                    return True
    return False


def _labels(posed: Posed, name: str) -> dict[str, dict[str, str]]:
    written = posed.written.get(name)
    found: dict[str, dict[str, str]] = {}
    for one in written if isinstance(written, list) else ():
        if isinstance(one, dict) and isinstance(one.get("label"), dict):
            found[str(one.get("id"))] = {
                str(lang): str(one["label"].get(lang, "")) for lang in LANGS
            }
    return found


def _leak(said: str) -> Text:
    return Text(
        zh=f"作答之前就能在这里读到正确选项：{quoted(said)}。",
        en=f"The right option can be read here before answering: {quoted(said)}.",
    )


LEAK_FIX: Final = Text(
    zh="请改成只给方向、不给结论的说法。",
    en="Point in a direction here, and leave the conclusion to the trainee.",
)
TOLD: Final = Text(
    zh="这里直接说出了答案，而学员作答前就会读到。",
    en="This tells the answer, and trainees read it before they answer.",
)
TOLD_FIX: Final = Text(
    zh="请删去这句话；要讲的道理写到 `feedback`。",
    en="Delete the sentence; the reasoning belongs in `feedback`.",
)
MARK: Final = Text(zh="选项文字里带有对错标记。", en="The option is marked as right or wrong.")
MARK_FIX: Final = Text(zh="请删去标记。", en="Delete the mark.")
ALONE: Final = Text(
    zh="只有正确选项带有说明 `detail`，一眼就能看出来。",
    en="Only the right option has a `detail`, which gives it away.",
)
ALONE_FIX: Final = Text(
    zh="请给每个选项都写说明，或都不写。", en="Explain every option, or none of them."
)
LABELLED: Final = Text(
    zh="提示里把条目和它的正确标签写在了一起。",
    en="The hint names an item together with its right label.",
)
RULES: Final = (
    s186_stem_does_not_tell,
    s187_options_look_alike,
    s188_keys_stand_anywhere,
    s189_hints_label_nothing,
)
