"""Worlds that chance makes, with what the rules say of them; tests/world_rows.py makes them stand in a table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from casetable.rules.consent import (
    Known,
    knows,
    may_hear_needs,
    may_list,
    may_list_item,
    may_read,
    may_read_paper,
    may_read_release_why,
    may_read_release_words,
    may_see_disclosure,
    may_see_draft,
    may_see_guest,
    may_see_link,
    may_see_release,
    may_see_team,
    reads_counts,
    reads_lines,
    reads_references,
    reads_text,
)
from casetable.values.participants import ReleaseTerms
from casetable.words import (
    AT_THE_TABLE,
    Audience,
    Category,
    Method,
    ParticipantState,
    Role,
)
from tests.tables import HARBOR_PEOPLE, MON, PEOPLE

CODES = ("SS", "HS", "MH", "VS")
AGENCY_OF = {one.name: one.agency for one in (*PEOPLE, *HARBOR_PEOPLE)}
ROLES_OF = {one.name: frozenset(one.roles) for one in (*PEOPLE, *HARBOR_PEOPLE)}
OWNERS = ("Lee Park", "Dana Reyes", "Omar Haddad", "Tess Bay", "Zoe Lund", "Ruth Feld")
ASKER = "Sol Grant"
TYPISTS = ("Lee Park", "Dana Reyes", "Omar Haddad", "Ruth Feld")
"""Who is typing a line in the conference."""
HELD_ON, MEETS_ON = date(2026, 10, 9), date(2026, 11, 13)
"""The last conference, and what the rule made of the one in session."""
AT = datetime(2026, 11, 2, 17, tzinfo=UTC)

ROLES: tuple[frozenset[Role], ...] = (
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
        return listed and (self.reads(sat, text) or bare)

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

    def reads_reason(self, sat: Sat, about: int) -> bool:
        """Why they were proposed may be read."""
        return self.reads(sat, Text(about, self.people[about].agency, Category.GENERAL, MON, ""))

    def shows_release(self, sat: Sat, number: int) -> bool:
        """A release may be seen."""
        about, terms = self.releases[number]
        return reads_text(sat.roles) and may_see_release(
            sat.agency, self.known(about), self.held(about), terms, self.today, reads_only=sat.reads_only
        )

    def shows_release_words(self, sat: Sat, number: int) -> bool:
        """What a release says in words may be read."""
        about, terms = self.releases[number]
        return reads_text(sat.roles) and may_read_release_words(
            sat.agency, self.known(about), self.held(about), terms, self.today, reads_only=sat.reads_only
        )

    def shows_release_why(self, sat: Sat, number: int) -> bool:
        """Why a release was refused or revoked may be read."""
        about, terms = self.releases[number]
        return reads_text(sat.roles) and may_read_release_why(
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

    def lists_item(self, sat: Sat, about: int | None) -> bool:
        """An item about somebody, or about nobody, stands on the agenda."""
        known, held = (None, []) if about is None else (self.known(about), self.held(about))
        return may_list_item(sat.agency, known, held, self.today, roles=sat.roles, reads_only=sat.reads_only)

    def still_tells(self, sat: Sat, text: Text) -> bool:
        """A text about somebody, whenever it was written, may be told today."""
        return text.about is not None and self.reads(sat, replace(text, day=self.today))

    def shows_paper(self, sat: Sat, number: int) -> bool:
        """A stored edition of minutes may be read; there is one for each text, by its writer's agency."""
        text, audience = self.texts[number], audience_of(self.texts[number], number)
        is_letter = audience is Audience.PARTICIPANT and text.about is not None
        return may_read_paper(
            sat.agency,
            audience,
            made_for="" if audience is Audience.MANAGERS else text.writer,
            about=self.known(text.about) if is_letter and text.about is not None else None,
            releases=self.held(text.about) if is_letter and text.about is not None else (),
            today=self.today,
            roles=sat.roles,
            reads_only=sat.reads_only,
        )

    def shows_guest(self, sat: Sat, number: int) -> bool:
        """Who a guest is may be seen; there is one for each participant, and one whom nobody brought."""
        brought = number < len(self.people)
        known, held = (self.known(number), self.held(number)) if brought else (None, [])
        return may_see_guest(sat.agency, known, held, self.today, roles=sat.roles, reads_only=sat.reads_only)


def expected(world: World, sat: Sat) -> dict[str, set[str]]:
    """By predicate of queries/facts.py, the rows that the rules let through."""
    people, texts = range(len(world.people)), dict(enumerate(world.texts))
    read = {number for number, text in texts.items() if world.reads(sat, text)}
    about_somebody = {number for number in read if texts[number].about is not None}
    first = {
        min(n for n, text in texts.items() if (text.about, text.writer) == (one.about, one.writer))
        for one in world.texts
    }
    reads = reads_text(sat.roles)
    known = {one for one in people if reads and world.knows(sat, one)}
    return {
        "participant_known": ids_of("p", known),
        "participant_listed": ids_of("p", [p for p in people if reads_references(sat.roles) and world.lists(sat, p)]),
        "reason_shown": ids_of("p", [one for one in people if world.reads_reason(sat, one)]),
        "needs_shown": ids_of("p", [one for one in people if world.hears_needs(sat, one)]),
        "on_board": ids_of("p", [one for one in people if world.on_board(sat, one)]),
        "team_shown": ids_of("m", [one for one in people if world.shows_team(sat, one)]),
        "viewing_shown": ids_of("p", known),
        "task_text_shown": ids_of("t", read),
        "task_line_shown": ids_of("t", [n for n, text in texts.items() if world.shows_line(sat, text)]),
        "task_reference_shown": ids_of("t", [n for n, text in texts.items() if world.shows_reference(sat, text)]),
        "task_whom_listed": ids_of("t", [n for n, text in texts.items() if world.lists(sat, text.about)]),
        "event_text_shown": ids_of("e", read),
        "note_shown": ids_of("n", about_somebody),
        "safe_contact_shown": ids_of("c", about_somebody),
        "reading_shown": ids_of("o", about_somebody),
        "answer_text_shown": ids_of("a", about_somebody & first),
        "release_shown": ids_of("r", [n for n in range(len(world.releases)) if world.shows_release(sat, n)]),
        "release_words_shown": ids_of(
            "r", [n for n, _ in enumerate(world.releases) if world.shows_release_words(sat, n)]
        ),
        "release_why_shown": ids_of("r", [n for n, _ in enumerate(world.releases) if world.shows_release_why(sat, n)]),
        "link_shown": ids_of("l", [n for n in range(len(world.links)) if world.shows_link(sat, n)]),
        "disclosure_shown": ids_of("d", [n for n, one in enumerate(world.told) if world.shows_told(sat, one)]),
        "item_listed": ids_of("i", [n for n, text in texts.items() if world.lists_item(sat, text.about)]),
        "question_shown": ids_of("i", read),
        "filed_line_shown": ids_of("f", read),
        "correction_shown": ids_of("b", read),
        "ratification_shown": ids_of("y", read),
        "paper_shown": ids_of("q", [n for n in texts if world.shows_paper(sat, n)]),
        "kept_text_shown": ids_of(
            "u",
            [
                n
                for n, one in texts.items()
                if one.about is not None and world.reads(sat, replace(one, day=world.today))
            ],
        ),
        "guest_shown": ids_of("g", [n for n in range(len(world.people) + 1) if world.shows_guest(sat, n)]),
        "typed_line_shown": {sat.name} & set(TYPISTS),
        "draft_shown": ids_of("k", [n for n in range(len(world.drafts)) if world.shows_draft(sat, n)]),
    }


def audience_of(text: Text, number: int) -> Audience:
    """For whom the edition of a text is made: a letter only to somebody."""
    audience = list(Audience)[number % len(Audience)]
    return Audience.AGENCY if audience is Audience.PARTICIPANT and text.about is None else audience


def ids_of(letter: str, numbers: Iterable[int]) -> set[str]:
    """Row ids of one kind."""
    return {f"{letter}{number}" for number in numbers}


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
