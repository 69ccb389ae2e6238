"""Writes the ratings that lme4 was fitted on: ``python -m tests.advisor.study.lme4.make_data``."""

from pathlib import Path

import numpy as np
import pandas as pd

from advisor.study.ratings import AREAS

HERE = Path(__file__).parent


def made() -> pd.DataFrame:
    """Return 30 items by 2 models by 2 languages by 4 repeats, some ratings missing."""
    generator = np.random.default_rng(20261128)
    item, own = generator.normal(0, 0.5, 30), generator.normal(0, 0.4, (30, 2, 2))
    area = generator.normal(0, 0.4, (6, 2, 2))
    rows = []
    for model in range(2):
        for language in range(2):
            for repeat in range(4):
                run = generator.normal(0, 0.3)
                for place in range(30):
                    rating = 3 + item[place] + own[place, model, language] + run
                    rating += area[place % 6, model, language] + generator.normal(0, 0.7)
                    rows.append(
                        {
                            "model": f"m{model}",
                            "language": ("en", "zh")[language],
                            "run": f"{model}-{language}-{repeat}",
                            "item": place + 1,
                            "area": AREAS[place % 6],
                            "rating": float(np.clip(round(rating), 1, 5)),
                        }
                    )
    return pd.DataFrame(rows)[generator.random(len(rows)) > 0.1]


if __name__ == "__main__":
    made().to_csv(HERE / "ratings.csv", index=False)
