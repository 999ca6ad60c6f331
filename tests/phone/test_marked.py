"""Authors' Markdown on phones: bold, emphasis, code and lists, and never markup of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.phone.marked import marked


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("判断**法定**属性。", "<p>判断<strong>法定</strong>属性。</p>"),
        ("a *b* `c`", "<p>a <em>b</em> <code>c</code></p>"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("", ""),
    ],
)
def test_marks_become_tags(text, html):
    assert marked(text) == html


@given(st.text())
def test_no_tag_comes_from_the_text(text):
    own = ("<p>", "</p>", "<br>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<em>", "</em>",
           "<code>", "</code>", "<strong>", "</strong>")  # fmt: skip
    left = str(marked(text))
    for tag in own:
        left = left.replace(tag, "")

    assert "<" not in left
