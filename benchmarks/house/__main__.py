"""`python -m benchmarks.house FOLDER PORT PEOPLE ROUNDS SECONDS`: fills a new house and measures its pages, as JSON.

The environment says which database: `benchmarks.pages` sets it.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import django


def main(folder: str, port: str, people: str, rounds: str, seconds: str) -> None:
    """Makes the tables, lets people move in, starts a server, and prints what was found of each page."""
    django.setup()
    logging.getLogger("cairn.requests").setLevel(logging.WARNING)  # the server writes its lines, to a file
    from benchmarks.house import residents, served, visits
    from cairn.foundation import clock
    from cairn.operations import shape, static_files

    shape.run_migrations()
    static_files.gather()
    house = residents.fill(int(people), int(rounds), clock.now())
    found = []
    with served.served(int(port), Path(folder)) as server:
        for visit in visits.visits(house):
            print(f"  {visit.page} ...", file=sys.stderr, flush=True)
            ours, plain, agrees, rows = visits.look(visit, int(port), int(rounds), float(seconds))
            memory = served.memory_of(server)
            found.append(visits.Found(visit.page, ours, plain, agrees, rows, memory).as_json())
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
