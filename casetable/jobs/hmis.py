"""Proposing participants picked from an HMIS export: all of them are checked before any is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casetable.actions.participants import consider, propose
from casetable.errors import BadFile, BadInput, InDoubt, NoTable, Refused
from casetable.rules.hmis import said_when_picked
from casetable.seat import Clock, Table, system_clock
from casetable.values.hmis import HmisClient, HmisExport
from casetable.values.seat import Receipt


@dataclass(frozen=True, slots=True)
class Proposals:
    """What came of the picks: a receipt for each that was proposed, a sentence for each that the table refused."""

    receipts: tuple[Receipt, ...]
    refused: tuple[str, ...] = ()


def propose_picked(
    table: Table,
    actor: str,
    export: HmisExport,
    picks: Sequence[str],
    *,
    asked_on: date | None,
    needs: str = "",
    reason: str = "",
    adult_confirmed: bool = False,
    only_consider: bool = False,
    clock: Clock = system_clock,
) -> Proposals:
    """Propose the clients whose PersonalIDs are ``picks``, one change each, as the person ``actor``.

    ``asked_on`` is the day on which they said yes to being considered. With ``only_consider`` that yes is written down
    and no other agency is asked yet, as a victim service provider begins. What HMIS says of them is kept beside them,
    so that a later export changes nothing that a worker wrote. Raises BadFile with every problem at once,
    before anybody is proposed: no recorded yes, an unknown PersonalID, a minor, an age that nobody confirmed. Who
    is at the table already is told in ``refused``; the others are proposed all the same. So are those who were left
    when the table went away half-way: who was proposed until then is never denied.
    """
    today = table.seat(actor, clock).today
    clients = {client.personal_id: client for client in export.clients}
    wanted = list(dict.fromkeys(picks))
    problems = [*_about_the_yes(asked_on, today), *_about_picks(wanted, clients, adult_confirmed)]
    if problems:
        raise BadFile("Nobody was proposed.", tuple(problems), "Mend this and try again.")
    begin = consider if only_consider else propose
    receipts: list[Receipt] = []
    refused: list[str] = []
    for pick in wanted:
        client = clients[pick]
        try:
            receipts.append(
                begin(
                    table.seat(actor, clock),
                    name=client.display,
                    considered_on=asked_on,
                    needs=needs,
                    reason=reason,
                    year_of_birth=client.year_of_birth,
                    hmis_id=client.personal_id,
                    hmis_said=said_when_picked(client),
                    adult_confirmed=adult_confirmed,
                )
            )
        except (Refused, BadInput) as error:
            refused.append(f"{pick}: {error}")
        except (NoTable, InDoubt) as error:
            if not receipts:
                raise
            refused += [f"{one}: {error}" for one in wanted[wanted.index(pick) :]]
            break
    return Proposals(tuple(receipts), tuple(refused))


def _about_the_yes(asked_on: date | None, today: date) -> list[str]:
    if asked_on is None:
        return ["Nobody is proposed without their yes: on which day did they give it? --asked-on DATE."]
    return [f"Their yes cannot lie ahead: {asked_on.isoformat()}."] if asked_on > today else []


def _about_picks(picks: Sequence[str], clients: dict[str, HmisClient], adult_confirmed: bool) -> list[str]:
    problems = [] if picks else ["Nobody is picked: --pick PERSONALID."]
    for pick in picks:
        client = clients.get(pick)
        if client is None:
            problems.append(f"{pick}: the export has no such client.")
        elif not client.may_be_proposed:
            problems.append(f"{pick}: a participant is 18 or over.")
        elif client.must_ask and not adult_confirmed:
            problems.append(f"{pick}: they may be under 18. Ask them, then say --adult-confirmed.")
    return problems
