"""The shelf: every scenario and draft with its state, and the guided form for a new one."""

from typing import Final

import streamlit as st

from pages.ui import frame
from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say
from sandbox.desk.views import InstructorView, RejectionView
from sandbox.desk.views.studio import FormView, NewDraft, OptionView, StudioLineView, TemplateView
from sandbox.text import Lang

_SHOWN: Final = 60
_FIRST: Final = {"draft": 0, "changed": 1, "broken": 2, "released": 3, "archived": 4}


def show(teacher: InstructorView, lang: Lang) -> None:
    """What is there, what is unfinished first; above it the way to something new."""
    lines = desk().studio.shelf(teacher.name, lang)
    with st.container(key="studio-top", horizontal=True, vertical_alignment="bottom"):
        draw("studio/top.html", first=not lines)
        if st.button(
            say("studio.new"), key="studio.new", type="primary", icon=":material/edit_square:"
        ):
            st.query_params["new"] = "1"
            st.rerun()
    if not lines:
        draw("empty.html", title=say("studio.none"), text=say("studio.none_help"))
        return
    standing = _chosen(lines)
    for one in sorted(lines, key=lambda line: _FIRST[line.standing])[:_SHOWN]:
        if standing in (None, _group(one)):
            _line(one)


def _group(one: StudioLineView) -> str:
    return "writing" if one.standing in ("draft", "changed", "broken") else one.standing


def _chosen(lines: tuple[StudioLineView, ...]) -> str | None:
    counts = {name: sum(_group(one) == name for one in lines)
              for name in ("writing", "released", "archived")}  # fmt: skip
    found: str | None = st.segmented_control(
        say("studio.filter"),
        [name for name, n in counts.items() if n],
        format_func=lambda name: say(f"studio.only_{name}", n=counts[name]),
        label_visibility="collapsed",
        key="studio.filter",
    )
    return found


def _line(one: StudioLineView) -> None:
    with st.container(
        key=f"shelf-{one.slug}", border=True, horizontal=True, vertical_alignment="center"
    ):
        moment = "" if one.changed_at is None else one.changed_at.strftime("%Y-%m-%d %H:%M")
        draw("studio/line.html", one=one, moment=moment)
        label = "studio.go_on" if _group(one) == "writing" else "studio.open"
        frame.link("studio", say(label), icon=":material/edit:", draft=one.slug)


# --- something new --------------------------------------------------------------------------------


def new(teacher: InstructorView, lang: Lang) -> None:
    """Six questions; the answers are a draft that can be played at once."""
    form = desk().studio.form(lang)
    draw("studio/new.html")
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(key="studio-form", border=True):
        asked = _asked(form)
        if said := st.session_state.pop("studio.refused", None):
            st.warning(plain(said), icon=":material/edit_note:")
        with st.container(horizontal=True):
            st.button(
                say("studio.create"),
                key="studio.create",
                type="primary",
                icon=":material/arrow_forward:",
                on_click=_create,
                args=(teacher, lang),
            )
            st.button(say("studio.back"), key="studio.back", type="tertiary", on_click=_back)
    with right:
        template = next(one for one in form.templates if one.family == asked.family)
        draw("studio/template.html", family=template, steps=_steps(template, asked, form))


def _asked(form: FormView) -> NewDraft:
    families = {one.family: one for one in form.templates}
    st.text_input(
        say("studio.title_zh"), key="new.zh", max_chars=60, placeholder=say("studio.title_eg_zh")
    )
    st.text_input(
        say("studio.title_en"), key="new.en", max_chars=90, placeholder=say("studio.title_eg_en")
    )
    st.text_input(
        say("studio.slug"), key="new.slug", max_chars=40, help=say("studio.slug_help"),
        placeholder="means-test-2",
    )  # fmt: skip
    st.selectbox(
        say("studio.family"),
        list(families),
        format_func=lambda one: f"{families[one].title} – {families[one].story}",
        key="new.family",
    )
    left, right = st.columns(2)
    with left:
        _several("studio.tiers", form.tiers, "new.tiers", form.tiers[:2])
        most = form.most_steps
        st.slider(
            say("studio.how_many"), min_value=1, max_value=most, value=min(3, most), key="new.steps"
        )
    with right:
        _several("studio.roles", form.roles, "new.roles", form.roles[-2:])
        _several("studio.kinds", form.kinds, "new.kinds", ())
    return _filled()


def _filled() -> NewDraft:
    """The form as it is filled in now."""
    held = st.session_state
    return NewDraft(
        slug=held["new.slug"].strip(),
        title_zh=held["new.zh"].strip(),
        title_en=held["new.en"].strip(),
        family=held["new.family"],
        tiers=tuple(held["new.tiers"]),
        roles=tuple(held["new.roles"]),
        steps=int(held["new.steps"]),
        kinds=tuple(held["new.kinds"]),
    )


def _several(
    label: str, options: tuple[OptionView, ...], key: str, usual: tuple[OptionView, ...]
) -> None:
    names = {one.id: one.label for one in options}
    st.multiselect(
        say(label),
        list(names),
        default=[one.id for one in usual],
        format_func=names.__getitem__,
        placeholder=say("studio.as_template"),
        key=key,
    )


def _steps(template: TemplateView, asked: NewDraft, form: FormView) -> list[str]:
    """What each step will begin with."""
    names = {one.id: one.label for one in (*form.kinds, *template.kinds)}
    kinds = asked.kinds or tuple(one.id for one in template.kinds)
    return [names.get(kinds[at % len(kinds)], "") for at in range(asked.steps)] if kinds else []


def _create(teacher: InstructorView, lang: Lang) -> None:
    # What stands in the fields at the press, not what stood there when they were drawn.
    asked = _filled()
    told = desk().studio.create(teacher.name, asked, lang)
    if isinstance(told, RejectionView):
        st.session_state["studio.refused"] = told.text
        return
    st.query_params.pop("new", None)
    st.query_params["draft"] = told.slug


def _back() -> None:
    st.query_params.pop("new", None)
