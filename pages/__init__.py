"""What people see: Streamlit pages, the pieces they are drawn with, and plain web routes."""
