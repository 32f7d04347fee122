"""The one line that says what comes next with the agreement, and the key for it, for whoever sits here."""

from datetime import date

from casetable.rules.permissions import why_not
from casetable.screens.agreement_lines import names_of, say_long
from casetable.screens.agreement_load import AgreementRead
from casetable.screens.load import Loaded
from casetable.values.agreement import AgreementView, Version
from casetable.words import AgreementKind, AgreementState, PaperSigned, Role


def next_step(read: AgreementRead, loaded: Loaded) -> str:
    """Return what is next, as a sentence with its key; empty where everything is as it should be."""
    view, one, roles, today = read.view, read.worked_on, loaded.seat.roles, loaded.today
    if loaded.week.needs.to_sign:
        return f"{_to_sign(loaded.week.needs.to_sign)}{_besides(read, loaded)}"
    if one.state is AgreementState.DRAFT:
        return _draft(read, one, roles)
    if one.state is AgreementState.OFFERED:
        return _offered(view, one, roles)
    if one.state is AgreementState.ENDED:
        return "It ended. a begins the next version." if _may(roles, "amend") else "It ended; the coordinator goes on."
    return _in_force(read, roles, today)


def _may(roles: frozenset[Role], what: str) -> bool:
    return not why_not(roles, f"agreement.{what}")


def _to_sign(papers: tuple[PaperSigned, ...]) -> str:
    paper = "the agreement, then the objectives" if len(papers) > 1 else _paper(papers[0])
    return f"Next: s reads {paper} and signs with your name."


def _paper(paper: PaperSigned) -> str:
    return "the objectives" if paper is PaperSigned.OBJECTIVES else "the agreement"


def _besides(read: AgreementRead, loaded: Loaded) -> str:
    """What a coordinator who signs too has to see to besides: everybody else's names."""
    own = loaded.seat.agency if PaperSigned.AGREEMENT in loaded.week.needs.to_sign else ""
    others = [party for party in read.view.parties if party.signature is None and party.agency != own]
    if read.signing.state is not AgreementState.OFFERED or not others or not _may(loaded.seat.roles, "record_paper"):
        return ""
    waited = names_of([_who(party.name, party.signatories) for party in others])
    return f" Others sign at their seat; or x prints, P records. Waiting: {waited}."


def _draft(read: AgreementRead, one: Version, roles: frozenset[Role]) -> str:
    view = read.view
    if not _may(roles, "amend"):
        return f"v{one.number} is being written by the coordinator and the managers; enter reads it."
    if not read.setup.objectives and one.kind is not AgreementKind.HANDSHAKE:
        then = "o offers it" if _may(roles, "offer") else "the coordinator offers it"
        return f"Next: no objectives yet: n, o adds one, workers sign them. Enter reads, {then}."
    lacking = len(view.lacking)
    if lacking and _may(roles, "offer"):
        return f"Next: n, s adds what no section says yet ({lacking} of the checklist), or o offers it."
    unheard = [party.code for party in read.setup.agencies if not party.hopes]
    if unheard and _may(roles, "offer"):
        return f"Next: a on {names_of(unheard)} writes what they hope for. Enter reads, o offers it."
    if _may(roles, "offer"):
        return "Next: enter reads, a changes what is under the cursor, o offers it."
    adds = f" n, s adds what is missing ({lacking})," if lacking else ""
    return f"Next: enter reads,{adds} a changes what is under the cursor; the coordinator offers it."


def _offered(view: AgreementView, one: Version, roles: frozenset[Role]) -> str:
    waited = [_who(party.name, party.signatories) for party in view.parties if party.signature is None]
    if not _may(roles, "record_paper"):
        return f"Waiting for {names_of(waited)}." if waited else ""
    return f"Next: x prints it, P records who signed on paper; others sign at their seat. Waiting: {names_of(waited)}."


def _who(agency: str, signatories: tuple[str, ...]) -> str:
    return signatories[0] if signatories else f"{agency} (nobody may sign: p adds a senior manager)"


def _in_force(read: AgreementRead, roles: frozenset[Role], today: date) -> str:
    view = read.view
    days, due = view.review_in_days, view.version.review_on
    if days is not None and due is not None and days <= view.version.terms.warn_review_days and _may(roles, "amend"):
        when = f"was due on {say_long(due, today)}" if days < 0 else f"is due on {say_long(due, today)}"
        then = "o offers" if _may(roles, "offer") else "the coordinator offers"
        return f"The review {when}: d shows what changed so far, a amends, then {then} it anew."
    if not read.setup.objectives and view.version.kind is not AgreementKind.HANDSHAKE and _may(roles, "amend"):
        return "No objectives yet, so the workers have nothing to sign: n, o adds one, as an amendment."
    if view.nobody and _may(roles, "record_paper"):
        return f"{view.nobody[0]} p shows the people."
    if view.unsigned and _may(roles, "record_paper"):
        return "Who has not signed is asked at their next opening; or x prints, P records the paper."
    if view.version.kind is AgreementKind.HANDSHAKE and _may(roles, "amend"):
        return "Daily work runs on this. Room to grow needs a signed one: a on the whole text makes it a memorandum."
    return ""
