"""Fits the confidence and measures it: `python -m tests.benchmark.calibrate`, or `make calibration`.

Writes `extractors/templates/confidence.yaml` (weights fitted on all seeds of --fit), `rules/measured.json` (a row for
each notice, from weights that never saw its seed) and the reliability diagrams. Held-out layouts are only measured.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from extractors.compose import EXTRACTION
from extractors.confidence import Fitted, Model, confidence
from rules.measured import Checked, Claim, Layouts, Measured, otherwise_blocked
from samples.build import build
from samples.draw import HELD_OUT_LAYOUTS, LAYOUTS
from samples.mail.chance import WEAR_ODDS
from schemas.notice import CRITICAL_FIELDS, FieldStatus
from schemas.truth import TruthMailroom

from .calibration_report import keep
from .fit import Seen as Value
from .fit import fit
from .kept_readings import Seen, seen
from .sets import ROOT, MailSet

CACHE = ROOT / "data" / "calibration"
WEIGHTS, ROWS = ROOT / "extractors/templates/confidence.yaml", ROOT / "rules/measured.json"
RESULTS = ROOT / "tests" / "benchmark" / "results"
COMMAND = "python -m tests.benchmark.calibrate"
_HEAD = "# Made by the command named below: don't edit. Weights are log odds; see extractors/confidence.py.\n"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mailroom of `notices` from `seed`, and what it is for. `wears` None: all, at their odds."""

    seed: int
    notices: int
    layouts: Layouts
    fitted: bool
    wears: Sequence[str] | None = None


MAIL = (
    Mail(502, 400, "open", fitted=True),
    Mail(503, 400, "open", fitted=True),
    Mail(601, 500, "open", fitted=False),
    Mail(602, 250, "held_out", fitted=False),
)


@dataclass(frozen=True, slots=True)
class Room:
    """A mailroom and what is read of it."""

    mail: Mail
    seen: Sequence[Seen]


def main(arguments: Sequence[str]) -> int:
    wish = _parser().parse_args(arguments)
    rooms = [_room(mail, wish.mail, wish.workers) for mail in MAIL]
    fitted_on = [room for room in rooms if room.mail.fitted]
    shipped = _model(fitted_on)
    WEIGHTS.write_text(_HEAD + _yaml(shipped), encoding="utf-8")
    rows: list[Checked] = []
    for room in rooms:
        own = _model([other for other in fitted_on if other is not room]) if room.mail.fitted else shipped
        rows += [_row(room.mail, one, own) for one in room.seen]
    seeds = tuple(mail.seed for mail in MAIL)
    made = Measured(day=shipped.fitted.day, command=COMMAND, seeds=seeds, extraction=EXTRACTION, rows=tuple(rows))
    ROWS.write_text(_json(made), encoding="utf-8")
    keep(made, RESULTS)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--mail", type=Path, default=CACHE, metavar="DIR", help="where mail and readings are kept")
    parser.add_argument("--workers", type=int, default=2)
    return parser


def _room(mail: Mail, cache: Path, workers: int) -> Room:
    folder = cache / f"mail-{mail.seed}"
    if not (folder / "truth" / "truth.json").is_file():
        chosen = sorted(HELD_OUT_LAYOUTS) if mail.layouts == "held_out" else None
        build(mail.seed, mail.notices, folder, layouts=chosen, wears=mail.wears)
    truth = TruthMailroom.model_validate_json((folder / "truth" / "truth.json").read_text(encoding="utf-8"))
    own = MailSet(f"seed {mail.seed}, {len(truth.notices)} notices", folder / "mail", truth, mail.seed)
    return Room(mail, seen(own, cache / "kept", workers, _say))


def _values(rooms: Iterable[Room]) -> list[Value]:
    """Every critical value that was found; one that was read where nobody can read anything is wrong. Those that the
    reading itself doubts (`at_most`) are left out: how sure they are is said there, and their errors say nothing of
    the signs that others share with them."""
    return [
        Value(field, signs, field not in one.judged.wrong)
        for room in rooms
        for one in room.seen
        if one.facts is not None
        for field, signs in one.facts.signs.items()
        if signs.at_most >= 1.0
    ]


def _model(rooms: Sequence[Room]) -> Model:
    values = _values(rooms)
    found = fit(values)
    open_layouts = tuple(sorted(set(LAYOUTS) - set(HELD_OUT_LAYOUTS)))
    fitted = Fitted(
        day=datetime.now().astimezone().date(),
        command=COMMAND,
        seeds=tuple(room.mail.seed for room in rooms),
        layouts=open_layouts,
        wears=tuple(WEAR_ODDS),
        notices=sum(len(room.seen) for room in rooms),
        values=len(values),
        wrong=sum(not value.right for value in values),
    )
    return Model(
        fitted=fitted, most=found.most, base=found.base, fields=dict(found.fields), weights=dict(found.weights)
    )


def _yaml(model: Model) -> str:
    return yaml.safe_dump(model.model_dump(mode="json"), sort_keys=False, width=110, default_flow_style=None)


def _row(mail: Mail, one: Seen, model: Model) -> Checked:
    """With the confidences that `model` gives. A notice that was not found waits for a person with its pages."""
    truth, read = one.judged.truth, one.judged.read
    found = one.facts is not None and read is not None
    return Checked(
        layouts=mail.layouts,
        wear=truth.wear,
        blocked=read is None or otherwise_blocked(read),
        forbidden=truth.accept_forbidden,
        claims=tuple(_claim(one, field, model) if found else None for field in CRITICAL_FIELDS),
    )


def _claim(one: Seen, field: str, model: Model) -> Claim | None:
    facts = one.facts
    if facts is None:
        return None
    evidence, right = facts.fields[field], field not in one.judged.wrong
    if evidence.status is FieldStatus.ABSENT:
        return Claim(sure=None, right=right)
    if evidence.status is not FieldStatus.FOUND:
        return None
    return Claim(sure=round(confidence(field, facts.signs[field], model), 4), right=right)


def _json(made: Measured) -> str:
    """A line for each row, so that a change can be read."""
    head = made.model_dump(mode="json", exclude={"rows"})
    rows = ",\n".join(json.dumps(row.model_dump(mode="json"), separators=(",", ":")) for row in made.rows)
    return json.dumps(head, indent=1)[:-2] + ',\n "rows": [\n' + rows + "\n]}\n"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
