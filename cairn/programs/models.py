"""Programs, the place of each participant, and who looks after a program."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from cairn.foundation.models import Keyed
from cairn.people.models import Person


class Program(Keyed):
    """A run with its own aims, people and dates."""

    class Kind(models.TextChoices):
        """How its time runs: everybody starts together, or on any day."""

        COHORT = "cohort"
        ROLLING = "rolling"

    class State(models.TextChoices):
        """Where it stands; `rules.NEXT_STATES` has every allowed change."""

        DRAFT = "draft"
        OPEN = "open"
        MATCHING = "matching"
        RUNNING = "running"
        CLOSING = "closing"
        CLOSED = "closed"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=16, default="career")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.COHORT)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    aim = models.TextField(blank=True)
    open_date = models.DateField(null=True, blank=True)
    hear_date = models.DateField(null=True, blank=True, help_text="By when everybody hears")
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "slug"]

    def __str__(self) -> str:
        return self.name


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    """Words for lists of places."""

    def current(self) -> Self:
        """Places that count now: asked for, waiting, given or in use."""
        return self.filter(state__in=Enrollment.CURRENT)


class Enrollment(Keyed):
    """A person's place in a program in one role; who is both has two."""

    class Role(models.TextChoices):
        """What a person is in this program."""

        MENTOR = "mentor"
        MENTEE = "mentee"
        PEER = "peer"

    class State(models.TextChoices):
        """Where the place stands; `rules.NEXT_PLACES` has every allowed change."""

        NOMINATED = "nominated"
        APPLIED = "applied"
        APPROVED = "approved"
        WAITLISTED = "waitlisted"
        DECLINED = "declined"
        ACTIVE = "active"
        FINISHED = "finished"
        LEFT = "left"

    CURRENT = (State.NOMINATED, State.APPLIED, State.WAITLISTED, State.APPROVED, State.ACTIVE)

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="enrollments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrollments")
    role = models.CharField(max_length=6, choices=Role)
    state = models.CharField(max_length=10, choices=State, default=State.APPLIED)
    seats = models.PositiveSmallIntegerField(default=0, help_text="Mentees that a mentor takes here")
    seats_taken = models.PositiveSmallIntegerField(default=0)
    match_key = models.CharField(max_length=64, help_text="This person's id for the engine")
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        ordering = ["applied_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["program", "person", "role"], name="enrolled_once_a_role"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("seats")), name="never_more_than_seats"),
        ]
        indexes = [models.Index(fields=["program", "role", "state"], name="enrollment_by_state")]

    def __str__(self) -> str:
        return f"{self.role} in {self.program_id}"


class Stewardship(Keyed):
    """That a person looks after a program: runs it, may read it, or answers for it."""

    class Right(models.TextChoices):
        """What this person may do: everything, read everything, or see its figures."""

        MANAGE = "manage"
        READ = "read"
        OWN = "own"

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="stewardships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stewardships")
    right = models.CharField(max_length=6, choices=Right)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "person"], name="one_right_a_program")]

    def __str__(self) -> str:
        return f"{self.right} of {self.program_id}"
