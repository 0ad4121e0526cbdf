"""Who may do what with programs, and which persons a program lets somebody see."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.decisions import HIDDEN, YES, Decision, Ground, add_ground, no, sees, verb
from cairn.people.models import Person
from cairn.programs.models import Enrollment, Program, Stewardship

MANAGES = (Stewardship.Right.MANAGE,)
READS = (Stewardship.Right.MANAGE, Stewardship.Right.READ)
GIVEN = (Enrollment.State.APPROVED, Enrollment.State.ACTIVE, Enrollment.State.FINISHED)
ANY_RIGHT = (*READS, Stewardship.Right.OWN)


def _has_right(by: Actor, program: Program, rights: tuple[str, ...]) -> bool:
    if isinstance(by, System):
        return True
    if isinstance(by, Visitor) or not by.is_active:
        return False
    return Stewardship.objects.filter(program=program, person=by.pk, right__in=rights).exists()


def _of_stewards(by: Actor, rights: tuple[str, ...]) -> Q:
    """The programs that an actor has one of these rights in, as a condition on programs."""
    if isinstance(by, System):
        return Q()
    if isinstance(by, Visitor) or not by.is_active:
        return Q(pk__in=[])
    return Q(pk__in=Stewardship.objects.filter(person=by.pk, right__in=rights).values("program"))


@verb("program.see", Program, "see that a program exists, its aim and its dates")
def see_program(by: Actor, program: Program) -> Decision:
    """Stewards, administrators, and those with a place in it."""
    return YES if programs_of(by).filter(pk=program.pk).exists() else HIDDEN


@sees("program.see", Program)
def programs_of(by: Actor) -> QuerySet[Program]:
    """All programs that an actor may see."""
    if isinstance(by, System):
        return Program.objects.all()
    if isinstance(by, Visitor) or not by.is_active:
        return Program.objects.none()
    if by.is_administrator:
        return Program.objects.all()
    places = Enrollment.objects.filter(person=by.pk).exclude(state=Enrollment.State.DECLINED)
    return Program.objects.filter(_of_stewards(by, ANY_RIGHT) | Q(pk__in=places.values("program")))


@verb("program.create", None, "begin a new program")
def create_program(by: Actor) -> Decision:
    """Administrators, and whoever manages a program already."""
    if isinstance(by, System):
        return YES
    if isinstance(by, Visitor) or not by.is_active:
        return HIDDEN
    manages = Stewardship.objects.filter(person=by.pk, right__in=MANAGES).exists()
    return YES if by.is_administrator or manages else no("Ask an administrator to begin a program for you.")


@verb("program.manage", Program, "run a program: its dates, its people, its matches")
def manage_program(by: Actor, program: Program) -> Decision:
    """Its managers with the full right; those who only read are told so."""
    if _has_right(by, program, MANAGES):
        return YES
    if _has_right(by, program, READS):
        return no("You may read this program, but not change it.")
    return HIDDEN


@verb("program.read", Program, "read who is in a program, with states and dates")
def read_program(by: Actor, program: Program) -> Decision:
    """Its managers, also those who only read. Its owner sees figures, no persons."""
    return YES if _has_right(by, program, READS) else HIDDEN


@verb("program.figures", Program, "see a program's figures, without persons")
def see_figures(by: Actor, program: Program) -> Decision:
    """Everybody who looks after it, the owner included."""
    return YES if _has_right(by, program, ANY_RIGHT) else HIDDEN


@verb("program.appoint", Program, "say who looks after a program")
def appoint(by: Actor, program: Program) -> Decision:
    """Its managers and administrators."""
    if not isinstance(by, System | Visitor) and by.is_active and by.is_administrator:
        return YES
    return manage_program(by, program)


@verb("enrollment.see", Enrollment, "see a place in a program")
def see_enrollment(by: Actor, enrollment: Enrollment) -> Decision:
    """Whose place it is, and who may read the program."""
    return YES if enrollments_of(by).filter(pk=enrollment.pk).exists() else HIDDEN


@sees("enrollment.see", Enrollment)
def enrollments_of(by: Actor) -> QuerySet[Enrollment]:
    """All places that an actor may see."""
    if isinstance(by, System):
        return Enrollment.objects.all()
    if isinstance(by, Visitor) or not by.is_active:
        return Enrollment.objects.none()
    read = Program.objects.filter(_of_stewards(by, READS))
    return Enrollment.objects.filter(Q(person=by.pk) | Q(program__in=read.values("pk")))


def places_read_by(by: Actor) -> QuerySet[Enrollment]:
    """The places that an actor looks after: those of the programs they may read; administrators see all."""
    if isinstance(by, System) or (not isinstance(by, Visitor) and by.is_active and by.is_administrator):
        return Enrollment.objects.all()
    if isinstance(by, Visitor) or not by.is_active:
        return Enrollment.objects.none()
    return Enrollment.objects.filter(program__in=Program.objects.filter(_of_stewards(by, READS)).values("pk"))


@verb("enrollment.decide", Enrollment, "approve, decline or put on the waitlist")
def decide_enrollment(by: Actor, enrollment: Enrollment) -> Decision:
    """The managers of its program."""
    return manage_program(by, enrollment.program)


@verb("enrollment.leave", Enrollment, "give up a place")
def leave(by: Actor, enrollment: Enrollment) -> Decision:
    """Whose place it is, and the managers of its program."""
    if not isinstance(by, System | Visitor) and by.is_active and by.pk == enrollment.person_id:
        return YES
    return manage_program(by, enrollment.program)


@verb("enrollment.set_seats", Enrollment, "say how many partners one takes")
def set_seats(by: Actor, enrollment: Enrollment) -> Decision:
    """Whose place it is, and the managers of its program."""
    return leave(by, enrollment)


def _persons_of_read_programs(by: Actor) -> QuerySet[Person]:
    """Everybody with a place in a program that the actor may read."""
    if isinstance(by, System | Visitor) or not by.is_active:
        return Person.objects.none()
    read = Stewardship.objects.filter(person=by.pk, right__in=READS).values("program")
    # Asked person by person: to look at one of ten thousand, a database need not list all of them first.
    places = Enrollment.objects.filter(person=OuterRef("pk"), program__in=read)
    stewards = Stewardship.objects.filter(person=OuterRef("pk"), program__in=read)
    return Person.objects.filter(Exists(places) | Exists(stewards))


def _participants_of_read_programs(by: Actor) -> QuerySet[Person]:
    """Everybody whose place counts now in a program that the actor may read, and so match."""
    if isinstance(by, System | Visitor) or not by.is_active:
        return Person.objects.none()
    read = Stewardship.objects.filter(person=by.pk, right__in=READS).values("program")
    places = Enrollment.objects.current().filter(person=OuterRef("pk"), program__in=read)
    return Person.objects.filter(Exists(places))


def _persons_of_shared_programs(by: Actor) -> QuerySet[Person]:
    """Everybody with a place in a program where the actor has one too, and who runs it.

    They see of each other what a directory shows. Who has only applied sees nobody yet.
    """
    if isinstance(by, System | Visitor) or not by.is_active:
        return Person.objects.none()
    shared = Enrollment.objects.filter(person=by.pk, state__in=GIVEN).values("program")
    others = Enrollment.objects.filter(person=OuterRef("pk"), state__in=GIVEN, program__in=shared)
    managers = Stewardship.objects.filter(person=OuterRef("pk"), program__in=shared, right__in=MANAGES)
    return Person.objects.filter(Exists(others) | Exists(managers), is_active=True)


SHARES_A_PROGRAM = Ground("shares a program", _persons_of_shared_programs)
READS_THE_PROGRAM = Ground("reads the program", _persons_of_read_programs)
MATCHES_THE_PERSON = Ground("matches the person", _participants_of_read_programs)


def register() -> None:
    """Tells the rooms below on what grounds programs allow to see persons."""
    for verb_name in ("person.see", "person.list"):
        add_ground(verb_name, READS_THE_PROGRAM)
    add_ground("person.see_private", MATCHES_THE_PERSON)
    add_ground("person.see", SHARES_A_PROGRAM)
