"""Small words for time: zones to choose from, an instant in somebody's day, and how far away a day is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, localedata
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from cairn.foundation.writing import CannotBeDone

MINUTES_A_DAY = 24 * 60
NINE, SIX = 9 * 60, 18 * 60
"""When most people's working day begins and ends, in minutes."""


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone to choose: `name` is kept, `label` is shown, `words` are what a search looks through."""

    name: str
    group: str
    city: str
    offset: str
    words: str

    @property
    def label(self) -> str:
        """The city, and how far it is from UTC at the moment asked about."""
        return f"{self.city} ({self.offset})"


def clean_zone(name: str) -> str:
    """A zone that exists, as it is kept. Raises `CannotBeDone` about the field `zone`."""
    trimmed = name.strip()
    if trimmed not in _known_zones():
        raise CannotBeDone(_("We do not know this time zone. Please choose one from the list."), field="zone")
    return trimmed


def zone_choices(now: datetime, language: str = "en-us") -> list[tuple[str, list[ZoneChoice]]]:
    """All zones by part of the world, the cities of each in order; UTC stands first."""
    groups: dict[str, list[ZoneChoice]] = {}
    for choice in _choices(language, now.replace(minute=0, second=0, microsecond=0)):
        groups.setdefault(choice.group, []).append(choice)
    return sorted(groups.items(), key=lambda pair: (pair[0] != "UTC", pair[0]))


def is_between(instant: datetime, zone: tzinfo, start: int = NINE, end: int = SIX) -> bool:
    """Whether an instant lies between two minutes of the day in a zone.

    `start` after `end` goes over midnight; the same for both is the whole day.
    """
    local = instant.astimezone(zone)
    minute = local.hour * 60 + local.minute
    if start == end:
        return True
    return start <= minute < end if start < end else minute >= start or minute < end


def next_between(instant: datetime, zone: tzinfo, start: int = NINE, end: int = SIX) -> datetime:
    """The first instant, from this one on, between two minutes of the day in a zone."""
    if is_between(instant, zone, start, end):
        return instant
    local = instant.astimezone(zone)
    day = local.date()
    minutes = start % MINUTES_A_DAY
    while True:
        opens = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone)
        if opens.astimezone(instant.tzinfo) >= instant:
            return opens.astimezone(instant.tzinfo)
        day += timedelta(days=1)


def show_day(day: date, today: date, language: str = "en-us", *, weekday: bool = True) -> str:
    """A day in words: 'Thu 26 Nov', with the year where it is another than today's."""
    year = day.year != today.year
    if language.startswith("en"):
        return format_date(
            day, f"{'EEE ' if weekday else ''}d MMM{' y' if year else ''}", locale=_locale(language)
        )
    skeleton = f"{'y' if year else ''}MMM{'E' if weekday else ''}d"
    return format_skeleton(skeleton, datetime(day.year, day.month, day.day), locale=_locale(language))


def show_time(instant: datetime, zone: tzinfo, language: str = "en-us") -> str:
    """The time of day in a zone: '15:00', as this language writes it."""
    shape = "HH:mm" if language.startswith("en") else "short"
    return format_time(instant, shape, tzinfo=zone, locale=_locale(language))


def show_instant(instant: datetime, zone: tzinfo, now: datetime, language: str = "en-us") -> str:
    """Day and time in a zone: 'Thu 26 Nov, 15:00'."""
    day = show_day(instant.astimezone(zone).date(), now.astimezone(zone).date(), language)
    return f"{day}, {show_time(instant, zone, language)}"


def city_of(name: str, language: str = "en-us") -> str:
    """The city that stands for a zone: 'Lagos' for Africa/Lagos."""
    if name not in get_global("zone_territories"):
        return name.rpartition("/")[2].replace("_", " ")
    return str(get_timezone_location(name, locale=_locale(language), return_city=True))


@lru_cache(maxsize=1)
def _known_zones() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if name == "UTC" or "/" in name)


@lru_cache(maxsize=8)
def _choices(language: str, hour: datetime) -> tuple[ZoneChoice, ...]:
    """Every zone that is not merely another's old name, with its offset in this hour."""
    countries = get_global("zone_territories")
    names = sorted(name for name in _known_zones() if name in countries and not name.startswith("Etc/"))
    found = [_choice(name, countries[name], language, hour) for name in names]
    return (
        ZoneChoice("UTC", "UTC", "UTC", "UTC+00:00", "utc gmt"),
        *sorted(found, key=lambda zone: zone.city),
    )


def _choice(name: str, country: str, language: str, hour: datetime) -> ZoneChoice:
    city = city_of(name, language)
    land = _locale(language).territories.get(country, "")
    words = f"{name} {city} {land}".replace("_", " ").replace("/", " ").casefold()
    return ZoneChoice(name, name.partition("/")[0], city, _offset(hour.astimezone(ZoneInfo(name))), words)


def _offset(local: datetime) -> str:
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    """The locale of one of our languages; English where Babel does not know it."""
    name = to_locale(language)
    return Locale.parse(name) if localedata.exists(name) else Locale("en")
