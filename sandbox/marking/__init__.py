"""From answer and reference to score, and the re-mark after a key was corrected."""
