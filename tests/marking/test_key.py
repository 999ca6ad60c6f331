"""The right answer laid open for counterfactuals."""

import pytest

from sandbox.errors import SandboxError
from sandbox.marking.key import best_answer, key_rows
from sandbox.model.reference import Sealed
from tests.marking.fakes import SETTING, decision, relation


def test_the_rows_of_a_reference_are_what_was_sealed() -> None:
    assert key_rows(Sealed(relation(0.5))) == relation(0.5)


def test_what_is_no_relation_is_refused() -> None:
    with pytest.raises(SandboxError, match="must be a relation"):
        key_rows(Sealed([1, 2]))


def test_the_best_answer_has_the_shape_of_an_answer() -> None:
    assert best_answer(decision(), Sealed(relation(0.25)), SETTING).relation == relation(0.25)


def test_a_reference_that_is_no_answer_is_named_but_not_quoted() -> None:
    with pytest.raises(SandboxError, match="`share-out` is no complete answer") as caught:
        best_answer(decision(), Sealed(relation(7.25)), SETTING)

    assert "7.25" not in str(caught.value)
