"""Worlds that chance makes, with what the rules say of them and the rows that make them stand in a table.

Every text is a token of its own, so that what an outlet says can be held against what the rules allow.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlmodel import SQLModel

from casetable.models import (
    Disclosure,
    Draft,
    HouseholdLink,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Release,
    SafeContact,
    Task,
    TaskEvent,
    TeamMember,
    Viewing,
)
from casetable.rules.consent import (
    Known,
    knows,
    may_hear_needs,
    may_list,
    may_read,
    may_see_disclosure,
    may_see_draft,
    may_see_link,
    may_see_release,
    may_see_team,
    reads_counts,
    reads_lines,
    reads_references,
    reads_text,
)
from casetable.values.participants import ReleaseTerms
from casetable.values.terms import DOMAINS
from casetable.words import (
    AT_THE_TABLE,
    Answer,
    Basis,
    Category,
    DisclosureKind,
    Method,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    ParticipantState,
    Role,
    TaskEventKind,
    TaskState,
)
from tests.tables import HARBOR_PEOPLE, MON, PEOPLE

CODES = ("SS", "HS", "MH", "VS")
AGENCY_OF = {one.name: one.agency for one in (*PEOPLE, *HARBOR_PEOPLE)}
ROLES_OF = {one.name: frozenset(one.roles) for one in (*PEOPLE, *HARBOR_PEOPLE)}
OWNERS = ("Lee Park", "Dana Reyes", "Omar Haddad", "Tess Bay", "Zoe Lund", "Ruth Feld")
ASKER = "Sol Grant"
AT = datetime(2026, 11, 2, 17, tzinfo=UTC)

ROLES = (
    frozenset({Role.FRONTLINE}),
    frozenset({Role.SUPERVISOR}),
    frozenset({Role.COORDINATOR}),
    frozenset({Role.PROGRAMME_MANAGER}),
    frozenset({Role.SENIOR_MANAGER}),
    frozenset({Role.ADVISER}),
    frozenset({Role.ADVISER, Role.FRONTLINE}),
    frozenset({Role.COORDINATOR, Role.SENIOR_MANAGER}),
    frozenset({Role.FRONTLINE, Role.PROGRAMME_MANAGER}),
    frozenset(),
)
CATEGORIES = (Category.GENERAL, Category.GENERAL, Category.GENERAL, Category.HEALTH, Category.SUBSTANCE_USE)


@dataclass(frozen=True)
class Sat:
    """Who looks: an agency, roles, a name (of whom some tasks are), and whether only reading is possible."""

    agency: str
    roles: frozenset[Role]
    name: str = ""
    reads_only: bool = False


@dataclass(frozen=True)
class Somebody:
    """One participant: who proposed them, where they stand, and the agencies that their yes names (None: all)."""

    agency: str
    state: ParticipantState
    considered_for: str | None


@dataclass(frozen=True)
class Text:
    """One text; ``about`` counts participants, ``owner`` is whose task it is."""

    about: int | None
    writer: str
    category: Category
    day: date
    owner: str


@dataclass(frozen=True)
class Told:
    """One line of an account of disclosures."""

    about: int
    discloser: str
    receiver: str | None
    category: Category


@dataclass(frozen=True)
class World:
    """What there is on one day, and the rules' word about it."""

    today: date
    people: tuple[Somebody, ...]
    releases: tuple[tuple[int, ReleaseTerms], ...]
    texts: tuple[Text, ...]
    links: tuple[tuple[int, int, bool], ...]
    told: tuple[Told, ...]
    drafts: tuple[tuple[str, str], ...]
    seats: tuple[Sat, ...]

    def known(self, about: int) -> Known:
        """What the rules need of a participant."""
        agency = self.people[about].agency
        return Known(agency, agency == "VS")

    def held(self, about: int) -> list[ReleaseTerms]:
        """Their releases."""
        return [terms for whose, terms in self.releases if whose == about]

    def knows(self, sat: Sat, about: int) -> bool:
        """The agency may know who it is."""
        return knows(sat.agency, self.known(about), self.held(about), self.today, reads_only=sat.reads_only)

    def lists(self, sat: Sat, about: int | None) -> bool:
        """They may be listed; nobody always may."""
        if about is None:
            return True
        return may_list(sat.agency, self.known(about), self.held(about), self.today, reads_only=sat.reads_only)

    def reads(self, sat: Sat, text: Text) -> bool:
        """The text may be read."""
        if text.about is None:
            return True
        return reads_text(sat.roles) and may_read(
            sat.agency,
            self.known(text.about),
            self.held(text.about),
            writer=text.writer,
            category=text.category,
            written_on=text.day,
            today=self.today,
            reads_only=sat.reads_only,
        )

    def shows_line(self, sat: Sat, text: Text) -> bool:
        """The task may be listed, with its text or as a bare line."""
        bare = reads_lines(sat.roles) and self.lists(sat, text.about)
        mine = reads_references(sat.roles) and text.owner == sat.name
        return self.reads(sat, text) or bare or mine

    def shows_reference(self, sat: Sat, text: Text) -> bool:
        """The participant's reference may stand beside the task."""
        listed = self.lists(sat, text.about)
        bare = reads_lines(sat.roles) or (reads_counts(sat.roles) and text.owner == sat.name)
        return self.reads(sat, text) or (bare and listed)

    def on_board(self, sat: Sat, about: int) -> bool:
        """They have a row on the board."""
        by_reference = (reads_lines(sat.roles) or reads_counts(sat.roles)) and self.lists(sat, about)
        known = reads_text(sat.roles) and self.knows(sat, about)
        return self.people[about].state in AT_THE_TABLE and (known or by_reference)

    def hears_needs(self, sat: Sat, about: int) -> bool:
        """What the yes to be considered covers may be read."""
        one = self.people[about]
        return reads_text(sat.roles) and may_hear_needs(
            sat.agency,
            self.known(about),
            self.held(about),
            self.today,
            waits=one.state in (ParticipantState.CONSIDERED, ParticipantState.PROPOSED),
            considered_for=one.considered_for,
            reads_only=sat.reads_only,
        )

    def shows_release(self, sat: Sat, number: int) -> bool:
        """A release may be seen."""
        about, terms = self.releases[number]
        return reads_text(sat.roles) and may_see_release(
            sat.agency, self.known(about), self.held(about), terms, self.today, reads_only=sat.reads_only
        )

    def shows_team(self, sat: Sat, about: int) -> bool:
        """Who works with them may be seen."""
        return may_see_team(
            sat.agency,
            self.known(about),
            self.held(about),
            self.today,
            roles=sat.roles,
            reads_only=sat.reads_only,
        )

    def shows_link(self, sat: Sat, number: int) -> bool:
        """One side of a household link may be seen."""
        about, other, ended = self.links[number]
        sides = [(self.known(one), self.held(one)) for one in (about, other)]
        return reads_text(sat.roles) and may_see_link(
            sat.agency,
            sides,
            self.today,
            allowed_by_both=not ended and (other, about, False) in self.links,
            reads_only=sat.reads_only,
        )

    def shows_told(self, sat: Sat, one: Told) -> bool:
        """A line of the account of disclosures may be seen."""
        return reads_text(sat.roles) and may_see_disclosure(
            sat.agency,
            self.known(one.about),
            self.held(one.about),
            self.today,
            discloser=one.discloser,
            receiver=one.receiver,
            category=one.category,
            reads_only=sat.reads_only,
        )

    def shows_draft(self, sat: Sat, number: int) -> bool:
        """A kept text may be seen."""
        agency, writer = self.drafts[number]
        return may_see_draft(sat.agency, roles=sat.roles, kept_for=agency, is_writer=writer == sat.name)


def world_of(dice: Random) -> World:
    """A crowded world: hypothesis's own small ones hold hardly a text that another agency may read."""
    everywhere = range(3)
    seats = [Sat(AGENCY_OF[name], ROLES[0], name) for name in OWNERS[:4]]
    name = dice.choice(OWNERS)
    return World(
        today=MON + timedelta(days=dice.randrange(1, 6)),
        people=tuple(_somebody(dice) for _ in everywhere),
        releases=tuple((dice.randrange(3), _terms(dice)) for _ in range(dice.randrange(30))),
        texts=tuple(_text(dice) for _ in range(12)),
        links=tuple({(*dice.sample(everywhere, 2), dice.random() < 0.2) for _ in range(6)}),  # type: ignore[misc]
        told=tuple(_told(dice) for _ in range(8)),
        drafts=tuple((AGENCY_OF[one], one) for one in dice.choices(OWNERS, k=4)),
        seats=(*seats, Sat(dice.choice(CODES), dice.choice(ROLES), name)),
    )


def _somebody(dice: Random) -> Somebody:
    named = dice.choice([None, None, "SS HS", "MH", ""])
    considered_for = None if named is None else f" {named} "
    return Somebody(dice.choice(CODES), dice.choice(list(ParticipantState)), considered_for)


def _terms(dice: Random) -> ReleaseTerms:
    discloser, receiver = dice.sample(CODES, 2)
    since = MON + timedelta(days=dice.choice([0, 0, 0, 1, 2, 4]))
    return ReleaseTerms(
        discloser=discloser,
        receiver=receiver,
        category=dice.choice(CATEGORIES),
        since=since,
        until=since + timedelta(days=dice.randrange(5)) if dice.random() < 0.4 else None,
        method=Method.WRITTEN,
        revoked_on=MON + timedelta(days=dice.randrange(7)) if dice.random() < 0.3 else None,
        refused=dice.random() < 0.1,
    )


def _text(dice: Random) -> Text:
    about = dice.choice([None, 0, 0, 1, 1, 2, 2])
    day = MON + timedelta(days=dice.randrange(5))
    return Text(about, dice.choice(CODES), dice.choice(CATEGORIES), day, dice.choice(OWNERS))


def _told(dice: Random) -> Told:
    discloser, receiver = dice.sample(CODES, 2)
    return Told(dice.randrange(3), discloser, dice.choice([receiver, None]), dice.choice(CATEGORIES))


def token(kind: str, number: int) -> str:
    """The token of a fact: a word that stands nowhere else."""
    return f"zq{kind}{''.join('abcdefghij'[int(digit)] for digit in f'{number:03}')}"


def rows_of(world: World, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    """The rows of a world. Ids of agencies by code and of people by name; row ids are a letter and a number."""
    for number, one in enumerate(world.people):
        yield Participant(
            id=f"p{number}",
            number=100 + number,
            agency_id=agencies[one.agency],
            proposed_by_id=people[ASKER],
            state=one.state,
            name=token("name", number),
            needs=token("needs", number),
            reason=token("reason", number),
            considered_on=MON,
            proposed_on=MON,
            considered_for=one.considered_for,
        )
        yield TeamMember(id=f"m{number}", participant_id=f"p{number}", person_id=people[ASKER], leads=True, since=MON)
        yield Viewing(
            participant_id=f"p{number}", person_id=people[ASKER], on=MON, agency_id=agencies["SS"], at=AT
        )
    for number, (about, terms) in enumerate(world.releases):
        yield release_row(number, f"p{about}", terms, agencies, people[ASKER])
    answered: set[tuple[int, str]] = set()
    for number, text in enumerate(world.texts):
        yield from _task_rows(number, text, agencies, people)
        if text.about is not None:
            yield from _text_rows(number, text, agencies, people)
            if (text.about, text.writer) not in answered:
                answered.add((text.about, text.writer))
                yield _answer(number, text, agencies, people)
    yield from _other_rows(world, agencies, people)


def release_row(number: int, about: str, one: ReleaseTerms, agencies: dict[str, str], somebody: str) -> Release:
    """One release."""
    return Release(
        id=f"r{number}",
        number=100 + number,
        participant_id=about,
        discloser_id=agencies[one.discloser],
        receiver_id=agencies[one.receiver],
        category=one.category,
        since=one.since,
        until=one.until,
        method=one.method,
        refused=one.refused,
        revoked_on=one.revoked_on,
        purpose=token("purpose", number),
        recorded_by_id=somebody,
        recorded_on=MON,
    )


def _task_rows(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    about = None if text.about is None else f"p{text.about}"
    yield Task(
        id=f"t{number}",
        number=100 + number,
        participant_id=about,
        owner_id=people[text.owner],
        agency_id=agencies[AGENCY_OF[text.owner]],
        asker_id=people[ASKER],
        writer_id=agencies[text.writer],
        title=token("title", number),
        category=text.category,
        written_on=text.day,
        state=TaskState.ASKED,
        asked_on=MON,
        due_on=MON,
    )
    yield TaskEvent(
        id=f"e{number}",
        task_id=f"t{number}",
        position=0,
        kind=TaskEventKind.ASKED,
        at=AT,
        on=text.day,
        writer_id=agencies[text.writer],
        category=text.category,
        note=token("event", number),
    )


def _text_rows(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    """The same text as a note, as a safe contact and as a reading."""
    told = {
        "participant_id": f"p{text.about}",
        "category": text.category,
        "agency_id": agencies[text.writer],
        "person_id": people[ASKER],
        "at": AT + timedelta(minutes=number),
        "on": text.day,
    }
    yield Note(id=f"n{number}", kind=list(NoteKind)[number % 2], text=token("note", number), **told)
    yield SafeContact(
        id=f"c{number}",
        how=token("how", number),
        when="",
        never="",
        no_post=False,
        location_private=False,
        **told,
    )
    yield OutcomeReading(
        id=f"o{number}",
        domain=DOMAINS[number % len(DOMAINS)],
        view=OutcomeView.WORKER,
        value=OutcomeValue.BETTER,
        note=token("reading", number),
        **told,
    )


def _answer(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> ParticipantAnswer:
    return ParticipantAnswer(
        id=f"a{number}",
        participant_id=f"p{text.about}",
        agency_id=agencies[text.writer],
        person_id=people[ASKER],
        answer=Answer.AGREE,
        on=text.day,
        note=token("answer", number),
        note_category=text.category,
    )


def _other_rows(world: World, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    for number, (about, other, ended) in enumerate(world.links):
        yield HouseholdLink(
            id=f"l{number}",
            participant_id=f"p{about}",
            other_id=f"p{other}",
            agency_id=agencies["SS"],
            person_id=people[ASKER],
            allowed_on=MON,
            ended_on=MON if ended else None,
        )
    for number, one in enumerate(world.told):
        yield Disclosure(
            id=f"d{number}",
            document_id="document",
            participant_id=f"p{one.about}",
            discloser_id=agencies[one.discloser],
            receiver_id=None if one.receiver is None else agencies[one.receiver],
            receiver="" if one.receiver else "somebody",
            person_id=people[ASKER],
            kind=DisclosureKind.TOLD,
            category=one.category,
            basis=Basis.EMERGENCY,
            note=token("told", number),
            at=AT,
            on=MON,
        )
    for number, (agency, writer) in enumerate(world.drafts):
        yield Draft(
            id=f"k{number}",
            person_id=people[writer],
            agency_id=agencies[agency],
            participant_id="p0",
            what="a note",
            text=token("draft", number),
            category=Category.GENERAL,
            at=AT,
            on=MON,
        )


def wider(world: World, number: int) -> World:
    """The same world with one release widened: it began earlier, never ends and was neither refused nor revoked."""
    about, terms = world.releases[number]
    since = min(terms.since, MON)
    wide = replace(terms, since=since, until=None, revoked_on=None, refused=False)
    return replace(world, releases=(*world.releases[:number], (about, wide), *world.releases[number + 1 :]))


def revoked(world: World, number: int) -> World:
    """The same world with one release revoked today."""
    about, terms = world.releases[number]
    ended = replace(terms, revoked_on=min(terms.revoked_on or world.today, world.today))
    return replace(world, releases=(*world.releases[:number], (about, ended), *world.releases[number + 1 :]))
