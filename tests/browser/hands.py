"""Hands for a browser: raw answers entered into whatever controls a decision shows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

from sandbox.desk.setting import setting_of
from sandbox.desk.wiring import Office
from sandbox.desk.workbench import marking_world
from sandbox.marking.key import key_rows
from sandbox.model.answer import Raw
from sandbox.model.control import (
    Choice,
    Control,
    DateField,
    Grid,
    Matrix,
    NumberField,
    Order,
    Pick,
    PickMany,
    Prose,
    Query,
    Shares,
)
from sandbox.model.scenario import Loaded
from sandbox.text import Lang


@dataclass(frozen=True)
class Task:
    """A decision of the world that is played: its controls, and what earns full points."""

    controls: tuple[Control, ...]
    raw: Raw


def tasks(office: Office, loaded: Loaded, seed: int) -> dict[str, Task]:
    """Decision id → what is to be entered for a perfect run."""
    found: dict[str, Task] = {}
    world = marking_world(office, loaded, seed)
    for decision in loaded.scenario.decisions():
        setting = setting_of(office, loaded, decision, seed)
        earned = 1.0 if decision.reference.rests_on() else None
        sealed = office.keyring.resolve(loaded.key_digest, decision, world, setting, earned)
        found[decision.id] = Task(
            controls=tuple(decision.controls(setting)),
            raw=decision.best(key_rows(sealed), setting),
        )
    return found


def css(*key: str) -> str:
    """The selector of what carries this widget key."""
    return ".st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", "/".join(key))


@dataclass
class Hands:
    """Enters the answer to one decision, control by control."""

    page: Page
    lang: Lang
    run: str
    decision: str

    def enter(self, task: Task) -> None:
        """Everything of the raw answer, into the control that asks for it."""
        for control in task.controls:
            if control.key in task.raw:
                _INTO[type(control)](self, control, task.raw[control.key])

    def at(self, control: Control, part: str = "") -> Locator:
        return self.page.locator(css("answer", self.run, self.decision, control.key, part))

    def said(self, choice: Choice) -> str:
        return choice.label.pick(self.lang)

    # One method for each control, called with the value in the raw answer.

    def pick(self, control: Pick, value: str) -> None:
        self.press_radio(self.at(control), place(control.choices, value))

    def many(self, control: PickMany, value: list[str]) -> None:
        for each in value:
            box = self.at(control, each)
            self.press(box.locator("label").first)
            expect(box.locator("input")).to_be_checked()

    def grid(self, control: Grid, value: Mapping[str, str]) -> None:
        every = tuple(label.id for label in control.labels)
        for row, label in value.items():
            offered = control.only.get(row, every)
            cell = self.at(control, row)
            if cell.locator("[role=radiogroup]").count():
                self.press_radio(cell, offered.index(label))
            else:
                choice = next(one for one in control.labels if one.id == label)
                self.choose(cell, self.said(choice))

    def order(self, control: Order, value: list[str]) -> None:
        key = "/".join(("answer", self.run, self.decision, control.key, ""))
        for each in value:
            put = self.page.locator(css("put", key, each))
            self.press(put.locator("button"))
            expect(put).to_have_count(0)

    def number(self, control: NumberField, value: float) -> None:
        here = self.at(control)
        if control.low is None or control.high is None:
            self.write(here.locator("input"), f"{float(value):.10g}")
            return
        self.slide(here, control, (control.low, control.high), float(value))

    def slide(
        self, here: Locator, control: NumberField, bounds: tuple[float, float], value: float
    ) -> None:
        """Press the track near the value, then go the last steps by key."""
        low, high = bounds
        knob, track = here.locator("input[type=range]"), here.locator("[role=group] > div").first
        track.evaluate("one => one.scrollIntoView({block: 'center'})")
        box = track.bounding_box()
        assert box is not None
        at = box["width"] * (value - low) / (high - low)
        track.click(position={"x": min(max(at, 1), box["width"] - 1), "y": box["height"] / 2})
        knob.focus()
        # One step at a time, and each from where the knob then stands.
        for _ in range(200):
            steps = round((value - float(knob.input_value())) / (control.step or 1))
            if not steps:
                break
            knob.press("ArrowRight" if steps > 0 else "ArrowLeft")
        knob.blur()
        assert abs(float(knob.input_value()) - value) < 1e-6, control.key

    def day(self, control: DateField, value: str) -> None:
        field_ = self.at(control).locator("input").first
        field_.fill(value)
        field_.press("Enter")
        expect(field_).to_have_value(value)
        # The calendar would lie over the button that comes next.
        field_.press("Escape")
        expect(self.page.locator("[data-baseweb=calendar], [role=dialog]")).to_have_count(0)
        expect(field_).to_have_value(value)

    def matrix(self, control: Matrix, value: Mapping[str, Mapping[str, Any]]) -> None:
        columns = {column.id: column for column in control.columns}
        for fold in self.page.locator(".st-key-panel details:not([open]) > summary").all():
            fold.click()
        for row, cells in value.items():
            for name, said in cells.items():
                self.cell(self.at(control, f"{row}|{name}"), columns[name].choices, said)

    def cell(self, here: Locator, choices: tuple[Choice, ...], said: Any) -> None:
        if not choices:
            self.write(here.locator("input"), str(said))
            return
        button = here.locator("[data-testid=stButtonGroup] button")
        expect(here.locator("button, input").first).to_be_attached()
        if button.count():
            self.press(button.nth(place(choices, str(said))))
        else:
            choice = next(one for one in choices if one.id == said)
            self.choose(here, self.said(choice))

    def shares(self, control: Shares, value: Mapping[str, float]) -> None:
        for row, amount in value.items():
            self.write(self.at(control, row).locator("input"), f"{float(amount):.10g}")

    def text(self, control: Prose, value: str) -> None:
        self.write(self.at(control).locator("textarea"), value)

    def query(self, control: Query, value: str) -> None:
        """Into the plain field: the editor with colours is a page of its own in a frame."""
        plain = self.page.locator(".st-key-code-plain")
        if plain.count() and not plain.locator("input").is_checked():
            plain.locator("label").first.click()
        key = "/".join(("answer", self.run, self.decision, control.key, ""))
        self.write(self.page.locator(css("query-" + key)).locator("textarea"), value)

    # What several of them do.

    def press(self, here: Locator) -> None:
        """From the middle of the screen: bars stick to its edges and would catch the press."""
        here.evaluate("one => one.scrollIntoView({block: 'center'})")
        here.click()

    def press_radio(self, here: Locator, nth: int) -> None:
        self.press(here.locator("[role=radiogroup] label").nth(nth))
        expect(here.locator("[role=radiogroup] input").nth(nth)).to_be_checked()

    def choose(self, here: Locator, label: str) -> None:
        """Write the label into a list, which narrows it, and take the one that is exactly that."""
        box = here.locator("input")
        self.press(box)
        box.fill(label)
        self.page.get_by_role("option", name=label, exact=True).first.click()
        expect(box).to_have_value(label)

    def write(self, here: Locator, text: str) -> None:
        here.fill(text)
        here.blur()
        expect(here).to_have_value(text)


def place(choices: tuple[Choice, ...], choice: str) -> int:
    """Where a choice stands among those that are shown."""
    return [one.id for one in choices].index(choice)


_INTO: Final[Mapping[type, Callable[[Hands, Any, Any], None]]] = {
    Pick: Hands.pick,
    PickMany: Hands.many,
    Grid: Hands.grid,
    Order: Hands.order,
    NumberField: Hands.number,
    DateField: Hands.day,
    Matrix: Hands.matrix,
    Shares: Hands.shares,
    Prose: Hands.text,
    Query: Hands.query,
}
