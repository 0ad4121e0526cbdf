"""Readers who ask for pages as quickly as they get them, for some seconds: threads that keep their connection."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from time import perf_counter

PATIENCE = 60.0
"""Seconds after which an answer is given up."""


class WrongAnswer(RuntimeError):
    """A page did not come, so there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Load:
    """The seconds of all answers in order, and how long everybody asked."""

    took: tuple[float, ...]
    seconds: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.took) / self.seconds

    def within(self, part: float) -> float:
        """The seconds in which this part of all answers came, such as 0.99."""
        return self.took[min(len(self.took) - 1, int(len(self.took) * part))]


def ask(port: int, paths: Sequence[str], cookie: str, readers: int, seconds: float) -> Load:
    """Lets so many readers ask for the pages in turn, each from another place in the row.

    Raises `WrongAnswer` for whatever is not 200.
    """
    took: list[list[float]] = [[] for _ in range(readers)]
    wrong: list[str] = []
    start = threading.Barrier(readers + 1)

    def read(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        start.wait()
        turn = number * len(paths) // readers
        end = perf_counter() + seconds
        try:
            while (began := perf_counter()) < end and not wrong:
                path = paths[turn % len(paths)]
                connection.request("GET", path, headers={"Cookie": cookie})
                answer = connection.getresponse()
                answer.read()
                took[number].append(perf_counter() - began)
                if answer.status != 200:
                    wrong.append(f"{path} answered {answer.status}")
                turn += 1
        except OSError as error:
            wrong.append(f"the server did not answer: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    start.wait()
    began = perf_counter()
    for thread in threads:
        thread.join()
    elapsed = perf_counter() - began
    if wrong:
        raise WrongAnswer(wrong[0])
    return Load(tuple(sorted(second for each in took for second in each)), elapsed)
