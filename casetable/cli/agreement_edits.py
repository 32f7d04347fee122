"""What the options of ``casetable agreement amend`` change: each becomes an edit of what the agreement says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casetable.cli.own_files import read_words
from casetable.errors import BadInput

if TYPE_CHECKING:
    from casetable.values.agreement import Part
    from casetable.values.partnership import Setup

Edit = Callable[["Setup"], "Setup"]
"""What the agreement says, changed."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a section or an objective as they were given; None: not said, so they stay."""

    heading: str | None = None
    text: str | None = None
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """Everything that one ``casetable agreement amend`` says. None and empty: not said."""

    file: Path | None
    discard: bool
    section: str | None
    add: str | None
    objective: str | None
    words: Words
    measured: dict[str, str | None]
    party: str | None
    told: dict[str, str | None]
    shares: Sequence[str]
    numbers: Sequence[str]

    def check(self) -> None:
        """Raise BadInput for what says two things at once, and for what belongs to something that is not named."""
        named = [one for one in (self.section, self.add, self.objective) if one is not None]
        changes = [*named, *([self.party] if self.party is not None else []), *self.shares, *self.numbers]
        if (self.file is not None) + self.discard + bool(changes) > 1:
            raise BadInput("Two ways of amending at once.", "A whole file, --discard, or single changes.")
        if len(named) > 1:
            raise BadInput("--text can belong to one thing only.", "One of --section, --add-section, --objective.")
        said = self.words.text is not None or self.words.remove
        if said and not named:
            raise BadInput("Where do these words belong?", "Add --section N, --add-section HEADING or --objective N.")
        if self.words.heading is not None and self.section is None:
            raise BadInput("--heading belongs to a section.", "Add --section N.")
        if any(one is not None for one in self.measured.values()) and self.objective is None:
            raise BadInput("Which objective is it about?", "Add --objective N, or --objective new.")
        if any(one is not None for one in self.told.values()) and self.party is None:
            raise BadInput("Which agency says so?", "Add --party AGENCY.")
        if self.file is None and not self.discard and not changes:
            raise BadInput(
                "What is to be changed?",
                "A file, --section, --add-section, --set, --party, --share or --objective; --help shows how.",
            )

    def edits(self) -> list[Edit]:
        """The single changes but that of a section, which is made from what it says now. Raises BadInput."""
        found = [numbers_edit(self.numbers)] if self.numbers else []
        found += [shares_edit(self.shares)] if self.shares else []
        found += [party_edit(self.party, self.told)] if self.party is not None else []
        found += [new_section_edit(self.add, self.words)] if self.add is not None else []
        if self.objective is not None:
            found.append(objective_edit(self.objective, self.words, self.measured))
        return found


def words_of(heading: str | None, text: str | None, file: Path | None, *, remove: bool) -> Words:
    """The words that ``--heading``, ``--text`` and ``--from`` say. Raises BadInput for two texts."""
    if text is not None and file is not None:
        raise BadInput("Two texts are given.", "Either --text or --from.")
    if remove and any(one is not None for one in (heading, text, file)):
        raise BadInput("What is taken out needs no words.", "--remove alone.")
    return Words(heading, text if file is None else read_words(file), remove)


def numbers_edit(pairs: Sequence[str]) -> Edit:
    """``NAME=VALUE`` of numbers and short words. Raises BadInput for one without a value."""
    from casetable.rules.amending import with_numbers

    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise BadInput(
                f"{pair[:60]!r} sets nothing.",
                "Like --set terms.missed_after_days=7. casetable agreement numbers lists them.",
            )
        values[name.strip()] = value.strip()
    return lambda setup: with_numbers(setup, values)


def section_edit(part: "Part", position: int, words: Words) -> Edit:
    """A section with another heading or text, or taken out. ``part`` is what it says now."""
    from casetable.rules.amending import with_section, without_section

    if words.remove:
        return lambda setup: without_section(setup, position)
    if words.heading is None and words.text is None:
        raise BadInput(f"What is to be changed in {part.heading!r}?", "--heading, --text, --from FILE or --remove.")
    heading = part.heading.partition(" ")[2] if words.heading is None else words.heading
    text = part.text if words.text is None else words.text
    return lambda setup: with_section(setup, position, heading, text)


def new_section_edit(heading: str, words: Words) -> Edit:
    """A section more, where the checklist has what its heading is about, else at the end."""
    from casetable.rules.agreement_text import topic_of, topics_of
    from casetable.rules.amending import add_section

    if words.text is None:
        raise BadInput(f"What does the section {heading[:40]!r} say?", "--text TEXT or --from FILE.")
    text = words.text

    def edit(setup: "Setup") -> "Setup":
        topic = topic_of(heading)
        return add_section(setup, heading, text, None if topic in topics_of(setup.sections) else topic)

    return edit


def objective_edit(which: str, words: Words, measured: dict[str, str | None]) -> Edit:
    """An objective said otherwise, one more (``new``) or taken out. What is not said stays."""
    from casetable.rules.amending import with_objective, without_objective
    from casetable.values.partnership import ObjectiveSetup

    is_new = which.strip().casefold() == "new"
    if not is_new and not (which.isascii() and which.isdecimal() and len(which) < 4):
        raise BadInput(f"{which[:40]!r} is no objective.", "Its number, or new.")
    said = {name: value for name, value in {"text": words.text, **measured}.items() if value is not None}
    if not words.remove and not said:
        raise BadInput("What does the objective say?", "--text, --measure, --baseline, --target, --due or --remove.")
    if is_new and not words.text:
        raise BadInput("A new objective needs its text.", "--objective new --text TEXT")

    def edit(setup: "Setup") -> "Setup":
        if is_new:
            return with_objective(setup, len(setup.objectives) + 1, ObjectiveSetup(**said))
        number = int(which)
        if words.remove or not 1 <= number <= len(setup.objectives):
            return without_objective(setup, number)
        return with_objective(setup, number, replace(setup.objectives[number - 1], **said))

    return edit


def party_edit(code: str, said: dict[str, str | None]) -> Edit:
    """What a party hopes for, fears, calls success, pledges, and how ready it is. Raises BadInput for nothing."""
    from casetable.rules.amending import with_party
    from casetable.rules.readiness import readiness_from_words

    changes: dict[str, Any] = {}
    for name, words in said.items():
        if words is None:
            continue
        changes[name] = readiness_from_words(words) if name in ("goals", "resources", "gaps") else words
    if not changes:
        raise BadInput(
            f"What is to be changed for {code[:10]}?", "--hopes, --risks, --success, --goals, --resources or --gaps."
        )
    return lambda setup: with_party(setup, code, **changes)


def shares_edit(pairs: Sequence[str]) -> Edit:
    """``CODE=SHARE`` of the effort, several at once, because together they are the whole. Raises BadInput."""
    from casetable.rules.amending import with_shares

    shares = {}
    for pair in pairs:
        code, equals, words = pair.partition("=")
        if not equals:
            raise BadInput(f"{pair[:40]!r} is no share.", "Like --share SS=40% --share HS=35% --share MH=25%.")
        shares[code.strip()] = share_of(words)
    return lambda setup: with_shares(setup, shares)


def share_of(words: str) -> float:
    """A part of the whole: ``0.7`` and ``70%`` alike. Raises BadInput."""
    plain = words.strip().replace(",", ".")
    try:
        found = float(plain.rstrip("% ")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise BadInput(f"{words[:40]!r} is no share.", "Like 40% or 0.4.")
    return round(found, 6)


def together(edits: Sequence[Edit]) -> Edit:
    """All edits, one after the other."""

    def edit(setup: "Setup") -> "Setup":
        for each in edits:
            setup = each(setup)
        return setup

    return edit
