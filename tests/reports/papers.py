"""Papers of an agreement made of values, and their files read back by somebody else's parser."""

import io
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser

import pypdf

from casetable.exchange.partnership import template_sections
from casetable.rules.agreement_text import canonical, compose, compose_objectives, digest_of
from casetable.values.agreement import Signature, Version, code_of
from casetable.values.papers import AgreementPaper
from casetable.values.partnership import ObjectiveSetup, Setup
from casetable.words import AgreementKind, AgreementState, PaperSigned, Role
from tests.tables import setup

OBJECTIVES = tuple(
    ObjectiveSetup(f"Objective {number} is kept.", "people", "0 of 5", "3 of 5", "2026Q4") for number in range(1, 6)
)
ALONE = frozenset({"meta", "br", "link", "img"})


def whole_setup() -> Setup:
    """A set-up with the template's text and five objectives."""
    return replace(setup(), sections=template_sections(AgreementKind.MOU), objectives=OBJECTIVES)


def paper(said: Setup, which: PaperSigned = PaperSigned.AGREEMENT, **more: object) -> AgreementPaper:
    """A paper of version 3, offered and signed by nobody, unless said otherwise."""
    parts = compose(said, 3) if which is PaperSigned.AGREEMENT else compose_objectives(said)
    digest = digest_of(canonical(parts))
    version = Version(
        number=3,
        kind=said.kind,
        state=AgreementState.OFFERED,
        name=said.name,
        zone=said.zone,
        emergency=said.emergency,
        places=said.places,
        quarter_first_month=said.quarter_first_month,
        mail_weekday=said.mail_weekday,
        conference=said.conference,
        gate=said.gate,
        decisions=said.decisions,
        terms=said.terms,
        offered_on=date(2026, 1, 20),
    )
    made = AgreementPaper(version, which, parts, digest, True, (), (), {one.code: one.name for one in said.agencies})
    return replace(made, **more)  # type: ignore[arg-type]


def signature(name: str, agency: str, digest: str, *, place: str = "", version: int = 3) -> Signature:
    """A senior manager's name, typed or on paper."""
    return Signature(
        version=version,
        paper=PaperSigned.AGREEMENT,
        name=name,
        agency=agency,
        role=Role.SENIOR_MANAGER,
        signed_on=date(2026, 1, 29),
        recorded_on=date(2026, 1, 30),
        code=code_of(version, digest),
        is_on_paper=bool(place),
        place=place,
        recorded_by="Ruth Feld",
    )


def read_pdf(made: bytes) -> pypdf.PdfReader:
    """A PDF as pypdf reads it."""
    return pypdf.PdfReader(io.BytesIO(made))


def words_of(made: bytes) -> str:
    """All words of a PDF, a blank between them."""
    return " ".join(" ".join(page.extract_text() for page in read_pdf(made).pages).split())


def tags_of(made: bytes) -> set[str]:
    """The kinds of structure that a tagged PDF names."""
    found: set[str] = set()

    def walk(node: object) -> None:
        seen = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
        if isinstance(seen, list):
            for child in seen:
                walk(child)
        elif isinstance(seen, dict):
            if "/S" in seen:
                found.add(str(seen["/S"]))
            if "/K" in seen:
                walk(seen["/K"])

    walk(read_pdf(made).trailer["/Root"]["/StructTreeRoot"])
    return found


@dataclass
class Read(HTMLParser):
    """An HTML file as html.parser reads it: its tags, their attributes, and its text."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    still_open: list[str] = field(default_factory=list)
    wrongly_closed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin as the parser does."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ALONE:
            self.still_open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of one."""
        if not self.still_open or self.still_open.pop() != tag:
            self.wrongly_closed.append(tag)

    def handle_data(self, data: str) -> None:
        """Note words."""
        if not self.still_open or self.still_open[-1] != "style":
            self.text.append(data)

    @property
    def words(self) -> str:
        """All text, one blank between words."""
        return " ".join(" ".join(self.text).split())


def read_html(made: str) -> Read:
    """Read a whole file."""
    reader = Read()
    reader.feed(made)
    reader.close()
    return reader
