"""The professional run: the same settings carried out by Splink, on a database of its own.

Splink (UK Ministry of Justice, MIT licence) weighs pairs after Fellegi and Sunter as the pattern
cube does, but estimates chance agreement from random pairs and the rest one rule at a time.
"""

import logging
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldReader
from sandbox.simulators.linkage.cube import Cube
from sandbox.simulators.linkage.fates import Fates, Weighed, settled
from sandbox.simulators.linkage.settings import Settings
from sandbox.simulators.linkage.standard import loosely_alike, similar, standardised
from sandbox.simulators.linkage.terms import Pairing, Side
from sandbox.simulators.linkage.weights import pattern_weights

if TYPE_CHECKING:
    from splink import Linker
    from splink.comparison_library import CustomComparison

RANDOM_PAIRS: Final = 1e5
SEED: Final = 1
DIGITS: Final = 6
"""Weights are rounded: the last bits depend on the order in which pairs are added up."""


def by_splink(world: WorldReader, pairing: Pairing, settings: Settings, cube: Cube) -> Fates:
    """The fates of all pairs by Splink's weights; one thread, so the same every time.

    Raises:
        SandboxError: no rule or field is left to link by, or Splink is not installed.
    """
    fields = [name for name in pairing.fields if settings.levels[name] != "ignore"]
    if not settings.rules or not fields:
        raise SandboxError("Splink needs at least one blocking rule and one field to compare.")
    with duckdb.connect(":memory:", config={"threads": "1"}) as connection:
        try:
            linker = _linker(connection, world, pairing, settings, prior_of(cube, settings))
        except ImportError as error:
            raise SandboxError(
                "Splink is not installed: run `pip install -r requirements.txt`,"
                " or let the scenario use `engine: patterns`."
            ) from error
        _train(linker, pairing, fields)
        predicted = linker.inference.predict(warning_mode="never")
        table = predicted.as_pyarrow_table()  # type: ignore[no-untyped-call]
    left, right, weight = (
        table.column(name).to_numpy() for name in ("unique_id_l", "unique_id_r", "match_weight")
    )
    if pairing.within:
        left, right = np.minimum(left, right), np.maximum(left, right)
    weight = np.round(weight.astype(np.float64), DIGITS)
    span = int(max(cube.truth.max(initial=0), left.max(initial=0), right.max(initial=0))) + 1
    same = np.isin(left * span + right, cube.truth[:, 0] * span + cube.truth[:, 1])
    enough = weight >= settings.lower
    pairs = Weighed(
        left=left[enough], right=right[enough], weight=weight[enough], same=same[enough]
    )
    return settled(
        pairs, settings, within=pairing.within, candidates=len(left), found=int(same.sum())
    )


def prior_of(cube: Cube, settings: Settings) -> float:
    """The share of all pairs that are expected to be matches, as the pattern cube estimates it."""
    weights = pattern_weights(cube, settings)[cube.pattern]
    chance = 1 / (1 + np.exp2(-np.clip(weights[np.isfinite(weights)], -60, 60)))
    return float(min(0.5, max(chance.sum(), 0.5) / max(cube.space, 1)))


def _linker(
    connection: duckdb.DuckDBPyConnection,
    world: WorldReader,
    pairing: Pairing,
    settings: Settings,
    prior: float,
) -> "Linker":
    """A linker over the standardised lists, with the trainee's rules and degrees."""
    from splink import Linker, SettingsCreator  # noqa: PLC0415
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415
    from splink.blocking_rule_library import CustomRule  # noqa: PLC0415

    database = DuckDBAPI(connection)
    sides = (pairing.left,) if pairing.within else (pairing.left, pairing.right)
    frames = [
        database.register(_list(world, pairing, side, settings), table_name=f"list_{at}")
        for at, side in enumerate(sides)
    ]
    rules = [CustomRule(_rule(pairing, name)) for name in pairing.rules if name in settings.rules]
    return Linker(
        frames,
        SettingsCreator(
            link_type="dedupe_only" if pairing.within else "link_only",
            comparisons=[
                _comparison(pairing, settings, name)
                for name in pairing.fields
                if settings.levels[name] != "ignore"
            ],
            blocking_rules_to_generate_predictions=list(rules),
            probability_two_random_records_match=prior,
            retain_matching_columns=False,
        ),
        log_level=logging.ERROR,
    )


def _list(world: WorldReader, pairing: Pairing, side: Side, settings: Settings) -> pa.Table:
    found = world.truth(standardised(pairing, side, settings.steps) + " ORDER BY s.rid")
    arrays = [pa.array(found.column("rid"), pa.int64())]
    arrays += [pa.array(found.column(name), pa.string()) for name in pairing.fields]
    return pa.table(arrays, names=["unique_id", *pairing.fields])


def _rule(pairing: Pairing, name: str) -> str:
    keys = pairing.rules[name]
    return " AND ".join(f"{pairing.key(key, 'l')} = {pairing.key(key, 'r')}" for key in keys)


def _comparison(pairing: Pairing, settings: Settings, name: str) -> "CustomComparison":
    import splink.comparison_level_library as level  # noqa: PLC0415
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    def sql(condition: str) -> str:
        return condition.replace(f'l."{name}"', f'"{name}_l"').replace(f'r."{name}"', f'"{name}_r"')

    levels: list[Any] = [level.NullLevel(name), level.ExactMatchLevel(name)]
    if settings.levels[name] in ("similar", "loose"):
        levels.append(level.CustomLevel(sql(similar(pairing, name)), "similar"))
    if settings.levels[name] == "loose":
        levels.append(level.CustomLevel(sql(loosely_alike(pairing, name)), "loose"))
    return CustomComparison([*levels, level.ElseLevel()], output_column_name=name)


def _train(linker: "Linker", pairing: Pairing, fields: list[str]) -> None:
    """Chance agreement from random pairs; the rest rule by rule, until each field was free once.

    Where a rule searches by a field, all its candidates agree on it and say nothing about it.
    """
    training = linker.training
    training.estimate_u_using_random_sampling(
        max_pairs=RANDOM_PAIRS, seed=SEED, min_count_per_level=None, num_chunks=1
    )
    untold = set(fields)
    for name, keys in pairing.rules.items():
        held = {key for key in keys if ":" not in key}
        if untold - held:
            training.estimate_parameters_using_expectation_maximisation(
                _rule(pairing, name), fix_probability_two_random_records_match=True
            )
            untold &= held
