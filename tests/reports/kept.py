"""Minutes made of values, with words that would be markup anywhere; and files read back by other people's parsers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

import html5lib
from markdown_it import MarkdownIt

from casetable.reports.html import html
from casetable.reports.page import markdown
from casetable.reports.pdf import pdf
from casetable.reports.plain import plain
from casetable.values.because import Because
from casetable.values.conference import FiledLine, Occurrence
from casetable.values.minutes import Attended, Correction, Edition, Minutes, MinutesItem, Proposal, Ratified, Since
from casetable.values.papers import Page
from casetable.values.tasks import Ruling, Task, TaskFold
from casetable.words import (
    Audience,
    Category,
    ConferenceState,
    CorrectionKind,
    DecidedBy,
    ItemKind,
    ItemState,
    LineKind,
    MinutesState,
    ProposalState,
    TaskState,
    TurnedOut,
    Verdict,
)
from tests.reports.papers import words_of

DAY = date(2026, 12, 11)
AGENCIES = (("HS", "Harbor Shelter"), ("MH", "Mental Health"), ("LE", "Street Team"))
ZONE = "America/Los_Angeles"
MEETING = Occurrence(
    *(DAY, DAY, ConferenceState.CLOSED, time(9), time(10, 30), 90, "Room 7"),
    chair="Omar Haddad",
    deputy="Dana Reyes",
    chair_agency="MH",
)
HEAD = "46cfcbc2bea41d75f894c5eb1fd420008a45562b929543d299af11ba3078bcf8"


def a_line(filed: int, kind: LineKind, text: str, category: Category = Category.GENERAL, **more: object) -> FiledLine:
    """A filed line of item 3; ``filed`` counts the lines and makes its id."""
    at = datetime(2026, 12, 11, 17, filed % 60, tzinfo=UTC)
    return FiledLine(f"l{filed}", 1, 3, kind, text, category, "Dana Reyes", at, **more)  # type: ignore[arg-type]


def a_task(number: int, title: str, owner: str, agency: str, due: date, state: TaskState = TaskState.OPEN) -> Task:
    """A promise about P-473, accepted on the day of the conference unless it is only asked."""
    promised = None if state is TaskState.ASKED else due
    fold = TaskFold(state, DAY, due, accepted_on=promised and DAY, promised_on=promised, judged_on=promised)
    ruling = Ruling(Verdict.PENDING, Because("5 Promises", "", ()))
    told = (owner, owner, agency, "Omar Haddad", "o", Category.GENERAL, None, fold, ruling)
    return Task(f"T-{number}", str(number), 1, title, "P-473", "Chidi Okafor", *told)


LINES = (
    a_line(1, LineKind.WORDS, "I want a door that <b>locks</b>."),
    a_line(2, LineKind.OPTION, "motel voucher now, 14 nights", number=1),
    a_line(3, LineKind.ARGUMENT, "safe by Friday & warm", option=1, is_for=True, holder="Dana Reyes"),
    a_line(4, LineKind.ARGUMENT, "the money is gone by January", option=1, is_for=False, holder="Omar Haddad"),
    a_line(5, LineKind.OPTION, "hold for the flat on 9th_Street", number=2),
    a_line(6, LineKind.ARGUMENT, "detox asks for an address", Category.SUBSTANCE_USE, option=2, is_for=True),
    a_line(7, LineKind.DECISION, "motel until 24 December", option=1, decided_by=DecidedBy.CONSENSUS),
    a_line(
        *(8, LineKind.DISSENT, "he loses his place on the list"),
        holder="Omar Haddad",
        look_again_on=date(2027, 1, 8),
        may_tell=True,
    ),
    a_line(9, LineKind.DISSENT, "we trust the motel too much", holder="Ana Ruiz", look_again_on=date(2027, 1, 8)),
    a_line(
        *(10, LineKind.ACTION, "calls the motel on Oak Road"),
        task=a_task(318, "calls the motel", "Dana Reyes", "HS", date(2026, 12, 14)),
    ),
    a_line(
        *(11, LineKind.ACTION, "asks Rosa about Medicaid"),
        task=a_task(319, "asks Rosa", "Omar Haddad", "MH", date(2026, 12, 18), TaskState.ASKED),
    ),
    a_line(12, LineKind.ASKED, "May we tell the motel your name?"),
)
PROPOSED = a_line(
    *(20, LineKind.DECISION, "share the van on Mondays | Tuesdays"),
    decided_by=DecidedBy.VOTE,
    is_proposal=True,
    ratify_by=date(2026, 12, 18),
)
BUSINESS_ITEM = MinutesItem(
    *(8, ItemKind.BUSINESS, ItemState.DONE, "the van", None, "who drives?", Category.GENERAL),
    lines=(PROPOSED,),
    counts=(("decisions", 1),),
    id="i8",
)
PERSON_ITEM = MinutesItem(
    *(3, ItemKind.PARTICIPANT, ItemState.DONE, "P-473", "P-473", "motel now, or hold for a flat?", Category.GENERAL),
    lines=LINES,
    counts=(("decisions", 1), ("dissents", 2), ("actions", 2)),
    since=(Since("winter comes first", "he slept at the pier", TurnedOut.RIGHT, "Dana Reyes", DAY, Category.GENERAL),),
    id="i3",
)
LATE_ITEM = MinutesItem(
    *(5, ItemKind.PARTICIPANT, ItemState.NOT_REACHED, "P-118", "P-118", "which clinic?", Category.HEALTH),
    lines=(),
    counts=(("decisions", 0), ("dissents", 0), ("actions", 0)),
    id="i5",
)
PROPOSAL = Proposal(
    line=PROPOSED,
    conference=DAY,
    on=DAY,
    item=8,
    label="the van",
    participant=None,
    ratify_by=date(2026, 12, 18),
    missing=("LE",),
    said=(),
    state=ProposalState.WAITING,
)
SAID_YES = Ratified("LE", "Kim Park", date(2026, 12, 16), is_yes=True)
REWORDED = Correction(
    *("c1", 3, "P-473", "l7", CorrectionKind.REWORDED, "Ana Ruiz", date(2026, 12, 15)),
    before="motel",
    after="motel until 24 December",
    note="we said until when",
    category=Category.GENERAL,
    revision=1,
)
NOTED = Correction(
    *("c2", 3, "P-473", "l8", CorrectionKind.NOTED, "Dana Reyes", date(2026, 12, 16)),
    before="",
    after="",
    note="the list keeps his place until 8 January",
    category=Category.GENERAL,
    revision=1,
)


def kept(audience: Audience = Audience.AGENCY, **more: object) -> Minutes:
    """Minutes of the conference of Fri 11 Dec 2026, open for corrections, for Mental Health unless said otherwise."""
    edition = {
        Audience.MANAGERS: Edition(audience),
        Audience.PARTICIPANT: Edition(audience, "HS", "P-473"),
    }.get(audience, Edition(audience, "MH"))
    whom = {Audience.MANAGERS: "the managers", Audience.PARTICIPANT: "Chidi Okafor"}
    made = Minutes(
        conference=MEETING,
        edition=edition,
        for_whom=whom.get(audience, "Mental Health"),
        number=1,
        state=MinutesState.OPEN,
        correct_until=date(2026, 12, 18),
        agreed_on=None,
        agreed_by=None,
        why="",
        head="" if audience is Audience.PARTICIPANT else HEAD,
        made_on=date(2026, 12, 16),
        attended=(
            Attended("Omar Haddad", "MH", 90),
            Attended("Dana Reyes", "HS", 75, was_late=True),
            Attended("Ana Ruiz", "HS", None, left_early=True),
            Attended("Ida Wells", "", 20, organisation="Legal Aid"),
        ),
        items=(PERSON_ITEM, LATE_ITEM, BUSINESS_ITEM),
        proposals=(PROPOSAL,),
        corrections=(REWORDED, NOTED),
        changes=(),
        agencies=AGENCIES,
        there=("HS", "MH"),
        replied=("HS",),
        next_on=date(2027, 1, 8),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def revised() -> Minutes:
    """The second revision, agreed: it says why it was made and what it changes."""
    return kept(
        number=2,
        state=MinutesState.AGREED,
        agreed_on=date(2027, 1, 5),
        agreed_by="Omar Haddad",
        why="the count of nights was wrong",
        corrections=(REWORDED, replace(REWORDED, id="c3", revision=2, after="motel until 23 December")),
        changes=("3 · P-473: was “motel until 24 December”, is “motel until 23 December” (Ana Ruiz: a typing error)",),
    )


def spoken(words: str) -> str:
    """Words with one blank between them."""
    return " ".join(words.split())


def as_people_read(page: Page) -> dict[str, str]:
    """The words of a page in each of its forms, as programs of other people read them."""
    return {
        "md": spoken(" ".join(_markdown_words(markdown(page)))),
        "html": spoken(" ".join(html_words(html(page)))),
        "pdf": words_of(pdf(page)),
        "plain": spoken(plain(page).replace("\n  ", " ")),
    }


def html_words(made: str) -> Iterator[str]:
    """The words of an HTML file's body, read by a parser that refuses what is not valid."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made)
    return tree.find("body").itertext()  # type: ignore[no-any-return]


def html_tables(made: str) -> list[list[str]]:
    """Every row of every table in an HTML file."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made)
    return [[spoken("".join(cell.itertext())) for cell in row] for row in tree.iter("tr")]


def markdown_tables(made: str) -> list[list[str]]:
    """Every row of every table in a Markdown file."""
    rows: list[list[str]] = []
    is_cell = False
    for token in MarkdownIt("commonmark").enable("table").parse(made):
        is_cell = token.type in ("th_open", "td_open") or (is_cell and token.type == "inline")
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and is_cell:
            rows[-1].append(spoken("".join(child.content for child in token.children or ())))
    return rows


def _markdown_words(made: str) -> Iterator[str]:
    """The words of a Markdown file, with its tables."""
    for token in MarkdownIt("commonmark").enable("table").parse(made):
        for child in token.children or ():
            yield child.content if child.type == "text" else " "
