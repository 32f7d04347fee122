"""What an export holds besides the listings: facts about all participants at once."""

from dataclasses import dataclass

from casetable.values.card import OutcomeReading, SafeContact, TeamMember


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What stands on a card about a participant who is known: ``hmis_id`` and ``consenter`` may be empty."""

    hmis_id: str
    year_of_birth: int | None
    child_in_household: bool | None
    consenter: str


@dataclass(frozen=True, slots=True)
class AboutPeople:
    """Facts of every participant that a seat may list, each with its reference.

    ``facts`` are only of those it knows; ``links`` are references of two participants in one household.
    """

    facts: dict[str, PersonFacts]
    team: tuple[tuple[str, TeamMember], ...]
    links: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, SafeContact], ...]
    readings: tuple[tuple[str, OutcomeReading], ...]
