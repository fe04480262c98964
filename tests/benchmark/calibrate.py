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

from .confidence import Said, binned, calibration_error
from .drawing import reliability
from .fit import Seen as Value
from .fit import fit
from .kept_readings import Seen, seen
from .sets import ROOT, MailSet

CACHE = ROOT / "data" / "calibration"
WEIGHTS, ROWS = ROOT / "extractors/templates/confidence.yaml", ROOT / "rules/measured.json"
PICTURES = ROOT / "tests" / "benchmark" / "results"
_HEAD = "# Made by the command named below: don't edit. Weights are log odds; see extractors/confidence.py.\n"


@dataclass(frozen=True, slots=True)
class Room:
    """The mail of one seed, read."""

    seed: int
    layouts: Layouts
    seen: Sequence[Seen]


def main(arguments: Sequence[str]) -> int:
    wish = _parser().parse_args(arguments)
    command = f"python -m tests.benchmark.calibrate {' '.join(arguments)}".strip()
    fitted_on = [_room(seed, "open", wish) for seed in wish.fit]
    checked = [_room(seed, "open", wish) for seed in wish.check]
    checked += [_room(seed, "held_out", wish) for seed in wish.held_out]
    shipped = _model(fitted_on, command)
    WEIGHTS.write_text(_HEAD + _yaml(shipped), encoding="utf-8")
    rows = [row for room in checked for row in _rows(room, shipped)]
    for room in fitted_on:
        others = _model([other for other in fitted_on if other is not room], command)
        rows += _rows(room, others)
    seeds = (*wish.fit, *wish.check, *wish.held_out)
    made = Measured(day=shipped.fitted.day, command=command, seeds=seeds, extraction=EXTRACTION, rows=tuple(rows))
    ROWS.write_text(_json(made), encoding="utf-8")
    _tell(made)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.calibrate", description=__doc__)
    seeds = {"type": int, "nargs": "+", "metavar": "SEED"}
    parser.add_argument("--fit", default=[502, 503, 504], **seeds, help="mail in open layouts, to fit on")
    parser.add_argument("--check", default=[601, 603], **seeds, help="mail in open layouts, to measure only")
    parser.add_argument("--held-out", default=[602], **seeds, help="mail in held-out layouts, to measure only")
    parser.add_argument("--notices", type=int, default=84, help="of each seed (84)")
    parser.add_argument("--mail", type=Path, default=CACHE, metavar="DIR", help="where mail and readings are kept")
    parser.add_argument("--workers", type=int, default=2)
    return parser


def _room(seed: int, layouts: Layouts, wish: argparse.Namespace) -> Room:
    folder = wish.mail / f"mail-{seed}"
    if not (folder / "truth" / "truth.json").is_file():
        build(seed, wish.notices, folder, layouts=sorted(HELD_OUT_LAYOUTS) if layouts == "held_out" else None)
    truth = TruthMailroom.model_validate_json((folder / "truth" / "truth.json").read_text(encoding="utf-8"))
    mail = MailSet(f"seed {seed}, {len(truth.notices)} notices", folder / "mail", truth, seed)
    return Room(seed, layouts, seen(mail, wish.mail / "kept", wish.workers, _say))


def _values(rooms: Iterable[Room]) -> list[Value]:
    """Every critical value that was found; one that was read where nobody can read anything is wrong."""
    return [
        Value(field, signs, field not in one.judged.wrong)
        for room in rooms
        for one in room.seen
        if one.facts is not None
        for field, signs in one.facts.signs.items()
    ]


def _model(rooms: Sequence[Room], command: str) -> Model:
    values = _values(rooms)
    found = fit(values)
    open_layouts = tuple(sorted(set(LAYOUTS) - set(HELD_OUT_LAYOUTS)))
    fitted = Fitted(
        day=datetime.now().astimezone().date(),
        command=command,
        seeds=tuple(room.seed for room in rooms),
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


def _rows(room: Room, model: Model) -> list[Checked]:
    return [_row(room, one, model) for one in room.seen]


def _row(room: Room, one: Seen, model: Model) -> Checked:
    """With the confidences that `model` gives. A notice that was not found waits for a person with its pages."""
    truth, read = one.judged.truth, one.judged.read
    found = one.facts is not None and read is not None
    return Checked(
        layouts=room.layouts,
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


def _tell(made: Measured) -> None:
    """ECE over the wear levels, for open and held-out layouts; the diagrams of both."""
    for layouts in ("open", "held_out"):
        rows = [row for row in made.rows if row.layouts == layouts]
        for wear in ("all", *WEAR_ODDS):
            own = [row for row in rows if wear in ("all", row.wear)]
            said = [Said(c.sure, c.right) for row in own for c in row.claims if c is not None and c.sure is not None]
            bins = binned(said)
            ece = calibration_error(bins)
            wrong = sum(not s.right for s in said)
            print(f"{layouts:<9} {wear:<12} {len(own):>4} notices {len(said):>5} values {wrong:>3} wrong  ECE {ece}")
            if wear == "all":
                name = f"calibration, {layouts.replace('_', '-')} layouts"
                reliability(bins, ece, name).save(PICTURES / f"calibration-{layouts}.png")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
