"""Confidence: how sure a trainee is that an earlier answer is right."""

from typing import Any, ClassVar, Final, Literal

from pydantic import ConfigDict
from typing_extensions import override

from sandbox.decisions import Scale, blank, entries, number, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.base import Slug
from sandbox.model.control import NumberField
from sandbox.model.decision import Decision, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "confidence"
SCALE: Final = Scale(low=50, high=100, step=5)
"""Percent. Below 50 one would rather give the other answer."""


class Confidence(Decision):
    """Say how likely it is that an answer is right; the answer is a relation (id, value).

    The only row names the decision it is `about`; `value` is a probability in percent. The
    slider starts at 50 %, which says nothing and earns nothing under the Brier score. The reference
    has one row (id, outcome): 1 when that answer was right, 0 when not.
    """

    model_config = ConfigDict(hide_input_in_errors=True)
    keeps_order: ClassVar[bool] = True

    kind: Literal["confidence"] = "confidence"
    about: Slug
    """Id of the earlier decision."""

    @override
    def controls(self, setting: Setting) -> tuple[NumberField, ...]:
        """One slider in percent, keyed `confidence`."""
        return (
            NumberField(
                key=KEY,
                label=_SURE,
                unit=Text(zh="%", en="%"),
                low=SCALE.low,
                high=SCALE.high,
                step=SCALE.step,
                start=SCALE.low,
            ),
        )

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """A place on the slider."""
        form = entries(raw, (KEY,))
        if form is None:
            return stale()
        at = SCALE.place(form.get(KEY))
        if at is None:
            return Rejection(text=_UNSET if blank(form.get(KEY)) else _OFF, where=KEY)
        return Answer(relation=Relation.of(("id", "value"), [(self.about, SCALE.value(at))]))

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """The decision it is about, as the only item."""
        return AnswerSpace(items=(self.about,))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From a number in percent, e.g. `80`."""
        value = written.rows[0][-1] if isinstance(written, Relation) and written.rows else written
        if SCALE.place(value) is None:
            raise ValueError("Write a confidence from 50 to 100 in steps of 5.")
        return {KEY: number(value)}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """Certainty when the earlier answer was right; 50 % when it was not."""
        return {KEY: SCALE.high if reference.rows and reference.rows[0][-1] else SCALE.low}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The best confidence, the one at the other end, and a word."""
        right = float(self.best(reference, setting)[KEY])
        wrong = SCALE.low + SCALE.high - right
        return Samples(right={KEY: right}, wrong={KEY: wrong}, malformed={KEY: "很有把握"})


_SURE: Final = Text(zh="我的把握", en="How sure I am")
_UNSET: Final = Text(
    zh="还没有标出把握程度，请先拖动滑块。",
    en="You have not said how sure you are; please move the slider.",
)
_OFF: Final = Text(
    zh="把握程度可选 50% 到 100%，每档相差 5%，请重新选定。",
    en="Confidence runs from 50% to 100% in steps of 5%; please set it again.",
)
KIND = Confidence
