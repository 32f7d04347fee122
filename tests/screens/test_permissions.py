"""Every permission, refused in the app: a grey key with its reason; pressed, it says so and opens nothing."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from unittest.mock import patch

import pytest

from casetable.actions.agency_days import close_on
from casetable.actions.conference import close_conference, open_conference
from casetable.actions.conference_calendar import call_extraordinary
from casetable.rules.permissions import MAY, why_not
from casetable.screens.agreement_objectives import ObjectivesScreen
from casetable.screens.agreement_reading import AgreementReadingScreen
from casetable.screens.allowed import ACTIONS, SIGNS, may_do, why_not_here
from casetable.screens.app import CasetableApp
from casetable.screens.asking import Choose
from casetable.screens.command_table import Need, Scope
from casetable.screens.commands import BY_ID, key_of, of_scope
from casetable.screens.days_off import DaysOffScreen
from casetable.screens.desk import Desk
from casetable.screens.endings import EndingsScreen
from casetable.screens.files import FilesScreen
from casetable.screens.handover import HandoverScreen
from casetable.screens.lines import Footer
from casetable.screens.minutes_review import ReviewScreen
from casetable.screens.outcomes import OutcomesScreen
from casetable.screens.papers import HelpScreen
from casetable.screens.paperwork import EXPORT
from casetable.screens.releases import ReleasesScreen
from casetable.words import ErasureReply, LeavingReason, PaperSigned, Role
from tests.screens.agreed import WORKERS, offered, signed
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, at, go_back, sees, until
from tests.screens.glass import glass
from tests.screens.test_palette import as_roles

KEYS = {
    "task.ask": ("add", "add-about"),
    "task.accept": ("accept",),
    "task.decline": ("decline",),
    "task.done": ("done",),
    "task.move": ("move",),
    "task.block": ("block",),
    "task.unblock": ("block",),
    "task.want_help": ("assist",),
    "task.help": ("assist",),
    "task.log": ("log",),
    "task.drop": ("drop",),
    "task.agree_drop": ("accept",),
    "task.hand": ("hand",),
    "task.reopen": ("reopen",),
    "task.edit": ("edit",),
    "participant.propose": ("propose", "import", "agree"),
    "participant.consider": ("consider",),
    "participant.agree": ("agree",),
    "participant.decline": ("disagree",),
    "participant.pass_over": ("agree",),
    "participant.edit": ("reword",),
    "participant.activate": ("begin",),
    "participant.leave": ("leave",),
    "participant.return": ("come-back",),
    "participant.team": ("team",),
    "participant.household": ("household",),
    "participant.contact": ("reach",),
    "participant.note": ("log-contact",),
    "participant.goal": ("voice",),
    "participant.taking_part": ("voice",),
    "participant.told": ("told",),
    "participant.baseline": ("outcome-note",),
    "participant.outcome": ("outcomes", "better", "same", "worse", "unknown", "as-before", "outcome-note"),
    "participant.update": ("import",),
    "participant.disclosed": ("disclosed",),
    "participant.ask_erasure": ("erase",),
    "participant.erase": ("erase",),
    "participant.erasure_answer": ("erase",),
    "disclose": ("papers", "conference-papers", "minutes-papers"),
    "release.add": ("release-mark", "release-add"),
    "release.renew": ("release-renew",),
    "release.refuse": ("release-refuse",),
    "release.revoke": ("release-revoke",),
    "backup.make": ("backup",),
    "agreement.amend": (
        "amend", "agreement-add", "agreement-remove", "agreement-join", "agreement-part", "discard",
    ),
    "agreement.offer": ("offer",),
    "agreement.withdraw": ("withdraw",),
    "agreement.end": ("end-agreement",),
    "agreement.sign": ("sign",),
    "agreement.sign_objectives": ("sign",),
    "agreement.record_paper": ("on-paper",),
    "objective.read": ("objective-read",),
    "conference.calendar": ("conference-move", "conference-cancel", "conference-extra", "conference-confirm"),
    "conference.chair": ("conference-chair",),
    "conference.expect": ("comes", "stays-away"),
    "conference.propose": ("item-propose", "item-reword"),
    "conference.arrange": (
        "item-later", "item-earlier", "item-minutes", "item-longer", "item-shorter", "item-remove",
    ),
    "conference.open": ("conference-open",),
    "conference.attend": ("room-check", "room-guest", "room-person"),
    "conference.open_item": ("room-go",),
    "conference.run": ("room-leave-item", "room-recess", "room-shave"),
    "conference.file": (
        "room-option", "room-for", "room-against", "room-decide", "room-dissent", "room-action", "room-park",
        "room-words", "room-no-words", "room-reword", "room-strike",
    ),
    "conference.close": ("room-close",),
    "conference.correct": ("minutes-correct",),
    "conference.confirm_minutes": ("minutes-confirm",),
    "conference.agree_minutes": ("minutes-agree",),
    "conference.reopen_minutes": ("minutes-reopen",),
    "conference.ratify": ("minutes-refuse",),
    "conference.may_tell": ("minutes-may-tell",),
    "agency.days": ("close-day", "open-day", "holiday-place"),
    "person.add": ("person-add",),
    "person.edit": ("person-edit",),
    "person.edit_other": ("person-edit",),
    "person.roles": ("person-roles",),
    "person.appoint": ("person-appoint",),
    "person.away": ("person-away", "person-back"),
    "person.away_other": ("person-away", "person-back"),
    "person.leave": ("person-leave", "hand-this", "hand-nobody", "hand-all", "hand-over", "last-day"),
}  # fmt: skip
"""By action, every key that does it somewhere."""

NO_KEY = {"found": "casetable init founds a table, where nobody has a role yet"}

AS_IT_STANDS = {
    ("participant.propose", "agree"): "a yes proposes only whom one's own agency considers",
    ("participant.pass_over", "agree"): "a yes passes over only who was declined",
    ("participant.ask_erasure", "erase"): "what the key does follows from who left, and from who answered",
    ("participant.erase", "erase"): "what the key does follows from who left, and from who answered",
    ("disclose", "papers"): "everything that one may see oneself is written out by anybody",
    ("agreement.sign", "sign"): "one key for two papers",
    ("agreement.sign_objectives", "sign"): "one key for two papers",
}
"""Keys that a role may have for something else; each has a test of its own below."""

PAGES = (Scope.OUTCOMES, Scope.RELEASES, Scope.ENDINGS, Scope.FILES, Scope.OBJECTIVES)
"""What stands in front of a mode; the others are modes, or are opened from one."""
EVERY_SCREEN = (
    Scope.WEEK, Scope.STORY, Scope.PARTICIPANTS, Scope.CARD, *PAGES, Scope.AGREEMENT, Scope.PEOPLE, Scope.HANDOVER,
    Scope.CONFERENCE, Scope.CALENDAR, Scope.DAYS_OFF, Scope.ROOM, Scope.HELD, Scope.REVIEW,
)  # fmt: skip
LIKE_OTHERS = (Scope.PARTICIPANTS, Scope.OUTCOMES, Scope.CARD, Scope.ENDINGS, Scope.AGREEMENT)
"""Screens whose help is another one's, with other keys."""
ALONE = {
    Role.ADVISER: EVERY_SCREEN,
    Role.SENIOR_MANAGER: (Scope.WEEK, Scope.AGREEMENT),
    Role.FRONTLINE: (Scope.AGREEMENT, Scope.PEOPLE),
}
"""An adviser lacks every action that anybody lacks; of the others, the screens where they lack something else."""


def lacking(roles, scope):
    """Each action and key of a screen that these roles do not have."""
    shown = of_scope(Scope.WEEK if scope is Scope.STORY else scope)
    here = {one.id for one in shown if scope is not Scope.STORY or one.needs is Need.TASK}
    return [
        (why_not(roles, action), BY_ID[key])
        for action, keys in KEYS.items()
        for key in keys
        if key in here and not roles & MAY[action] and (action, key) not in AS_IT_STANDS
    ]


def test_every_action_has_its_keys_and_every_key_its_action():
    assert set(MAY) == {*KEYS, *NO_KEY}
    assert all(MAY[action] == frozenset(Role) for action in NO_KEY)
    for command, action in ACTIONS.items():
        assert command in KEYS[action], command
    of_handing = {"hand-this", "hand-nobody", "hand-all", "last-day"}
    several = {"assist", "sign", "papers"}
    assert {key for keys in KEYS.values() for key in keys} == {*ACTIONS, *of_handing, *several}
    assert all(key in KEYS[action] for action, key in AS_IT_STANDS)


@pytest.mark.parametrize("role", Role)
def test_no_role_is_offered_a_key_that_does_nothing_for_it(role):
    alone = frozenset({role})
    keys = {key for keys in KEYS.values() for key in keys}
    for key in keys:
        does = [action for action, keys in KEYS.items() if key in keys]
        if key in ACTIONS or key in ("assist", "sign"):
            usable = any(alone & MAY[action] for action in does)
            assert usable or not may_do(key, alone), key
            assert not usable or key in ("erase", "agree") or may_do(key, alone), key
            assert not why_not_here(key, alone) or "You sit here as " in why_not_here(key, alone)


@contextmanager
def sitting_as(roles):
    """Whoever sits there does so in these roles, as far as the screens know; textual waits no longer than it must."""
    drawn = CasetableApp._draw

    def draw(app, seen):
        drawn(app, replace(seen, seat=replace(seen.seat, roles=roles)))

    with patch.object(CasetableApp, "_draw", draw), patch("textual._wait.SLEEP_GRANULARITY", 1 / 250):
        yield


def head(table):
    from casetable.store.log import head_of
    from casetable.store.unit import reading

    with reading(table.seat("Nia Cole", Hand())) as session:
        return head_of(session)


def listed(here):
    from casetable.queries.participants import participants

    return participants(here)


def words(app):
    return " ".join(glass(app).split())


async def each_is_refused(pilot, roles, scope):
    """Press every key of a screen that these roles lack; then look for each in the footer and in the help."""
    app, screen = pilot.app, pilot.app.screen
    stack, found = list(app.screen_stack), lacking(roles, scope)
    for reason, command in found:
        await pilot.press(command.key.split(",")[0])
        if reason not in words(app):
            await until(pilot, lambda reason=reason: reason in words(app))
        assert app.screen_stack == stack, command.id
        assert not isinstance(screen, Desk) or not screen.entry.is_open, command.id
        shown = f"{key_of(command, {})} {command.label}"
        assert shown not in [key.plain for key in screen.query_one(Footer).keys]
    if scope not in LIKE_OTHERS:
        await _is_grey_in_the_help(pilot, found)
    return {command.id for _, command in found}


async def _is_grey_in_the_help(pilot, found):
    app = pilot.app
    await pilot.press("question_mark")
    assert isinstance(app.screen, HelpScreen)
    lines = app.screen._page().split("\n")
    for reason, command in found:
        at_line = next(n for n, line in enumerate(lines) if line.plain.endswith(command.sentence))
        assert "key" not in {str(span.style) for span in lines[at_line].spans}, command.id
        below = " ".join(line.plain.strip() for line in lines[at_line + 1 : at_line + 4])
        assert below.startswith(reason), command.id
    await pilot.press("escape")


async def opened(pilot, scope, chidi):
    """Go to a screen, with something under the cursor that its keys are about."""
    app = pilot.app
    if scope is Scope.WEEK:
        await at(pilot, "lease")
    elif scope is Scope.STORY:
        app.tell_story(await at(pilot, "lease"))
        await until(pilot, lambda: getattr(app.screen, "story", None) is not None)
    elif scope is Scope.PARTICIPANTS:
        await pilot.press("2")
        await sees(pilot, "Chidi Okafor")
        app.screen.jump(chidi)
    elif scope is Scope.CARD:
        app.open_card(chidi)
        await until(pilot, lambda: getattr(app.screen, "card", None) is not None)
    elif scope in PAGES:
        await _page(pilot, scope, chidi)
    elif scope is Scope.AGREEMENT:
        await pilot.press("4")
        await until(pilot, lambda: getattr(app.screen, "read", None) is not None)
    elif scope in (Scope.CONFERENCE, Scope.CALENDAR):
        await pilot.press("3")
        await until(pilot, lambda: getattr(app.screen, "read", None) is not None and app.screen.item_here is not None)
        if scope is Scope.CALENDAR:
            await pilot.press("c")
            await until(pilot, lambda: getattr(app.screen, "meeting_here", None) is not None)
    elif scope is Scope.ROOM:
        nia = app.table.seat("Nia Cole", app.clock)
        call_extraordinary(nia, nia.today, at=time(23, 0), why="a test")
        open_conference(nia, nia.today)
        await pilot.press("3")
        await until(pilot, lambda: getattr(app.screen, "room", None) is not None)
    elif scope in (Scope.HELD, Scope.REVIEW):
        nia = app.table.seat("Nia Cole", app.clock)
        if scope is Scope.HELD:
            close_conference(nia)
        await app.look_at_conference(nia.today.isoformat())
        await until(pilot, lambda: getattr(app.screen, "minutes_here", None) is not None)
        if scope is Scope.REVIEW:
            await pilot.press("v")
            await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.read is not None)
    elif scope is Scope.DAYS_OFF:
        await app.push_screen(DaysOffScreen())
        await until(pilot, lambda: app.screen.day_here is not None)
    elif scope is Scope.PEOPLE:
        app.open_people("Omar Haddad")
        await until(pilot, lambda: getattr(app.screen, "person_here", None) is not None)
        assert app.screen.person_here.person == "Omar Haddad"
    else:
        omar = next(one for one in app.loaded.people if one.person == "Omar Haddad")
        await app.push_screen(HandoverScreen(omar))
        await until(pilot, lambda: app.screen.things and Need.THING in app.screen.has())
    await pilot.pause()


async def _page(pilot, scope, chidi):
    one = next(one for one in pilot.app.loaded.participants if one.participant == chidi)
    page, says = {
        Scope.OUTCOMES: lambda: (OutcomesScreen("", one, {}), "At first"),
        Scope.RELEASES: lambda: (ReleasesScreen(one), "From "),
        Scope.ENDINGS: lambda: (EndingsScreen(), "Releases that end soon"),
        Scope.FILES: lambda: (FilesScreen(), "Restore"),
        Scope.OBJECTIVES: lambda: (ObjectivesScreen(), "Objectives"),
    }[scope]()
    await pilot.app.push_screen(page)
    await sees(pilot, says)


@pytest.mark.slow
@pytest.mark.parametrize("role", ALONE)
async def test_keys_that_a_role_lacks_are_grey_and_say_why_on_every_screen(lived, role):
    table, chidi = lived
    close_on(table.seat("Nia Cole", Hand()), "HS", date(2026, 12, 24), "office closed")
    before, roles, pressed = head(table), frozenset({role}), set()
    app = an_app(table, "Nia Cole")
    with sitting_as(roles):
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.loaded is not None)
            for scope in ALONE[role]:
                await opened(pilot, scope, chidi)
                before = head(table) if scope in (Scope.ROOM, Scope.HELD) else before
                pressed |= await each_is_refused(pilot, roles, scope)
                await go_back(pilot)
    lacks = {key for action, keys in KEYS.items() for key in keys if not roles & MAY[action]}
    named = {key for _, key in AS_IT_STANDS}
    assert role is not Role.ADVISER or pressed >= lacks - named
    assert head(table) == before


async def test_what_one_key_does_for_some_is_refused_for_what_a_role_lacks_of_it(lived):
    from casetable.actions import participants

    table, _ = lived
    dana = table.seat("Dana Reyes", Hand())
    declined = next(one.participant for one in listed(dana) if one.name == "Di Marsh")
    participants.decline(table.seat("Lee Park", Hand()), declined, note="no room")
    considered = participants.consider(
        dana, name="Ed Moss", considered_on=dana.today, year_of_birth=1980, needs="housing"
    ).ref
    before, roles = head(table), frozenset({Role.SENIOR_MANAGER})
    app = an_app(table, "Nia Cole")
    with sitting_as(roles):
        async with app.run_test(size=(80, 24)) as pilot:
            await sees(pilot, "Week 48")
            await pilot.press("2")
            await sees(pilot, "Ed Moss")
            for reference, action in ((declined, "participant.pass_over"), (considered, "participant.propose")):
                assert app.screen.jump(reference)
                await pilot.press("y")
                await until(pilot, lambda action=action: why_not(roles, action) in words(app))
                assert len(app.screen_stack) == 1
                assert not app.screen.entry.is_open
                assert "y yes" not in glass(app).splitlines()[-1]
            await pilot.press("p")
            await until(pilot, lambda: isinstance(app.screen, Choose))
            assert f"{why_not(roles, 'disclose')} Which paper?" in words(app)
            assert [words for _, words, _ in app.screen.choices] == [EXPORT.words]
    assert head(table) == before


async def test_nobody_but_the_coordinator_erases(lived):
    from casetable.actions import erasure, leaving

    table, chidi = lived
    leaving.leave(table.seat("Dana Reyes", Hand()), chidi, reason=LeavingReason.MOVED, destination=410, note="")
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        for says in (f"Nobody asked to erase {chidi}: the coordinator does.", "The coordinator erases."):
            before = head(table)
            app.open_card(chidi)
            await until(pilot, lambda: getattr(app.screen, "card", None) is not None)
            await pilot.press("E")
            await until(pilot, lambda says=says: says in words(app))
            assert len(app.screen_stack) == 2
            assert head(table) == before
            if "asked" in says:
                erasure.ask_erasure(table.seat("Nia Cole", Hand()), chidi, why="asked")
                for who in ("Lee Park", "Dana Reyes", "Omar Haddad"):
                    erasure.answer_erasure(table.seat(who, Hand()), chidi, ErasureReply.NOTHING)


async def test_who_does_not_sign_a_paper_is_told_who_does(agreed):
    offered(agreed)
    signed(agreed, *WORKERS, "Nia Cole", paper=PaperSigned.OBJECTIVES)
    before = head(agreed)
    app = an_app(agreed, "Lee Park")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("4")
        await until(pilot, lambda: getattr(app.screen, "read", None) is not None)
        await pilot.press("s")
        await until(pilot, lambda: why_not(frozenset({Role.FRONTLINE}), "agreement.sign") in words(app))
        assert len(app.screen_stack) == 1
        for role, paper in ((Role.FRONTLINE, PaperSigned.AGREEMENT), (Role.SENIOR_MANAGER, PaperSigned.OBJECTIVES)):
            as_roles(app, role)
            reason = why_not(frozenset({role}), SIGNS[paper])
            await app.push_screen(AgreementReadingScreen(paper))
            await until(pilot, lambda: app.screen.read is not None)
            await pilot.press("s")
            await until(pilot, lambda reason=reason: reason in words(app))
            assert not app.screen.has_class("-signing")
            await pilot.press("question_mark")
            assert reason in words(app)
            await pilot.press("escape", "escape")
    assert head(agreed) == before
