"""Privacy measures of a small table by pyCANON, as golden values.

pyCANON wants older packages than ours, so it is not a requirement. To compute the values anew:

    python -m venv /tmp/pycanon && /tmp/pycanon/bin/pip install pycanon==1.0.1.post2
    /tmp/pycanon/bin/python tests/simulators/release_golden.py

Two faults of pyCANON are kept out of the comparison: it drops rows in which a quasi-identifier is
missing (so k comes out too high), and its recursive (c, l)-diversity sorts counts upwards. Its
entropy l is cut to a whole number.
"""

import sys

ILLNESSES = ("感冒", "高血压", "糖尿病", "骨折", "哮喘")
QUASI = {
    "fine": ("year", "place", "sex"),
    "coarse": ("decade", "place"),
    "coarsest": ("decade",),
    "sex": ("sex",),
}
GOLDEN = {
    "fine": {"k": 1, "illness": (1, 1, 0.933333333), "income": (1, 1, 0.428409091)},
    "coarse": {"k": 16, "illness": (4, 3, 0.317222222), "income": (11, 10, 0.199166667)},
    "coarsest": {"k": 80, "illness": (4, 3, 0.165833333), "income": (19, 17, 0.149545455)},
    "sex": {"k": 273, "illness": (5, 4, 0.087417582), "income": (22, 20, 0.005477023)},
}
"""Quasi-identifiers → k, and per sensitive field (distinct l, whole entropy l, t)."""


def people(n: int = 600) -> list[dict[str, object]]:
    """Fictional records from a formula, the same everywhere."""
    made = []
    for i in range(n):
        age = 20 + (i * i * 7 + i * 3) % 60
        made.append({
            "year": str(2027 - age), "decade": str((2027 - age) // 10 * 10),
            "place": str(290101 + (i * i + i // 7) % 4), "sex": str(1 + (i * 5 % 11) % 2),
            "illness": ILLNESSES[(i * i * 3 + i // 5) % 23 % 5 if age < 50 else (i * 7) % 11 % 4],
            "income": 500 * ((i * 37 + age) % 19 + (age > 60) * 4),
        })  # fmt: skip
    return made


def main() -> None:
    """Print the golden values."""
    import pandas
    from pycanon import anonymity

    data = pandas.DataFrame(people())
    for name, quasi in QUASI.items():
        row = {"k": anonymity.k_anonymity(data, list(quasi))}
        for sensitive in ("illness", "income"):
            row[sensitive] = (
                anonymity.l_diversity(data, list(quasi), [sensitive]),
                anonymity.entropy_l_diversity(data, list(quasi), [sensitive]),
                round(float(anonymity.t_closeness(data, list(quasi), [sensitive])), 9),
            )
        sys.stdout.write(f'    "{name}": {row},\n')


if __name__ == "__main__":
    main()
