"""Whether a room may decide: somebody of every agency, the chair or a deputy, and who works with the participant.

Source: the agreement's section on how a conference decides (rules: Conference).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from casetable.values.because import Because
from casetable.values.conference import Quorum
from casetable.values.partnership import Decisions


@dataclass(frozen=True, slots=True)
class Chairs:
    """Who chairs and who stands in, by name (None where nobody is named), and whether each is in the room."""

    chair: str | None = None
    chair_is_here: bool = False
    deputy: str | None = None
    deputy_is_here: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A participant's team before a room: their reference, names of the team (the lead first), and who is here."""

    participant: str
    members: tuple[str, ...]
    here: tuple[str, ...]


def quorum(
    agencies: Sequence[tuple[str, str]],
    here: Collection[str],
    chairs: Chairs,
    decisions: Decisions,
    *,
    clause: str,
    team: Team | None = None,
    there: str = "here",
) -> Quorum:
    """Judge a room. ``agencies`` are (code, name) of all at the table, ``here`` the codes of those with somebody in it.

    ``team`` is that of the participant whose item it is, None for an item about nobody. ``clause`` is where the
    agreement says so, ``there`` how being in the room is said: ``expected`` before it is open.
    """
    present = [code for code, _ in agencies if code in here]
    needed = min(decisions.quorum_agencies or len(agencies), len(agencies))
    missing = []
    if len(present) < needed:
        absent = [name for code, name in agencies if code not in here]
        missing.append(_missing_agencies(absent, needed - len(present), there))
    if not (chairs.chair_is_here or chairs.deputy_is_here):
        missing.append(_missing_chair(chairs, there))
    asks_worker = team is not None and decisions.quorum_worker
    if team is not None and asks_worker and not team.here:
        missing.append(_missing_worker(team, there))
    parts = [f"{len(present)} of {len(agencies)} agencies {there}, {needed} needed", _chair_words(chairs, there)]
    if team is not None and asks_worker:
        here_for_them = ", ".join(team.here) or f"nobody {there}"
        parts.append(f"works with {team.participant}: {here_for_them}")
    rows = (team.participant,) if team is not None else ()
    return Quorum(not missing, tuple(missing), Because(clause, "; ".join(parts), rows))


def _missing_agencies(names: Sequence[str], lacking: int, there: str) -> str:
    if lacking == len(names):
        return f"Nobody of {_joined(names, 'or')} is {there}."
    agencies = "agency is" if lacking == 1 else "agencies are"
    return f"{lacking} more {agencies} needed of {_joined(names, 'and')}."


def _missing_chair(chairs: Chairs, there: str) -> str:
    named = [f"{name} ({role})" for name, role in ((chairs.chair, "chair"), (chairs.deputy, "deputy")) if name]
    if not named:
        return "Nobody is named to chair."
    if len(named) == 1:
        return f"{named[0]} is not {there}, and no deputy is named."
    return f"Neither {named[0]} nor {named[1]} is {there}."


def _missing_worker(team: Team, there: str) -> str:
    if not team.members:
        return f"Nobody is named who works with {team.participant}."
    return f"Nobody who works with {team.participant} is {there} ({', '.join(team.members)})."


def _chair_words(chairs: Chairs, there: str) -> str:
    if chairs.chair_is_here:
        return f"chair {chairs.chair} {there}"
    if chairs.deputy_is_here:
        return f"deputy {chairs.deputy} {there} for {chairs.chair or 'the chair'}"
    return f"no chair {there}"


def _joined(names: Sequence[str], word: str) -> str:
    return f" {word} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
