"""The one-line forms about a participant: what each asks for, how its line is read, which action it calls."""

from dataclasses import replace

from casetable.errors import BadInput
from casetable.rules.dates import say_minutes
from casetable.rules.quickwho import names_somebody
from casetable.screens.answers import take_category
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.keeping import or_kept
from casetable.screens.load import Loaded
from casetable.values.participants import Participant
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, NoteKind, TakingPart

_KINDS = (NoteKind.CONTACT, NoteKind.NOTE)
OR_GENERAL = "Its category answers, or ~general."
"""What answers a question about narrower words."""
_VOICE = ("their goal", "taking part", "told them")


def contact_form(loaded: Loaded, about: Participant | None) -> Form:
    """Return the form of ``l`` about somebody: what happened, in one line; without ``about`` the line names them."""

    def read(typed: Typed) -> Reading:
        return _read_note(typed.line, _KINDS[typed.choice or 0], loaded, about)

    example = "20m phoned, has a phone again ~health" if about else "#473 20m phoned, has a phone again"
    hint = f"{example}; tab: a note. No counselling notes."
    named = f" {about.participant}" if about else ""
    return Form(f"log{named}", f"log{named}", hint, read, choices=("contact", "note"), answer=False)


def or_about_somebody(form: Form, loaded: Loaded) -> Form:
    """Return a form of a task's log whose line is about a participant instead where it names one: ``#473 20m phoned``.

    It is a contact then, a note where Tab stands on that; no word of it comes to stand on the task.
    """

    def read(typed: Typed) -> Reading:
        if not names_somebody(typed.line):
            return form.read(typed)
        kind = NoteKind.NOTE if typed.choice is not None and form.choices[typed.choice] == "note" else NoteKind.CONTACT
        return _read_note(typed.line, kind, loaded, None)

    return replace(form, read=read, hint=f"{form.hint} #473: about them instead.")


def _read_note(line: str, kind: NoteKind, loaded: Loaded, about: Participant | None) -> Reading:
    from casetable.rules.quicknote import questions, read_note_line

    note = read_note_line(
        line,
        participants=loaded.participants,
        about=about.participant if about else "",
        private_places=loaded.private_places,
    )
    if note.problems:
        raise BadInput(sentence_of(note.problems[0]), " ".join(note.problems[1:]))
    if asked := questions(note.hints):
        raise BadInput(sentence_of(asked[0]), OR_GENERAL)
    reference = note.participant or ""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.notes import add_note

        return add_note(seat, reference, note.text, kind=kind, category=note.category, minutes=note.minutes)

    what = "contact with" if kind is NoteKind.CONTACT else "note on"
    said = [part for part in (_minutes(note.minutes), _category(note.category), note.text) if part]
    echo = " ".join([f"{what} {named(reference, loaded)} · {', '.join(said)}", *note.hints])
    return Reading(echo, or_kept(run, f"a {kind.label} about {reference}", note.text, reference, note.category))


def take_careful(line: str) -> tuple[str, Category]:
    """Return the words of a line and their category, general where none is said.

    Raises BadInput once for words that sound like something narrower: a category is the answer, ``~general`` too.
    """
    from casetable.rules.quickadd import sensitive

    words, category = take_category(line)
    asked = sensitive(words, is_about_somebody=True) if category is None else []
    if asked:
        raise BadInput(sentence_of(asked[0]), OR_GENERAL)
    return words, category or Category.GENERAL


def voice_form(one: Participant) -> Form:
    """Return the form of ``v``: their goal in their words, how they take part in conferences, what they were told."""

    def read(typed: Typed) -> Reading:
        choice = typed.choice or 0
        if choice == 1:
            return _taking_part(one, typed.line)
        return _said(one, typed.line, told=choice == 2)

    hint = "In their own words. tab: how they take part (attend, message, advocate, not this time); what they were told"
    return Form(f"voice {one.participant}", f"voice {one.participant}", hint, read, choices=_VOICE, answer=False)


def told_form(one: Participant) -> Form:
    """Return the form of ``m``: what they were told."""
    hint = "What were they told? Who helps with the lease, by when"
    return Form(
        f"told {one.participant}",
        f"told {one.participant}",
        hint,
        lambda typed: _said(one, typed.line, told=True),
        answer=False,
    )


def _said(one: Participant, line: str, *, told: bool) -> Reading:
    words, category = take_careful(line)
    if not words:
        raise BadInput("What were they told?" if told else "What do they want, in their words?", "")

    def run(seat: Seat) -> Receipt:
        from casetable.actions import voice

        say = voice.tell if told else voice.say_goal
        return say(seat, one.participant, words, category=category)

    what = "told" if told else "their goal"
    said = ", ".join(part for part in (what, _category(category)) if part)
    text = words if told else f'"{words}"'
    kept = or_kept(run, f"{what}, {one.participant}", words, one.participant, category)
    return Reading(f"{one.participant} {said}: {text}", kept)


def _taking_part(one: Participant, line: str) -> Reading:
    words, category = take_careful(line)
    plain = words.casefold().replace("_", " ")
    part = next((part for part in TakingPart if plain.startswith(part.value.replace("_", " "))), None)
    if part is None:
        raise BadInput("How do they take part?", "attend, message, advocate or not this time; then what they say.")
    note = words[len(part.value) :].strip(" ,:;.")

    def run(seat: Seat) -> Receipt:
        from casetable.actions.voice import take_part

        return take_part(seat, one.participant, part, note=note, category=category)

    echo = f"{one.participant} {part.label}" + (f": {note}" if note else "")
    return Reading(echo, or_kept(run, f"how {one.participant} takes part", words, one.participant, category))


def named(reference: str, loaded: Loaded) -> str:
    """Return a reference with the name beside it, where this seat may know it."""
    name = next((one.name for one in loaded.participants if one.participant == reference), None)
    return f"{reference} {name}" if name else reference


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else say_minutes(minutes)


def _category(category: Category) -> str:
    return "" if category is Category.GENERAL else category.label


def sentence_of(words: str) -> str:
    """Return what was read badly, or is asked, as a sentence."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
