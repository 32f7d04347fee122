"""Who may do what: one table of role x action, checked in every change.

Whether somebody may do it to *this* task (its owner, its asker) is decided by ``owner_only`` and its like; both
give their reason as a sentence.
"""

from casetable.errors import NotAllowed
from casetable.words import Role

WORKERS = frozenset({Role.FRONTLINE, Role.SUPERVISOR, Role.COORDINATOR})
MANAGERS = frozenset({Role.PROGRAMME_MANAGER, Role.SENIOR_MANAGER})
EVERYBODY_BUT_ADVISERS = WORKERS | MANAGERS

MAY: dict[str, frozenset[Role]] = {
    "found": frozenset(Role),
    "task.ask": EVERYBODY_BUT_ADVISERS,
    "task.accept": EVERYBODY_BUT_ADVISERS,
    "task.decline": EVERYBODY_BUT_ADVISERS,
    "task.done": EVERYBODY_BUT_ADVISERS,
    "task.move": EVERYBODY_BUT_ADVISERS,
    "task.block": EVERYBODY_BUT_ADVISERS,
    "task.unblock": EVERYBODY_BUT_ADVISERS,
    "task.want_help": EVERYBODY_BUT_ADVISERS,
    "task.help": WORKERS,
    "task.log": EVERYBODY_BUT_ADVISERS,
    "task.drop": EVERYBODY_BUT_ADVISERS,
    "task.agree_drop": EVERYBODY_BUT_ADVISERS,
    "task.hand": EVERYBODY_BUT_ADVISERS,
    "task.reopen": EVERYBODY_BUT_ADVISERS,
    "task.edit": EVERYBODY_BUT_ADVISERS,
    "participant.propose": WORKERS,
    "participant.agree": WORKERS | MANAGERS,
    "participant.decline": WORKERS | MANAGERS,
    "participant.consider": WORKERS,
    "participant.pass_over": WORKERS,
    "participant.edit": WORKERS,
    "participant.activate": WORKERS,
    "participant.leave": WORKERS,
    "participant.return": WORKERS,
    "participant.team": WORKERS,
    "participant.household": WORKERS,
    "participant.contact": WORKERS,
    "participant.note": WORKERS,
    "participant.goal": WORKERS,
    "participant.taking_part": WORKERS,
    "participant.told": WORKERS,
    "participant.baseline": WORKERS,
    "participant.outcome": WORKERS,
    "participant.update": WORKERS,
    "participant.disclosed": WORKERS,
    "participant.ask_erasure": frozenset({Role.COORDINATOR}),
    "participant.erase": frozenset({Role.COORDINATOR}),
    "participant.erasure_answer": WORKERS | MANAGERS,
    "disclose": WORKERS,
    "release.add": WORKERS,
    "release.renew": WORKERS,
    "release.refuse": WORKERS,
    "release.revoke": WORKERS,
    "backup.make": EVERYBODY_BUT_ADVISERS,
    "agreement.amend": MANAGERS | {Role.COORDINATOR},
    "agreement.offer": frozenset({Role.COORDINATOR}),
    "agreement.withdraw": frozenset({Role.COORDINATOR}),
    "agreement.end": frozenset({Role.COORDINATOR}),
    "agreement.sign": frozenset({Role.SENIOR_MANAGER}),
    "agreement.sign_objectives": WORKERS,
    "agreement.record_paper": frozenset({Role.COORDINATOR}),
    "objective.read": WORKERS,
    "conference.calendar": WORKERS,
    "conference.chair": WORKERS,
    "conference.expect": EVERYBODY_BUT_ADVISERS,
    "conference.propose": EVERYBODY_BUT_ADVISERS,
    "conference.arrange": WORKERS,
    "conference.open": WORKERS,
    "conference.attend": WORKERS,
    "conference.open_item": WORKERS,
    "conference.run": WORKERS,
    "conference.file": WORKERS,
    "conference.close": WORKERS,
    "conference.correct": EVERYBODY_BUT_ADVISERS,
    "conference.confirm_minutes": EVERYBODY_BUT_ADVISERS,
    "conference.agree_minutes": WORKERS,
    "conference.reopen_minutes": WORKERS,
    "conference.ratify": WORKERS | MANAGERS,
    "conference.may_tell": WORKERS,
    "agency.days": EVERYBODY_BUT_ADVISERS,
    "person.add": frozenset({Role.COORDINATOR}),
    "person.edit": frozenset(Role),
    "person.edit_other": frozenset({Role.COORDINATOR}),
    "person.roles": frozenset({Role.COORDINATOR}),
    "person.appoint": MANAGERS,
    "person.away": frozenset(Role),
    "person.away_other": frozenset({Role.COORDINATOR}),
    "person.leave": frozenset({Role.COORDINATOR}),
}

CLOCK_MAY = frozenset(
    {
        "task.return",
        "participant.forget",
        "participant.erasure_finished",
        "backup.make",
        "agreement.join",
        "agreement.part",
        "conference.reissue",
    }
)

_WORDS = {
    "task": "tasks are for the people who do the work",
    "participant": "this is for the people who work with participants",
    "participant.ask_erasure": "somebody is erased by the coordinator",
    "participant.erase": "somebody is erased by the coordinator",
    "disclose": "documents about participants are made by workers and the coordinator",
    "release": "releases are recorded by workers and the coordinator",
    "backup": "backups are made by the people who work at the table",
    "agreement": "the coordinator keeps the agreement",
    "agreement.amend": "the coordinator and the managers amend the agreement",
    "agreement.sign": "a senior manager signs for an agency",
    "agreement.sign_objectives": "the people who do the work sign the objectives",
    "objective": "how an objective stands is noted by the people who do the work",
    "conference": "conferences are run by the people who work with participants",
    "agency.days": "an agency's closing days are kept by its own people and the coordinator",
    "person": "the coordinator keeps the list of people",
    "person.appoint": "a manager appoints a coordinator",
}


def check_noting(roles: frozenset[Role]) -> None:
    """Raise NotAllowed unless somebody in these roles may write down another person's answer."""
    if not roles & EVERYBODY_BUT_ADVISERS:
        raise NotAllowed("An adviser notes nobody's answers.", "Somebody who works at the table may.")


def check(roles: frozenset[Role], action: str, *, is_clock: bool = False, whose: str = "") -> None:
    """Raise NotAllowed with the reason unless one of ``roles`` may do ``action``; ``whose`` as in ``why_not``."""
    reason = why_not(roles, action, is_clock=is_clock, whose=whose)
    if reason:
        keeps_them = Role.COORDINATOR in roles
        ask = "Somebody who may does it." if keeps_them else "Ask the coordinator if this should be different."
        raise NotAllowed(reason, ask)


def why_not(roles: frozenset[Role], action: str, *, is_clock: bool = False, whose: str = "") -> str:
    """The reason why these roles may not do ``action``; empty when they may.

    ``whose`` is the name of somebody else whose roles these are, from whom it was heard; empty for one's own.
    """
    if is_clock:
        return "" if action in CLOCK_MAY else "The clock may not do that."
    if roles & MAY.get(action, frozenset()):
        return ""
    held = ", ".join(sorted(role.label for role in roles)) or "nobody"
    sits = f"{whose} sits" if whose else "You sit"
    return f"{sits} here as {held}: {_WORDS.get(action) or _WORDS.get(action.split('.')[0], 'this is for others')}."
