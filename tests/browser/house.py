"""Starts the house of `tests/browser/served.py`, and asks it for what a test needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent


class House:
    """A served house: where it is, who lives there, and which pages each of them can open."""

    def __init__(self, folder: Path) -> None:
        self._log = (folder / "log").open("w+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.served", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("COV_", "COVERAGE_"))
            },
        )
        told = self._read()
        self.address: str = told["address"]
        self.people: Mapping[str, str] = told["people"]
        self.pages: Mapping[str, Sequence[str]] = told["pages"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._log.close()

    def ask(self, what: str, **about: Any) -> Any:
        """Asks for what a method of `Household` gives."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **about}) + "\n")
        self._process.stdin.flush()
        told = self._read()
        if "error" in told:
            raise AssertionError(f"{what}: {told['error']}")
        return told["answer"]

    def log(self) -> str:
        """What went wrong in the house, as its log tells."""
        self._log.flush()
        self._log.seek(0)
        return self._log.read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError(f"The house fell down:\n{self.log()[-3000:]}")
        told: dict[str, Any] = json.loads(line)
        return told
