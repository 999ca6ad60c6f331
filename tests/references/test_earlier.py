"""A confidence about one's own answer is judged by what that answer earned."""

import pytest

from sandbox.references.earlier import Earlier


@pytest.mark.parametrize(("share", "outcome"), [(1.0, 1), (0.8, 1), (0.79, 0), (0.0, 0)])
def test_an_answer_was_right_from_the_least_share_on(share: float, outcome: int) -> None:
    reference = Earlier.model_validate({"value": {"of": "attribute", "least": 0.8}})

    assert reference.rests_on() == "attribute"
    assert reference.given(share).open().rows == (("attribute", outcome),)


def test_the_reference_is_sure_of_its_own_answer() -> None:
    reference = Earlier.model_validate({"value": {"of": "attribute"}})

    assert reference.resolve(None).open().rows == (("attribute", 1),)
