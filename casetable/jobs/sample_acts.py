"""What the story tells beside its tasks, as calls of actions: who leads, what they said, how things stand."""

from collections.abc import Mapping

from casetable.actions import notes, outcomes, participants, voice
from casetable.values.outcomes import NewReading
from casetable.values.sample import Act, StoryMoment
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Category, NoteKind

_HOUSING = "housing"


def act(seat: Seat, one: StoryMoment, ref: str, people: Mapping[str, str], heard: Heard | None) -> Receipt:
    """Do one thing with the participant ``ref``; ``people`` are ids by key. Raises what the action raises."""
    category = one.category or Category.GENERAL
    match one.does:
        case Act.LEAD:
            return participants.lead(seat, ref, people[one.whom], heard=heard)
        case Act.JOIN:
            return participants.join_team(seat, ref, people[one.whom], heard=heard)
        case Act.SAFE_CONTACT:
            return _set_contact(seat, one, ref, heard)
        case Act.BASELINE:
            return outcomes.record_baselines(seat, ref, _stands(one, ref), heard=heard)
        case Act.BEGIN:
            return participants.activate(seat, ref, heard=heard)
        case Act.GOAL:
            return voice.say_goal(seat, ref, one.words, category=category, heard=heard)
        case Act.TAKES_PART:
            return voice.take_part(seat, ref, one.takes, note=one.words, category=category, heard=heard)
        case Act.TOLD:
            return voice.tell(seat, ref, one.words, minutes=one.minutes, category=category, heard=heard)
        case Act.NOTE | Act.CONTACT:
            kind = NoteKind.CONTACT if one.does is Act.CONTACT else NoteKind.NOTE
            return notes.add_note(seat, ref, one.words, kind=kind, category=category, minutes=one.minutes, heard=heard)
        case Act.OUTCOMES:
            return outcomes.record_readings(seat, _reads(one, ref), heard=heard)
        case Act.LEAVE:
            return participants.leave(
                seat, ref, reason=one.reason, destination=one.code, note=one.words, category=category, heard=heard
            )


def _set_contact(seat: Seat, one: StoryMoment, ref: str, heard: Heard | None) -> Receipt:
    return voice.set_contact(
        seat,
        ref,
        how=one.how,
        when=one.when,
        never=one.never,
        no_post=one.no_post,
        location_private=one.location_private,
        heard=heard,
    )


def _stands(one: StoryMoment, ref: str) -> list[NewReading]:
    return [
        NewReading(ref, domain, None, note=words, housing_code=one.code if domain == _HOUSING else None)
        for domain, words in one.stands
    ]


def _reads(one: StoryMoment, ref: str) -> list[NewReading]:
    """Readings of one view; the words stand beside the first domain, a HUD code beside housing."""
    return [
        NewReading(
            ref,
            domain,
            value,
            one.view,
            note="" if number else one.words,
            category=one.category,
            housing_code=one.code if domain == _HOUSING else None,
        )
        for number, (domain, value) in enumerate(one.reads)
    ]
