"""The one-line forms of the task keys: what each asks for, how its line is read, which action it calls."""

from collections.abc import Callable
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import say_date, say_minutes
from casetable.screens.answers import (
    is_at_the_table,
    somebody_here,
    take_category,
    take_date,
    take_minutes,
    take_person,
    take_size,
)
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.load import Loaded
from casetable.values.seat import Receipt, Seat
from casetable.values.tasks import NewTask, Task
from casetable.words import Category, DropReason, TaskState

_OTHERS_CATEGORY = "This line keeps the task's category; e changes it."


def add_form(loaded: Loaded, reference: str, column: str) -> Form:
    """Return the quick-add line; on a participant's row it starts with their reference."""
    others = [p for p in loaded.people if p.agency == column and p.id != loaded.me and p.left_on is None]
    ask = f" @{others[0].person.split()[0].lower()} asks {others[0].person}." if others else ""
    hint = f"What, by when: check rent arrears by thu #473 30m ~health.{ask}"

    def read(typed: Typed) -> Reading:
        from casetable.rules.quickadd import echo, read_line

        quick = read_line(
            typed.line,
            people=loaded.people,
            agencies=loaded.agencies,
            participants=loaded.participants,
            me=loaded.me,
            today=loaded.today,
            conference=loaded.conference,
        )
        if quick.problems:
            raise BadInput(quick.problems[0], " ".join(quick.problems[1:]))
        if not quick.title:
            raise BadInput("What is to be done?", "Start with a verb: call the landlord by fri")
        if quick.due is None:
            raise BadInput(f"{echo(quick, loaded.today)} By when?", "Add by fri, +2w or 2026-12-01.")
        owner = quick.owner.id if quick.owner else loaded.me
        new = NewTask(quick.title, owner, quick.due, quick.participant, quick.category, quick.size_minutes)
        said = " ".join([echo(quick, loaded.today), *quick.hints])
        return Reading(said, _ask(new, typed))

    return Form("add", "add", hint, read, start=f"#{reference.removeprefix('P-')} " if reference else "")


def note_form(id: str, task: Task, prompt: str, hint: str, action: str) -> Form:
    """Return a form for an action that takes nothing but an optional note."""

    def read(typed: Typed) -> Reading:
        _no_category(typed.line)
        note = typed.line.strip()
        return Reading(_said(prompt, task, note), _errand(action, typed, note=note))

    return Form(id, prompt, hint, read, task=task)


def done_form(task: Task) -> Form:
    """Return the form of ``d``: minutes and a note, both optional."""

    def read(typed: Typed) -> Reading:
        words, category = take_category(typed.line)
        minutes, note = take_minutes(words)
        said = _said("done", task, _minutes(minutes), note, _category(category))
        return Reading(said, _errand("complete", typed, minutes=minutes, note=note, category=category))

    return Form("done", "done", "Enter is enough, or: 30m filed, ref 8812", read, task=task)


def log_form(task: Task) -> Form:
    """Return the form of ``l``: minutes and what happened; Tab tells a contact from a note."""

    def read(typed: Typed) -> Reading:
        words, category = take_category(typed.line)
        minutes, note = take_minutes(words)
        if not note and minutes is None:
            raise BadInput("What happened?", "For example: 20m phoned the landlord")
        contact = typed.choice == 1
        what = "contact with the participant about" if contact else "note on"
        said = _said(what, task, _minutes(minutes), note, _category(category))
        return Reading(said, _errand("log", typed, minutes=minutes, note=note, contact=contact, category=category))

    choices = ("note", "contact")
    return Form(
        "log",
        "log",
        "20m phoned the landlord; tab: a contact. No counselling notes.",
        read,
        task=task,
        choices=choices,
    )


def move_form(task: Task, loaded: Loaded) -> Form:
    """Return the form of ``m``: a date and why; on an ask of mine, the date that I offer instead."""
    offering = task.state is TaskState.ASKED and task.owner_id == loaded.me

    def read(typed: Typed) -> Reading:
        words, category = take_category(typed.line)
        to, why = take_date(words, loaded.today, loaded.conference)
        if to is None:
            raise BadInput("To which date?", "fri, +2w, 2026-12-01 or next conference; then why.")
        when = _dated(to, loaded.today)
        if offering:
            return Reading(_said(f"offer {when} for", task, why), _errand("accept", typed, by=to))
        said = _said(f"move to {when}", task, why, _category(category))
        return Reading(said, _errand("move", typed, to=to, why=why, category=category))

    hint = "By when could you? fri, +2w, 2026-12-01" if offering else "A date, then why: fri waiting for County"
    return Form("move", "offer" if offering else "move", hint, read, task=task)


def block_form(task: Task, loaded: Loaded) -> Form:
    """Return the form of ``b``: on whom it waits; Tab says inside or outside the table."""
    example = somebody_here(loaded.people, but=(loaded.me,))

    def read(typed: Typed) -> Reading:
        _no_category(typed.line)
        whom = typed.line.strip()
        if not whom:
            raise BadInput("Who blocks it?", f"An office, or somebody at the table: County, {example}, MH")
        guessed = not is_at_the_table(whom, loaded.people, loaded.agencies)
        outside = guessed if typed.choice is None else typed.choice == 0
        whom = whom[3:].strip() if whom.casefold().startswith("in ") and not outside else whom
        where = "outside the table" if outside else "at the table"
        said = f"{_said('blocked', task, whom)}, {where}"
        return Reading(said, _errand("block", typed, on_whom=whom.lstrip("@"), outside=outside))

    hint = f"Who: County, or {example} at the table"
    return Form("block", "blocked on", hint, read, task=task, choices=("outside", "at the table"))


def offer_form(task: Task) -> Form:
    """Return the form of ``h`` on another's task: minutes and what was or will be done to help."""

    def read(typed: Typed) -> Reading:
        _no_category(typed.line)
        minutes, note = take_minutes(typed.line)
        return Reading(_said("help with", task, _minutes(minutes), note),
                       _errand("offer_help", typed, minutes=minutes, note=note))  # fmt: skip

    return Form("assist", "help with", "30m I can drive on thu", read, task=task)


def drop_form(task: Task, reason: DropReason) -> Form:
    """Return the form of ``x`` after the reason was chosen: why, in free words, optional."""

    def read(typed: Typed) -> Reading:
        _no_category(typed.line)
        why = typed.line.strip()
        return Reading(_said("let go", task, reason.label, why), _errand("drop", typed, reason=reason, why=why))

    return Form("drop", "let go", f"{reason.label}. Why? Enter is enough.", read, task=task)


def reopen_form(task: Task, loaded: Loaded) -> Form:
    """Return the form of ``o``: an optional new date, then why."""

    def read(typed: Typed) -> Reading:
        _no_category(typed.line)
        due, why = take_date(typed.line, loaded.today, loaded.conference)
        when = f"due {_dated(due, loaded.today)}" if due else ""
        return Reading(_said("open again", task, when, why), _errand("reopen", typed, why=why, due=due))

    return Form("reopen", "open again", "A date if it changes, then why: fri not filed after all", read, task=task)


def hand_form(task: Task, loaded: Loaded) -> Form:
    """Return the form of ``t``: to whom, by when if that changes, and why."""

    def read(typed: Typed) -> Reading:
        _no_category(typed.line)
        person, rest = take_person(typed.line, loaded.people, loaded.me)
        by, why = take_date(rest, loaded.today, loaded.conference)
        when = f"by {_dated(by, loaded.today)}" if by else ""
        return Reading(_said(f"hand to {person.person}:", task, when, why),
                       _errand("hand", typed, to=person.id, by=by, why=why))  # fmt: skip

    example = somebody_here(loaded.people, loaded.seat.agency, (loaded.me, task.owner_id))
    return Form("hand", "hand to", f"{example} fri, and why; me takes it", read, task=task)


def taking_errand(task: Task, loaded: Loaded) -> Errand:
    """Return what takes a task that nobody has: it is handed to who sits here."""
    return _errand("hand", Typed("", None, task, None), to=loaded.me)


def edit_form(task: Task) -> Form:
    """Return the form of ``e``, filled with what the task says now."""
    size = say_minutes(task.size_minutes) if task.size_minutes else ""
    start = " ".join(part for part in (task.title or "", size, f"~{task.category.tag}") if part)

    def read(typed: Typed) -> Reading:
        words, category = take_category(typed.line)
        title, minutes = take_size(words)
        if not title:
            raise BadInput("A task needs words.", "Esc leaves it as it was.")
        said = _said("becomes", task, title, _minutes(minutes), _category(category))
        return Reading(said, _errand("edit", typed, title=title, size_minutes=minutes, category=category))

    return Form("edit", "edit", "The words, then size and ~category", read, task=task, start=start, answer=False)


def plain_errand(action: str, task: Task, typed: Typed) -> Errand:
    """Return an action that asks for nothing more (``y``, agreeing to a drop)."""
    return _errand(action, Typed(typed.line, None, task, typed.heard))


def _ask(new: NewTask, typed: Typed) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions.tasks import ask

        return ask(seat, new, heard=typed.heard)

    return run


def _errand(action: str, typed: Typed, **given: object) -> Errand:
    """Return a call of actions.tasks on the task that the form was filled from."""
    task = typed.task
    assert task is not None

    def run(seat: Seat) -> Receipt:
        from casetable.actions import tasks

        call: Callable[..., Receipt] = getattr(tasks, action)
        kept = {name: value for name, value in given.items() if value is not None}
        return call(seat, task.task, seen=task.version, heard=typed.heard, **kept)

    return run


def _no_category(line: str) -> None:
    _, category = take_category(line)
    if category is not None:
        raise BadInput(f"~{category.tag} is not read here.", _OTHERS_CATEGORY)


def _said(verb: str, task: Task, *parts: str) -> str:
    said = ", ".join(part for part in parts if part)
    return f"{verb} {task.task} {task.title or ''}".rstrip() + (f" · {said}" if said else "")


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else say_minutes(minutes)


def _category(category: Category | None) -> str:
    return "" if category is None else category.label


def _dated(day: date, today: date) -> str:
    return say_date(day, today)
