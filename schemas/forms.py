"""In which forms tables leave the store."""

from enum import StrEnum


class Form(StrEnum):
    """`csv`: a file a table; `xlsx`: one workbook, a sheet a table; `parquet`: a file a table; `ics`: the deadlines
    of open items as a calendar."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    ICS = "ics"
