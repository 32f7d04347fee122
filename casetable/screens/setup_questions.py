"""The twelve questions of a new partnership: how each is asked, what stands there already, and the help under it."""

from dataclasses import dataclass

from casetable.words import MONTH_NAMES, WEEKDAY_NAMES, AgreementKind, Sharing

Choices = tuple[tuple[str, str], ...]
"""What is shown and what it stands for."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``field`` is a field of Answers; ``height`` is in lines; with ``choices`` one is picked.

    With ``is_list`` one thing stands on each numbered line, over the whole width.
    """

    field: str
    label: str
    help: str = ""
    placeholder: str = ""
    height: int = 1
    is_list: bool = False
    choices: Choices = ()


def _capitals(names: tuple[str, ...]) -> Choices:
    return tuple((name.capitalize(), name.capitalize()) for name in names)


QUESTIONS = (
    Question("name", "Name of the table", placeholder="such as Eastside Table"),
    Question("shared_challenge", "Shared challenge", help="What none of you can solve alone.", height=2),
    Question(
        "agencies",
        "Agencies, one on each line",
        help='Name, or code and name: "HS Homeless Services".',
        placeholder="such as\nSocial Services\nHS Homeless Services",
        height=4,
        is_list=True,
    ),
    Question(
        "people",
        "People, one on each line: Name, agency, mail, role",
        help="Paste them. Roles: frontline (also when none is said), supervisor, programme manager, "
        "senior manager, coordinator, adviser; several with +.",
        placeholder="such as\nDana Reyes, HS, dana@example.org, coordinator + frontline",
        height=9,
        is_list=True,
    ),
    Question("me", "Which of them are you", help="Empty means the coordinator."),
    Question(
        "emergency", "Emergency line", help="What to call when somebody is at risk now.", placeholder="such as 911"
    ),
    Question("zone", "Time zone", placeholder="such as America/Chicago"),
    Question("conference", "Monthly conference", placeholder="such as second Friday at 9:00"),
    Question("mail_day", "Day of the weekly mail", choices=_capitals(WEEKDAY_NAMES)),
    Question("quarter_month", "Quarters start in", choices=_capitals(MONTH_NAMES)),
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
