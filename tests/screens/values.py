"""Weeks made by hand, for tests of what is drawn from values alone."""

from datetime import date

from casetable.values.because import Because
from casetable.values.participants import Participant
from casetable.values.people import Agency
from casetable.values.tasks import Ruling, Task, TaskFold
from casetable.values.week import Needs, Week
from casetable.words import Category, Method, ParticipantState, Sector, TaskState, Verdict

TODAY = date(2026, 11, 23)
AGENCIES = (
    Agency("SS", "ss", "Social Services", Sector.SOCIAL_SERVICES, 0, False, Method.VERBAL),
    Agency("HS", "hs", "Homeless Services", Sector.HOMELESS_SERVICES, 1, False, Method.VERBAL),
    Agency("MH", "mh", "Mental Health", Sector.COMMUNITY_MENTAL_HEALTH, 2, False, Method.VERBAL),
)


def a_participant(reference, name="Ana Ruiz"):
    return Participant(reference, reference.lower(), 1, name, ParticipantState.ACTIVE, "HS", on_board=True)


def a_task(
    reference,
    *,
    title="ID papers",
    participant="P-214",
    agency="HS",
    state=TaskState.OPEN,
    due_on=date(2026, 11, 27),
    blocked_on=None,
    owner="Dana Reyes",
    **fold,
):
    because = Because("4 Weekly tasks", "nothing ended yet", (reference,))
    return Task(
        reference,
        reference.lower(),
        1,
        title,
        participant,
        "Ana Ruiz" if participant else None,
        owner,
        owner.split()[0].lower(),
        agency,
        "Omar Haddad",
        "omar",
        Category.GENERAL,
        30,
        TaskFold(state, TODAY, due_on, **fold),
        Ruling(Verdict.PENDING, because),
        blocked_on,
    )


def a_week(*, participants=(), tasks=(), agencies=AGENCIES, needs=None, is_sample=True):
    return Week(
        "2026-W48",
        TODAY,
        TODAY,
        "Eastside Table",
        is_sample,
        agencies,
        tuple(participants),
        tuple(tasks),
        needs or Needs(),
        date(2026, 12, 11),
    )


def a_full_week():
    people = [
        a_participant(*pair)
        for pair in (
            ("P-214", "Ana Ruiz"),
            ("P-371", "Bo Lindgren"),
            ("P-473", "Chidi Okafor-Williamson"),
            ("P-508", "Cy Young"),
            ("P-862", "Di Marsh"),
        )
    ]
    tasks = [
        a_task("T-1", title="rent arrears letter", agency="SS", state=TaskState.DONE),
        a_task("T-2", title="bring papers", agency="HS", state=TaskState.ASKED),
        a_task("T-3", title="intake slot", agency="MH", due_on=date(2026, 11, 24)),
        a_task("T-4", title="ID papers", participant="P-371", due_on=date(2026, 11, 20)),
        a_task("T-5", title="home visit", participant="P-371", agency="MH", due_on=date(2026, 11, 25)),
        a_task("T-6", title="benefits form for the county office", participant="P-473", agency="SS"),
        a_task("T-7", title="lease", participant="P-473", moves=1, due_on=date(2026, 12, 1)),
        a_task("T-8", title="bus pass", participant="P-473", state=TaskState.BLOCKED, blocked_on="County"),
        a_task("T-9", title="viewing", participant="P-508"),
        a_task("T-10", title="day programme", participant="P-508", agency="MH", due_on=date(2026, 11, 26)),
        a_task("T-11", title="book the room", participant=None, agency="SS"),
    ]
    return a_week(participants=people, tasks=tasks)


HOSTILE = [
    "[/]",
    "[red]x",
    "\x1b]52;c;AAAA\x07",
    "a\x00b",
    "\u202egnp.exe",
    "x" * 50_000,
    "👩‍👩‍👧 family",
    "\ud800",
    "漢字" * 40,
]
