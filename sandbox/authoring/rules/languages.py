"""Rules on languages: each side is written in its own, and no longer than a step has time for."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sandbox.authoring.case import Case
from sandbox.authoring.problem import Problem, quoted
from sandbox.authoring.prose import Spot, pairs
from sandbox.text import Text

HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
QUOTED: Final = re.compile(
    r"`[^`]*`|```.*?```|“[^”]*”|\"[^\"]*\"|「[^」]*」|《[^》]*》|[（(][^（）()]*[）)]|‘[^’]*’"
    r"|\*[^*\n]+\*",
    re.DOTALL,
)
"""A foreign word in quotes, brackets or code is a name that is spoken of."""
PROSE: Final = re.compile(r"(?:\b[A-Za-z][a-z'’-]+\b[ ,;]+){4,}[A-Za-z][a-z'’-]+")
"""Five English words in a row are a sentence, not a name."""
SENTENCE: Final = 2
MINUTES: Final = 3
"""What a step gives to reading: half of the six minutes that 45 minutes leave to each of seven."""
SPEED: Final = {"zh": 255, "en": 228}
"""Characters and words a minute that adults read aloud with understanding (Trauzettel-Klosinski
and Dietz 2012, International Reading Speed Texts)."""


class _Length(NamedTuple):
    zh: int
    en: int


def s196_reading_fits(case: Case) -> Iterator[Problem]:
    """Brief and documents of a step can be read in three minutes, in either language."""
    for path, step in case.source.each("steps", "*"):
        if not isinstance(step, dict):
            continue
        names = [step.get("brief")]
        names += [name for _, name in _documents(case, path)]
        texts = [case.texts[name] for name in names if isinstance(name, str) and name in case.texts]
        length = _Length(
            zh=sum(len("".join(HAN.findall(text.zh))) for text in texts),
            en=sum(len(WORD.findall(text.en)) for text in texts),
        )
        most = _Length(zh=SPEED["zh"] * MINUTES, en=SPEED["en"] * MINUTES)
        if length.zh > most.zh or length.en > most.en:
            yield case.source.problem(
                "S196",
                (*path, "brief"),
                Text(
                    zh=f"这一步要读 {length.zh} 个汉字、{length.en} 个英文词，"
                    f"三分钟读不完（上限 {most.zh} 字、{most.en} 词）。",
                    en=f"This step has {length.zh} Chinese characters or {length.en} English words"
                    f" to read, more than three minutes allow ({most.zh} or {most.en}).",
                ),
                Text(
                    zh="请删减，或把一部分材料移到另一步。",
                    en="Shorten it, or move some of it to another step.",
                ),
                severity="warning",
            )


def _documents(case: Case, step: tuple[str | int, ...]) -> Iterator[tuple[object, object]]:
    evidence = case.source.at((*step, "evidence"))
    for one in evidence if isinstance(evidence, list) else ():
        if isinstance(one, dict):
            yield one, one.get("document")


def s197_english_is_english(case: Case) -> Iterator[Problem]:
    """No Chinese is left in an English text, but for names in quotes or brackets."""
    for pair in pairs(case):
        if found := HAN.search(_bare(pair.en)):
            yield case.source.problem(
                "S197", (*pair.path, "en"), _chinese(found.group()), CHINESE_FIX,
                severity="warning",
            )  # fmt: skip
    for name, text in _sides(case, "en"):
        if found := HAN.search(_bare(text)):
            spot = Spot(case=case, name=name, text=text, offset=found.start())
            yield spot.problem("S197", _chinese(found.group()), CHINESE_FIX, "warning")


def s198_chinese_is_chinese(case: Case) -> Iterator[Problem]:
    """No English sentence is left in a Chinese text."""
    for pair in pairs(case):
        words = WORD.findall(pair.zh)
        untouched = pair.zh.strip() == pair.en.strip() and len(words) >= SENTENCE
        if (not HAN.search(pair.zh) and untouched) or PROSE.search(_bare(pair.zh)):
            yield case.source.problem(
                "S198", (*pair.path, "zh"), ENGLISH, ENGLISH_FIX, severity="warning"
            )
    for name, text in _sides(case, "zh"):
        if found := PROSE.search(_bare(text)):
            spot = Spot(case=case, name=name, text=text, offset=found.start())
            yield spot.problem("S198", ENGLISH, ENGLISH_FIX, "warning")


def _sides(case: Case, lang: str) -> Iterator[tuple[str, str]]:
    for name, text in case.files.items():
        if name.endswith(f".{lang}.md"):
            yield name, text


def _bare(text: str) -> str:
    """The text with what is quoted blanked out; offsets stay."""
    return QUOTED.sub(lambda found: " " * len(found.group()), text)


def _chinese(word: str) -> Text:
    return Text(
        zh=f"英文里还有中文：{quoted(word)}。",
        en=f"There is Chinese in the English: {quoted(word)}.",
    )


CHINESE_FIX: Final = Text(
    zh="请译成英文；若是名称，请放进括号或引号。",
    en="Translate it, or put it in quotes or brackets if it is a name.",
)
ENGLISH: Final = Text(
    zh="中文里还有没有翻译的英文。", en="There is untranslated English in the Chinese."
)
ENGLISH_FIX: Final = Text(zh="请译成中文。", en="Translate it.")
RULES: Final = (s196_reading_fits, s197_english_is_english, s198_chinese_is_chinese)
