"""What history and undo call a change: a word or two for people, by the name that the log stores."""

_CALLED = {
    "agreement.amend": "amending the agreement",
    "agreement.end": "ending the agreement",
    "agreement.join": "an agency joining",
    "agreement.offer": "offering the agreement",
    "agreement.part": "an agency leaving",
    "agreement.record_paper": "signatures on paper",
    "agreement.sign": "signing the agreement",
    "agreement.sign_objectives": "signing the objectives",
    "agreement.withdraw": "withdrawing the offer",
    "objective.read": "a reading of an objective",
    "participant.activate": "beginning with",
    "participant.ask_erasure": "asking before an erasure",
    "participant.baseline": "the baseline of",
    "participant.consider": "considering",
    "participant.contact": "safe contact of",
    "participant.disclosed": "a disclosure about",
    "participant.edit": "rewording",
    "participant.erasure_answer": "an answer before the erasure of",
    "participant.erasure_finished": "finishing the erasure of",
    "participant.forget": "forgetting",
    "participant.goal": "words of",
    "participant.household": "the household of",
    "participant.leave": "leaving of",
    "participant.note": "a note about",
    "participant.outcome": "outcomes of",
    "participant.pass_over": "passing over",
    "participant.return": "the return of",
    "participant.taking_part": "how they take part",
    "participant.team": "the team of",
    "participant.told": "what was told to",
    "participant.update": "what HMIS says of",
    "person.add": "somebody's joining",
    "person.appoint": "an appointment",
    "person.away": "an absence or its end",
    "person.away_other": "an absence or its end",
    "person.edit": "a change of oneself",
    "person.edit_other": "a change of somebody",
    "person.leave": "somebody's leaving",
    "person.roles": "somebody's roles",
}


def called(action: str) -> str:
    """Return what the change that the log calls ``action`` is called: ``passing over``, ``task ask``."""
    return _CALLED.get(action, action.replace(".", " ").replace("_", " "))
