"""What is told about erasing somebody: who was asked, what an agency wrote itself, how far it came."""

from dataclasses import dataclass
from datetime import date

from casetable.values.seat import Receipt
from casetable.words import Category, ErasureReply


@dataclass(frozen=True, slots=True)
class AgencyReply:
    """One agency that is offered its own notes. ``reply`` None: it has not answered; ``why`` belongs to a hold."""

    agency: str
    reply: ErasureReply | None = None
    why: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ErasureStanding:
    """How far an erasure came. ``asked_on`` None: nobody was asked yet; ``agencies`` in the order of the board."""

    participant: str
    asked_on: date | None
    why: str
    agencies: tuple[AgencyReply, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Agencies that have not answered."""
        return tuple(one.agency for one in self.agencies if one.reply is None)

    @property
    def held(self) -> tuple[AgencyReply, ...]:
        """Agencies that hold."""
        return tuple(one for one in self.agencies if one.reply is ErasureReply.HOLD)


@dataclass(frozen=True, slots=True)
class OwnText:
    """One text that an agency wrote about somebody. ``what`` says what it is, as ``Contact`` or ``Task T-318``."""

    on: date
    what: str
    by: str
    category: Category
    text: str


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """Everything that one agency wrote about somebody, oldest first. ``name`` is empty where it may not know it."""

    participant: str
    name: str
    agency: str
    texts: tuple[OwnText, ...]

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories of the texts, each once."""
        return tuple(sorted({one.category for one in self.texts}))


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did in its transaction. ``names`` are what the files are searched for; they go no further."""

    receipt: Receipt
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasureMade:
    """An erasure, and whether its leftovers are gone from the table's files too.

    ``unfinished`` says why not, a sentence; empty when they are. ``backups`` are older copies that still hold the name,
    ``unseen`` copies on record that are not to be found from here.
    """

    receipt: Receipt
    unfinished: str = ""
    backups: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
