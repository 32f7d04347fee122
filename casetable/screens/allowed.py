"""What is refused before anything is typed: keys that this person's roles do not have, and promises of others."""

from collections.abc import Mapping
from dataclasses import replace

from casetable.rules.permissions import EVERYBODY_BUT_ADVISERS, why_not
from casetable.screens.command_table import Command, Fits
from casetable.screens.hints import name_of
from casetable.screens.load import Loaded
from casetable.values.tasks import Task
from casetable.words import PROMISED, PaperSigned, Role, TaskState

ACTIONS: Mapping[str, str] = {
    "add": "task.ask",
    "accept": "task.accept",
    "decline": "task.decline",
    "done": "task.done",
    "move": "task.move",
    "block": "task.block",
    "assist": "task.want_help",
    "log": "task.log",
    "reopen": "task.reopen",
    "drop": "task.drop",
    "hand": "task.hand",
    "edit": "task.edit",
    "propose": "participant.propose",
    "import": "participant.propose",
    "agree": "participant.agree",
    "disagree": "participant.decline",
    "add-about": "task.ask",
    "begin": "participant.activate",
    "come-back": "participant.return",
    "log-contact": "participant.note",
    "voice": "participant.goal",
    "outcomes": "participant.outcome",
    "consider": "participant.consider",
    "reach": "participant.contact",
    "told": "participant.told",
    "team": "participant.team",
    "leave": "participant.leave",
    "reword": "participant.edit",
    "erase": "participant.erasure_answer",
    "household": "participant.household",
    "disclosed": "participant.disclosed",
    "better": "participant.outcome",
    "same": "participant.outcome",
    "worse": "participant.outcome",
    "unknown": "participant.outcome",
    "as-before": "participant.outcome",
    "outcome-note": "participant.outcome",
    "release-mark": "release.add",
    "release-add": "release.add",
    "release-renew": "release.renew",
    "release-refuse": "release.refuse",
    "release-revoke": "release.revoke",
    "amend": "agreement.amend",
    "agreement-add": "agreement.amend",
    "agreement-remove": "agreement.amend",
    "agreement-join": "agreement.amend",
    "agreement-part": "agreement.amend",
    "discard": "agreement.amend",
    "offer": "agreement.offer",
    "withdraw": "agreement.withdraw",
    "end-agreement": "agreement.end",
    "on-paper": "agreement.record_paper",
    "objective-read": "objective.read",
    "backup": "backup.make",
    "person-add": "person.add",
    "person-edit": "person.edit",
    "person-roles": "person.roles",
    "person-appoint": "person.appoint",
    "person-away": "person.away",
    "person-back": "person.away",
    "person-leave": "person.leave",
    "hand-over": "person.leave",
    "conference-open": "conference.open",
    "item-propose": "conference.propose",
    "comes": "conference.expect",
    "stays-away": "conference.expect",
    "item-later": "conference.arrange",
    "item-earlier": "conference.arrange",
    "item-minutes": "conference.arrange",
    "item-longer": "conference.arrange",
    "item-shorter": "conference.arrange",
    "item-reword": "conference.propose",
    "item-remove": "conference.arrange",
    "conference-papers": "disclose",
    "conference-move": "conference.calendar",
    "conference-cancel": "conference.calendar",
    "conference-extra": "conference.calendar",
    "conference-confirm": "conference.calendar",
    "conference-chair": "conference.chair",
    "close-day": "agency.days",
    "open-day": "agency.days",
    "holiday-place": "agency.days",
    "room-option": "conference.file",
    "room-for": "conference.file",
    "room-against": "conference.file",
    "room-decide": "conference.file",
    "room-dissent": "conference.file",
    "room-action": "conference.file",
    "room-park": "conference.file",
    "room-words": "conference.file",
    "room-no-words": "conference.file",
    "room-reword": "conference.file",
    "room-strike": "conference.file",
    "room-check": "conference.attend",
    "room-guest": "conference.attend",
    "room-person": "conference.attend",
    "room-go": "conference.open_item",
    "room-leave-item": "conference.run",
    "room-recess": "conference.run",
    "room-shave": "conference.run",
    "room-close": "conference.close",
    "minutes-correct": "conference.correct",
    "minutes-confirm": "conference.confirm_minutes",
    "minutes-refuse": "conference.ratify",
    "minutes-agree": "conference.agree_minutes",
    "minutes-reopen": "conference.reopen_minutes",
    "minutes-papers": "disclose",
    "minutes-may-tell": "conference.may_tell",
}
"""The action of rules/permissions.py behind a command; commands that only read are not named."""

SIGNS: Mapping[PaperSigned, str] = {
    PaperSigned.AGREEMENT: "agreement.sign",
    PaperSigned.OBJECTIVES: "agreement.sign_objectives",
}
"""The action of signing one of the two papers; their key is one."""

WRITES = frozenset({*ACTIONS, "sign", "undo", "redo", "heard", "heard-about", "heard-coming"})
"""Commands that change the table: refused where it can only be read."""

OF_THE_OWNER = frozenset({"done", "move", "block", "hand", "drop"})
_ENDED = frozenset({TaskState.DONE, TaskState.DROPPED, TaskState.DECLINED, TaskState.RETURNED})
_LEADS = frozenset({Role.SUPERVISOR, Role.COORDINATOR})
_HEARD = "f notes an answer heard from them."
ADVISERS_SEE_NOTHING = "Advisers see nothing about participants."


def may_do(command: str, roles: frozenset[Role], reads_only: str = "") -> bool:
    """Tell whether these roles may use a command at all, at a table that can only be read for that reason."""
    return not why_not_here(command, roles, reads_only)


def why_not_here(command: str, roles: frozenset[Role], reads_only: str = "") -> str:
    """Return why these roles may not use a command; empty when they may.

    ``reads_only`` is why the table can only be read, as a sentence; empty where it can be written.
    """
    if reads_only and command in WRITES:
        return f"Only reading is possible here. {reads_only}"
    if command in ("heard", "heard-about", "heard-coming"):
        return "" if roles & EVERYBODY_BUT_ADVISERS else "An adviser notes nobody's answers."
    if command == "assist" and not why_not(roles, "task.help"):
        return ""
    if command == "sign":
        reasons = [why_not(roles, action) for action in SIGNS.values()]
        return reasons[0] if all(reasons) else ""
    action = ACTIONS.get(command)
    return why_not(roles, action) if action is not None else ""


def is_adviser(roles: frozenset[Role]) -> bool:
    """Tell whether somebody sits here as an adviser and nothing else."""
    return not roles & EVERYBODY_BUT_ADVISERS


def whose_word(command: str, task: Task, loaded: Loaded) -> tuple[str, str]:
    """Return whose word a command on this task needs, and the key for it; two empty strings where it is one's own."""
    me = loaded.me
    if command == "assist" and task.owner_id != me:
        return why_not(loaded.seat.roles, "task.help"), ""
    if command == "edit":
        agency = "" if task.handed_from else _agency_of(task.asked_by_id, loaded)
        if agency in ("", loaded.seat.agency):
            return "", ""
        return f"{task.task} was worded by {agency}, who may reword it.", _HEARD
    if task.is_unassigned and command in (*OF_THE_OWNER, "accept"):
        return _unassigned(command, task, loaded)
    leads = command == "hand" and (_leads(task, loaded) or _stands_in(task, loaded))
    asked_it_back = command == "drop" and task.state is TaskState.ASKED and task.asked_by_id == me
    if command not in OF_THE_OWNER or task.owner_id == me or asked_it_back or leads:
        return "", ""
    owner = name_of(task.owner)
    said = (
        f"{task.task} is asked of {owner}." if task.state is TaskState.ASKED else f"{task.task} is {owner}'s promise."
    )
    return said, _HEARD


def _unassigned(command: str, task: Task, loaded: Loaded) -> tuple[str, str]:
    """What somebody had who left is handed on by anybody of their agency, or by the coordinator; nothing else."""
    may_hand = task.agency == loaded.seat.agency or Role.COORDINATOR in loaded.seat.roles
    if command == "hand" and may_hand:
        return "", ""
    if command == "accept" and may_hand:
        return why_not(loaded.seat.roles, "task.hand"), ""
    said = f"{task.task} is unassigned: {name_of(task.owner)} has left."
    if may_hand:
        return said, "y takes it, t hands it on."
    return said, f"Somebody of {task.agency} or the coordinator hands it on."


def as_meant(commands: tuple[Command, ...], task: Task | None) -> tuple[Command, ...]:
    """Return commands of a footer by what they do to a task: on what nobody has ``y`` takes it."""
    if task is None or not task.is_unassigned:
        return commands
    return tuple(replace(one, label="take") if one.id == "accept" else one for one in commands)


def _leads(task: Task, loaded: Loaded) -> bool:
    return bool(_LEADS & loaded.seat.roles) and task.agency == loaded.seat.agency


def _stands_in(task: Task, loaded: Loaded) -> bool:
    """Its owner is away, and who sits here is asked instead."""
    return any(one.id == task.owner_id and one.cover == loaded.seat.name for one in loaded.people)


def fits_of(task: Task, loaded: Loaded) -> frozenset[Fits]:
    """Return what suits a task, for the footer."""
    if task.is_unassigned:
        return frozenset({Fits.UNASSIGNED, Fits.LEFT_BEHIND})
    needs = loaded.week.needs
    found = {Fits.UNASSIGNED} if task.task in needs.covering else set()
    if task.task in (*needs.asked, *needs.offered, *needs.drops):
        found.add(Fits.ANSWERABLE)
    if task.state in PROMISED:
        found.add(Fits.MINE_PROMISED if task.owner_id == loaded.me else Fits.OTHERS_PROMISED)
    if task.state in _ENDED:
        found.add(Fits.ENDED)
    return frozenset(found)


def _agency_of(person: str, loaded: Loaded) -> str:
    return next((one.agency for one in loaded.people if one.id == person), "")
