"""The tables with typed columns, as Arrow has them: for Parquet files and for frames.

Money is decimal128(38, 2), a day date32, a whole number int64, a share double, true and false bool, all else text.
What was not read is null.
"""

from collections.abc import Iterable, Sequence
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.ledger import LedgerRow

from .atomic import FileSet
from .columns import FLAT, PAGES, SHAPES, Kind, Shape, ledger_cells, typed, without_numbers
from .exported import Exported
from .flat_tables import Row

_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.MONEY: pa.decimal128(38, 2),
    Kind.DAY: pa.date32(),
    Kind.WHOLE: pa.int64(),
    Kind.SHARE: pa.float64(),
    Kind.FLAG: pa.bool_(),
}
_FRAME_TYPES = {
    pa.string(): pd.StringDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


def schema_of(shape: Shape) -> pa.Schema:
    return pa.schema([(column, _TYPES[kind]) for column, kind in zip(shape.columns, shape.kinds, strict=True)])


def arrow_of(shape: Shape, rows: Iterable[Row]) -> pa.Table:
    """The rows typed. Money fits always: `schemas.money` has at most 26 digits before the point."""
    cells = typed(shape, without_numbers(shape, rows))
    schema = schema_of(shape)
    columns = [[row[at] for row in cells] for at in range(len(shape.columns))]
    return pa.table([pa.array(cell, field.type) for cell, field in zip(columns, schema, strict=True)], schema)


class ParquetFiles:
    """One file a table; a chunk becomes a row group."""

    def __init__(self, files: FileSet, tables: Sequence[str]) -> None:
        self._writers = {name: _writer(SHAPES[name], files.open_bytes(f"{name}.parquet")) for name in tables}

    def notices(self, found: Sequence[Exported]) -> None:
        for name in self._writers.keys() & FLAT.keys():
            self._write(name, [row for one in found for row in FLAT[name].rows(one.record, one.state)])

    def pages(self, rows: Sequence[LedgerRow]) -> None:
        if PAGES.name in self._writers:
            self._write(PAGES.name, ledger_cells(rows))

    def finish(self) -> None:
        for writer in self._writers.values():
            writer.close()

    def abandon(self) -> None:
        self.finish()  # as long as the files are open: the writers would try again when nobody looks any more

    def _write(self, name: str, rows: list[Row]) -> None:
        if rows:
            self._writers[name].write_table(arrow_of(SHAPES[name], rows))


def _writer(shape: Shape, out: IO[bytes]) -> pq.ParquetWriter:
    return pq.ParquetWriter(out, schema_of(shape), compression="zstd")


class Frames:
    """The tables in memory."""

    def __init__(self, tables: Sequence[str]) -> None:
        self._parts: dict[str, list[pa.Table]] = {name: [schema_of(SHAPES[name]).empty_table()] for name in tables}

    def notices(self, found: Sequence[Exported]) -> None:
        for name in self._parts.keys() & FLAT.keys():
            rows = [row for one in found for row in FLAT[name].rows(one.record, one.state)]
            self._parts[name].append(arrow_of(SHAPES[name], rows))

    def pages(self, rows: Sequence[LedgerRow]) -> None:
        if PAGES.name in self._parts:
            self._parts[PAGES.name].append(arrow_of(PAGES, ledger_cells(rows)))

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing was opened."""

    def frame(self, name: str) -> pd.DataFrame:
        """Text is "string", whole numbers "Int64", shares "Float64", flags "boolean", days datetime64, money
        `Decimal` objects; what was not read is NA (NaT for a day, None for money), never 0 or ""."""
        whole = pa.concat_tables(self._parts[name])
        made: pd.DataFrame = whole.to_pandas(types_mapper=_FRAME_TYPES.get, date_as_object=False)
        return made
