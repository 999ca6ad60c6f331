"""The richer controls read back what was entered, in both languages."""

import pytest

from tests.pages.fake_forms import DECISIONS

IDS = [decision[0] for decision in DECISIONS]


def opened(open_app, desk, decision, lang="zh"):
    run = desk.start("p1", "means-test")
    for one in IDS[: IDS.index(decision)]:
        desk.runs[run]["answers"][one] = {"x": 1}
    return run, open_app(lang, "drill", run=run)


def key(run, decision, control, part=""):
    return f"answer/{run}/{decision}/{control}/{part}"


def submitted(app, desk, run, decision):
    app.button(key=f"submit/{run}/{decision}").click().run()
    assert not app.exception
    return desk.runs[run]["answers"][decision]


def test_many_labels_are_a_list_per_row(open_app, desk):
    run, app = opened(open_app, desk, "mapping")
    lists = [one for one in app.selectbox if "mapping" in one.key]
    assert len(lists) == 4
    assert len(lists[0].options) == 8
    app.selectbox(key=key(run, "mapping", "targets", "sfzh")).set_value("id")
    assert submitted(app, desk, run, "mapping") == {"targets": {"sfzh": "id"}}


def test_a_row_offers_only_its_own_labels(open_app, desk):
    run, app = opened(open_app, desk, "mask", "en")
    assert app.radio(key=key(run, "mask", "levels", "village")).options == ["Keep", "Drop"]
    assert len(app.radio(key=key(run, "mask", "levels", "class")).options) == 4


def test_sliders_count_from_where_they_start(open_app, desk):
    run, app = opened(open_app, desk, "limits")
    app.slider(key=key(run, "limits", "upper")).set_value(0.75)
    assert submitted(app, desk, run, "limits") == {"lower": 0.2, "upper": 0.75}


def test_a_matrix_reads_row_by_row_and_leaves_open_cells_out(open_app, desk):
    run, app = opened(open_app, desk, "cases")
    app.segmented_control(key=key(run, "cases", "cases", "c2|decision")).set_value("verify")
    app.selectbox(key=key(run, "cases", "cases", "c2|reason")).set_value("one")
    app.segmented_control(key=key(run, "cases", "cases", "c3|decision")).set_value("stop")
    assert submitted(app, desk, run, "cases") == {
        "cases": {"c2": {"decision": "verify", "reason": "one"}, "c3": {"decision": "stop"}}
    }


def test_conditions_are_read_from_folded_rows_too(open_app, desk):
    run, app = opened(open_app, desk, "rule", "en")
    for row in ("c1", "c7"):
        app.selectbox(key=key(run, "rule", "conditions", f"{row}|field")).set_value("sources")
        app.selectbox(key=key(run, "rule", "conditions", f"{row}|op")).set_value("ge")
        app.text_input(key=key(run, "rule", "conditions", f"{row}|value")).set_value("2")
    app.radio(key=key(run, "rule", "combine")).set_value("any")
    one = {"field": "sources", "op": "ge", "value": "2"}
    assert submitted(app, desk, run, "rule") == {
        "conditions": {"c1": one, "c7": one}, "combine": "any",
    }  # fmt: skip


def test_shares_read_as_numbers_and_say_what_there_is(open_app, desk):
    run, app = opened(open_app, desk, "inspect", "en")
    assert 'data-total="200' in sums(app)
    app.number_input(key=key(run, "inspect", "amounts", "a")).set_value(120.0)
    assert submitted(app, desk, run, "inspect") == {"amounts": {"a": 120.0}}


def sums(app):
    return "\n".join(one.proto.body for one in app.get("html") if "data-sum" in one.proto.body)


@pytest.mark.parametrize(("lang", "cost"), [("zh", "120 万元"), ("en", "120 ten thousand yuan")])
def test_costs_stand_beside_what_can_be_picked(open_app, desk, lang, cost):
    run, app = opened(open_app, desk, "projects", lang)
    assert cost in app.checkbox(key=key(run, "projects", "choices", "p1")).label
    assert "data-costs" in sums(app)
    app.checkbox(key=key(run, "projects", "choices", "p1")).check()
    assert submitted(app, desk, run, "projects") == {"choices": ["p1"]}


def test_confidence_reads_in_percent(open_app, desk):
    run, app = opened(open_app, desk, "sure")
    app.slider(key=key(run, "sure", "confidence")).set_value(80.0)
    assert submitted(app, desk, run, "sure") == {"confidence": 80.0}


def test_a_reason_reads_as_it_was_written(open_app, desk):
    run, app = opened(open_app, desk, "why")
    app.text_area(key=key(run, "why", "text")).set_value("依据条例第二十六条。")
    assert submitted(app, desk, run, "why") == {"text": "依据条例第二十六条。"}


@pytest.mark.parametrize("decision", ["limits", "cases", "rule", "inspect", "linkage", "why"])
def test_a_change_of_language_keeps_everything(open_app, desk, decision):
    run, app = opened(open_app, desk, decision)
    moved = {
        "limits": (app.slider, key(run, "limits", "upper"), 0.6),
        "cases": (app.segmented_control, key(run, "cases", "cases", "c1|decision"), "go-on"),
        "rule": (app.text_input, key(run, "rule", "conditions", "c1|value"), "3"),
        "inspect": (app.number_input, key(run, "inspect", "amounts", "b"), 15.0),
        "linkage": (app.slider, key(run, "linkage", "upper"), 0.85),
        "why": (app.text_area, key(run, "why", "text"), "依据条例。"),
    }
    widget, at, value = moved[decision]
    widget(key=at).set_value(value)
    app.button(key="frame.language").click().run()
    assert not app.exception
    app.button(key=f"submit/{run}/{decision}").click().run()
    assert str(value) in str(desk.runs[run]["answers"][decision])
