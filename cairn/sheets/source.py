"""Taking in a file, and telling what it really holds, whatever its name says."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from enum import StrEnum
from pathlib import Path, PurePath

from cairn.sheets.grid import Limits, Unreadable

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<body")

_AS_CSV = "Export the sheet as CSV or XLSX and read that file."


class Kind(StrEnum):
    """What can be read."""

    TEXT = "text"
    WORKBOOK = "workbook"


def take_in(path: Path, limits: Limits) -> bytes:
    """The bytes of a file. Raises `Unreadable` if there is none, it is too large or may not be read."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Unreadable("This is a folder. Name a CSV or XLSX file in it.")
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("This is not an ordinary file. Name a CSV or XLSX file.")
        if about.st_size > limits.file:
            raise Unreadable(_too_large(limits))
        with path.open("rb") as file:
            return file.read(limits.file + 1)
    except FileNotFoundError as error:
        raise Unreadable(f"There is no such file in {_folder(path)}. Check the name.") from error
    except NotADirectoryError as error:
        raise Unreadable("A part of this path is a file, not a folder. Check the path.") from error
    except PermissionError as error:
        raise Unreadable(
            "You may not read this file. Ask its owner for the right, or close the program that holds it."
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unreadable(f"The file could not be read: {reason}.") from error


def _folder(path: Path) -> str:
    parent = os.fspath(path.parent)
    return "this folder" if parent in {"", "."} else f"'{parent}'"


def _too_large(limits: Limits) -> str:
    return (
        f"The file is larger than {limits.file / 1_000_000:g} MB, which is the most that can be read. "
        "Delete pictures and columns that are not needed, or split it."
    )


def kind_of(data: bytes, name: str, limits: Limits) -> Kind:
    """What the bytes hold. Raises `Unreadable` unless that is what the file's name promises."""
    if len(data) > limits.file:
        raise Unreadable(_too_large(limits))
    suffix = PurePath(name).suffix.lower()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise Unreadable("The file is empty. The first row must hold the names of the columns.")
    if data.startswith(_OLE):
        raise Unreadable(_old_or_locked(data))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _workbook(data, suffix)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"The file holds {what}, whatever its name says. {_AS_CSV}")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_MARKUP):
        raise Unreadable(f"The file holds a web page or XML, whatever its name says. {_AS_CSV}")
    if suffix in TEXT_SUFFIXES:
        return Kind.TEXT
    if suffix in WORKBOOK_SUFFIXES:
        raise Unreadable(
            f"The name ends in {suffix}, but the file holds no workbook. If it is a CSV file, rename it to "
            f"{PurePath(name).stem}.csv; otherwise save it again as XLSX."
        )
    raise Unreadable(f"The name ends in '{suffix}', which cannot be read. {_AS_CSV}")


def _old_or_locked(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "The workbook is protected by a password. Save a copy without one, and read that."
    return "This is a file of an old program (such as .xls). Open it and save it as XLSX or CSV."


def _workbook(data: bytes, suffix: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(
            "The file is damaged or was not saved to its end. Open it and save it again."
        ) from error
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        if suffix in WORKBOOK_SUFFIXES:
            return Kind.WORKBOOK
        raise Unreadable(f"The name ends in '{suffix}', but this is an Excel workbook. Rename it to .xlsx.")
    if "content.xml" in names:
        raise Unreadable("The file holds an OpenDocument sheet. Open it and save it as XLSX or CSV.")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Unreadable(f"The file holds a text document or slides, not a sheet. {_AS_CSV}")
    raise Unreadable("The file holds a ZIP archive. Unpack it, and read the CSV or XLSX file inside.")
