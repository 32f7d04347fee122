"""A set-up from at most twelve questions: what was understood, what is missing, what is wrong, all at once."""

from dataclasses import dataclass, replace
from typing import TypeVar

from casetable.errors import BadFile, BadInput
from casetable.rules.names import find_misspelt, find_people
from casetable.rules.partnership import AGENCIES_AT_LEAST, holidays_of_zone, month_from_words, quoted, zone_problem
from casetable.rules.setup_lists import LineProblem, agencies_from_lines, people_from_lines
from casetable.rules.setup_words import conference_from_words
from casetable.text import MAX_LENGTH, clean, clean_line
from casetable.values.partnership import AgencySetup, PersonSetup, Setup
from casetable.values.people import Person
from casetable.words import WEEKDAY_NAMES, AgreementKind, Role, Sharing

Choice = TypeVar("Choice", AgreementKind, Sharing)

QUESTIONS = {
    "name": "name",
    "shared_challenge": "shared challenge",
    "kind": "kind of agreement",
    "agencies": "agencies",
    "people": "people",
    "me": "who you are",
    "emergency": "emergency line",
    "zone": "time zone",
    "mail_day": "mail day",
    "conference": "conference",
    "quarter_month": "first month of the quarter",
    "sharing": "how it is shared",
}
"""The questions in order: the field of Answers and its short name in messages."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed, as it was typed. ``agencies`` and ``people`` hold one on each line."""

    name: str = ""
    shared_challenge: str = ""
    kind: str = AgreementKind.MOU.value
    agencies: str = ""
    people: str = ""
    me: str = ""
    emergency: str = ""
    zone: str = ""
    mail_day: str = "Monday"
    conference: str = "second Friday at 9:00"
    quarter_month: str = "January"
    sharing: str = Sharing.ONE_LAPTOP.value


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer. ``question`` is a field of Answers; ``line``, from 1, is 0 for the whole."""

    question: str
    sentence: str
    line: int = 0
    is_missing: bool = False

    def __str__(self) -> str:
        where = QUESTIONS[self.question]
        return f"line {self.line} of {where}: {self.sentence}" if self.line else f"{where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Understood:
    """What the answers mean so far. ``setup`` is None, and ``me`` empty, while there are problems."""

    agencies: tuple[AgencySetup, ...]
    people: tuple[PersonSetup, ...]
    problems: tuple[Problem, ...]
    me: str = ""
    setup: Setup | None = None

    def read_back(self) -> str:
        """Return one line such as ``3 agencies, 9 people, 1 coordinator; missing: emergency line``."""
        coordinators = sum(Role.COORDINATOR in person.roles for person in self.people)
        counts = (
            _count(len(self.agencies), "agency", "agencies"),
            _count(len(self.people), "person", "people"),
            _count(coordinators, "coordinator", "coordinators"),
        )
        missing = dict.fromkeys(QUESTIONS[each.question] for each in self.problems if each.is_missing)
        wrong = sum(not each.is_missing for each in self.problems)
        return "; ".join(
            [
                ", ".join(counts),
                *([f"missing: {', '.join(missing)}"] if missing else []),
                *([f"{_count(wrong, 'thing', 'things')} to mend"] if wrong else []),
                *([] if missing or wrong else ["nothing is missing"]),
            ]
        )


def setup_from(answers: Answers) -> Setup:
    """Return the set-up that the answers mean, with the usual numbers for everything they do not say.

    Raises:
        BadFile: Answers are missing or not understood; all problems at once, such as ``line 3 of people: …``.
    """
    understood = understand(answers)
    if understood.setup is None:
        count = _count(len(understood.problems), "answer", "answers")
        raise BadFile(f"{count} cannot be used yet.", tuple(str(problem) for problem in understood.problems))
    return understood.setup


def understand(answers: Answers) -> Understood:
    """Return what the answers mean so far and everything that is missing or wrong. Never raises."""
    reading = _Reading(answers)
    agencies, agency_problems = agencies_from_lines(answers.agencies)
    people, people_problems = people_from_lines(answers.people, agencies)
    reading.take("agencies", agency_problems)
    reading.take("people", people_problems)
    name, challenge, emergency = (reading.text(each) for each in ("name", "shared_challenge", "emergency"))
    zone = reading.zone()
    month = reading.month()
    weekday = reading.weekday()
    kind, sharing = reading.choice("kind", AgreementKind.MOU), reading.choice("sharing", Sharing.ONE_LAPTOP)
    try:
        conference = conference_from_words(clean_line(answers.conference))
    except BadInput as problem:
        reading.wrong("conference", problem.sentence)
    reading.table(agencies, people)
    me = reading.me(people)
    if reading.problems:
        order = list(QUESTIONS)
        problems = sorted(reading.problems, key=lambda problem: (order.index(problem.question), problem.line))
        return Understood(agencies, people, tuple(problems))
    setup = Setup(
        name=name,
        shared_challenge=challenge,
        kind=kind,
        zone=zone,
        emergency=emergency,
        agencies=tuple(replace(agency, holidays=holidays_of_zone(zone)) for agency in agencies),
        people=people,
        quarter_first_month=month,
        sharing=sharing,
        mail_weekday=weekday,
        conference=conference,
    )
    return Understood(agencies, people, (), me, setup)


class _Reading:
    """The answers being read; problems are gathered, and a value that is wrong becomes an empty or usual one."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.problems: list[Problem] = []

    def wrong(self, question: str, sentence: str) -> None:
        """Note that an answer cannot be used."""
        self.problems.append(Problem(question, sentence))

    def missing(self, question: str, sentence: str) -> None:
        """Note that an answer is not there yet."""
        self.problems.append(Problem(question, sentence, is_missing=True))

    def take(self, question: str, problems: tuple[LineProblem, ...]) -> None:
        """Note problems of single lines."""
        self.problems.extend(Problem(question, problem.sentence, problem.line) for problem in problems)

    def text(self, question: str) -> str:
        """Return a required text, cleaned."""
        typed = str(getattr(self.answers, question))
        cleaned = clean(typed) if question == "shared_challenge" else clean_line(typed)
        if len(cleaned) > MAX_LENGTH:
            self.wrong(question, f"this has {len(cleaned):,} characters; expected at most {MAX_LENGTH:,}")
        if not cleaned:
            self.missing(question, _MISSING[question])
        return cleaned

    def zone(self) -> str:
        """Return the time zone."""
        zone = clean_line(self.answers.zone).replace(" ", "_")
        if not zone:
            self.missing("zone", "this is empty; expected a time zone such as America/Chicago")
        elif problem := zone_problem(zone):
            self.wrong("zone", problem)
        return zone

    def month(self) -> int:
        """Return the month in which the first quarter starts; January for an empty answer."""
        words = clean_line(self.answers.quarter_month)
        month = month_from_words(words or "January")
        if month is None:
            self.wrong("quarter_month", f"no month is called {quoted(words)}; expected one such as January or 10")
        return month or 1

    def weekday(self) -> int:
        """Return the day of the weekly mail, 0 for Monday and for an empty answer."""
        words = clean_line(self.answers.mail_day).casefold() or "monday"
        found = [number for number, day in enumerate(WEEKDAY_NAMES) if len(words) >= 3 and day.startswith(words)]
        if not found:
            self.wrong("mail_day", f"no weekday is called {quoted(words)}; expected one such as Monday")
        return found[0] if found else 0

    def choice(self, question: str, usual: Choice) -> Choice:
        """Return one of a few words; the usual one for an empty answer."""
        kind = type(usual)
        words = clean_line(str(getattr(self.answers, question))).casefold() or usual.value
        known = {each.value: each for each in kind}
        if words not in known:
            self.wrong(question, f"{quoted(words)} is not understood; expected one of {', '.join(known)}")
        return known.get(words, usual)

    def table(self, agencies: tuple[AgencySetup, ...], people: tuple[PersonSetup, ...]) -> None:
        """Note when there are too few agencies, no people, or nobody who coordinates."""
        broken = {problem.question for problem in self.problems}
        if len(agencies) < AGENCIES_AT_LEAST and "agencies" not in broken:
            found = "one agency is no table" if agencies else "there is none yet"
            self.missing("agencies", f"{found}; expected at least two, one on each line")
        if not people and "people" not in broken:
            self.missing(
                "people", "there is nobody yet; expected a line such as Dana Reyes, HS, dana@example.org, role"
            )
        elif "people" not in broken and not any(Role.COORDINATOR in person.roles for person in people):
            self.wrong("people", "who coordinates? Expected at least one person with the role coordinator")

    def me(self, people: tuple[PersonSetup, ...]) -> str:
        """Return the name of the one who answers; an empty answer means the coordinator if there is only one."""
        words = clean_line(self.answers.me)
        if not words:
            coordinators = [person.name for person in people if Role.COORDINATOR in person.roles]
            if people and len(coordinators) != 1:
                self.missing("me", "who are you? Expected one of the people above")
            return coordinators[0] if len(coordinators) == 1 else ""
        found = _people_called(words, people)
        if people and len(found) != 1:
            which = f"may be {', '.join(found[:4])}" if found else "is none of the people above"
            self.wrong("me", f"{quoted(words)} {which}; expected one of their names")
        return found[0] if len(found) == 1 else ""


_MISSING = {
    "name": "this is empty; expected a name such as Eastside Table",
    "shared_challenge": "this is empty; expected what none of you can solve alone",
    "emergency": "this is empty; expected what to call when somebody is at risk now, such as 911",
}


def _people_called(words: str, people: tuple[PersonSetup, ...]) -> list[str]:
    """Return the names that somebody's words about themselves fit: a name, a part of it, initials or the mail."""
    by_mail = [person.name for person in people if person.mail and person.mail.casefold() == words.casefold()]
    everybody = [
        Person(person.name, person.name, person.agency, person.roles, "", person.mail, person.phone, None)
        for person in people
    ]
    found = find_people(words, everybody) or find_misspelt(words, everybody)
    return by_mail or [person.person for person in found]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
