"""The forms of a conference that was held: what each asks for, how its line is read, which action it calls."""

from collections.abc import Mapping

from casetable.errors import BadInput
from casetable.screens.conference_lines import named
from casetable.screens.forms import Errand, Form, Make, Reading, Typed
from casetable.screens.keeping import Kept
from casetable.screens.sheet import Field
from casetable.values.conference import AgendaItem, FiledLine, Occurrence
from casetable.values.minutes import Proposal
from casetable.values.seat import Heard, Receipt, Seat

_WHY = "Why? A few words; the others read them."


def correct_fields(line: FiledLine) -> tuple[Field, ...]:
    """Return the fields of a correction of one line; where its words stay, only the note is kept."""
    return (
        Field("text", "In other words", "how it should read; as it stands, only the note is kept", line.text),
        Field("note", "Why, or a note", "what was wrong, or what should stand beside it"),
    )


def correct(line: FiledLine, meeting: Occurrence, heard: Heard | None) -> Make:
    """Return what makes the errand of a filled correction."""

    def make(given: Mapping[str, str]) -> Errand:
        text, note = given.get("text", ""), given.get("note", "")
        if not note:
            raise BadInput("What is corrected, and why?", "A few words in the second field; the others read them.")
        words = text if text != line.text else ""

        def run(seat: Seat) -> Receipt:
            from casetable.actions.minutes import correct

            return correct(
                seat, meeting.conference, line=line.id, text=words, note=note, seen=line.version, heard=heard
            )

        return run

    return make


def note_form(item: AgendaItem, meeting: Occurrence) -> Form:
    """Return the form of ``e`` on an item: a note beside it."""

    def read(typed: Typed) -> Reading:
        note = typed.line.strip()
        if not note:
            raise BadInput("What is missing or wrong?", "A few words; they stand beside the item.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.minutes import correct

            return correct(seat, meeting.conference, item=item.id, note=note, heard=typed.heard)

        return Reading(f"beside {named(item)}: {note}", run)

    hint = "What is missing or wrong? A few words; they stand beside the item."
    return Form(f"note minutes {item.id}", f"note on {item.label}", hint, read)


def nothing_to_correct(meeting: Occurrence, heard: Heard | None) -> Errand:
    """Return the errand that says so for an agency."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.minutes import nothing_to_correct

        return nothing_to_correct(seat, meeting.conference, heard=heard)

    return run


def ratify(one: Proposal, heard: Heard | None) -> Errand:
    """Return the errand that says yes to a proposal."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.ratifying import ratify

        return ratify(seat, one.line.id, heard=heard, seen=one.line.version)

    return run


def refuse_form(one: Proposal) -> Form:
    """Return the form of ``n`` on a proposal: why not."""

    def read(typed: Typed) -> Reading:
        why = typed.line.strip()
        if not why:
            raise BadInput("Why not?", "A few words; the others read them.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.ratifying import ratify

            return ratify(seat, one.line.id, yes=False, why=why, heard=typed.heard, seen=one.line.version)

        return Reading(f"not ratified: {why}", run)

    hint = "Why not? A few words; it is back on the next agenda."
    return Form(f"refuse {one.line.id}", f"no to {one.label}", hint, read)


def reopen_form(meeting: Occurrence) -> Form:
    """Return the form of ``o``: why agreed minutes are opened again."""

    def read(typed: Typed) -> Reading:
        why = typed.line.strip()
        if not why:
            raise BadInput("Why are they opened again?", _WHY)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.minutes import reopen

            return reopen(seat, meeting.conference, why)

        return Reading(f"a new revision: {why}", run)

    return Form(f"reopen {meeting.conference}", "open again", _WHY, read, answer=False)


def may_tell(line: FiledLine) -> Errand:
    """Return the errand that says whether the participant may know a dissent: the other than it stands."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.minutes import may_tell

        return may_tell(seat, line.id, not line.may_tell)

    return run


def agree(meeting: Occurrence) -> Errand:
    """Return the errand that agrees the minutes, composes every paper and keeps it."""

    def run(seat: Seat) -> Receipt:
        from casetable.jobs.minutes import agree_minutes

        receipt = agree_minutes(seat, meeting.conference)
        return Kept(receipt.sentence, receipt.ref)

    return run
