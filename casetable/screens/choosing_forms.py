"""The one-line forms of choosing somebody and of leaving: answers, the end of the work, who works with them."""

from casetable.errors import BadInput
from casetable.screens.answers import somebody_here, take_person
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.keeping import or_kept
from casetable.screens.load import Loaded
from casetable.screens.participant_forms import named, take_careful
from casetable.values.participants import Participant
from casetable.values.seat import Receipt, Seat
from casetable.words import DeclineReason, LeavingReason

_LONGEST_NUMBER = 4
"""Digits of a number that is taken for a code: a longer one is a house or a telephone."""
_TEAM = ("leads", "leads, with the open tasks", "joins the team", "leaves the team")


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
    example = somebody_here(loaded.people, loaded.seat.agency, (loaded.me,))

    def read(typed: Typed) -> Reading:
        person, rest = take_person(typed.line, loaded.people, loaded.me)
        if rest:
            raise BadInput(f"{rest!r} is not read here.", f"A name is enough: {example}")
        choice = typed.choice or 0
        said = f"{person.person} {_TEAM[choice]}: {named(one.participant, loaded)}"
        return Reading(said, _team(one, person.id, choice))

    return Form(f"team {one.participant}", f"{one.participant}", f"{example}; tab: leads, joins, leaves", read,
                choices=_TEAM, answer=False)  # fmt: skip


def _team(one: Participant, person: str, choice: int) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions import team

        if choice in (0, 1):
            return team.lead(seat, one.participant, person, with_tasks=choice == 1)
        change = team.join_team if choice == 2 else team.leave_team
        return change(seat, one.participant, person)

    return run


def take_code(words: str) -> tuple[int | None, str]:
    """Return a HUD housing code at the start of the words, and the rest; None where none is there.

    Raises BadInput for a number that HUD does not use.
    """
    from casetable.rules.hud import housing_codes

    first, _, rest = words.strip().partition(" ")
    if not first.isdecimal() or len(first) > _LONGEST_NUMBER:
        return None, words.strip()
    if int(first) not in housing_codes():
        raise BadInput(f"{first} is no housing code of HUD.", "For example 410, 421, 435; or words without a number.")
    return int(first), rest.strip()


def _code_words(code: int) -> str:
    from casetable.rules.hud import housing_codes

    known = housing_codes().get(code)
    return f"{code} {known.words}" if known else str(code)
