"""What the sample tells of its agreement and its people: amending, offering, signing, readings, joining, being away."""

from dataclasses import dataclass
from enum import StrEnum

from casetable.values.sample import Saying
from casetable.words import ObjectiveStatus, PaperSigned, Role


class Paperwork(StrEnum):
    """What a step of the agreement's story may do."""

    AMEND = "amend"
    OFFER = "offer"
    SIGN = "sign"
    RECORD_PAPER = "record_paper"
    READ = "read"
    ADD_PERSON = "add_person"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words in the section of a topic: ``was`` is written anew as ``now``."""

    topic: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class StoryPaper:
    """One step. ``whom`` is a person's key, for who signed on paper or stands in; ``name`` is somebody who joins.

    ``numbers`` are changed by key, ``words`` by section. ``objective`` counts from 1 (None: not about one);
    ``until`` and ``signed_on`` are words for days.
    """

    saying: Saying
    does: Paperwork
    why: str = ""
    numbers: tuple[tuple[str, object], ...] = ()
    words: tuple[Rewording, ...] = ()
    paper: PaperSigned = PaperSigned.AGREEMENT
    whom: str = ""
    signed_on: str = ""
    place: str = ""
    objective: int | None = None
    value: str = ""
    status: ObjectiveStatus = ObjectiveStatus.ON_TARGET
    note: str = ""
    name: str = ""
    agency: str = ""
    roles: tuple[Role, ...] = ()
    reports_to: str = ""
    mail: str = ""
    until: str = ""
