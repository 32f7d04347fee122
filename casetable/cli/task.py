"""casetable task add, list, show: promises asked for and looked at."""

from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.asked import asked
from casetable.cli.group import group
from casetable.cli.options import By, CategoryName, HeardFrom, Size, TaskRef, Words
from casetable.cli.reading import category_of, choice_of, minutes_of
from casetable.cli.say import draws_unicode, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt, tell_thing
from casetable.errors import BadFile, BadInput
from casetable.words import TaskState

if TYPE_CHECKING:
    from casetable.rules.quickadd import QuickAdd
    from casetable.values.people import Agency
    from casetable.values.seat import Receipt, Seat

app = group("Promises: ask, answer, do, move, help, let go.", 'casetable task add "check arrears by thu @lee #473 30m"')


def add_to(root: typer.Typer) -> None:
    """Add the group with all its commands."""
    from casetable.cli import task_answers, task_more

    task_answers.add_to(app)
    task_more.add_to(app)
    root.add_typer(app, name="task")


@app.command("add")
def add(
    words: Words,
    to: Annotated[str | None, typer.Option("--to", metavar="PERSON", help="Of whom; else the line says it.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when: fri, +2w, 2026-12-01.")] = None,
    participant: Annotated[str | None, typer.Option("--participant", metavar="PARTICIPANT", help="For whom.")] = None,
    size: Size = None,
    category: CategoryName = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Promise or ask something, all in one line; options override it.

    Example: casetable task add "check rent arrears with County by thu @lee #473 30m ~health"

    #473 says whom it is about; where a participant's name is somebody else's, #none says so.
    """
    from casetable.actions.tasks import ask
    from casetable.rules.quickadd import default_due, echo
    from casetable.values.tasks import NewTask

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        quick = _read(sitting, " ".join(words), participant)
        owner = sitting.somebody(to) if to is not None else quick.owner
        if owner is None:
            raise BadInput("Of whom is it asked?", "Name them: --to PERSON, or @lee in the line.")
        for hint in _hints_unless_asking(quick, category):
            talk(hint)
        if not asked().json:
            talk(echo(quick, sitting.today))
        new = NewTask(
            title=quick.title,
            owner=owner.id,
            due=sitting.day(due) if due is not None else quick.due or default_due(sitting.today),
            participant=participant or quick.participant,
            category=category_of(category) or quick.category,
            size_minutes=minutes_of(size) or quick.size_minutes,
        )
        tell_task(sitting, ask(sitting.seat(), new, heard=heard))


@app.command("list")
def show_list(
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="asked, open, blocked, done, declined and so on")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="PERSON", help="Whose; me is you.")] = None,
    participant: Annotated[str | None, typer.Option("--participant", metavar="PARTICIPANT", help="For whom.")] = None,
    agency: Annotated[str | None, typer.Option("--agency", metavar="AGENCY", help="Which agency's.")] = None,
) -> None:
    """List tasks, the newest due date first.

    Example: casetable task list --state open --agency HS
    """
    from casetable.cli.board import mark_words
    from casetable.exchange.as_json import task_json
    from casetable.queries.tasks import tasks

    with at_table() as sitting:
        seat = sitting.seat()
        found = tasks(
            seat,
            state=None if state is None else choice_of(TaskState, state, "state of a task"),
            owner=None if owner is None else sitting.anybody(owner).id,
            participant=participant,
            agency=None if agency is None else agency_named(seat, agency).agency,
            limit=asked().limit,
        )
        unicode = draws_unicode()
        tell_listing(
            found.items,
            task_json,
            ("task", "status", "due", "owner", "for", "what"),
            lambda task: (
                task.task,
                " ".join(mark_words(task, seat.today, unicode=unicode)),
                task.fold.due_on.isoformat(),
                f"{task.owner} ({task.agency})",
                " ".join(part for part in (task.participant, task.participant_name) if part),
                task.title or "not shared",
            ),
            empty='There is no such task: casetable task add "call the landlord by fri" makes one.',
            total=found.total,
        )


@app.command("show")
def show(task: TaskRef) -> None:
    """Show a task: what happened to it, how it counts and why.

    Example: casetable task show 318
    """
    from casetable.cli.story import story_words
    from casetable.exchange.as_json import story_json
    from casetable.queries.tasks import story

    with at_table() as sitting:
        found = story(sitting.seat(), task)
        unicode = draws_unicode()
        tell_thing(story_json(found), lambda: story_words(found, sitting.today, unicode=unicode))


def tell_task(sitting: Sitting, receipt: "Receipt") -> None:
    """Print what was done to a task; as JSON with the task as it is now."""

    def now(seat: "Seat", ref: str) -> dict[str, object]:
        from casetable.exchange.as_json import task_json
        from casetable.queries.tasks import task

        return task_json(task(seat, ref))

    tell_receipt(sitting, receipt, now)


def agency_named(seat: "Seat", words: str) -> "Agency":
    """The agency that words mean, by code or name. Raises BadInput that lists them."""
    from casetable.queries.people import agencies
    from casetable.rules.names import find_agencies

    everyone = agencies(seat)
    found = find_agencies(words, everyone, beginnings=True)
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{one.agency} ({one.name})" for one in everyone)
    raise BadInput(f"{words[:40]!r} is no agency at this table.", f"One of: {known}.")


def _hints_unless_asking(quick: "QuickAdd", category: str | None) -> tuple[str, ...]:
    """The hints about a line that may be kept. Whoever named a category has answered what they ask.

    Raises BadFile, asking once, for words that may need a narrower release.
    """
    from casetable.rules.quickadd import QUESTIONS

    questions = tuple(hint for hint in quick.hints if any(question in hint for question in QUESTIONS))
    if questions and category is None:
        raise BadFile("Nothing was asked yet.", questions, "To share it with all the same: --category general.")
    return tuple(hint for hint in quick.hints if hint not in questions)


def _read(sitting: Sitting, line: str, participant: str | None) -> "QuickAdd":
    from casetable.queries.conference import conference_next
    from casetable.queries.participants import participants
    from casetable.queries.people import agencies, people
    from casetable.rules.quickadd import read_line

    seat = sitting.seat()
    quick = read_line(
        line,
        people=people(seat),
        agencies=agencies(seat),
        participants=participants(seat),
        me=seat.actor,
        today=seat.today,
        conference=conference_next(seat),
        about=participant or "",
    )
    if quick.problems:
        problems = tuple(f"{problem}." for problem in quick.problems)
        raise BadFile("The line was not understood; nothing was asked.", problems, "Change it, or use the options.")
    return quick
