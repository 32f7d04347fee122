"""The canary of law 3: a world in which every personal text is a token of its own, and who may not see which.

``world(room)`` builds it with actions. ``Canary.forbidden(seat)`` are the tokens that rules/consent.py keeps from a
seat, ``Canary.heard(seat, output)`` those of them that some output says all the same. Commands, screens and documents
join by adding a listener to ``LISTENERS``: a function of (canary, seat) that yields (what was asked, what came out).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from casetable.actions import consent, participants, tasks
from casetable.rules.consent import Known, knows, may_read, reads_references, reads_text
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Receipt, Seat
from casetable.values.tasks import NewTask
from casetable.words import Category, DropReason, Method, Role
from tests.tables import FRI, MON, TUE, WED, Room

HEARD_ON = date(2026, 11, 6)
"""The Friday on which everybody looks."""

TOKEN = re.compile(r"zq[a-z]+")
SOME_CATEGORIES = (Category.HEALTH, Category.MENTAL_HEALTH, Category.SUBSTANCE_USE)


@dataclass(frozen=True)
class Secret:
    """One token. ``kind`` is name, needs, text, said, release, revoked, told, draft, typed, guest and the like.

    ``receiver`` is to which agency something was told, ``actor`` the id of who kept a draft.
    """

    token: str
    kind: str
    about: str
    writer: str
    category: Category = Category.GENERAL
    day: date = MON
    release: ReleaseTerms | None = None
    receiver: str | None = None
    actor: str = ""


@dataclass
class Canary:
    """The world and what is secret in it. ``needs_are_told`` are the participants who are still proposed."""

    room: Room
    secrets: list[Secret] = field(default_factory=list)
    proposed_by: dict[str, str] = field(default_factory=dict)
    releases: dict[str, list[ReleaseTerms]] = field(default_factory=dict)
    needs_are_told: set[str] = field(default_factory=set)
    tasks: list[str] = field(default_factory=list)
    release_refs: list[str] = field(default_factory=list)
    _forbidden: dict[str, frozenset[str]] = field(default_factory=dict)

    def token(self, kind: str, about: str, writer: str, **more: object) -> str:
        """A word that stands nowhere else. It looks like a word, so that searching finds it."""
        number = len(self.secrets)
        made = f"zq{kind}{''.join('abcdefghij'[int(digit)] for digit in f'{number:04}')}"
        self.secrets.append(Secret(made, kind, about, writer, **more))  # type: ignore[arg-type]
        return made

    def seat(self, name: str) -> Seat:
        """Somebody's seat on the day that everybody looks."""
        return self.room.sit(name, HEARD_ON)

    def forbidden(self, seat: Seat) -> frozenset[str]:
        """The tokens that this seat must not see."""
        key = f"{seat.name} {seat.reads_only}"
        if key not in self._forbidden:
            hidden = frozenset(one.token for one in self.secrets if not self.may_see(seat, one))
            self._forbidden[key] = hidden
        return self._forbidden[key]

    def heard(self, seat: Seat, output: str) -> list[str]:
        """Which forbidden tokens an output says."""
        return sorted(self.forbidden(seat) & set(TOKEN.findall(output.casefold())))

    def kinds(self) -> list[Secret]:
        """One secret of every kind: what is true of it is true of the others like it."""
        first: dict[tuple[str, str, str, Category], Secret] = {}
        for one in self.secrets:
            first.setdefault((one.kind, one.about, one.writer, one.category), one)
        return list(first.values())

    def may_see(self, seat: Seat, secret: Secret) -> bool:
        """The rules' word, and for what they leave to the queries a second telling of them."""
        known = self._knows(seat, secret.about)
        if secret.kind in ("name", "hmis", "guest"):
            return known and reads_text(seat.roles)
        if secret.kind == "typed":
            return seat.actor == secret.actor
        if secret.kind == "needs":
            told = secret.about in self.needs_are_told and not self._guarded(seat, secret.about) and not seat.reads_only
            return reads_text(seat.roles) and (known or told)
        if secret.kind in ("release", "revoked") and secret.release is not None:
            terms = secret.release
            to_whom = (terms.discloser,) if secret.kind == "revoked" else (terms.discloser, terms.receiver)
            return seat.agency in to_whom and self._may_see_release(seat, secret.about, terms)
        if secret.kind == "told":
            return self._may_see_told(seat, secret)
        if secret.kind == "draft":
            return seat.agency == secret.writer and (reads_text(seat.roles) or seat.actor == secret.actor)
        return reads_text(seat.roles) and may_read(
            seat.agency,
            self._known(secret.about),
            self.releases[secret.about],
            writer=secret.writer,
            category=secret.category,
            written_on=secret.day,
            today=seat.today,
            reads_only=seat.reads_only,
        )

    def _may_see_release(self, seat: Seat, about: str, terms: ReleaseTerms) -> bool:
        if seat.reads_only:
            ours = terms.discloser == seat.agency
            return ours and self._may_see_release(replace(seat, reads_only=False), about, terms)
        general = terms.category is Category.GENERAL
        if not reads_text(seat.roles):
            return False
        party = seat.agency in (terms.discloser, terms.receiver)
        return (party and not self._guarded(seat, about)) or (general and self._knows(seat, about))

    def _may_see_told(self, seat: Seat, secret: Secret) -> bool:
        if not reads_text(seat.roles):
            return False
        if seat.reads_only:
            return secret.writer == seat.agency
        party = seat.agency in (secret.writer, secret.receiver) and not self._guarded(seat, secret.about)
        return party or (secret.category is Category.GENERAL and self._knows(seat, secret.about))

    def _known(self, about: str) -> Known:
        return Known(self.proposed_by[about], self.proposed_by[about] == "VS")

    def _knows(self, seat: Seat, about: str) -> bool:
        known, held = self._known(about), self.releases[about]
        return reads_references(seat.roles) and knows(seat.agency, known, held, seat.today, reads_only=seat.reads_only)

    def _guarded(self, seat: Seat, about: str) -> bool:
        return self._known(about).victim_service_provider and not self._knows(seat, about)


Listener = Callable[[Canary, Seat], Iterator[tuple[str, object]]]
LISTENERS: list[Listener] = []
"""Whatever says something to a seat. tests/test_canary.py listens to all of them as everybody at the table."""


def world(room: Room) -> Canary:
    """Four agencies, one of them a victim service provider; participants in every state with every kind of sharing."""
    from tests.canary_card import fill_cards, only_considered, somebody_left
    from tests.canary_conference import fill_conferences
    from tests.canary_minutes import fill_minutes

    canary = Canary(room)
    open_to_all = _shared_with_everybody(canary)
    shared = _shared_with_one_agency_and_revoked_for_another(canary)
    unreleased = _agreed_and_never_released(canary)
    _still_proposed(canary)
    _passed_over(canary)
    _of_the_shelter(canary, released=False)
    shelters = _of_the_shelter(canary, released=True)
    _handed_on(canary, open_to_all)
    fill_cards(canary, everybodys=open_to_all, shared=shared, unreleased=unreleased, shelters=shelters)
    fill_conferences(canary, everybodys=open_to_all, shared=shared, shelters=shelters)
    fill_minutes(canary)
    only_considered(canary, _propose(canary, "lee", participants.consider))
    somebody_left(canary, _left(canary), "dana")
    return canary


def _propose(canary: Canary, by: str, bring: Callable[..., Receipt] = participants.propose) -> str:
    """Somebody proposed, or only considered, every field of theirs a token."""
    seat = canary.room.sit(by, MON)
    begun = len(canary.secrets)
    said = {kind: canary.token(kind, "?", seat.agency) for kind in ("name", "needs", "reason", "hmis")}
    ref = bring(
        seat,
        name=said["name"],
        needs=said["needs"],
        reason=said["reason"],
        hmis_id=said["hmis"],
        year_of_birth=1980,
        considered_on=MON,
    ).ref
    for number in range(begun, begun + 4):
        old = canary.secrets[number]
        canary.secrets[number] = Secret(old.token, old.kind, ref, old.writer)
    canary.proposed_by[ref] = seat.agency
    canary.releases[ref] = []
    canary.needs_are_told.add(ref)
    return ref


def _agree(canary: Canary, ref: str) -> None:
    for by in ("lee", "dana", "omar", "tess"):
        seat = canary.room.sit(by, MON)
        if seat.agency != canary.proposed_by[ref]:
            participants.agree(seat, ref, note=canary.token("note", ref, seat.agency))
    canary.needs_are_told.discard(ref)


def _release(
    canary: Canary, ref: str, by: str, to: str, category: Category, since: date = MON, until: date = date(2027, 6, 1)
) -> str:
    seat = canary.room.sit(by, since)
    terms = ReleaseTerms(seat.agency, to, category, since, until, Method.WRITTEN)
    canary.releases[ref].append(terms)
    made = consent.add_release(
        seat,
        ref,
        to=to,
        from_agency=seat.agency,
        category=category,
        since=since,
        until=until,
        method=Method.WRITTEN,
        purpose=canary.token("release", ref, seat.agency, category=category, release=terms),
        paper=canary.token("release", ref, seat.agency, category=category, release=terms),
        ends_when=canary.token("release", ref, seat.agency, category=category, release=terms),
    ).ref
    canary.release_refs.append(made)
    return made


def _revoke(canary: Canary, ref: str, release: str, number: int) -> None:
    seat = canary.room.sit("dana", WED)
    old = canary.releases[ref][number]
    why = canary.token("revoked", ref, seat.agency, category=old.category, release=old)
    consent.revoke_release(seat, release, why=why)
    canary.releases[ref][number] = ReleaseTerms(
        old.discloser, old.receiver, old.category, old.since, old.until, old.method, revoked_on=WED
    )


def _own_work(canary: Canary, ref: str, by: str) -> None:
    """Work within one agency: every kind of words on general tasks, and one task of each other category."""
    seat = canary.room.sit(by, TUE)

    def text(category: Category = Category.GENERAL) -> str:
        return canary.token("text", ref, seat.agency, category=category, day=TUE)

    def ask(category: Category = Category.GENERAL) -> str:
        canary.tasks.append(tasks.ask(seat, NewTask(text(category), seat.actor, FRI, ref, category)).ref)
        return canary.tasks[-1]

    task, done, dropped = ask(), ask(), ask()
    tasks.want_help(seat, task, note=text())
    tasks.move(seat, task, to=date(2026, 11, 9), why=text())
    tasks.block(seat, task, on_whom=text(), outside=True, note=text())
    tasks.complete(seat, done, note=text(), minutes=20)
    tasks.drop(seat, dropped, reason=DropReason.PARTICIPANT, why=text())
    tasks.reopen(seat, dropped, why=text())
    for category in SOME_CATEGORIES:
        tasks.log(seat, task, note=text(category), category=category, contact=True, minutes=10)
        tasks.block(seat, ask(category), on_whom=text(category), outside=False, note=text(category))


def _shared_with_everybody(canary: Canary) -> str:
    ref = _propose(canary, "dana")
    _agree(canary, ref)
    for by, agency in (("dana", "HS"), ("lee", "SS"), ("omar", "MH"), ("tess", "VS")):
        for to in ("HS", "SS", "MH", "VS"):
            if to != agency:
                _release(canary, ref, by, to, Category.GENERAL)
    _release(canary, ref, "dana", "SS", Category.HEALTH)
    _release(canary, ref, "omar", "SS", Category.MENTAL_HEALTH)
    _release(canary, ref, "dana", "MH", Category.SUBSTANCE_USE, until=WED)
    _release(canary, ref, "omar", "HS", Category.HEALTH, since=WED)
    for by in ("dana", "omar"):
        _own_work(canary, ref, by)
    return ref


def _left(canary: Canary) -> str:
    """Somebody shared with one agency who is about to leave."""
    ref = _propose(canary, "dana")
    _agree(canary, ref)
    _release(canary, ref, "dana", "SS", Category.GENERAL)
    return ref


def _shared_with_one_agency_and_revoked_for_another(canary: Canary) -> str:
    ref = _propose(canary, "dana")
    _agree(canary, ref)
    _release(canary, ref, "dana", "SS", Category.GENERAL)
    ended = _release(canary, ref, "dana", "MH", Category.GENERAL)
    _release(canary, ref, "dana", "MH", Category.HEALTH)
    _release(canary, ref, "omar", "HS", Category.GENERAL)
    _own_work(canary, ref, "dana")
    canary.tasks.append(_asked(canary, ref, "dana", "omar"))
    _revoke(canary, ref, ended, 1)
    return ref


def _asked(canary: Canary, ref: str, by: str, of: str) -> str:
    """A general task asked across agencies, with notes of both."""
    asker, owner = canary.room.sit(by, TUE), canary.room.sit(of, TUE)
    title = canary.token("text", ref, asker.agency, day=TUE)
    task = tasks.ask(asker, NewTask(title, owner.actor, FRI, ref)).ref
    tasks.accept(owner, task)
    for seat in (asker, owner):
        tasks.log(seat, task, note=canary.token("text", ref, seat.agency, day=TUE), contact=True)
    secret = canary.token("text", ref, owner.agency, category=Category.HEALTH, day=TUE)
    tasks.log(owner, task, note=secret, category=Category.HEALTH)
    return task


def _agreed_and_never_released(canary: Canary) -> str:
    ref = _propose(canary, "lee")
    _agree(canary, ref)
    _own_work(canary, ref, "lee")
    return ref


def _still_proposed(canary: Canary) -> None:
    ref = _propose(canary, "omar")
    participants.agree(canary.room.sit("lee", TUE), ref, note=canary.token("note", ref, "SS", day=TUE))


def _passed_over(canary: Canary) -> None:
    ref = _propose(canary, "omar")
    participants.decline(canary.room.sit("dana", TUE), ref, told=True, note=canary.token("note", ref, "HS", day=TUE))
    canary.needs_are_told.discard(ref)


def _of_the_shelter(canary: Canary, *, released: bool) -> str:
    ref = _propose(canary, "tess", participants.consider)
    if not released:
        return ref
    made = [_release(canary, ref, "tess", to, Category.GENERAL) for to in ("SS", "HS", "MH")]
    participants.propose_considered(canary.room.sit("tess", MON), ref)
    _agree(canary, ref)
    _own_work(canary, ref, "tess")
    canary.tasks.append(_asked(canary, ref, "tess", "lee"))
    seat = canary.room.sit("tess", WED)
    consent.revoke_release(seat, made[1])
    old = canary.releases[ref][1]
    canary.releases[ref][1] = ReleaseTerms(
        old.discloser, old.receiver, old.category, old.since, old.until, old.method, revoked_on=WED
    )
    return ref


def _handed_on(canary: Canary, ref: str) -> None:
    """HS asked SS, SS handed it to MH: the title stays HS's."""
    task = _asked(canary, ref, "dana", "lee")
    why = canary.token("text", ref, "SS", day=WED)
    new = tasks.hand(canary.room.sit("lee", WED), task, to=canary.room.id_of("omar"), why=why).ref
    canary.tasks += [task, new]


def everybody() -> tuple[str, ...]:
    """Everybody at the table, by name: each agency, each role."""
    from tests.tables import HARBOR_PEOPLE, PEOPLE

    return tuple(one.name for one in (*PEOPLE, *HARBOR_PEOPLE))


def roles_that_read() -> frozenset[Role]:
    """The roles that read participants' texts at all."""
    return frozenset(role for role in Role if reads_text(frozenset({role})))
