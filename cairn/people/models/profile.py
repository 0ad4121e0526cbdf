"""What a person tells about themselves, so that the right people find each other."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from cairn.foundation.encryption import EncryptedText
from cairn.foundation.models import Keyed
from cairn.people.models.person import Person

MINUTES_A_DAY = 24 * 60


class Profile(Keyed):
    """One per person; `id` is the person's. Every field may be empty: nothing answered is no answer.

    `hopes` (what should be different in a year) and `room_link` are private and encrypted; everything
    else is what a directory may show.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile")
    headline = models.CharField(max_length=120, blank=True, help_text="What I do: 'Head of network planning'")
    place = models.CharField(max_length=80, blank=True)
    team = models.CharField(max_length=80, blank=True)
    site = models.CharField(max_length=80, blank=True)
    line_manager = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    about = models.TextField(blank=True, help_text="A sentence or two in my own voice")
    offers = models.TextField(blank=True, help_text="What I can help with")
    hopes = EncryptedText(blank=True)
    field = models.CharField(max_length=60, blank=True)
    function = models.CharField(max_length=60, blank=True)
    stage = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(9)])
    values = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    style = models.JSONField(null=True, blank=True, help_text="Five answers of 0 to 10, or none")
    move_wanted = models.JSONField(null=True, blank=True, help_text="[from, to], or none")
    capacity = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(20)])
    away_until = models.DateField(null=True, blank=True)
    room_link = EncryptedText(blank=True)
    answered = models.JSONField(default=list, blank=True, help_text="Steps that were answered or passed by")
    step_versions = models.JSONField(
        default=dict, blank=True, help_text="For each step: how often it changed, and in which tab last"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__isnull=True) | Q(stage__lte=9), name="profile_stage"),
            models.CheckConstraint(condition=Q(capacity__lte=20), name="profile_capacity"),
        ]
        indexes = [models.Index(fields=["function", "field", "person"], name="profile_by_work")]

    def __str__(self) -> str:
        return f"profile of {self.person_id}"


class ProfileSkill(Keyed):
    """A skill that a person offers or wants: an id of the vocabulary, or a word of their own."""

    class Side(models.TextChoices):
        """Which way the skill goes."""

        OFFERS = "offers"
        WANTS = "wants"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    side = models.CharField(max_length=6, choices=Side)
    skill = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(default=3)
    priority = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering = ["-priority", "-level", "skill"]
        constraints = [
            models.UniqueConstraint(fields=["person", "side", "skill"], name="skill_once_a_side"),
            models.CheckConstraint(condition=Q(level__lte=5), name="skill_level"),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=3), name="skill_priority"),
        ]
        indexes = [models.Index(fields=["side", "skill"], name="skill_by_name")]

    def __str__(self) -> str:
        return self.skill


class MoveMade(Keyed):
    """A career move that a person has made, such as academia to industry."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="moves")
    origin = models.CharField(max_length=60)
    destination = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "origin"]
        constraints = [
            models.UniqueConstraint(fields=["person", "origin", "destination"], name="move_once"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} to {self.destination}"


class Window(Keyed):
    """A stretch of the week in which a person can meet, in minutes of a day in the person's own zone.

    Weekday 0 is Monday. A window over midnight is kept as two.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField()
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "start_minute"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="window_weekday"),
            models.CheckConstraint(
                condition=Q(start_minute__lt=F("end_minute"), end_minute__lte=MINUTES_A_DAY),
                name="window_order",
            ),
            models.UniqueConstraint(fields=["person", "weekday", "start_minute"], name="window_start_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.start_minute}-{self.end_minute}"
