"""The library's Q-matrix as the domain handbook draws it: 2 is a main load, 1 a side load."""

from sandbox.assessment.recommend import Card

COMPETENCES = (
    "openness", "effectiveness", "collaboration", "satisfaction", "sense", "use", "wisdom",
    "cognition", "literacy", "practice", "values",
)  # fmt: skip
ROWS = {
    "old-age-roll": "11122211122",
    "one-enterprise": "21201212120",
    "talent-subsidy": "02121220212",
    "opening-a-restaurant": "02210111021",
    "means-test-sharing": "21211101021",
    "data-backflow": "21212112021",
    "catalogue-and-grading": "20101201220",
    "contractor-leak": "10211120221",
    "welfare-risk-model": "02022121202",
    "language-model-launch": "02011122211",
    "birth-as-one-matter": "12220211022",
    "project-portfolio": "12111022202",
    "elders-without-phones": "01121111012",
    "the-baton": "11112022012",
}


def load(drill: str, competence: str) -> int:
    """0, 1 or 2."""
    return int(ROWS[drill][COMPETENCES.index(competence)])


def cards() -> list[Card]:
    """The fourteen drills, none of them played."""
    return [
        Card(
            scenario=drill,
            minutes=45,
            loads={key: float(load(drill, key)) for key in COMPETENCES},
        )
        for drill in ROWS
    ]
