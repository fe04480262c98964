"""The tables as CSV files, and the records as lines of JSON."""

import json
from collections.abc import Sequence

from schemas.ledger import LedgerRow

from .atomic import FileSet
from .columns import FLAT, PAGES, SHAPES, ledger_cells, without_numbers
from .exported import Exported
from .flat_tables import Row
from .frames import frame, write_csv

_TEXT = {name: table.text for name, table in FLAT.items()} | {PAGES.name: frozenset({"reason"})}


class CsvFiles:
    """One file a table. `mask`: taxpayer numbers in names of files."""

    def __init__(self, files: FileSet, tables: Sequence[str], *, mask: bool) -> None:
        self._out = {name: files.open(f"{name}.csv") for name in tables}
        self._mask = mask
        for name in tables:
            self._write(name, [], header=True)

    def notices(self, found: Sequence[Exported]) -> None:
        for name in self._out.keys() & FLAT.keys():
            self._write(name, [row for one in found for row in FLAT[name].rows(one.record, one.state)])

    def pages(self, rows: Sequence[LedgerRow]) -> None:
        if PAGES.name in self._out:
            self._write(PAGES.name, ledger_cells(rows))

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """The set of files closes them."""

    def _write(self, name: str, rows: list[Row], *, header: bool = False) -> None:
        shape = SHAPES[name]
        cells = without_numbers(shape, rows) if self._mask else rows
        write_csv(frame(cells, shape.columns, _TEXT[name]), self._out[name], header=header)


class JsonLines:
    """notices.jsonl."""

    def __init__(self, files: FileSet) -> None:
        self._out = files.open("notices.jsonl")

    def notices(self, found: Sequence[Exported]) -> None:
        self._out.writelines(json.dumps(one.record, ensure_ascii=False) + "\n" for one in found)

    def pages(self, rows: Sequence[LedgerRow]) -> None:
        """They have a table of their own."""

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """The set of files closes them."""
