"""The room check: guests and everybody at the table by initials in one line; one key here, late, left."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from casetable.rules.consent import reads_text
from casetable.rules.setup_words import initials
from casetable.screens.cell import Signs, cell
from casetable.screens.theme import agency_style
from casetable.values.conference import Present, Room
from casetable.values.people import Agency, Person
from casetable.words import Sign

KEYS = (
    ("h", "here"),
    ("l", "late"),
    ("x", "left"),
    ("a", "expected"),
    ("g", "guest"),
    ("u", "undo"),
    ("arrows", "who"),
    ("enter", "done"),
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of the check: ``person`` an id, empty for a guest; ``here`` their attendance while in the room.

    ``is_expected``: a worker who comes and may hear about participants; ``a`` notes those alone.
    """

    name: str
    initials: str
    agency: str
    person: str
    here: Present | None
    has_left: bool = False
    is_expected: bool = False

    @property
    def words(self) -> str:
        """Their name and how they stand."""
        if self.here is None:
            return f"{self.name}, {'has left' if self.has_left else 'not here yet'}"
        return f"{self.name}, here{' (late)' if self.here.was_late else ''}"


def everybody(room: Room, people: Sequence[Person], agencies: Sequence[Agency]) -> tuple[Somebody, ...]:
    """Return the guests who are here, then everybody at the table, agency by agency."""
    here = {one.person_id: one for one in room.present if one.left_at is None and one.person_id}
    gone = {one.person_id for one in room.present if one.left_at is not None}
    found = [
        Somebody(
            one.person,
            here[one.id].initials if one.id in here else initials(one.person)[:3],
            agency.agency,
            one.id,
            here.get(one.id),
            one.id in gone,
            one.id in room.expected and reads_text(frozenset(one.roles)),
        )
        for agency in agencies
        for one in people
        if one.agency == agency.agency and (one.left_on is None or one.left_on > room.conference.on)
    ]
    guests = [
        Somebody(one.name, one.initials, "", "", one) for one in room.present if not one.agency and one.left_at is None
    ]
    return (*guests, *found)


class RoomCheck(Widget, can_focus=True):
    """Who is under the cursor, by name, and below it the line of initials."""

    DEFAULT_CSS = "RoomCheck { height: 2; display: none; } RoomCheck.-open { display: block; }"

    @dataclass
    class Marked(Message):
        """``key`` was pressed on ``who``: h, l, x; a is for all who are expected and not here yet; u takes it back."""

        key: str
        who: tuple[Somebody, ...]

    @dataclass
    class Moved(Message):
        """The cursor stands on somebody else."""

    @dataclass
    class Done(Message):
        """Enter or Esc; or ``g``, which asks for a guest."""

        guest: bool = False

    def __init__(self, signs: Signs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self.people: tuple[Somebody, ...] = ()
        self.agencies: Sequence[Agency] = ()
        self._at = 0

    @property
    def is_open(self) -> bool:
        """True while the room is checked."""
        return self.has_class("-open")

    @property
    def here(self) -> Somebody | None:
        """Who is under the cursor."""
        return self.people[min(self._at, len(self.people) - 1)] if self.people else None

    def open(self) -> None:
        """Begin with the first who is not here yet."""
        self._at = next((at for at, one in enumerate(self.people) if one.here is None), 0)
        self.add_class("-open")
        self.focus()
        self.post_message(self.Moved())

    def close(self) -> None:
        """Put it away."""
        self.remove_class("-open")

    def show(self, people: Sequence[Somebody], agencies: Sequence[Agency]) -> None:
        """Show others; the cursor stays on who it was."""
        before = self.here
        self.people, self.agencies = tuple(people), agencies
        if before is not None:
            same = [at for at, one in enumerate(self.people) if (one.person, one.name) == (before.person, before.name)]
            self._at = same[0] if same else min(self._at, max(len(self.people) - 1, 0))
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Mark, move, or be done; other keys wait until it is put away."""
        event.stop()
        event.prevent_default()
        key, one = event.key, self.here
        steps = {"left": -1, "right": 1, "home": -len(self.people), "end": len(self.people)}
        if key in steps:
            self._at = min(max(self._at + steps[key], 0), max(len(self.people) - 1, 0))
            self.refresh()
            self.post_message(self.Moved())
        elif key in ("enter", "escape", "r", "g"):
            self.post_message(self.Done(guest=key == "g"))
        elif key == "a":
            self.post_message(
                self.Marked(key, tuple(each for each in self.people if each.is_expected and each.here is None))
            )
        elif key == "u":
            self.post_message(self.Marked(key, ()))
        elif key in ("h", "l", "x") and one is not None:
            self.post_message(self.Marked(key, (one,)))
            if key == "h":
                self._at = min(self._at + 1, len(self.people) - 1)
                self.refresh()

    def render(self) -> Text:
        """Who is under the cursor; below, who is here with a tick and who left with a cross.

        The line scrolls with the cursor, and says at its edges how many more there are.
        """
        width, one = max(self.size.width, 1), self.here
        name = cell(f" {one.words}" if one is not None else " Nobody is at this table.", "strong")
        name.truncate(width, overflow="ellipsis")
        line, places = self._initials()
        return Text.assemble(name, "\n", self._in_sight(line, places, width), no_wrap=True, end="")

    def _initials(self) -> tuple[Text, list[tuple[int, int]]]:
        """All initials with their agencies, and from which cell to which each stands."""
        line, before, places = Text(" ", end="", no_wrap=True), None, []
        position = {one.agency: one.position for one in self.agencies}
        for at, one in enumerate(self.people):
            if one.agency != before:
                before = one.agency
                style = agency_style(position[before]) if before in position else "strong"
                line.append("" if at == 0 else "  ").append_text(cell(before or "guests", style))
            words = self._one(one)
            if at == self._at:
                words.stylize("cursor")
            places.append((line.cell_len + 1, line.cell_len + 1 + words.cell_len))
            line.append(" ").append_text(words)
        return line, places

    def _in_sight(self, line: Text, places: Sequence[tuple[int, int]], width: int) -> Text:
        if line.cell_len <= width or not places:
            return line
        edge = len(str(len(places))) + 3
        end = places[min(self._at, len(places) - 1)][1]
        start = next(first for first, _ in ((0, 0), *places) if end - first <= width - edge - (edge if first else 0))
        before = sum(first < start for first, _ in places)
        last = width - edge if not before else width - 2 * edge
        after = sum(to - start > last for _, to in places)
        shown = line[start : places[len(places) - after - 1][1]]
        left = cell(f" +{before} ", "quiet") if before else Text()
        return Text.assemble(left, shown, cell(f" +{after}", "quiet") if after else "", no_wrap=True, end="")

    def _one(self, one: Somebody) -> Text:
        if one.here is not None:
            sign, style = self.signs.draw(Sign.DONE), "strong"
        else:
            sign, style = (self.signs.draw(Sign.DECLINED), "quiet") if one.has_left else (" ", "quiet")
        late = " late" if one.here is not None and one.here.was_late else ""
        return Text.assemble(cell(f"{sign}{one.initials}", style), cell(late, "quiet"))
