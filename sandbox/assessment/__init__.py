"""From marks to the competence profile: dimensions, thinking, shortcomings, levels."""
