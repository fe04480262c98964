"""Builds the sets, reads them, prints and keeps the figures: `python -m tests.benchmark`, or `make benchmark`."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flows.settings import processors
from samples.draw import HELD_OUT_LAYOUTS, LAYOUTS, PRACTICE_LAYOUTS

from . import baselines, cases, ingest_run, long_mail, sets
from .cost import cost, growth
from .machine import machine, versions
from .report import Report, report
from .score import Scores
from .tables import as_text
from .wording import tables
from .writing import Measured, comparison, write

COMPARED_PAGES = 60  # by default: some five minutes of one processor
UNSEEN = 20270214  # the default seed; nothing may be tuned on what it builds
SETS = ("sample", "specimens", "built")
CACHE = sets.ROOT / "data" / "benchmark"


def main(arguments: Sequence[str]) -> int:
    """0 when everything ran and every page is accounted for, 1 otherwise."""
    wish = _parser().parse_args(arguments)
    bench = Bench(wish)
    for mail in bench.wanted():
        bench.measure(mail)
    return bench.conclude()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("--notices", type=int, default=150, help="notices of the built set (150)")
    parser.add_argument("--seed", type=int, default=UNSEEN, help="of the built set and the worn specimens")
    parser.add_argument("--sets", default=",".join(SETS), help="which of sample,specimens,built; or none")
    parser.add_argument("--layouts", default="all", choices=("all", "practice"), help="of the built set (all)")
    parser.add_argument("--growth", type=int, default=0, metavar="PAGES", help="also one long run of so many pages")
    parser.add_argument("--compare", type=int, default=0, metavar="PAGES", help="so many pages by others too; 1: 60")
    parser.add_argument("--ocrmypdf", default="", metavar="COMMAND", help="where OCRmyPDF is, if not on the path")
    parser.add_argument("--tesseract", default="", metavar="COMMAND", help="another Tesseract for the others")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="pages of the worst cases with their boxes")
    parser.add_argument("--most", type=int, default=40, help="so many pictured cases a set (40)")
    parser.add_argument(
        "--results", type=Path, default=CACHE / "results", metavar="DIR", help="for JSON and Markdown"
    )
    parser.add_argument("--workers", type=int, help="reading processes")
    return parser


class Bench:
    """One run of the benchmark: what was asked for, what has been measured so far."""

    def __init__(self, wish: argparse.Namespace) -> None:
        self.wish = wish
        self.reports: list[Report] = []
        self.compared: list[baselines.Compared] = []
        self.said: list[str] = []
        self.failed = False
        self.reader = ""

    def wanted(self) -> list[sets.MailSet]:
        """The sets that were asked for, built where they are missing."""
        names = [] if self.wish.sets == "none" else self.wish.sets.split(",")
        if unknown := set(names) - set(SETS):
            sys.exit(f"there is no set {', '.join(sorted(unknown))}: choose among {', '.join(SETS)}")
        cache, seed = CACHE / "sets", self.wish.seed
        found: list[sets.MailSet | None] = []
        if "sample" in names:
            found.append(sets.sample_mailroom())
        if "specimens" in names:
            found.append(sets.specimens(cache, seed, say))
            if found[-1] is None:
                self._note("The official specimens are not beside this checkout: their set is left out.")
        if "built" in names:
            layouts = sorted(PRACTICE_LAYOUTS) if self.wish.layouts == "practice" else LAYOUTS
            found.append(sets.built(cache, seed, self.wish.notices, say, layouts))
        if self.wish.growth:
            parts = sets.long(cache, seed + 1, self.wish.growth, say)
            mail = long_mail.gather([part.mail for part in parts], CACHE / "long mail")
            truth = long_mail.joined([part.truth for part in parts])
            found.append(sets.MailSet(f"long run, {len(truth.pages)} pages", mail, truth, seed + 1))
        return [mail for mail in found if mail]

    def measure(self, mail: sets.MailSet) -> None:
        """Reads a set and prints its tables."""
        say(f"reading: {mail.name} ({len(mail.truth.pages)} pages)")
        short = mail.name.split(" ")[0].rstrip(",")
        ran = ingest_run.ingest([mail.mail], CACHE / "runs" / short, self.wish.workers)
        if ran.status:
            self.failed = True
            self._note(f"{mail.name}: the run ended with status {ran.status}; its log is {ran.log.name} in the run's "
                       "folder.")  # fmt: skip
            return
        files = ingest_run.file_costs(ran.home)
        spent = cost(mail.truth, files, ran.seconds_cpu, ran.seconds_wall, ran.peak_mb)
        notices, ledger = ingest_run.read_notices(ran.out), ingest_run.read_ledger(ran.out)
        made, scores = report(
            mail.name,
            mail.truth,
            notices,
            ledger,
            held_out=HELD_OUT_LAYOUTS,
            cost=spent,
            growth=growth(ran.memory),
            seed=mail.seed,
        )
        self.reports.append(made)
        self.reader = json.loads((ran.out / "summary.json").read_text(encoding="utf-8"))["version"]
        self.failed |= bool(made.pages.lost or made.pages.doubled)
        print("\n".join(as_text(table) for table in tables(made)), flush=True)
        self._keep_cases(short, scores, ran)
        if self.wish.compare and short == "built":
            pages = self.wish.compare if self.wish.compare > 1 else COMPARED_PAGES
            chosen = baselines.sample(mail.truth, mail.mail, pages, self.wish.seed)
            self.compared = [baselines.ours(chosen, scores.judged, files, spent, versions()["noticedesk"])]
            self._compare(chosen, mail.mail)

    def _keep_cases(self, short: str, scores: Scores, ran: ingest_run.Ran) -> None:
        found = cases.worst_first(scores)
        text = "\n".join(line for item in found for line in cases.told(item))
        (ran.out / "cases.txt").write_text(text + "\n", encoding="utf-8")
        say(f"notices to look into: {len(found)}, told in {ran.out.relative_to(sets.ROOT) / 'cases.txt'}")
        if self.wish.pictures:
            count = cases.draw(found[: self.wish.most], ran.home, self.wish.pictures / short)
            say(f"{count} of them are pictured in {self.wish.pictures / short}")

    def _compare(self, chosen: Sequence[baselines.Sampled], mail: Path) -> None:
        say(f"reading {self.compared[0].pages} of its pages with pytesseract")
        engine = baselines.find_tesseract(self.wish.tesseract)
        at_once = self.wish.workers or processors()
        self.compared.append(baselines.plain_pytesseract(chosen, mail, engine, at_once))
        command = baselines.find_ocrmypdf(self.wish.ocrmypdf)
        if command:
            say("and with OCRmyPDF")
            self.compared.append(baselines.ocrmypdf(chosen, mail, engine, command, at_once))
        else:
            self._note(baselines.HOW_TO_INSTALL)
        print(as_text(comparison(self.compared)), flush=True)

    def conclude(self) -> int:
        """Writes what was measured; the exit status."""
        measured = Measured(
            date=datetime.now().astimezone().date().isoformat(),
            command=self._command(),
            reader=self.reader,
            machine=machine(),
            versions=versions(),
            reports=self.reports,
            compared=self.compared,
            said=self.said,
        )
        write(measured, self.wish.results)
        print(f"\n{measured.date}, {measured.command}, commit {measured.versions['commit']}")
        print(", ".join(f"{what}: {value}" for what, value in measured.machine.items()))
        say("written: results.json, results.md and pictures in the folder of results")
        return int(self.failed)

    def _command(self) -> str:
        """As it has to be typed to get these figures again."""
        told = [f"NOTICES={self.wish.notices}", f"SEED={self.wish.seed}"]
        told += [f"SETS={self.wish.sets}"] if self.wish.sets != ",".join(SETS) else []
        told += [f"LAYOUTS={self.wish.layouts}"] if self.wish.layouts != "all" else []
        told += [f"GROWTH={self.wish.growth}"] if self.wish.growth else []
        told += [f"COMPARE={self.wish.compare}"] if self.wish.compare else []
        return " ".join(["make benchmark", *told])

    def _note(self, sentence: str) -> None:
        self.said.append(sentence)
        say(sentence)


def say(sentence: str) -> None:
    """Progress goes to stderr, figures to stdout."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
