"""The sample's files: how the table begins, and the story of its work. Every problem is named with its line."""

from casetable.errors import BadFile
from casetable.exchange.toml_blocks import Block, parse
from casetable.rules.partnership import did_you_mean, quoted
from casetable.rules.sample import story_day_problem
from casetable.values.partnership import Setup
from casetable.values.sample import (
    Act,
    Deed,
    Sample,
    Saying,
    Step,
    StoryAnswer,
    StoryMoment,
    StoryParticipant,
    StoryRelease,
    StoryTask,
    people_by_key,
)
from casetable.words import (
    Answer,
    Category,
    DeclineReason,
    DropReason,
    LeavingReason,
    Means,
    Method,
    OutcomeValue,
    OutcomeView,
    TakingPart,
)

MOST_MINUTES = 480

_NEEDED = {
    Deed.MOVE: ("to",),
    Deed.HAND: ("to_whom",),
    Deed.BLOCK: ("on_whom",),
    Deed.EDIT: ("title",),
    Deed.LOG: ("note",),
}
_NEEDED_OF_ACTS = {
    Act.LEAD: ("whom",),
    Act.JOIN: ("whom",),
    Act.BASELINE: ("stands",),
    Act.GOAL: ("words",),
    Act.TOLD: ("words",),
    Act.NOTE: ("words",),
    Act.CONTACT: ("words",),
    Act.OUTCOMES: ("reads",),
}


def read_beginning(text: str, name: str, setup: Setup) -> Sample:
    """Read how the table begins: who founds it, who is proposed and agreed, what they allowed. No tasks yet.

    ``name`` is how problems call the file. Raises BadFile with all of them.
    """
    values, problems = parse(text, name)
    top = Block(problems, (), values)
    reader = Reader(frozenset(people_by_key(setup)), frozenset())
    beginning = Sample(
        setup=setup,
        founded=reader.saying(top.block("founded", required=True), alone=True),
        sits_here=reader.person(top, "sits_here", required=True),
        participants=tuple(reader.participant(block) for block in top.blocks("participants")),
        moments=(),
        tasks=(),
    )
    finish(top, name)
    return beginning


def read_moments(text: str, name: str, beginning: Sample) -> tuple[StoryMoment, ...]:
    """Read what is done with participants beside the tasks. Raises BadFile with every problem."""
    values, problems = parse(text, name)
    top = Block(problems, (), values)
    reader = Reader.of(beginning)
    moments = tuple(reader.moment(block) for block in top.blocks("moments"))
    finish(top, name)
    return moments


def read_tasks(text: str, name: str, beginning: Sample) -> tuple[StoryTask, ...]:
    """Read one file of the story. Raises BadFile with every problem."""
    values, problems = parse(text, name)
    top = Block(problems, (), values)
    reader = Reader.of(beginning)
    tasks = tuple(reader.task(block) for block in top.blocks("tasks"))
    finish(top, name)
    return tasks


def finish(top: Block, name: str) -> None:
    """Close a file. Raises BadFile with every problem that was noted."""
    top.finish()
    if found := top.problems.sentences():
        raise BadFile(f"{name} has {len(found)} problems." if len(found) > 1 else f"{name} has 1 problem.", found)


class Reader:
    """Reads the parts that the files share. ``people`` and ``participants`` are the keys that may be named."""

    def __init__(self, people: frozenset[str], participants: frozenset[str]) -> None:
        self.people = people
        self.participants = participants

    @classmethod
    def of(cls, beginning: Sample) -> "Reader":
        """The reader of what comes after the beginning."""
        participants = frozenset(someone.key for someone in beginning.participants)
        return cls(frozenset(people_by_key(beginning.setup)), participants)

    def saying(self, block: Block, *, alone: bool = False) -> Saying:
        """Read who says it when. ``alone``: nothing else stands in the block."""
        said = Saying(
            day=self.day(block, "day", required=True),
            by=self.person(block, "by", required=True),
            noted_by=self.person(block, "noted_by"),
            means=block.word("means", Means, Means.MAIL),
        )
        if alone:
            block.finish()
        return said

    def day(self, block: Block, key: str, *, required: bool = False) -> str:
        """Read words for a day."""
        return block.text(key, required=required, check=story_day_problem)

    def person(self, block: Block, key: str, *, required: bool = False) -> str:
        """Read a person's key."""
        return block.text(key, required=required, check=lambda words: _key_problem(words, self.people))

    def about(self, block: Block, *, required: bool = False) -> str:
        """Read a participant's key."""
        return block.text("about", required=required, check=lambda words: _key_problem(words, self.participants))

    def participant(self, block: Block) -> StoryParticipant:
        """Read somebody who is proposed, with the agencies' answers and the releases."""
        someone = StoryParticipant(
            key=block.text("key", required=True),
            name=block.text("name", required=True),
            age=block.whole("age", 40, 19, 99),
            proposed=self.saying(block),
            asked_on=self.day(block, "asked_on", required=True),
            needs=block.text("needs", required=True),
            reason=block.text("reason", required=True),
            only_considered=block.flag("only_considered"),
            answers=tuple(self.answer(each) for each in block.blocks("answers")),
            releases=tuple(self.release(each) for each in block.blocks("releases")),
        )
        block.finish()
        return someone

    def answer(self, block: Block) -> StoryAnswer:
        """Read one agency's answer."""
        answer = StoryAnswer(
            saying=self.saying(block),
            says=block.word("says", Answer, Answer.AGREE, required=True),
            note=block.text("note"),
            reason=block.word("reason", DeclineReason, DeclineReason.OTHER),
            told=block.flag("told"),
        )
        block.finish()
        return answer

    def release(self, block: Block) -> StoryRelease:
        """Read one release and, where it was taken back, by whom and when."""
        revoked = block.block("revoked")
        release = StoryRelease(
            recorded=self.saying(block),
            disclosers=tuple(filter(None, (code.strip() for code in block.text("from").split(",")))),
            receiver=block.text("to", required=True),
            category=block.word("category", Category, Category.GENERAL, required=True),
            method=block.word("method", Method, Method.WRITTEN),
            since=self.day(block, "since"),
            until=self.day(block, "until"),
            purpose=block.text("purpose"),
            paper=block.text("paper"),
            refused=block.flag("refused"),
            revoked=self.saying(revoked) if revoked.values else None,
            revoked_why=revoked.text("why"),
        )
        revoked.finish()
        block.finish()
        return release

    def moment(self, block: Block) -> StoryMoment:
        """Read one thing that is done with a participant."""
        category = block.word("category", Category, Category.GENERAL)
        stands, reads = block.block("stands"), block.block("reads")
        moment = StoryMoment(
            saying=self.saying(block),
            about=self.about(block, required=True),
            does=block.word("does", Act, Act.NOTE, required=True),
            words=block.text("words", lines=True),
            category=category if "category" in block.values else None,
            minutes=block.whole("minutes", 0, 1, MOST_MINUTES) or None,
            whom=self.person(block, "whom"),
            how=block.text("how"),
            when=block.text("when"),
            never=block.text("never"),
            no_post=block.flag("no_post"),
            location_private=block.flag("location_private"),
            takes=block.word("takes", TakingPart, TakingPart.ATTEND),
            reason=block.word("reason", LeavingReason, LeavingReason.OTHER),
            stands=tuple((domain, stands.text(domain)) for domain in stands.values),
            reads=tuple((domain, reads.word(domain, OutcomeValue, OutcomeValue.UNKNOWN)) for domain in reads.values),
            view=block.word("view", OutcomeView, OutcomeView.WORKER),
            code=block.whole("code", 0, 1, 999) or None,
        )
        for key in _NEEDED_OF_ACTS.get(moment.does, ()):
            if not getattr(moment, key):
                block.wrong("does", f"{key} is missing; expected it with {moment.does}")
        for inner in (stands, reads, block):
            inner.finish()
        return moment

    def task(self, block: Block) -> StoryTask:
        """Read a task with its steps. Without ``of`` somebody takes it on themselves."""
        asked = self.saying(block)
        task = StoryTask(
            title=block.text("title", required=True),
            asked=asked,
            of=self.person(block, "of") or asked.by,
            due=self.day(block, "due", required=True),
            about=self.about(block),
            category=block.word("category", Category, Category.GENERAL),
            size=block.whole("size", 0, 1, MOST_MINUTES) or None,
            steps=tuple(self.step(each) for each in block.blocks("steps")),
        )
        block.finish()
        return task

    def step(self, block: Block) -> Step:
        """Read one step of a task."""
        category = block.word("category", Category, Category.GENERAL)
        step = Step(
            saying=self.saying(block),
            does=block.word("does", Deed, Deed.LOG, required=True),
            note=block.text("note", lines=True),
            minutes=block.whole("minutes", 0, 1, MOST_MINUTES) or None,
            to=self.day(block, "to"),
            to_whom=self.person(block, "to_whom"),
            on_whom=block.text("on_whom"),
            outside=block.flag("outside"),
            contact=block.flag("contact"),
            reason=block.word("reason", DropReason, DropReason.OTHER),
            category=category if "category" in block.values else None,
            title=block.text("title"),
        )
        for key in _NEEDED.get(step.does, ()):
            if not getattr(step, key):
                block.wrong("does", f"{key} is missing; expected it with {step.does}")
        block.finish()
        return step


def _key_problem(words: str, known: frozenset[str]) -> str:
    if words in known:
        return ""
    expected = f"expected one of {', '.join(sorted(known))}"
    return f"nobody here goes by {quoted(words)}; {did_you_mean(words, known)}{expected}"
