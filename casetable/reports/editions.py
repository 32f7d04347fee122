"""Which page an edition of the minutes is laid out as."""

from casetable.reports.letter import letter_page
from casetable.reports.minutes import minutes_page
from casetable.reports.minutes_managers import managers_page
from casetable.values.minutes import Minutes
from casetable.values.papers import Page
from casetable.words import Audience


def edition_page(minutes: Minutes, answer_to: str = "", *, by_post: bool = False) -> Page:
    """The page of whatever edition ``minutes`` are; the rest belongs to a participant's letter (``letter_page``)."""
    if minutes.edition.audience is Audience.PARTICIPANT:
        return letter_page(minutes, answer_to, by_post=by_post)
    return managers_page(minutes) if minutes.edition.audience is Audience.MANAGERS else minutes_page(minutes)
