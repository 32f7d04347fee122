"""The twelve questions of a new partnership: how each is asked, what stands there already, and the help under it."""

from dataclasses import dataclass

from casetable.rules.partnership import MONTH_NAMES, WEEKDAY_NAMES
from casetable.words import AgreementKind, Sharing

Choices = tuple[tuple[str, str], ...]
"""What is shown and what it stands for."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``field`` is a field of Answers; ``height`` is in lines; with ``choices`` one is picked."""

    field: str
    label: str
    help: str = ""
    placeholder: str = ""
    height: int = 1
    choices: Choices = ()


def _capitals(names: tuple[str, ...]) -> Choices:
    return tuple((name.capitalize(), name.capitalize()) for name in names)


QUESTIONS = (
    Question("name", "Name of the table", placeholder="Eastside Table"),
    Question(
        "shared_challenge",
        "What none of you can solve alone",
        placeholder="Some people fall between our agencies again and again.",
        height=2,
    ),
    Question(
        "agencies",
        "Agencies",
        help="One on each line; in front, if you like, 2 to 5 capitals as its code.",
        placeholder="Social Services\nHS Homeless Services\nCommunity Mental Health",
        height=4,
    ),
    Question(
        "people",
        "People",
        help="Paste them: Name, agency, mail, role. Several roles: coordinator + frontline.",
        placeholder="Dana Reyes, HS, dana@example.org, coordinator\nLee Park, SS, lee@example.org, frontline",
        height=9,
    ),
    Question("me", "Which of them are you", help="Empty means the coordinator.", placeholder="Dana Reyes"),
    Question("emergency", "Call when somebody is at risk", placeholder="911"),
    Question("zone", "Time zone", placeholder="America/Chicago"),
    Question("conference", "Monthly conference", placeholder="second Friday at 9:00"),
    Question("mail_day", "Day of the weekly mail", choices=_capitals(WEEKDAY_NAMES)),
    Question("quarter_month", "First month of a quarter", choices=_capitals(MONTH_NAMES)),
    Question(
        "kind",
        "Kind of agreement",
        choices=(
            ("memorandum, signed by the senior managers", AgreementKind.MOU.value),
            ("charter, signed by the senior managers", AgreementKind.CHARTER.value),
            ("handshake, nobody has to sign", AgreementKind.HANDSHAKE.value),
        ),
    ),
    Question(
        "sharing",
        "How offices share it",
        help="Whoever holds the file can read all of it. Never a network share or a sync folder.",
        choices=(
            ("one laptop, everybody else by weekly mail", Sharing.ONE_LAPTOP.value),
            ("one host that people reach over SSH", Sharing.SSH_HOST.value),
            ("PostgreSQL with a login per person", Sharing.POSTGRESQL.value),
        ),
    ),
)
