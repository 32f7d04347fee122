"""The forms that amend the agreement: what each asks for, and the edit that comes of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from casetable.errors import BadInput
from casetable.rules import amending
from casetable.rules.agreement_text import topics_of
from casetable.rules.dates import read_date
from casetable.rules.readiness import readiness_from_words, readiness_in_words
from casetable.rules.setup_words import roles_from_words
from casetable.screens import agreement_fields as numbers
from casetable.screens.sheet import Field
from casetable.values.partnership import AgencySetup, ObjectiveSetup, PersonSetup, Setup
from casetable.words import SectionTopic, Sector

Given = Mapping[str, str]
Edit = Callable[[Setup], Setup]
WHY = Field("why", "Why", "what the others should know; may stay empty")
_OWN = "one of its own"


@dataclass(frozen=True, slots=True)
class AmendForm:
    """One form. ``text`` is its field of several lines, None without; ``edit`` reads what was given.

    ``part`` is the key of the part it was filled from, empty where it is filled from none; ``note`` stands below.
    """

    title: str
    kept: str
    part: str
    fields: tuple[Field, ...]
    edit: Callable[[Given], Edit]
    text: Field | None = None
    note: str = ""

    @property
    def start(self) -> dict[str, str]:
        """What stood in each field at first."""
        fields = (*self.fields, *((self.text,) if self.text else ()))
        return {field.name: field.start for field in fields}


def section_form(setup: Setup, position: int) -> AmendForm:
    """A section: its words, and the numbers that it rules."""
    one, topic = setup.sections[position - 1], topics_of(setup.sections)[position - 1]
    key = f"section:{topic.value}" if topic is not None else f"section {position}"
    fields = (Field("heading", "Heading", "a few words", one.heading), *numbers.number_fields(setup, topic), WHY)
    start = {field.name: field.start for field in fields}

    def edit(given: Given) -> Edit:
        def change(now: Setup) -> Setup:
            changed = numbers.changed_numbers(now, given, start)
            if (given["heading"], given["text"]) == (one.heading, one.text.strip()):
                return changed
            return amending.with_section(changed, position, given["heading"], given["text"])

        return change

    text = Field("text", "Text", "what all of you agree on", one.text.strip())
    return AmendForm(f"Section {position}: {one.heading}", f"agreement {key}", key, fields, edit, text)


def new_section_form(setup: Setup, lacking: tuple[SectionTopic, ...]) -> AmendForm:
    """A section more; it begins as the first one of the checklist that is missing."""
    first = lacking[0].label if lacking else ""
    rest = "; ".join(topic.label for topic in lacking)
    heading = f"{first[:1].upper()}{first[1:]}"
    fields = (
        Field("heading", "Heading", "a few words", heading),
        Field("topic", "Is about", f"a line of the checklist, or: {_OWN}", first or _OWN),
        WHY,
    )

    def edit(given: Given) -> Edit:
        topic = read_topic(given["topic"])
        if not given["heading"] or not given["text"]:
            raise BadInput("A section has a heading and a text.", "Say both; Esc leaves it out.")
        return lambda now: amending.add_section(now, given["heading"], given["text"], topic)

    text = Field("text", "Text", "what all of you agree on")
    note = f"Missing of the checklist: {rest}." if rest else "Every line of the checklist has its section."
    return AmendForm("A new section", "agreement new section", "", fields, edit, text, note)


def read_topic(words: str) -> SectionTopic | None:
    """Return what a section is about; None for one of its own. Raises BadInput for words that no line begins with."""
    plain = words.strip().casefold()
    if not plain or _OWN.startswith(plain):
        return None
    found = [topic for topic in SectionTopic if topic.label.casefold().startswith(plain) or topic.value == plain]
    if len(found) != 1:
        raise BadInput(f"{words[:40]!r} is no line of the checklist.", f"The first words of one, or: {_OWN}.")
    return found[0]


def title_form(setup: Setup) -> AmendForm:
    """What stands on top: the name and the kind."""
    fields = (*(numbers.number_field(setup, key) for key in ("name", "kind")), WHY)
    start = {field.name: field.start for field in fields}
    title = "The whole text: its name and kind"
    return AmendForm(
        title,
        "agreement title",
        "",
        fields,
        lambda given: lambda now: numbers.changed_numbers(now, given, start),
        note="Sections, parties and objectives are changed each from its own line.",
    )


def besides_form(setup: Setup) -> AmendForm:
    """The numbers that no section rules."""
    said = set(topics_of(setup.sections))
    fields = tuple(
        field for topic in SectionTopic if topic not in said for field in numbers.number_fields(setup, topic)
    )
    start = {field.name: field.start for field in (*fields, WHY)}
    return AmendForm(
        "What applies besides: numbers that no section speaks of",
        "agreement numbers",
        "numbers",
        (*fields, WHY),
        lambda given: lambda now: numbers.changed_numbers(now, given, start),
    )


def party_form(setup: Setup, code: str) -> AmendForm:
    """What a party hopes, fears and calls success, how ready it is, and the shares of all."""
    one = next(each for each in setup.agencies if each.code == code)
    ready = "yes, or not yet; then a colon and a note"
    fields = (
        Field("hopes", "Hopes", "what it gains: mutual interest", one.hopes),
        Field("risks", "Risks", "what it fears could go wrong", one.risks),
        Field("success", "Success is", "when it would say that this worked", one.success),
        Field("goals", "Ready: goals", ready, readiness_in_words(one.goals)),
        Field("resources", "Ready: skills, means", ready, readiness_in_words(one.resources)),
        Field("gaps", "Ready: gaps", ready, readiness_in_words(one.gaps)),
        numbers.effort_field(setup),
        WHY,
    )
    start = {field.name: field.start for field in fields}

    def edit(given: Given) -> Edit:
        said = {name: given[name] for name in ("hopes", "risks", "success") if given[name] != start[name]}
        answers = {
            name: readiness_from_words(given[name])
            for name in ("goals", "resources", "gaps")
            if given[name] != start[name]
        }

        def change(now: Setup) -> Setup:
            changed = amending.with_party(now, code, **said, **answers) if said or answers else now
            return numbers.changed_numbers(changed, given, start)

        return change

    return AmendForm(f"{one.name} in the agreement", f"agreement party {code}", f"party:{code}", fields, edit)


def objective_form(setup: Setup, number: int) -> AmendForm:
    """An objective; one more where ``number`` is the next one."""
    is_new = number > len(setup.objectives)
    one = ObjectiveSetup("") if is_new else setup.objectives[number - 1]
    fields = (
        Field("text", "Objective", "five people housed for 90 days", one.text),
        Field("measure", "Measure", "how it is counted, and who counts", one.measure),
        Field("baseline", "Baseline", "where it stands today", one.baseline),
        Field("target", "Target", "what you want to reach", one.target),
        Field("due_quarter", "Due", "the quarter: 2026Q4", one.due_quarter),
        WHY,
    )

    def edit(given: Given) -> Edit:
        names = ("text", "measure", "baseline", "target", "due_quarter")
        said = ObjectiveSetup(*(given[name] for name in names))
        if not said.text:
            raise BadInput("An objective says what is to be reached.", "Say it in a few words; Esc leaves it out.")
        return lambda now: amending.with_objective(now, number, said)

    title = f"Objective {number}" if not is_new else "A new objective"
    part = "" if is_new else amending.OBJECTIVES
    note = "The frontline people sign the page of objectives anew when its words change."
    return AmendForm(title, f"agreement objective {number}", part, fields, edit, note=note)


def joining_form(setup: Setup, today: date, here: Collection[str] | None = None) -> AmendForm:
    """An agency that joins, with its people; ``here`` as for ``amending.with_joining``."""
    sectors = ", ".join(sector.value.replace("_", " ") for sector in Sector)
    fields = (
        Field("code", "Short name", "2 to 5 letters, as on the board: VS"),
        Field("name", "Agency", "its whole name"),
        Field("sector", "Sector", sectors),
        Field("joins_on", "Joins on", "1 dec; empty: on the day this is in force"),
        Field("hopes", "Hopes", "what it gains"),
        WHY,
    )

    def edit(given: Given) -> Edit:
        agency = AgencySetup(
            given["code"].strip().upper(), given["name"], _sector(given["sector"]), hopes=given["hopes"]
        )
        people = tuple(_person(line, agency.code) for line in given["text"].split("\n") if line.strip())
        joins_on = read_date(given["joins_on"], today) if given["joins_on"] else None
        return lambda now: amending.with_joining(now, agency, people, joins_on=joins_on, here=here)

    text = Field("text", "People", "one a line: Kim Ito, senior manager")
    note = "The others' pledged shares shrink in proportion; a on a party changes them."
    return AmendForm("An agency joins the table", "agreement join", "", fields, edit, text, note)


def leaving_form(setup: Setup, code: str, today: date) -> AmendForm:
    """The last day of a party; empty: it stays after all."""
    one = next(each for each in setup.agencies if each.code == code)
    start = one.leaves_on.isoformat() if one.leaves_on else ""
    fields = (Field("leaves_on", "Last day", "31 dec; empty: it stays", start), WHY)

    def edit(given: Given) -> Edit:
        day = read_date(given["leaves_on"], today) if given["leaves_on"] else None
        return lambda now: amending.with_leaving(now, code, day)

    note = "What its people have is to be handed over before: p shows it."
    return AmendForm(f"{one.name} leaves the table", f"agreement part {code}", f"party:{code}", fields, edit, note=note)


def _sector(words: str) -> Sector:
    plain = words.strip().casefold().replace(" ", "_")
    found = [sector for sector in Sector if plain and sector.value.startswith(plain)]
    if not found:
        known = ", ".join(sector.value.replace("_", " ") for sector in Sector)
        raise BadInput(f"{words[:40]!r} is no sector.", f"One of: {known}.")
    return found[0]


def _person(line: str, agency: str) -> PersonSetup:
    name, _, rest = line.partition(",")
    if not rest.strip():
        raise BadInput(f"What is {name.strip()[:40]!r} at the table?", "Like: Kim Ito, senior manager")
    return PersonSetup(name.strip(), agency, roles_from_words(rest.replace(",", "+")))
