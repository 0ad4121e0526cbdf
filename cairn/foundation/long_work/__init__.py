"""Work that takes more than a second: it shows progress, can be stopped, and goes on after a kill.

A room declares a kind of it as a generator that does one step at a time:

    @long_work("people.import", title=_("Reading the list of people"), step_in_one_transaction=True)
    def read_people(work: Work) -> Iterator[Step]:
        rows = rows_of(work.facts["file"])
        for start in range(work.checkpoint or 0, len(rows), 200):
            add(rows[start : start + 200], by=System("import"), now=work.now())
            yield Step(done=min(start + 200, len(rows)), all=len(rows), checkpoint=start + 200)

and a view starts it with `actions.start_long_work`, then leads to its page, `/progress/<id>/`. What a step
did and that it is done are one transaction if asked for; otherwise a step may be done twice if its worker is
killed.
"""

from cairn.foundation.long_work.kinds import Kind, Step, UnknownKind, Work, kind_of, long_work

__all__ = ["Kind", "Step", "UnknownKind", "Work", "kind_of", "long_work"]
