"""casetable person handover, leave: what somebody has in hand, and who takes it when they leave."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.ask import ask_yes
from casetable.cli.say import columns, is_terminal, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_receipt, tell_thing
from casetable.errors import BadInput, Refused
from casetable.rules.people import called
from casetable.words import ThingKind

if TYPE_CHECKING:
    from casetable.values.handover import Handover, Thing

Given = list[str] | None
_PLACES = (ThingKind.LEAD, ThingKind.TEAM)


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable person``."""
    group.command("handover")(handover)
    group.command("leave")(leave)


def handover(
    person: Annotated[list[str], typer.Argument(metavar="PERSON", help="Who leaves, or has left.")],
) -> None:
    """List what somebody has in hand that others would take over.

    Example: casetable person handover lee

    As far as you may see it; of somebody who has left, what nobody has taken over yet.
    """
    from casetable.exchange.people_as_json import handover_json
    from casetable.queries.handover import handover as what_they_have

    with at_table() as sitting:
        found = what_they_have(sitting.seat(), sitting.anybody(" ".join(person)).id)
        tell_thing(handover_json(found), lambda: _words(found))


def leave(
    person: Annotated[list[str], typer.Argument(metavar="PERSON", help="Who leaves.")],
    left_on: Annotated[str, typer.Option("--left-on", metavar="DATE", help="Their last day.")] = "today",
    to: Annotated[str | None, typer.Option("--to", metavar="PERSON", help="Who takes all that is not named.")] = None,
    task: Annotated[Given, typer.Option("--task", metavar="TASK=PERSON", help="Who takes a task.")] = None,
    lead: Annotated[Given, typer.Option("--lead", metavar="PARTICIPANT=PERSON", help="Who leads, or joins.")] = None,
    release: Annotated[Given, typer.Option("--release", metavar="RELEASE=PERSON", help="Who renews it.")] = None,
    report: Annotated[
        Given, typer.Option("--report", metavar="PERSON=PERSON", help="To whom somebody reports.")
    ] = None,
    cover: Annotated[Given, typer.Option("--cover", metavar="PERSON=PERSON", help="Who stands in instead.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it is done.")] = False,
) -> None:
    """Write down that somebody left, and who takes what they had.

    Example: casetable person leave lee --task 318=sol --lead 473=omar

    The coordinator does. What nobody takes is unassigned: it stands so on the board until somebody hands it on (task
    hand). A promise handed over starts clean. `person handover` lists it first; `-` for a PERSON leaves one thing
    unassigned beside --to. At a terminal it says first what goes where, and asks.
    """
    from casetable.actions import people
    from casetable.queries.handover import handover as what_they_have
    from casetable.rules.permissions import check

    with at_table() as sitting:
        check(sitting.seat().roles, "person.leave")
        who = sitting.somebody(" ".join(person))
        has = what_they_have(sitting.seat(), who.id)
        chosen = {
            **_chosen(sitting, task, "T", has),
            **_chosen(sitting, lead, "P", has),
            **_chosen(sitting, release, "R", has),
            **_people(sitting, report, has, ThingKind.REPORT),
            **_people(sitting, cover, has, ThingKind.COVER),
        }
        rest = sitting.somebody(to).id if to else None
        day = sitting.past_day_if(left_on)
        if not yes and is_terminal():
            _agree(has, chosen, taken_over=rest is not None)
        receipt = people.leave(sitting.seat(), who.id, on=day, to=chosen, rest=rest)
        tell_receipt(sitting, receipt)


def _agree(has: "Handover", chosen: Mapping[str, str], *, taken_over: bool) -> None:
    """Say how much goes to whom and what nobody takes, and ask. Raises Refused without a yes."""
    things = [one for one in has.things if one.assignable]
    taken = [one for one in things if chosen.get(one.key, taken_over)]
    left = [called(one) for one in things if one not in taken]
    reach = f"{has.person} leaves the table. {len(taken)} of {len(things)} things are handed over."
    talk(f"{reach} Unassigned: {', '.join(left)}." if left else reach)
    if not ask_yes("Go on? (y/n) "):
        raise Refused("Nothing was changed.")


def _chosen(sitting: Sitting, given: Given, space: str, has: "Handover") -> dict[str, str]:
    """By key: who takes each task, participant or release that options name."""
    chosen = {}
    for one in given or []:
        thing, whom = _halves(one)
        key = f"{space}-{thing.upper().lstrip('#').removeprefix(space).lstrip('-')}"
        if all(each.key != key for each in has.things):
            raise BadInput(f"{has.person} does not have {key} to hand over.", _look(has))
        chosen[key] = _whom(sitting, whom)
    return chosen


def _people(sitting: Sitting, given: Given, has: "Handover", kind: ThingKind) -> dict[str, str]:
    """By key: whom somebody reports to from now on, or who stands in for them."""
    from casetable.rules.names import matches_name

    chosen = {}
    for one in given or []:
        words, whom = _halves(one)
        found = [each for each in has.things if each.kind is kind and matches_name(words, each.words, beginnings=True)]
        if len(found) != 1:
            raise BadInput(f"{words[:40]!r} is nobody whom {has.person} {_verb(kind)}.", _look(has))
        chosen[found[0].key] = _whom(sitting, whom)
    return chosen


def _verb(kind: ThingKind) -> str:
    return "is reported to by" if kind is ThingKind.REPORT else "stands in for"


def _halves(words: str) -> tuple[str, str]:
    thing, equals, whom = words.partition("=")
    if not equals or not thing.strip() or not whom.strip():
        raise BadInput(f"{words[:60]!r} does not say who takes what.", "Like 318=lee; or 318=- for nobody.")
    return thing.strip(), whom.strip()


def _whom(sitting: Sitting, words: str) -> str:
    return "" if words in ("-", "nobody", "unassigned") else sitting.somebody(words).id


def _look(has: "Handover") -> str:
    return f"casetable person handover {has.person.split()[0].lower()} lists what they have."


def _words(found: "Handover") -> str:
    left = f", left on {found.left_on.isoformat()}" if found.left_on else ""
    lines = [f"{found.person} ({found.agency}){left}", ""]
    if found.things:
        lines.append(columns(("what", "which", "for", "by", "words", "note"), [_cells(one) for one in found.things]))
    else:
        lines.append("Nothing is to be handed over, as far as you may see.")
    return "\n".join([*lines, *(["", found.elsewhere] if found.elsewhere else [])])


def _cells(one: "Thing") -> tuple[str, ...]:
    words = one.words or ("" if one.kind in _PLACES or one.kind is ThingKind.RELEASE else "not shared")
    due = one.due.isoformat() if one.due else ""
    return (one.kind.label, one.ref or "–", one.participant or "", due, words, one.note)
