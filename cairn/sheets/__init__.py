"""Spreadsheets: one reader and one writer, for CSV and XLSX, with every problem named by row and column."""

from __future__ import annotations

from cairn.sheets.columns import Column
from cairn.sheets.grid import LIMITS, Limits
from cairn.sheets.problems import RowError, Severity
from cairn.sheets.reading import read
from cairn.sheets.sheet import Row, Sheet
from cairn.sheets.writing import AlreadyThere, Cell, NotWritten, Table, put, to_csv, to_xlsx, write
from cairn.sheets.xlsx import NOTES

__all__ = [
    "LIMITS",
    "NOTES",
    "AlreadyThere",
    "Cell",
    "Column",
    "Limits",
    "NotWritten",
    "Row",
    "RowError",
    "Severity",
    "Sheet",
    "Table",
    "put",
    "read",
    "to_csv",
    "to_xlsx",
    "write",
]
