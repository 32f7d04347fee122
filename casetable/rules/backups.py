"""When a backup is overdue."""

from datetime import date

BACKUP_EVERY_DAYS = 7
"""A backup older than so many days is old; a table older than so many days should have one."""


def days_overdue(last: date | None, founded: date, today: date) -> int | None:
    """Days since the last backup, or since the founding where there never was one; None while that is soon enough."""
    days = (today - (last or founded)).days
    return days if days > BACKUP_EVERY_DAYS else None


def overdue_words(days: int, *, ever: bool) -> str:
    """Say it without its full stop: ``no backup for 9 days``."""
    return f"no backup for {days} days" if ever else f"no backup yet, after {days} days"
