"""`python -m tests.families`: how well families are told of text that the classifier never saw. Figures only.

Seen layouts with another seed; the layouts that nothing was tuned on; the official specimens; codes that were left
out of training (the classifier is trained again without them); papers that are no notice, and letters of others.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from extractors.families import Hint, Score, hint_of, score_of, scored
from samples.draw import CODES
from schemas.catalog import lookup
from tests.specimens import source

from . import foreign
from .texts import NONE, Labelled, notices, others
from .train import material, trained
from .wear import LEVELS, worn

SEED, EACH, FOLDS = 41, 6, 4
Asked = tuple[Labelled, Score]


def main() -> None:
    print(f"{'text':32} {'wear':6} {'n':>5} {'told':>7} {'right, of told':>15}  told as another")
    measure("seen layouts, another seed", by(notices(SEED, EACH, held_out=False)))
    measure("layouts nothing was tuned on", by(notices(SEED, 2 * EACH, held_out=True)))
    measure("official specimens", by(specimens() * 40))
    measure("no notices", by([*others(SEED, 20), *foreign.letters() * 20]))
    measure("codes it never saw", left_out())


def by(texts: Iterable[Labelled], score: Score = scored) -> list[Asked]:
    return [(text, score) for text in texts]


def specimens() -> list[Labelled]:
    """The families of the official specimens, from their code."""
    if not source.available():
        return []
    found = []
    for name in source.names():
        code = str(source.ground_truth(name)["notice_code"])
        entry = lookup(code)
        text = (source.folder() / f"{name}.txt").read_text(encoding="utf-8")
        found.append(Labelled(entry.family if entry else NONE, tuple(filter(None, text.splitlines())), code))
    return found


def left_out() -> list[Asked]:
    """Each code with a classifier that has seen no notice of it; its family has other codes or none."""
    asked: list[Asked] = []
    texts, strange = material()
    for fold in range(FOLDS):
        away = sorted(CODES)[fold::FOLDS]
        score = partial(score_of, *trained([t for t in texts if t.code not in away], strange))
        asked += by(notices(SEED, EACH, held_out=False, codes=away), score)
    return asked


def measure(what: str, asked: Sequence[Asked]) -> None:
    for level, wear in LEVELS.items():
        rng = random.Random(SEED)
        told = [(text.family, hint_of(worn(text.lines, wear, rng), score)) for text, score in asked]
        print(_row(what, level, told))


def _row(what: str, level: str, told: Sequence[tuple[str, Hint | None]]) -> str:
    said = [(family, hint.family) for family, hint in told if hint]
    right = sum(family == other for family, other in said)
    wrong = Counter(f"{family} as {other}" for family, other in said if family != other)
    share = f"{right / len(said):.1%}" if said else "-"
    worst = ", ".join(f"{text} {n}" for text, n in wrong.most_common(4))
    return f"{what:32} {level:6} {len(told):5} {len(said) / max(1, len(told)):7.1%} {share:>15}  {worst}"


if __name__ == "__main__":
    main()
