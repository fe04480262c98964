"""`python -m tests.families.train`: the classifier from generated text, the same bytes each time on one machine.

Open layouts only. In each round each text is worn anew, loses words, and gets lines of other texts between its own:
so the classifier can't learn notices by heart, and is less sure of what it does not know.
"""

import gzip
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

import extractors
from extractors.families import LABELS, MODEL, blank_classifier, words_of

from .texts import Labelled, notices, others
from .wear import any_wear, worn

SEED, EACH, ROUNDS, BATCH = 31, 30, 5, 16
OTHERS_EACH = 40
FEWEST_KEPT, MOST_STRANGE = 0.2, 1.0  # shares of a text's words: kept, and put between them


def trained(texts: Sequence[Labelled], strange: Sequence[str]) -> tuple[Any, Any]:
    """(pipeline, classifier) trained on `texts`, with lines of `strange` among theirs."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    nlp, classifier = blank_classifier()
    for label in LABELS:
        classifier.add_label(label)

    def example(text: Labelled) -> Example:
        cats = {label: float(label == text.family) for label in LABELS}
        return Example.from_dict(Doc(nlp.vocab, words=list(_heard(text, strange, rng)) or ["-"]), {"cats": cats})

    optimizer = nlp.initialize(lambda: map(example, texts[:50]))
    for number in range(ROUNDS):
        losses: dict[str, float] = {}
        for batch in minibatch([example(text) for text in rng.sample(texts, len(texts))], BATCH):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.2)
        print(f"round {number + 1}: loss {losses['textcat']:.2f}")
    return nlp, classifier


def _heard(text: Labelled, strange: Sequence[str], rng: random.Random) -> Iterator[str]:
    kept = rng.uniform(FEWEST_KEPT, 1.0)
    own = [word for word in words_of(worn(text.lines, any_wear(rng), rng)) if rng.random() < kept]
    yield from own
    wanted = int(rng.random() * MOST_STRANGE * len(own))
    while wanted > 0:
        more = list(words_of([rng.choice(strange)]))
        wanted -= len(more) + 1
        yield from more


def material() -> tuple[list[Labelled], list[str]]:
    """(notices of the open layouts, lines of these and of papers that are none)."""
    texts = list(notices(SEED, EACH, held_out=False))
    return texts, [line for text in (*texts, *others(SEED, OTHERS_EACH)) for line in text.lines]


def main() -> None:
    texts, strange = material()
    print(f"{len(texts)} notices")
    _, classifier = trained(texts, strange)
    path = Path(extractors.__file__).parent / "templates" / MODEL
    path.write_bytes(gzip.compress(classifier.to_bytes(exclude=["vocab"]), mtime=0))
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
