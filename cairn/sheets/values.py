"""Values of cells as a person would write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal


def value_text(value: object) -> str:
    """A value as a person would write it.

    >>> value_text(2.0), value_text(date(2026, 3, 2)), value_text(time(9, 0)), value_text(True)
    ('2', '2026-03-02', '09:00', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(value)


def number_text(value: float) -> str:
    """A number without a needless fraction or exponent.

    >>> number_text(2.0), number_text(0.1 + 0.2), number_text(1e21)
    ('2', '0.3', '1000000000000000000000')
    """
    if isinstance(value, int):
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # Fifteen digits are what spreadsheet programs show; more would turn 0.3 into 0.30000000000000004.
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
