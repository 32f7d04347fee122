"""casetable participant: list, show; its other commands are in the files participant_*.py."""

import typer

from casetable.cli import participant_choose, participant_erase, participant_papers, participant_voice
from casetable.cli.group import group
from casetable.cli.options import ParticipantRef
from casetable.cli.say import draws_unicode
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_listing, tell_thing
from casetable.words import UNDER_WAY

app = group("The participants chosen together.", "casetable participant list")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="participant")


@app.command("list")
def show_list() -> None:
    """List everybody you may know of, proposals included.

    Example: casetable participant list --json
    """
    from casetable.cli.formats import participant_json
    from casetable.queries.participants import participants

    with at_table() as sitting:
        tell_listing(
            participants(sitting.seat()),
            participant_json,
            ("participant", "state", "agency", "waiting for", "on the board", "lead", "name"),
            lambda one: (
                one.participant,
                one.state.label,
                one.agency,
                ", ".join(one.agencies_to_answer),
                "yes" if one.on_board else "no",
                one.lead or "",
                one.name or ("removed" if one.is_forgotten else "not shared"),
            ),
            empty="Nobody is proposed yet: casetable participant propose, or casetable import hmis.",
        )


@app.command("show")
def show(participant: ParticipantRef) -> None:
    """Show a participant with releases and open tasks.

    Example: casetable participant show 473
    """
    from casetable.cli.board import mark_words
    from casetable.cli.formats import participant_json, release_json, task_json
    from casetable.cli.story import participant_words
    from casetable.queries import consent, participants, tasks

    with at_table() as sitting:
        seat = sitting.seat()
        one = participants.participant(seat, participant)
        releases = consent.releases(seat, one.participant)
        found = [task for task in tasks.tasks(seat, participant=one.participant).items if task.state in UNDER_WAY]
        thing = {
            **participant_json(one),
            "releases": [release_json(release) for release in releases],
            "tasks": [task_json(task) for task in found],
        }
        unicode = draws_unicode()
        lines = [
            f"{task.task}  {' '.join(mark_words(task, seat.today, unicode=unicode))}  {task.title or 'not shared'}"
            f" ({task.owner})"
            for task in found
        ]
        tell_thing(thing, lambda: participant_words(one, releases, lines))


for _part in (participant_choose, participant_voice, participant_papers, participant_erase):
    _part.add_to(app)
