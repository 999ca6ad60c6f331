"""The dictionary page: one department at a time, both languages side by side."""

from sandbox.desk.views import FieldView


def test_a_department_shows_its_tables_columns_and_what_goes_wrong(open_app, shown):
    text = shown(open_app("zh", "dictionary"))

    for said in ("婚姻登记", "1,204 行", "L3", "男方证件号", "Husband's number".replace("'", "&#39;"),
                 "升为 18 位后比较", "当作无效号码", "轻度 · 标准"):  # fmt: skip
        assert said in text, said
    assert "企业登记信息" not in text


def test_another_department_is_a_choice_away_and_has_an_address(open_app, shown):
    app = open_app("en", "dictionary")
    app.selectbox(key="dictionary.department").select("market").run()

    assert "Business register" in shown(app)
    assert "Business register" in shown(open_app("en", "dictionary", department="market"))


def test_an_address_of_no_department_shows_the_first(open_app, shown):
    assert "Marriage register" in shown(open_app("en", "dictionary", department="<script>"))


def test_names_are_shown_as_written_never_as_markup(open_app, shown):
    assert "None &lt;b&gt;" in shown(open_app("en", "dictionary"))


def test_home_leads_to_the_dictionary(open_app, shown):
    assert "数据字典：各部门有哪些数据、常见哪些问题" in shown(open_app("zh"))


def test_a_field_carries_both_languages():
    assert {"zh", "en"} <= set(FieldView.__dataclass_fields__)
