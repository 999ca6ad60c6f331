"""One browser tab, spoken to over Streamlit's real websocket protocol.

Knows forms, fragments and `on_change="ignore"` as a browser does, keeps every message it was
sent, and decodes the Arrow tables in them: what a tab received is what a trainee could read.
"""

import asyncio
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import websockets
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

VALUE_FIELDS = {
    "radio": "string_value",
    "selectbox": "string_value",
    "checkbox": "bool_value",
    "text_input": "string_value",
    "text_area": "string_value",
    "number_input": "double_value",
    "multiselect": "string_array_value",
    "button_group": "string_array_value",
    "date_input": "string_array_value",
    "button": "trigger_value",
    "dataframe": "string_value",
    "arrow_data_frame": "string_value",
}
FULL_RUN_ENDS = (0, 1)
FRAGMENT_ENDS = (0, 3)


class TabFailedError(AssertionError):
    """The page did not do what a person would have expected of it."""


@dataclass(frozen=True)
class Widget:
    """A widget on the screen."""

    kind: str
    id: str
    key: str | None
    label: str
    options: tuple[str, ...]
    fragment: str
    staged_only: bool
    default: Any

    @property
    def field(self) -> str:
        return VALUE_FIELDS[self.kind]


@dataclass
class Tab:
    """One tab; `async with Tab(url, cookie=…) as tab: await tab.run()`."""

    url: str
    path: str = ""
    query: str = ""
    cookie: str | None = None
    locale: str = "zh-CN"
    timeout: float = 60.0
    received: list[bytes] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)

    async def __aenter__(self) -> "Tab":
        self._elements: dict[tuple[int, ...], tuple[ForwardMsg, str, str]] = {}
        self._cached: dict[str, bytes] = {}
        self._values: dict[str, Any] = {}
        self._page = ""
        self._run_id = ""
        self._waiting: list[tuple[asyncio.Future[float], str]] = []
        headers = {"Cookie": self.cookie} if self.cookie else {}
        self._socket: ClientConnection = await connect(
            self.url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            origin=self.url,  # type: ignore[arg-type]
            additional_headers=headers,
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reader.cancel()
        await self._socket.close()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def _read(self) -> None:
        try:
            async for data in self._socket:
                if isinstance(data, bytes):
                    self.received.append(data)
                    self._take(data)
        except websockets.ConnectionClosed as closed:
            for future, _ in self._waiting:
                if not future.done():
                    future.set_exception(TabFailedError(f"The connection was lost: {closed}"))

    def _take(self, data: bytes) -> None:
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            full = ForwardMsg.FromString(self._cached[message.ref_hash])
            full.metadata.CopyFrom(message.metadata)
            message, kind = full, full.WhichOneof("type")
        elif message.metadata.cacheable and message.hash:
            self._cached[message.hash] = data
        if kind == "delta":
            path = tuple(message.metadata.delta_path)
            self._elements[path] = (message, self._run_id, message.delta.fragment_id)
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                self.exceptions.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "new_session":
            self._page = message.new_session.page_script_hash
            self._run_id = message.metadata.run.script_run_id
        elif kind == "script_finished":
            self._finish(message)

    def _finish(self, message: ForwardMsg) -> None:
        status = message.script_finished
        if status not in (*FULL_RUN_ENDS, *FRAGMENT_ENDS):
            return
        run = message.metadata.run.script_run_id or self._run_id
        fragments = set(message.metadata.run.fragment_ids)
        for path, (_, made_in, fragment) in list(self._elements.items()):
            if made_in != run and (status in FULL_RUN_ENDS or fragment in fragments):
                del self._elements[path]
        still = []
        for future, fragment in self._waiting:
            ended = status in FULL_RUN_ENDS or (status in FRAGMENT_ENDS and fragment in fragments)
            if ended and not future.done():
                future.set_result(time.perf_counter())
            elif not ended:
                still.append((future, fragment))
        self._waiting = still

    def elements(self) -> Iterator[tuple[str, Message, str]]:
        """(kind, element, fragment) of everything on the screen, top to bottom."""
        for _, (message, _, fragment) in sorted(self._elements.items()):
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind:
                yield kind, getattr(element, kind), fragment

    def widgets(self) -> list[Widget]:
        """The widgets on the screen, top to bottom."""
        return [
            _widget(kind, element, fragment)
            for kind, element, fragment in self.elements()
            if kind in VALUE_FIELDS and getattr(element, "id", "")
        ]

    def find(self, name: str) -> Widget:
        """The widget of that key or label (or a key that ends so)."""
        here = self.widgets()
        for matches in (
            lambda w: w.key == name,
            lambda w: w.label == name,
            lambda w: (w.key or "").endswith(name),
            lambda w: name in w.label,
        ):
            for widget in here:
                if matches(widget):
                    return widget
        raise TabFailedError(
            f"No widget {name!r}; here are {[(w.kind, w.key, w.label) for w in here]}"
        )

    def key(self, pattern: str) -> str:
        """The first key on the screen that matches."""
        keys = [widget.key or "" for widget in self.widgets()]
        for key in keys:
            if re.search(pattern, key):
                return key
        raise TabFailedError(f"No widget matches {pattern!r}: {keys}; {self.texts()[:500]}")

    def texts(self) -> str:
        """Everything that can be read on the screen outside tables."""
        found = []
        for kind, element, _ in self.elements():
            if kind in ("markdown", "text", "heading", "html", "alert", "code"):
                found.append(str(getattr(element, "body", "") or getattr(element, "code_text", "")))
        return "\n".join(found)

    def tables(self) -> list[pa.Table]:
        """Every Arrow table that was ever received, decoded."""
        found = []
        for data in self.received:
            found += list(_arrow_tables(ForwardMsg.FromString(data)))
        return found

    def frames(self) -> list[dict[str, list[Any]]]:
        """The data of every table on the screen."""
        found = []
        for kind, element, _ in self.elements():
            if kind in ("dataframe", "arrow_data_frame", "table"):
                found += [table.to_pydict() for table in _arrow_tables(element)]
        return found

    def charts(self) -> list[tuple[dict[str, Any], dict[str, list[Any]]]]:
        """(specification, data) of every Vega-Lite chart on the screen."""
        found = []
        for kind, element, _ in self.elements():
            if "vega" in kind:
                table = next(iter(_arrow_tables(element)), None)
                found.append((json.loads(element.spec), {} if table is None else table.to_pydict()))
        return found

    async def set(self, name: str, value: Any) -> None:
        """Change a widget as a person would; reruns only where a browser would."""
        widget = self.find(name)
        self._values[widget.id] = value
        if not widget.staged_only:
            await self.run(widget.fragment)

    def keep(self, widget: Widget, value: Any) -> None:
        """Change a widget in the browser only; the server hears of it at the next rerun."""
        self._values[widget.id] = value

    async def click(self, name: str) -> float:
        """Press a button; seconds until the screen stood still."""
        widget = self.find(name)
        return await self.run(widget.fragment, pressed=widget)

    async def run(self, fragment: str = "", pressed: Widget | None = None) -> float:
        """Ask for a rerun; seconds until the screen stood still."""
        back = BackMsg()
        ask = back.rerun_script
        ask.query_string = self.query
        ask.page_script_hash = self._page
        ask.page_name = "" if self._page else self.path
        ask.fragment_id = fragment
        for widget in self.widgets():
            if widget.field != "trigger_value":
                _put(ask, widget, self._values.get(widget.id, widget.default))
        if pressed is not None:
            _put(ask, pressed, True)
        ask.cached_message_hashes.extend(self._cached)
        context = ask.context_info
        context.timezone, context.locale, context.color_scheme = "UTC", self.locale, "light"
        context.url = f"{self.url}/{self.path}" + (f"?{self.query}" if self.query else "")
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting.append((future, fragment))
        start = time.perf_counter()
        await self._socket.send(back.SerializeToString())
        return await asyncio.wait_for(future, self.timeout) - start

    async def send(self, **fields: Any) -> None:
        """Send any message a hostile browser might, e.g. `send(clear_cache=True)`."""
        await self._socket.send(BackMsg(**fields).SerializeToString())


def _widget(kind: str, element: Any, fragment: str) -> Widget:
    names = element.DESCRIPTOR.fields_by_name
    key = element.id.split("-", 2)[-1]
    options = tuple(
        o if isinstance(o, str) else getattr(o, "content", str(o))
        for o in (element.options if "options" in names else ())
    )
    staged = bool(getattr(element, "form_id", "")) or bool(getattr(element, "ignore_rerun", False))
    return Widget(
        kind=kind,
        id=element.id,
        key=None if key == "None" else key,
        label=getattr(element, "label", ""),
        options=options,
        fragment=fragment,
        staged_only=staged,
        default=_default(kind, element, options),
    )


def _default(kind: str, element: Any, options: tuple[str, ...]) -> Any:
    names = element.DESCRIPTOR.fields_by_name
    if "set_value" in names and element.set_value:
        for name in ("raw_value", "raw_values", "value"):
            if name in names:
                value = getattr(element, name)
                return value if isinstance(value, str | bool | float) else list(value)
    if kind in ("radio", "selectbox"):
        known = element.HasField("default") and 0 <= element.default < len(options)
        return options[element.default] if known else None
    if kind == "checkbox":
        return bool(element.default)
    if kind in ("text_input", "text_area", "number_input"):
        return element.default if element.HasField("default") else None
    if kind == "button_group":
        return [options[i] for i in element.default if i < len(options)]
    return None


def _put(ask: Any, widget: Widget, value: Any) -> None:
    if value is None:
        return
    state = ask.widget_states.widgets.add()
    state.id = widget.id
    if widget.field == "string_array_value":
        state.string_array_value.data.extend(value)
        state.string_array_value.SetInParent()
    else:
        setattr(state, widget.field, value)


def _arrow_tables(message: Message) -> Iterator[pa.Table]:
    """Arrow tables anywhere inside a message."""
    for descriptor, value in message.ListFields():
        repeated = (
            value if hasattr(value, "__iter__") and not isinstance(value, str | bytes) else [value]
        )
        for one in repeated:
            if isinstance(one, Message):
                yield from _arrow_tables(one)
            elif isinstance(one, bytes) and len(one) > 8 and descriptor.name == "data":
                try:
                    yield pa.ipc.open_stream(one).read_all()
                except pa.ArrowInvalid:
                    continue
