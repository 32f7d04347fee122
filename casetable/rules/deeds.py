"""What history and undo call a change: a word or two for people, by the name that the log stores."""

_CALLED = {
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
}


def called(action: str) -> str:
    """Return what the change that the log calls ``action`` is called: ``passing over``, ``task ask``."""
    return _CALLED.get(action, action.replace(".", " ").replace("_", " "))
