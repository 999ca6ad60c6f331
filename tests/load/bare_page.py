"""A bare Streamlit page with what a drill step shows: the yardstick for a submit.

The pages come from the file that `SANDBOX_BARE_PAGES` names, as real drill steps showed them:
text, tables, charts, and widgets with their labels and options. No styling, no store, no scoring.
"""

import json
import os
from pathlib import Path

import pandas as pd
import streamlit as st

pages = json.loads(Path(os.environ["SANDBOX_BARE_PAGES"]).read_text(encoding="utf-8"))
page = pages[int(st.query_params["page"])]

st.title("Bare page")
st.markdown(page["brief"])
for table in page["tables"]:
    st.dataframe(pd.DataFrame(table), hide_index=True)
for spec, data in page["charts"]:
    st.vega_lite_chart(pd.DataFrame(data), spec)
for number, widget in enumerate(page["widgets"]):
    if widget["kind"] == "radio":
        st.radio(widget["label"], widget["options"], index=None, key=f"w{number}", horizontal=True)
    elif widget["kind"] == "checkbox":
        st.checkbox(widget["label"], key=f"w{number}")
    elif widget["kind"] == "date_input":
        st.date_input(widget["label"], value=None, key=f"w{number}")
    elif widget["kind"] == "button" and not widget["submit"]:
        st.button(widget["label"], key=f"w{number}")
if st.button("Submit", key="submit"):
    st.success("Stored.")
