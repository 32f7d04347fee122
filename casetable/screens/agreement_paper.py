"""Signatures given on paper: one line for each person who has not signed, the code as printed, where the paper is."""

from collections.abc import Mapping
from datetime import date

from casetable.errors import BadInput
from casetable.rules.past_dates import read_past_date
from casetable.screens.agreement_load import AgreementRead
from casetable.screens.cell import cut
from casetable.screens.forms import Errand
from casetable.screens.sheet import Field
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState, PaperSigned

_NAME = 16
"""Columns that a sheet has for the name of a field."""


def waiting_on(read: AgreementRead, paper: PaperSigned) -> tuple[tuple[str, str], ...]:
    """Return whose name is missing under a paper: (name, what they are asked as)."""
    if paper is PaperSigned.OBJECTIVES:
        return tuple((name, "frontline") for name, _ in read.view.unsigned)
    if read.signing.state is AgreementState.IN_FORCE:
        return ()
    missing = [party for party in read.view.parties if party.signature is None]
    return tuple((name, party.agency) for party in missing for name in party.signatories)


class PaperForm:
    """The fields of one paper, and what is recorded of them. ``kept`` names what Esc leaves behind."""

    def __init__(self, read: AgreementRead, paper: PaperSigned, today: date) -> None:
        self.paper = paper
        self.today = today
        self.people = waiting_on(read, paper)
        named = "objectives" if paper is PaperSigned.OBJECTIVES else read.signing.kind.label
        self.title = f"Signed on paper: {named} v{read.signing.number}"
        self.kept = f"on paper {paper.value} {read.signing.number}"
        self.fields = (
            Field("code", "Text code", "as printed on every page: v3 · 3F9A-71C2"),
            Field("place", "The paper is", "in the office of Social Services, folder 3"),
            *(
                Field(f"who{at}", cut(name, _NAME), f"{name}, {what}: the day on the paper, 20 nov; or nothing")
                for at, (name, what) in enumerate(self.people)
            ),
        )

    def make(self, given: Mapping[str, str]) -> Errand:
        """Return the errand of the filled sheet. Raises BadInput where nobody's day, no code or no place is given."""
        signed = [
            (name, read_past_date(given[f"who{at}"], self.today))
            for at, (name, _) in enumerate(self.people)
            if given[f"who{at}"]
        ]
        if not signed:
            raise BadInput("Who signed?", "Type the day on the paper beside each name that stands there.")
        if not given["code"]:
            raise BadInput("Which text did they sign?", "Type the text code that is printed on the paper.")
        if not given["place"]:
            raise BadInput("Where is the paper?", "Say where somebody finds it in a year.")
        paper, code, place = self.paper, given["code"], given["place"]

        def run(seat: Seat) -> Receipt:
            from casetable.actions.signing import record_papers

            return record_papers(seat, paper, signed, code, place)

        return run
