"""The sample's conferences.toml: the conferences that were held, and the one that is to come."""

from casetable.exchange.sample import Reader, finish
from casetable.exchange.toml_blocks import Block, parse
from casetable.rules.partnership import quoted
from casetable.values.sample import Sample
from casetable.values.sample_conferences import (
    RoomItem,
    RoomLine,
    RoomReply,
    StoryConference,
    StoryConferences,
    StoryCorrection,
    StoryRatified,
)
from casetable.words import DEBATED, Category, DecidedBy, ItemKind, LineKind, Means, TurnedOut

MOST_DAYS = 40
"""How many days after a conference its actions may be due or done."""
MOST_SIZE = 480

_NEEDED: dict[LineKind, tuple[str, ...]] = {
    LineKind.ARGUMENT: ("option", "holder"),
    LineKind.DECISION: ("decided_by",),
    LineKind.DISSENT: ("holder", "again"),
    LineKind.SINCE: ("holder", "turned_out"),
    LineKind.ACTION: ("holder", "due"),
}


def read_conferences(text: str, name: str, beginning: Sample) -> StoryConferences:
    """Read every conference. ``name`` is how problems call the file. Raises BadFile with all of them."""
    values, problems = parse(text, name)
    top = Block(problems, (), values)
    reader = Reader.of(beginning)
    found = StoryConferences(
        conferences=tuple(_conference(reader, block) for block in top.blocks("conferences")),
        before_first=top.text("before_first", required=True),
    )
    finish(top, name)
    return found


def _conference(reader: Reader, block: Block) -> StoryConference:
    found = StoryConference(
        back=block.whole("back", 0, 0, 12),
        scribe=reader.person(block, "scribe", required=True),
        chair=reader.person(block, "chair", required=True),
        deputy=reader.person(block, "deputy"),
        here=_named(block, "here", reader.people),
        late=_named(block, "late", reader.people),
        taken_off=_named(block, "taken_off", reader.participants),
        moved_why=block.text("moved_why"),
        closed=block.text("closed"),
        items=tuple(_item(reader, each) for each in block.blocks("items")),
        replies=tuple(_reply(reader, each) for each in block.blocks("replies")),
        corrections=tuple(_correction(reader, each) for each in block.blocks("corrections")),
        ratified=tuple(_ratified(reader, each) for each in block.blocks("ratified")),
        agreed=block.optional_whole("agreed", 1, MOST_DAYS),
    )
    block.finish()
    return found


def _named(block: Block, key: str, known: frozenset[str]) -> tuple[str, ...]:
    """Keys of people or participants."""
    found = block.names(key, ())
    for one in found:
        if one not in known:
            block.wrong(key, f"nobody here goes by {quoted(one)}")
    return found


def _item(reader: Reader, block: Block) -> RoomItem:
    item = RoomItem(
        about=reader.about(block),
        kind=block.word("kind", ItemKind, ItemKind.PARTICIPANT),
        title=block.text("title"),
        question=block.text("question"),
        asked_by=reader.person(block, "asked_by"),
        guest=block.text("guest"),
        organisation=block.text("organisation"),
        minutes=block.whole("minutes", 12, 1, 60),
        stays_at_debate=block.flag("stays_at_debate"),
        lines=tuple(_line(reader, each) for each in block.blocks("lines")),
    )
    if bool(item.about) is not (item.kind is ItemKind.PARTICIPANT) and item.kind in DEBATED:
        block.wrong("about", "about whom is missing; expected a participant's key, or another kind")
    if bool(item.question) is not bool(item.asked_by):
        block.wrong("question", "expected a question with asked_by, or neither")
    block.finish()
    return item


def _line(reader: Reader, block: Block) -> RoomLine:
    line = RoomLine(
        files=block.word("files", LineKind, LineKind.OPTION, required=True),
        text=block.text("text", required=True),
        holder=reader.person(block, "holder"),
        category=block.word("category", Category, Category.GENERAL),
        option=block.optional_whole("option", 1, 9),
        is_for=not block.flag("against") if block.values.get("files") == LineKind.ARGUMENT else None,
        decided_by=block.optional_word("decided_by", DecidedBy),
        again=block.optional_whole("again", 1, 6),
        due=block.optional_whole("due", 0, MOST_DAYS),
        done=block.optional_whole("done", 0, MOST_DAYS),
        size=block.optional_whole("size", 1, MOST_SIZE),
        note=block.text("note"),
        may_tell=block.flag("may_tell"),
        turned_out=block.optional_word("turned_out", TurnedOut),
    )
    for key in _NEEDED.get(line.files, ()):
        if getattr(line, key) in (None, ""):
            block.wrong("files", f"{quoted(key)} is missing; expected it with {line.files.value}")
    block.finish()
    return line


def _reply(reader: Reader, block: Block) -> RoomReply:
    reply = RoomReply(
        by=reader.person(block, "by", required=True),
        comes=block.flag("comes", default=True),
        deputy=reader.person(block, "deputy"),
        noted_by=reader.person(block, "noted_by"),
        means=block.word("means", Means, Means.MAIL),
    )
    block.finish()
    return reply


def _correction(reader: Reader, block: Block) -> StoryCorrection:
    correction = StoryCorrection(
        by=reader.person(block, "by", required=True),
        about=reader.about(block),
        note=block.text("note", required=True),
        was=block.text("was"),
        now=block.text("now"),
        after=block.whole("after", 3, 1, MOST_DAYS),
    )
    if bool(correction.was) is not bool(correction.now):
        block.wrong("was", "expected what a line was and what it says now, or neither")
    block.finish()
    return correction


def _ratified(reader: Reader, block: Block) -> StoryRatified:
    ratified = StoryRatified(
        by=reader.person(block, "by", required=True),
        title=block.text("title", required=True),
        is_yes=block.flag("yes", default=True),
        why=block.text("why"),
        noted_by=reader.person(block, "noted_by"),
        means=block.word("means", Means, Means.MAIL),
        after=block.whole("after", 3, 1, MOST_DAYS),
    )
    block.finish()
    return ratified
