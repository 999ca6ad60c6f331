"""What every decision kind promises, run over every registered one."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from sandbox.registry import discover
from sandbox.text import LANGS
from tests.contracts.examples import EXAMPLES, Example, raws

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
junk = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


def parsed(example: Example, raw: Any) -> Answer:
    answer = example.decision.parse(raw, example.setting)
    assert isinstance(answer, Answer), answer
    return answer


def share(example: Example, raw: Any) -> float:
    space = example.decision.space(example.setting)
    return example.decision.scorer.score(parsed(example, raw), example.sealed, space).share


def assert_kind_refusal(refusal: object) -> None:
    assert isinstance(refusal, Rejection)
    assert refusal.text.zh.endswith("。")
    assert refusal.text.en.endswith(".")
    for lang in LANGS:
        assert not re.search("错误|失败|invalid|error|!|！", refusal.text.pick(lang), re.IGNORECASE)


@pytest.mark.parametrize("kind", tuple(discover("decisions")))
def test_every_decision_kind_has_an_example(kind: str) -> None:
    assert kind in {example.decision.kind for example in EXAMPLES}


@every_example
def test_right_sample_earns_everything_and_wrong_sample_does_not(example: Example) -> None:
    samples = example.decision.samples(example.reference, example.setting)

    assert share(example, samples.right) == example.full
    assert share(example, samples.wrong) < (example.full or 1.0)
    assert_kind_refusal(example.decision.parse(samples.malformed, example.setting))


@every_example
def test_best_answer_earns_everything(example: Example) -> None:
    best = example.decision.best(example.reference, example.setting)
    assert share(example, best) == example.full


@every_example
def test_lazy_answers_earn_nothing(example: Example) -> None:
    for written in example.constant:
        assert share(example, example.decision.raw(written, example.setting)) == 0.0


@every_example
@given(data=st.data())
def test_every_complete_form_is_an_answer_that_storage_returns_unchanged(
    example: Example, data: st.DataObject
) -> None:
    answer = parsed(example, data.draw(raws(example)))

    stored = json.loads(json.dumps(answer.relation.to_json()))

    assert Relation.from_json(stored) == answer.relation


@every_example
@given(data=st.data())
def test_answering_twice_alike_is_the_same_answer(example: Example, data: st.DataObject) -> None:
    raw = data.draw(raws(example))
    again = json.loads(json.dumps(raw))

    assert parsed(example, again) == parsed(example, raw)


@every_example
@given(data=st.data())
def test_a_form_with_one_control_left_blank_is_refused_kindly(
    example: Example, data: st.DataObject
) -> None:
    raw = dict(data.draw(raws(example)))
    blank = data.draw(st.sampled_from(sorted(raw)))

    for nothing in (raw | {blank: None}, {key: raw[key] for key in raw if key != blank}):
        refusal = example.decision.parse(nothing, example.setting)
        assert_kind_refusal(refusal)


@every_example
@given(raw=junk)
def test_junk_of_any_shape_is_refused_kindly(example: Example, raw: Any) -> None:
    assert_kind_refusal(example.decision.parse(raw, example.setting))


@every_example
@given(data=st.data(), value=junk)
def test_junk_in_a_known_control_never_raises(
    example: Example, data: st.DataObject, value: Any
) -> None:
    raw = dict(data.draw(raws(example)))
    raw[data.draw(st.sampled_from(sorted(raw)))] = value

    answer = example.decision.parse(raw, example.setting)

    assert isinstance(answer, Answer | Rejection)


@every_example
def test_a_control_that_was_never_shown_is_refused(example: Example) -> None:
    right = example.decision.best(example.reference, example.setting)

    assert_kind_refusal(example.decision.parse({**right, "points": 100}, example.setting))


@every_example
@given(written=junk)
def test_what_an_author_writes_is_taken_or_refused_with_a_sentence(
    example: Example, written: Any
) -> None:
    sentence = ""
    try:
        example.decision.raw(written, example.setting)
    except ValueError as error:
        sentence = str(error)

    assert not sentence or sentence.endswith((".", "?"))


@every_example
def test_controls_have_distinct_keys_and_follow_the_seed_alone(example: Example) -> None:
    decision, setting = example.decision, example.setting
    controls = decision.controls(setting)

    assert len({control.key for control in controls}) == len(controls)
    assert decision.controls(setting) == controls


@every_example
def test_parallel_worlds_offer_the_same_things_in_another_order(example: Example) -> None:
    seen = set()
    for seed in range(20):
        setting = Setting(items=example.setting.items, near=example.setting.near, seed=seed)
        controls = example.decision.controls(setting)
        seen.add(repr(controls))
        assert example.decision.space(setting) == example.decision.space(example.setting)

    in_order = example.decision.keeps_order or example.decision.item_source() is not None
    if not in_order:
        assert len(seen) > 1


@every_example
def test_the_form_knows_nothing_of_the_reference(example: Example) -> None:
    canary = "Sealed"

    assert canary not in repr(example.decision.controls(example.setting))
    assert canary not in repr(example.decision.space(example.setting))
