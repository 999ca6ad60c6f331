"""The closed vocabularies that views use; pages name them in words."""

from typing import Literal

Tone = Literal["helped", "harmed", "waiting", "neutral"]
Standing = Literal["right", "partial", "wrong", "missed", "extra"]
Level = Literal["adapting", "applying", "mastering", "leading"]
