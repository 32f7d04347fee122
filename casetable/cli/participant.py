"""casetable participant: propose, agree, decline, list, show."""

from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import participant_choose, participant_erase, participant_papers, participant_voice
from casetable.cli.group import group
from casetable.cli.options import By, HeardFrom, Note, ParticipantRef, Words
from casetable.cli.say import draws_unicode
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt, tell_thing
from casetable.words import UNDER_WAY

if TYPE_CHECKING:
    from casetable.values.seat import Receipt, Seat

AdultConfirmed = Annotated[
    bool, typer.Option("--adult-confirmed", help="You asked: they are 18, where the year of birth does not tell.")
]
AskedOn = Annotated[
    str | None, typer.Option("--asked-on", metavar="DATE", help="The day they said yes to being considered.")
]
Needs = Annotated[str, typer.Option("--needs", metavar="TEXT", help="What that yes covers: the other agencies see it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why them.")]

app = group("The participants chosen together.", "casetable participant list")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="participant")


@app.command("propose")
def propose(
    name: Words,
    asked_on: AskedOn = None,
    needs: Needs = "",
    reason: Reason = "",
    born: Annotated[int | None, typer.Option("--born", metavar="YEAR", help="The year of birth.")] = None,
    hmis_id: Annotated[str, typer.Option("--hmis-id", metavar="PERSONALID", help="Their PersonalID in HMIS.")] = "",
    adult_confirmed: AdultConfirmed = False,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Propose somebody who said yes to being considered.

    Example: casetable participant propose "Ana Kowal" --asked-on "9 nov" --needs "a place to live" --born 1984

    Other agencies see no name before a release covers it.
    """
    from casetable.actions import participants

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        receipt = participants.propose(
            sitting.seat(),
            name=" ".join(name),
            considered_on=sitting.past_day_if(asked_on),
            needs=needs,
            reason=reason,
            year_of_birth=born,
            hmis_id=hmis_id,
            adult_confirmed=adult_confirmed,
            heard=heard,
        )
        _tell(sitting, receipt)


@app.command("agree")
def agree(participant: ParticipantRef, note: Note = "", heard_from: HeardFrom = None, by: By = None) -> None:
    """Agree to a proposal; the last agency's yes gives a place.

    Example: casetable participant agree 473
    """
    from casetable.actions import participants

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        _tell(sitting, participants.agree(sitting.seat(), participant, note=note, heard=heard))


@app.command("decline")
def decline(participant: ParticipantRef, note: Note = "", heard_from: HeardFrom = None, by: By = None) -> None:
    """Decline a proposal: it is passed over this time.

    Example: casetable participant decline 473 --note "we met them last month"
    """
    from casetable.actions import participants

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        _tell(sitting, participants.decline(sitting.seat(), participant, note=note, heard=heard))


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
            ("participant", "state", "agency", "waiting for", "on the board", "name"),
            lambda one: (
                one.participant,
                one.state.label,
                one.agency,
                ", ".join(one.agencies_to_answer),
                "yes" if one.on_board else "no",
                one.name or "not shared",
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


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    def now(seat: "Seat", ref: str) -> dict[str, object]:
        from casetable.cli.formats import participant_json
        from casetable.queries.participants import participant

        return participant_json(participant(seat, ref))

    tell_receipt(sitting, receipt, now)


for _part in (participant_choose, participant_voice, participant_papers, participant_erase):
    _part.add_to(app)
