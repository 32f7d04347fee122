"""The one-line forms about a participant: what each asks for, how its line is read, which action it calls."""

from pathlib import Path

from casetable.errors import BadInput
from casetable.rules.dates import say_minutes
from casetable.screens.answers import take_category, take_person
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.keeping import Kept, or_kept
from casetable.screens.load import Loaded
from casetable.values.participants import Participant
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, DeclineReason, LeavingReason, NoteKind, TakingPart

_KINDS = (NoteKind.CONTACT, NoteKind.NOTE)
_OR_GENERAL = "Its category answers, or ~general."
_VOICE = ("their goal", "taking part", "told them")
_TEAM = ("leads", "leads, with the open tasks", "joins the team", "leaves the team")


def contact_form(loaded: Loaded, about: Participant | None, *, private: bool = False) -> Form:
    """Return the form of ``l`` about somebody: what happened, in one line; without ``about`` the line names them.

    ``private`` tells that the place where they stay is not typed.
    """

    def read(typed: Typed) -> Reading:
        return _read_note(typed.line, _KINDS[typed.choice or 0], loaded, about, private)

    example = "20m phoned, has a phone again ~health" if about else "#473 20m phoned, has a phone again"
    hint = f"{example}; tab: a note. No counselling notes."
    named = f" {about.participant}" if about else ""
    return Form(f"log{named}", f"log{named}", hint, read, choices=("contact", "note"), answer=False)


def _read_note(line: str, kind: NoteKind, loaded: Loaded, about: Participant | None, private: bool) -> Reading:
    from casetable.rules.quicknote import questions, read_note_line

    note = read_note_line(
        line,
        participants=loaded.participants,
        about=about.participant if about else "",
        location_private=private,
    )
    if note.problems:
        raise BadInput(_sentence(note.problems[0]), " ".join(note.problems[1:]))
    if asked := questions(note.hints):
        raise BadInput(_sentence(asked[0]), _OR_GENERAL)
    reference = note.participant or ""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.notes import add_note

        return add_note(seat, reference, note.text, kind=kind, category=note.category, minutes=note.minutes)

    what = "contact with" if kind is NoteKind.CONTACT else "note on"
    said = [part for part in (_minutes(note.minutes), _category(note.category), note.text) if part]
    echo = " ".join([f"{what} {_named(reference, loaded)} · {', '.join(said)}", *note.hints])
    return Reading(echo, or_kept(run, f"a {kind.label} about {reference}", note.text, reference, note.category))


def take_careful(line: str) -> tuple[str, Category]:
    """Return the words of a line and their category, general where none is said.

    Raises BadInput once for words that sound like something narrower: a category is the answer, ``~general`` too.
    """
    from casetable.rules.quickadd import sensitive

    words, category = take_category(line)
    asked = sensitive(words, is_about_somebody=True) if category is None else []
    if asked:
        raise BadInput(_sentence(asked[0]), _OR_GENERAL)
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


def agree_form(one: Participant, *, proposes: bool = False) -> Form:
    """Return the form of ``y``: a note for the others if one likes; ``proposes`` where they were only considered."""
    prompt = "propose" if proposes else "agree to"

    def read(typed: Typed) -> Reading:
        note = typed.line.strip()

        def run(seat: Seat) -> Receipt:
            from casetable.actions import participants

            if proposes:
                return participants.propose_considered(seat, one.participant)
            return participants.agree(seat, one.participant, note=note, heard=typed.heard)

        return Reading(f"{prompt} {one.participant}" + (f" · {note}" if note else ""), run)

    hint = "Enter proposes them: each agency answers" if proposes else "Enter is enough, or a note for the others"
    return Form(f"agree {one.participant}", f"{prompt} {one.participant}", hint, read, answer=not proposes)


def decline_form(one: Participant) -> Form:
    """Return the form of ``n``: the reason by Tab, and words if one likes."""
    reasons = tuple(DeclineReason)

    def read(typed: Typed) -> Reading:
        reason = reasons[typed.choice or 0]
        told, note = _take_told(typed.line)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.participants import decline

            return decline(seat, one.participant, reason=reason, note=note, told=told, heard=typed.heard)

        said = f"decline {one.participant}: {reason.label}{', they were told' if told else ''}"
        said += f" · {note}" if note else ""
        return Reading(said, run)

    hint = "tab: another reason. Words if you like; begin with told where the proposer knows already."
    choices = tuple(reason.label for reason in reasons)
    return Form(f"decline {one.participant}", f"decline {one.participant}", hint, read, choices=choices)


def _take_told(line: str) -> tuple[bool, str]:
    """Whether the line begins with ``told``, and the rest of it."""
    words = line.strip()
    first, _, rest = words.partition(" ")
    told = first.casefold().rstrip(",.:;") == "told"
    return told, rest.strip() if told else words


def leave_form(one: Participant, reason: LeavingReason) -> Form:
    """Return the form of ``x`` after the reason was chosen: a HUD destination code, then words, both optional."""

    def read(typed: Typed) -> Reading:
        words, category = take_careful(typed.line)
        code, note = take_code(words)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.leaving import leave

            return leave(seat, one.participant, reason=reason, destination=code, note=note, category=category)

        where = f", to {_code_words(code)}" if code else ""
        said = f"{one.participant} left: {reason.label}{where}" + (f" · {note}" if note else "")
        return Reading(said, or_kept(run, f"how {one.participant} left", note, one.participant))

    hint = "Where to? A HUD code first if you know it (410, 435), then words. Enter is enough."
    return Form(f"leave {one.participant}", f"{one.participant} left", hint, read, answer=False)


def come_back_form(one: Participant) -> Form:
    """Return the form of ``o``: why somebody who left by mistake comes back."""

    def read(typed: Typed) -> Reading:
        why, category = take_careful(typed.line)
        if not why:
            raise BadInput("Why do they come back?", "A few words, like: noted by mistake")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.leaving import come_back

            return come_back(seat, one.participant, why=why, category=category)

        return Reading(f"{one.participant} comes back, agreed again · {why}", run)

    return Form(f"back {one.participant}", f"{one.participant} comes back", "Why? Noted by mistake", read, answer=False)


def team_form(one: Participant, loaded: Loaded) -> Form:
    """Return the form of ``t``: a person, and by Tab what they are from now on."""

    def read(typed: Typed) -> Reading:
        person, rest = take_person(typed.line, loaded.people)
        if rest:
            raise BadInput(f"{rest!r} is not read here.", "A name is enough: @omar")
        choice = typed.choice or 0
        said = f"{person.person} {_TEAM[choice]}: {_named(one.participant, loaded)}"
        return Reading(said, _team(one, person.id, choice))

    return Form(f"team {one.participant}", f"{one.participant}", "@omar; tab: leads, joins, leaves", read,
                choices=_TEAM, answer=False)  # fmt: skip


def _team(one: Participant, person: str, choice: int) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions import team

        if choice in (0, 1):
            return team.lead(seat, one.participant, person, with_tasks=choice == 1)
        change = team.join_team if choice == 2 else team.leave_team
        return change(seat, one.participant, person)

    return run


def sheet_form(one: Participant) -> Form:
    """Return the form of ``p``: where the sheet goes, and by Tab whether it is handed over or sent by post."""

    def read(typed: Typed) -> Reading:
        words = typed.line.strip()
        path, by_post = Path(words).expanduser(), typed.choice == 1
        if not words:
            raise BadInput("Where to?", f"A file that ends in .md or .pdf: {one.participant}.pdf")

        def run(seat: Seat) -> Receipt:
            from casetable.jobs.papers import make_sheet

            return Kept(make_sheet(seat, one.participant, path, by_post=by_post).sentence, one.participant)

        how = "for the post" if by_post else "to be handed over"
        return Reading(f"the sheet of {one.participant}, {how}, to {path}; noted as a disclosure", run)

    hint = "Where to? A file that ends in .md or .pdf. tab: for the post"
    return Form(f"sheet {one.participant}", f"sheet {one.participant}", hint, read,
                choices=("by hand", "for post"), answer=False)  # fmt: skip


def take_code(words: str) -> tuple[int | None, str]:
    """Return a HUD housing code at the start of the words, and the rest; None where none is there.

    Raises BadInput for a number that HUD does not use.
    """
    from casetable.rules.hud import housing_codes

    first, _, rest = words.strip().partition(" ")
    if not first.isdecimal() or len(first) > 3:
        return None, words.strip()
    if int(first) not in housing_codes():
        raise BadInput(f"{first} is no housing code of HUD.", "For example 410, 421, 435; or words without a number.")
    return int(first), rest.strip()


def _code_words(code: int) -> str:
    from casetable.rules.hud import housing_codes

    known = housing_codes().get(code)
    return f"{code} {known.words}" if known else str(code)


def _named(reference: str, loaded: Loaded) -> str:
    name = next((one.name for one in loaded.participants if one.participant == reference), None)
    return f"{reference} {name}" if name else reference


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else say_minutes(minutes)


def _category(category: Category) -> str:
    return "" if category is Category.GENERAL else category.label


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
