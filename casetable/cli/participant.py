"""casetable participant: list; its other commands are in the files participant_*.py."""

import typer

from casetable.cli import participant_choose, participant_erase, participant_papers, participant_voice
from casetable.cli.group import group
from casetable.cli.sitting import at_table
from casetable.cli.tell import empty_for, tell_listing

app = group("The participants chosen together.", "casetable participant list")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="participant")


@app.command("list")
def show_list() -> None:
    """List everybody you may know of, proposals included.

    Example: casetable participant list --json
    """
    from casetable.exchange.as_json import participant_json
    from casetable.queries.participants import participants
    from casetable.rules.participants import awaited_of, former_lead_words

    with at_table() as sitting:
        seat = sitting.seat()
        tell_listing(
            participants(seat),
            participant_json,
            ("participant", "state", "agency", "waiting for", "on the board", "lead", "name"),
            lambda one: (
                one.participant,
                one.state.label,
                one.agency,
                awaited_of(one),
                "yes" if one.on_board else "no",
                one.lead or former_lead_words(one),
                one.name or ("removed" if one.is_forgotten else "not shared"),
            ),
            empty=empty_for(
                seat,
                "participant.propose",
                "Nobody is proposed yet: casetable participant propose, or casetable import hmis.",
            ),
        )


for _part in (participant_choose, participant_voice, participant_papers, participant_erase):
    _part.add_to(app)
