"""Style sheets, scripts and fonts: gathered into one folder and compressed, again only when they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from cairn.operations.starting import CannotStart

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

MARK = ".gathered"


def fingerprint() -> str:
    """What the files are gathered from: names, sizes, times, and the version of what compresses them."""
    digest = hashlib.sha256(version("whitenoise").encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name}:{about.st_size}:{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def are_fresh() -> bool:
    """Whether the gathered files are those of this version."""
    if settings.WHITENOISE_USE_FINDERS:
        return True
    try:
        return (Path(settings.STATIC_ROOT) / MARK).read_text("ascii") == fingerprint()
    except OSError:
        return False


def gather() -> bool:
    """Gathers the files if they changed; returns whether. Raises `CannotStart` if it cannot write."""
    if are_fresh():
        return False
    root = Path(settings.STATIC_ROOT)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(root):
            if are_fresh():
                return False
            call_command("collectstatic", interactive=False, verbosity=0)
            (root / MARK).write_text(fingerprint(), "ascii")
    except OSError as error:
        raise CannotStart(
            f"Style sheets and scripts could not be written to {root} ({error.strerror}).",
            remedy="Let CAIRN_STATIC name a folder that Cairn may write to.",
        ) from error
    return True


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Of two servers that start at once the second waits, and then finds the files fresh."""
    with (root / ".gathering").open("w") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
