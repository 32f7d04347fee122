"""Plain words that people type at set-up, and what they mean: roles, sectors, codes, the conference's day."""

import re
import unicodedata
from collections.abc import Collection
from datetime import time

from casetable.errors import BadInput
from casetable.rules.names import plain
from casetable.rules.partnership import RESERVED_CODES, quoted
from casetable.values.partnership import ConferenceRule
from casetable.words import WEEKDAY_NAMES, Role, Sector

_ROLES = {
    Role.FRONTLINE: (
        "frontline|front line|frontline worker|worker|case worker|caseworker|case manager|care manager|social worker"
        "|outreach|outreach worker|navigator|housing navigator|clinician|nurse|therapist|advocate|peer"
        "|peer specialist|peer worker|staff|case management|support worker|keyworker|key worker|counselor|counsellor"
    ),
    Role.SUPERVISOR: "supervisor|team lead|team leader|lead|lead worker|clinical supervisor",
    Role.PROGRAMME_MANAGER: (
        "programme manager|program manager|manager|programme director|program director|programme lead|program lead|pm"
    ),
    Role.SENIOR_MANAGER: (
        "senior manager|director|executive director|deputy director|ceo|chief executive|head|head of service"
        "|senior leader|vice president|vp|ed|commissioner|senior management"
    ),
    Role.COORDINATOR: "coordinator|table coordinator|partnership coordinator|coordination|coord",
    Role.ADVISER: "adviser|advisor|veteran|mentor",
}
_ROLE_OF = {words: role for role, phrases in _ROLES.items() for words in phrases.split("|")}
_ROLE_JOINED = {words.replace(" ", ""): role for words, role in _ROLE_OF.items()}
_LONGEST_ROLE = 40

_SECTORS = (
    (Sector.VICTIM_SERVICES, "victim|domestic violence|sexual|survivor|rape|abuse shelter|safe house|women's shelter"),
    (Sector.COMMUNITY_MENTAL_HEALTH, "mental|behavioral|behavioural|psychiatr|counsel"),
    (Sector.HOMELESS_SERVICES, "homeless|shelter|outreach|street|rescue mission"),
    (Sector.HOUSING, "hous|landlord|tenan|apartment|homes"),
    (Sector.JUSTICE, "justice|court|probation|parole|police|sheriff|legal|jail|prison|defender|reentry|re-entry"),
    (Sector.HEALTH, "health|clinic|hospital|medical|care center|hospice|recovery|addiction|substance"),
    (Sector.BACKBONE, "coalition|continuum|backbone|collective|alliance|foundation|united way|partnership"),
    (Sector.SOCIAL_SERVICES, "social|welfare|human services|family|famil|benefits|community services|children"),
)

_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "at", "to", "a", "an", "on", "de", "la", "y"})

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_CONFERENCE_EXPECTED = 'expected words such as "second Friday at 9:00"'
_CONFERENCE = re.compile(
    r"(?:every |the )*(?P<which>[a-z0-9]+) (?P<day>[a-z]+)(?: of (?:each|the|every) month)?(?: (?:at )?(?P<time>\d.*))?"
)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d\d))? ?([ap])?\.?(?:m\.?)?", re.ASCII)


def roles_from_words(words: str) -> tuple[Role, ...]:
    """Return the roles that plain words name, several joined by ``+``, ``/``, ``&`` or ``and``.

    Raises BadInput with a sentence that names the first that is not understood.
    """
    pieces = [piece for piece in re.split(r"\s*(?:[+/&|]|\band\b)\s*", words.casefold()) if piece]
    return tuple(dict.fromkeys(_role(piece) for piece in pieces))


def is_role(words: str) -> bool:
    """True if the words name roles and nothing else, or one role but for a slip of the finger."""
    try:
        return bool(roles_from_words(words))
    except BadInput:
        return bool(_near(_plain_role(words)))


def _role(words: str) -> Role:
    """Return the role one phrase names; a slip of the finger is asked about, never guessed."""
    known = _plain_role(words)
    if role := _ROLE_JOINED.get(known.replace(" ", "")):
        return role
    if near := _near(known):
        raise BadInput(f"no role is called {quoted(words)}; did you mean {near}?")
    expected = ", ".join(role.label for role in Role)
    raise BadInput(f"no role is called {quoted(words)}; expected one of {expected}")


def _plain_role(words: str) -> str:
    return plain(words).replace("co ordinator", "coordinator")


def _near(known: str) -> str:
    """Return the known words for a role nearest to these, empty where none are near."""
    from difflib import get_close_matches

    near = get_close_matches(known, _ROLE_OF, n=1, cutoff=0.85) if 4 <= len(known) <= _LONGEST_ROLE else []
    return near[0] if near else ""


def sector_from_name(name: str) -> Sector:
    """Return the sector that an agency's name suggests; ``other`` when it suggests none."""
    words = name.casefold()
    return next((sector for sector, hints in _SECTORS if re.search(rf"\b(?:{hints})", words)), Sector.OTHER)


def initials(name: str) -> str:
    """Return the capitals of a name's words without the small ones: ``Department of Health`` is ``DH``."""
    return "".join(word[0] for word in _words(name))


def code_from_name(name: str, taken: Collection[str]) -> str:
    """Return a code of 2 to 5 letters that is not ``taken``: initials, else the first word's letters, else any."""
    words = _words(name) or ["AGENCY"]
    letters = "".join(words)
    first = [initials(name)[:5], words[0][:2], words[0][:3], *(words[0][0] + letter for letter in letters[1:])]
    rest = (a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    forbidden = {*taken, *RESERVED_CODES}
    return next(code for code in (*first, *rest) if len(code) >= 2 and code not in forbidden)


def _words(name: str) -> list[str]:
    """Return a name's words in plain capitals A to Z, small words left out unless there are no others."""
    bare = unicodedata.normalize("NFKD", name.upper())
    words = re.findall(r"[A-Z]+", "".join(c for c in bare if not unicodedata.combining(c)).replace("'", ""))
    return [word for word in words if word.casefold() not in _SMALL_WORDS] or words


def conference_from_words(words: str) -> ConferenceRule:
    """Return the rule that words such as ``second Friday at 9:00`` mean; empty means the usual one.

    Raises BadInput with a sentence that says what is understood.
    """
    usual = ConferenceRule()
    if not words:
        return usual
    match = _CONFERENCE.fullmatch(" ".join(words.casefold().replace(",", " ").split()))
    which = _ORDINALS.get(match["which"]) if match else None
    day = next(
        (day for day in WEEKDAY_NAMES if match and len(match["day"]) >= 3 and day.startswith(match["day"])), None
    )
    if match is None or which is None or day is None:
        raise BadInput(f"no day of the month is called {quoted(words)}; {_CONFERENCE_EXPECTED}")
    starts_at = _time(match["time"].strip()) if match["time"] else usual.starts_at
    if starts_at is None:
        raise BadInput(f"no time of day is called {quoted(match['time'])}; {_CONFERENCE_EXPECTED}")
    return ConferenceRule(f"FREQ=MONTHLY;BYDAY={which}{day[:2].upper()}", starts_at)


def _time(words: str) -> time | None:
    """Return the time of day that ``9``, ``9:30``, ``2pm`` or ``2:30 pm`` means."""
    match = _TIME.fullmatch(words)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
