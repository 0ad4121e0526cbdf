"""The tests' own PostgreSQL: it is found or it is said what to do, it answers, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tools import postgres


def test_the_server_answers_on_a_socket_alone_and_goes_with_the_block() -> None:
    with postgres.server() as url:
        host = unquote(urlsplit(url).netloc.partition("@")[2].partition(":")[0])
        with psycopg.connect(host=host, user="cairn", dbname="postgres") as connection:
            asked = connection.execute("SELECT current_setting('listen_addresses'), lower('ÄÖ')").fetchone()
        assert asked == ("", "äö")
        assert Path(host).is_dir()

    assert not Path(host).exists()


def program(folder: Path, name: str, says: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n", "utf-8")
    file.chmod(0o755)


def test_the_newest_of_the_system_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in (13, 16, 15):
        program(tmp_path / str(version) / "bin", "postgres", f"postgres (PostgreSQL) {version}.4 (Debian)")
        program(tmp_path / str(version) / "bin", "initdb", "")
    monkeypatch.setattr(postgres, "FOLDERS", (f"{tmp_path}/*/bin",))

    assert postgres.find() == postgres.Programs(tmp_path / "16" / "bin", 16, packaged=False)


def test_the_packaged_one_is_taken_where_the_system_has_none_that_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "old" / "bin", "postgres", "postgres (PostgreSQL) 13.1")
    program(tmp_path / "old" / "bin", "initdb", "")
    program(tmp_path / "half" / "bin", "postgres", "postgres (PostgreSQL) 17.0")
    program(tmp_path / "packaged" / "bin", "postgres", "postgres (PostgreSQL) 14.0")
    program(tmp_path / "packaged" / "bin", "initdb", "")
    monkeypatch.setattr(postgres, "FOLDERS", (f"{tmp_path}/old/bin", f"{tmp_path}/half/bin"))
    monkeypatch.setattr(postgres, "packaged_folders", lambda: [tmp_path / "packaged" / "bin"])

    assert str(postgres.find()) == "PostgreSQL 14 from its Python package"


def test_who_has_none_is_told_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(postgres, "FOLDERS", ())
    monkeypatch.setattr(postgres, "packaged_folders", list)

    assert postgres.main(["--find"]) == 1
    assert postgres.INSTALL in capsys.readouterr().err


def test_a_private_folder_is_not_open_to_all(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    assert not postgres.open_to_all(tmp_path)
    assert postgres.open_to_all(Path("/usr"))
