"""The sample's agreement.toml: how the agreement was amended, offered and signed, and how its objectives stand."""

from casetable.exchange.sample import Reader, finish
from casetable.exchange.toml_blocks import Block, parse
from casetable.rules.partnership import quoted
from casetable.values.sample import Sample
from casetable.values.sample_agreement import Paperwork, Rewording, StoryPaper
from casetable.words import ObjectiveStatus, PaperSigned, Role

_NEEDED = {
    Paperwork.AMEND: ("why",),
    Paperwork.RECORD_PAPER: ("whom", "signed_on", "place"),
    Paperwork.READ: ("objective", "value"),
    Paperwork.ADD_PERSON: ("name", "agency", "roles"),
    Paperwork.AWAY: ("until",),
}


def read_papers(text: str, name: str, beginning: Sample) -> tuple[StoryPaper, ...]:
    """Read every step. ``name`` is how problems call the file. Raises BadFile with all of them."""
    values, problems = parse(text, name)
    top = Block(problems, (), values)
    reader = Reader.of(beginning)
    papers = tuple(_paper(reader, block) for block in top.blocks("steps"))
    finish(top, name)
    return papers


def _paper(reader: Reader, block: Block) -> StoryPaper:
    numbers = block.block("numbers")
    paper = StoryPaper(
        saying=reader.saying(block),
        does=block.word("does", Paperwork, Paperwork.OFFER, required=True),
        why=block.text("why"),
        numbers=tuple(numbers.values.items()),
        words=tuple(_rewording(each) for each in block.blocks("words")),
        paper=block.word("paper", PaperSigned, PaperSigned.AGREEMENT),
        whom=reader.person(block, "whom"),
        signed_on=reader.day(block, "signed_on"),
        place=block.text("place"),
        objective=block.optional_whole("objective", 1, 5),
        value=block.text("value"),
        status=block.word("status", ObjectiveStatus, ObjectiveStatus.ON_TARGET),
        note=block.text("note"),
        name=block.text("name"),
        agency=block.text("agency"),
        roles=block.words("roles", Role) if "roles" in block.values else (),
        reports_to=reader.person(block, "reports_to"),
        mail=block.text("mail"),
        until=reader.day(block, "until"),
    )
    block.asked.add("roles")
    for key in _NEEDED.get(paper.does, ()):
        if not getattr(paper, key):
            block.wrong("does", f"{quoted(key)} is missing; expected it with {paper.does.value}")
    block.finish()
    return paper


def _rewording(block: Block) -> Rewording:
    found = Rewording(
        topic=block.text("topic", required=True),
        was=block.text("was", required=True),
        now=block.text("now", required=True),
    )
    block.finish()
    return found
