"""Plain routes beside Streamlit: sign-in, downloads, health, and the guards."""
