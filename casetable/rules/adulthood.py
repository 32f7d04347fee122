"""Who may be a participant by age (rules: Participants). Only the year of birth is ever known."""

from datetime import date

ADULT_AT = 18


def is_minor(year_of_birth: int | None, today: date) -> bool | None:
    """Return True under 18 by year of birth, False over 18, None where somebody has to ask.

    The year alone cannot tell in the year of the 18th birthday, and no year tells nothing.
    """
    if year_of_birth is None:
        return None
    years = today.year - year_of_birth
    return None if years == ADULT_AT else years < ADULT_AT
