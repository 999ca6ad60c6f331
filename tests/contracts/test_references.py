"""What every source of right answers promises, run over every registered one."""

import pickle

import pytest

from sandbox.errors import SandboxError
from sandbox.model.inquiry import Inquiry
from sandbox.model.reference import Sealed, Valuation
from sandbox.registry import discover
from tests.fakes import AllKinds
from tests.tiny_world import TinyWorld

CANARY = "canary-7391"
QUERY = f"SELECT '{CANARY}' AS value"
OBJECTIVE = f"SELECT count(*) AS value FROM answer_demo WHERE choice = '{CANARY}'"
WRITTEN = {
    "earlier": {"of": CANARY, "least": 0.8},
    "fixed": [CANARY],
    "sql": QUERY,
    "query": {"sql": QUERY, "model": QUERY},
    "optimised": {"sql": OBJECTIVE, "base": {"value": 0}, "among": [["other"], [CANARY]]},
}
WORLD = TinyWorld()


def rows(sealed: Sealed) -> tuple[tuple[object, ...], ...]:
    held = sealed.open()
    if isinstance(held, Inquiry):
        return held.expected[0].rows
    return held.best.rows if isinstance(held, Valuation) else held.rows


every_kind = pytest.mark.parametrize("kind", tuple(discover("references")))


@every_kind
def test_every_reference_kind_has_an_example(kind: str) -> None:
    assert kind in WRITTEN


@every_kind
def test_a_reference_resolves_to_sealed_rows(kind: str) -> None:
    spec = AllKinds().make("reference", {kind: WRITTEN[kind]})

    sealed = spec.resolve(WORLD)

    ((first, *_),) = rows(sealed)
    assert first == CANARY
    assert CANARY not in f"{sealed!r} {sealed} {sealed:>9}"


@every_kind
def test_printing_a_reference_does_not_show_it(kind: str) -> None:
    spec = AllKinds().make("reference", {kind: WRITTEN[kind]})

    assert CANARY not in f"{spec!r} {spec} {spec.resolve(WORLD)}"


@every_kind
def test_a_resolved_reference_cannot_be_stored_by_accident(kind: str) -> None:
    sealed = AllKinds().make("reference", {kind: WRITTEN[kind]}).resolve(WORLD)

    with pytest.raises(TypeError):
        pickle.dumps(sealed)


@every_kind
def test_a_kind_needs_a_world_or_does_not(kind: str) -> None:
    spec = AllKinds().make("reference", {kind: WRITTEN[kind]})

    if spec.needs_world:
        with pytest.raises(SandboxError):
            spec.resolve(None)
    else:
        assert rows(spec.resolve(None))[0][0] == CANARY
