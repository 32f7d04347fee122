"""The room check: who is here, who came late, who left, which guests, and whether a participant is in the room."""

from collections.abc import Sequence

from casetable.actions.conference_hearing import record_further, telling
from casetable.actions.conference_reach import Sitting, sitting
from casetable.actions.whom import agencies_at_table, find_participant, may_know
from casetable.actions.wording import line
from casetable.errors import BadInput, NotFound, NotShared, Refused
from casetable.models import Attendance
from casetable.queries.hearing import may_room_hear
from casetable.queries.people import people_in
from casetable.queries.room_told import room_told
from casetable.rules.names import find_misspelt, find_people, matches_name, plain
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.conference import Present
from casetable.values.people import Person
from casetable.values.seat import Receipt, Seat

ATTEND = Action("conference.attend", "noted who is here")
ATTEND_AND_HEAR = Action(
    "conference.attend",
    "noted who is here",
    never("somebody heard of the participant whose item is open; mark them as gone instead"),
)


def attend(seat: Seat, people: Sequence[str], *, late: bool = False) -> Receipt:
    """Note people as here, by name, beginning of a name or initials; ``late``: they came after it began.

    Who is here already stays here. Raises BadInput for nobody and for a name that fits several, Refused for somebody
    who may not hear about the participant whose item is open: they are noted after it.
    """
    return telling(ATTEND, ATTEND_AND_HEAR, lambda action: _attend(seat, people, late, action))


def step_out(seat: Seat, who: str) -> Receipt:
    """Note that somebody left the room, by name, initials or the id of their attendance. Raises NotFound."""
    with change(seat, ATTEND) as session:
        room = sitting(session, seat)
        leaves = _one_here(room.here(), who)
        session.get_one(Attendance, leaves.id).left_at = seat.now
        return Receipt(f"{leaves.name} has left the room.", room.row.original_on.isoformat())


def guest(seat: Seat, name: str, organisation: str = "", invited_by: str | None = None) -> Receipt:
    """Note a guest as here; ``invited_by`` is the participant (a reference) who brought them and may be heard of.

    Raises BadInput without a name, NotFound and NotShared for a participant whom this seat may not know, Refused
    while an item about somebody else is open.
    """
    called = line(name)
    if not called:
        raise BadInput("Who is the guest?", "Say a name.")
    with change(seat, ATTEND) as session:
        room = sitting(session, seat)
        by, ref = None, ""
        if invited_by is not None:
            row, ref = find_participant(session, seat, invited_by)
            if not may_know(session, seat, row):
                raise NotShared(f"{ref} is not shared with {seat.agency} today.", "Somebody who knows them notes it.")
            by = row.id
        session.add(
            Attendance(
                conference_id=room.row.id,
                guest=called,
                organisation=line(organisation),
                invited_by_id=by,
                arrived_at=seat.now,
            )
        )
        session.flush()
        _all_may_hear(room)
        hears = f"hears about {ref} only" if ref else "hears nothing about participants"
        return Receipt(f"{called} is here as a guest and {hears}.", room.row.original_on.isoformat())


def person_present(seat: Seat, here: bool) -> Receipt:
    """Note that a participant is in the room, or no longer: screens show no other reference and no name meanwhile."""
    with change(seat, ATTEND) as session:
        room = sitting(session, seat)
        room.row.person_present = here
        said = "A participant is in the room: others are blank." if here else "No participant is in the room."
        return Receipt(said, room.row.original_on.isoformat())


def _attend(seat: Seat, people: Sequence[str], late: bool, action: Action) -> Receipt:
    with change(seat, action) as session:
        room = sitting(session, seat)
        everybody = people_in(session, seat.today)
        named = list(dict.fromkeys(_person(words, everybody) for words in people))
        if not named:
            raise BadInput("Who is here?", "Names, beginnings of names or initials: casetable conference attend DR OH")
        before = {one.person_id for one in room.here()}
        came = [one for one in named if one.id not in before]
        agencies = {one.code: one.id for one in agencies_at_table(session)}
        session.add_all(
            Attendance(
                conference_id=room.row.id,
                person_id=one.id,
                agency_id=agencies[one.agency],
                was_late=late,
                arrived_at=seat.now,
            )
            for one in came
        )
        session.flush()
        _all_may_hear(room)
        item = room.open_item()
        if item is not None and item.participant_id is not None:
            record_further(room, action, item, room_told(session, seat, item, room.agencies_here()))
        return Receipt(_said(named, came, late), room.row.original_on.isoformat())


def _all_may_hear(room: Sitting) -> None:
    """Raise Refused where somebody now in the room may not hear about the participant whose item is open."""
    item = room.open_item()
    if item is None or item.participant_id is None:
        return
    sentences = may_room_hear(room.session, room.seat, item.participant_id, room.present())
    if sentences:
        raise Refused(" ".join(sentences), "Note them as here after this item.")


def _person(words: str, everybody: Sequence[Person]) -> Person:
    bare = words.strip().lstrip("@")
    by_id = [one for one in everybody if one.id == bare]
    found = by_id or list(find_people(bare, everybody)) or list(find_misspelt(bare, everybody))
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(
            f"Nobody called {words[:40]!r} sits at this table.",
            "A guest is noted as one: casetable conference attend --guest NAME",
        )
    raise BadInput(f"{words[:40]!r} could be several people.", f"Who of: {', '.join(one.person for one in found)}?")


def _one_here(here: Sequence[Present], words: str) -> Present:
    """The one in the room whom words name: an id, initials, a name or its beginning."""
    bare = words.strip().lstrip("@")
    wanted = plain(bare)
    found = [one for one in here if bare and bare in (one.id, one.person_id)]
    found = found or [one for one in here if wanted and wanted in (plain(one.initials), plain(one.name))]
    found = found or [one for one in here if matches_name(bare, one.name, beginnings=True)]
    if not found:
        raise NotFound(f"Nobody called {words[:40]!r} is in the room.", "casetable conference show says who is.")
    if len(found) > 1:
        raise BadInput(f"{words[:40]!r} could be several people.", f"Who of: {', '.join(one.name for one in found)}?")
    return found[0]


def _said(named: Sequence[Person], came: Sequence[Person], late: bool) -> str:
    again = [one.person for one in named if one not in came]
    said = [f"{_names([one.person for one in came])} here{', late' if late else ''}."] if came else []
    if again:
        said.append(f"{_names(again)} here already.")
    return " ".join(said)


def _names(names: Sequence[str]) -> str:
    listed = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    return f"{listed} {'is' if len(names) == 1 else 'are'}"
