"""Bilingual text: every sentence a person reads exists in Chinese and in English."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Lang = Literal["zh", "en"]
LANGS: Final[tuple[Lang, ...]] = ("zh", "en")
FICTION_MARK_ZH: Final = "虚构实训数据 · 与真实个人和单位无关"
FICTION_MARK_EN: Final = "Fictional training data · no real person or organisation"

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Text(BaseModel):
    """One meaning in both languages; neither side may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: Sentence
    en: Sentence

    def pick(self, lang: Lang) -> str:
        """The side written in `lang`."""
        return self.zh if lang == "zh" else self.en

    def fill(self, values: Mapping[str, object]) -> "Text":
        """Both sides with their `{placeholders}` replaced.

        Raises:
            KeyError: a placeholder has no value.
        """
        return Text(zh=self.zh.format_map(values), en=self.en.format_map(values))


FICTION_MARK: Final = Text(zh=FICTION_MARK_ZH, en=FICTION_MARK_EN)
