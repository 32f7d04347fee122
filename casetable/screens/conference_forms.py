"""The one-line forms of a conference to come: what each asks for, how its line is read, which action it calls."""

from collections.abc import Mapping

from casetable.errors import BadInput
from casetable.rules.dates import read_minutes
from casetable.rules.quickquestion import Question, read_question, reference_of
from casetable.screens.answers import find_person
from casetable.screens.conference_lines import named
from casetable.screens.forms import Errand, Form, Make, Reading, Typed
from casetable.screens.keeping import or_kept
from casetable.screens.load import Loaded
from casetable.screens.participant_forms import OR_GENERAL, sentence_of
from casetable.screens.sheet import Field
from casetable.values.conference import AgendaItem, Occurrence
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Category, ItemKind


def words_of(one: AgendaItem) -> str:
    """Return how an action finds an item again, whatever was moved meanwhile: its row, else its participant."""
    return one.id or one.participant or str(one.number)


def set_minutes(one: AgendaItem, minutes: int, meeting: Occurrence) -> Errand:
    """Return the errand that gives an item its minutes."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.agenda import set_minutes

        return set_minutes(seat, words_of(one), minutes, conference=meeting.conference)

    return run


def move_item(one: AgendaItem, to: int, meeting: Occurrence) -> Errand:
    """Return the errand that moves an item to a place, counted from 1."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.agenda import move_item

        return move_item(seat, words_of(one), to, conference=meeting.conference)

    return run


def minutes_form(one: AgendaItem, meeting: Occurrence) -> Form:
    """Return the form of ``m``."""

    def read(typed: Typed) -> Reading:
        minutes = read_minutes(typed.line)
        return Reading(f"{named(one)}: {minutes} min", set_minutes(one, minutes, meeting))

    hint = f"How long may it take? Now {one.minutes} min. 10, 15m"
    return Form(f"minutes {words_of(one)}", f"minutes of {one.label}", hint, read, answer=False)


def remove_form(one: AgendaItem, meeting: Occurrence) -> Form:
    """Return the form of ``X``: why an item comes off the agenda."""

    def read(typed: Typed) -> Reading:
        why = typed.line.strip()
        if not why:
            raise BadInput("Why does it come off?", "A few words; the others see them.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.agenda import remove_item

            return remove_item(seat, words_of(one), why, conference=meeting.conference)

        return Reading(f"{named(one)} comes off: {why}", run)

    return Form(f"remove {words_of(one)}", f"take off {one.label}", "Why? A few words.", read, answer=False)


def question_form(one: AgendaItem, meeting: Occurrence, loaded: Loaded) -> Form:
    """Return the form of ``e``: what is to be debated. It starts with what stands there; a first one is proposed."""

    def read(typed: Typed) -> Reading:
        read = read_words(typed.line, one.participant or "", loaded, one)
        question, category = read.text, read.category
        if not question:
            raise BadInput("What is to be debated?", "A question: Motel now, or hold out for the unit?")
        errand = (_reword if one.question else _first_question)(one, question, category, meeting)
        reference = one.participant or ""
        sensed = category or one.category
        kept = or_kept(errand, f"a question about {reference}", question, reference, sensed) if reference else errand
        return Reading(f"{named(one)}: “{question}”{f' ({category.label})' if category else ''}", kept)

    hint = "What is to be debated? Motel now, or hold out for the unit?"
    hint += " ~health where it is about health." if one.participant else ""
    start = one.question or ""
    return Form(f"question {words_of(one)}", f"question of {one.label}", hint, read, start=start, answer=False)


def read_words(
    words: str, about: str, loaded: Loaded, before: AgendaItem | None = None, answered: set[str] | None = None
) -> Question:
    """Return a question or title as it is read; ``about`` is a reference or empty, ``before`` the item as it stands.

    Raises BadInput for what cannot be read and, asking, for words that may be narrower; with ``answered`` the same
    words are asked about once.
    """
    read = read_question(
        words,
        participants=loaded.participants,
        about=about,
        is_place_private=about in loaded.private_places,
        usual=before.category if before is not None else Category.GENERAL,
        stood=(before.question or "") if before is not None else "",
    )
    if read.problems:
        raise BadInput(sentence_of(read.problems[0]), "" if about else "a, then p proposes an item about them.")
    if read.asks and answered is None:
        raise BadInput(sentence_of(read.asks[0]), OR_GENERAL)
    if read.asks and answered is not None and words not in answered:
        answered.add(words)
        raise BadInput(sentence_of(read.asks[0]), "Store again to keep it as it is.")
    return read


def _reword(one: AgendaItem, question: str, category: Category | None, meeting: Occurrence) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions.agenda import reword_item

        return reword_item(seat, words_of(one), question, one.version, category=category, conference=meeting.conference)

    return run


def _first_question(one: AgendaItem, question: str, category: Category | None, meeting: Occurrence) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions.agenda import propose, reword_item

        if one.participant is None:
            return reword_item(seat, words_of(one), question, one.version, conference=meeting.conference)
        sensed = category or Category.GENERAL
        return propose(seat, one.participant, question, category=sensed, conference=meeting.conference)

    return run


# proposing

PROPOSED = (
    ("p", "a participant, with what is to be debated", ItemKind.PARTICIPANT),
    ("b", "business of the table", ItemKind.BUSINESS),
    ("g", "a general consultation, about nobody in particular", ItemKind.CONSULTATION),
)


def propose_fields(kind: ItemKind, reference: str) -> tuple[Field, ...]:
    """Return the fields of a proposed item."""
    question = Field("question", "Question", "what is to be debated; ~health where it is about health")
    if kind is ItemKind.PARTICIPANT:
        return (Field("about", "About", "P-473 or a name", reference), question)
    return (Field("title", "Title", "a few words"), question)


def propose(kind: ItemKind, meeting: Occurrence, loaded: Loaded) -> Make:
    """Return what makes the errand of the filled sheet; words that not all should read are asked about once."""
    answered: set[str] = set()

    def make(given: Mapping[str, str]) -> Errand:
        about = reference_of(given["about"], loaded.participants) if given.get("about") else ""
        asked = read_words(given["question"], about, loaded, answered=answered)
        question, category = asked.text, asked.category
        title = read_words(given.get("title", ""), "", loaded, answered=answered).text
        if kind is ItemKind.PARTICIPANT and not about:
            raise BadInput("About whom?", "P-473 or a name; Esc goes back.")
        if kind is not ItemKind.PARTICIPANT and not title:
            raise BadInput("What is it about?", "A few words as its title.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.agenda import propose

            return propose(
                seat,
                about or None,
                question,
                title,
                kind=kind,
                category=category or Category.GENERAL,
                conference=meeting.conference,
            )

        sensed = category or Category.GENERAL
        return or_kept(run, f"a question about {about}", question, about, sensed) if about else run

    return make


# who comes


def coming(person: str, comes: bool, meeting: Occurrence, heard: Heard | None, deputy: str | None = None) -> Errand:
    """Return the errand that notes whether somebody comes, and who comes instead."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.agenda import expect

        return expect(seat, person, comes, deputy, conference=meeting.conference, heard=heard)

    return run


def stays_away_form(person: str, name: str, loaded: Loaded, meeting: Occurrence) -> Form:
    """Return the form of ``n``: who comes instead, if anybody."""

    def read(typed: Typed) -> Reading:
        words = typed.line.strip()
        deputy = find_person(words, loaded.people, loaded.me) if words else None
        instead = f", {deputy.person} does" if deputy is not None else ", nobody instead"
        errand = coming(person, False, meeting, typed.heard, deputy.id if deputy is not None else None)
        return Reading(f"{name} does not come{instead}", errand)

    hint = "Who comes instead? A name; Enter alone for nobody."
    return Form(f"stays away {person}", f"{name} does not come", hint, read)
