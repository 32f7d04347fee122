import pytest

from casetable.errors import BadFile
from casetable.exchange.partnership import warnings
from casetable.exchange.sample import read_beginning, read_moments, read_tasks
from casetable.exchange.sample_agreement import read_papers
from casetable.exchange.sample_conferences import read_conferences
from casetable.jobs.sample import read_sample
from casetable.values.sample import Act, Sample, people_by_key
from casetable.values.sample_agreement import Paperwork, Rewording
from casetable.values.sample_conferences import RoomLine
from casetable.words import DecidedBy, LineKind, OutcomeValue, PaperSigned, Role

TASK = """\
[[tasks]]
title = "bring papers"
about = "ana"
by = "lee"
of = "dana"
day = "-3 mon"
due = "-3 thu"
steps = [
    { day = "-3 tue", by = "dana", does = "accept" },
]
"""

MOMENT = """\
[[moments]]
about = "ana"
day = "-3 mon"
by = "lee"
does = "outcomes"
code = 410
[moments.reads]
housing = "better"
own_goal = "same"
"""

STEP = """\
[[steps]]
day = "-3 mon"
by = "ruth"
does = "amend"
why = "We learned."
numbers = { "gate.promises_kept" = "70%" }
words = [{ topic = "voice", was = "somebody", now = "somebody they know" }]
"""

CONFERENCE = """\
before_first = "Not yet."
[[conferences]]
back = 1
scribe = "ruth"
chair = "dana"
here = ["ruth", "dana"]
[[conferences.items]]
about = "ana"
question = "Motel now?"
asked_by = "dana"
lines = [
    { files = "argument", option = 1, against = true, holder = "omar", text = "one move, not two" },
    { files = "decision", decided_by = "vote", text = "wait" },
]
"""


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample()


def test_the_partnership_is_whole_and_every_ladder_step_finds_its_people(sample: Sample) -> None:
    assert warnings(sample.setup) == ()
    assert 9 <= len(sample.setup.people) <= 14
    assert {role for person in sample.setup.people for role in person.roles} == set(Role)
    assert len(people_by_key(sample.setup)) == len(sample.setup.people)
    assert sample.setup.sections


def test_it_is_two_and_a_bit_quarters_of_work(sample: Sample) -> None:
    weeks = {int(task.asked.day.split()[0]) for task in sample.tasks if task.asked.day.startswith("-")}
    assert weeks == set(range(-28, 0))
    assert len(sample.participants) == 10


def test_a_task_reads_back_as_written(sample: Sample) -> None:
    (task,) = read_tasks(TASK, "story.toml", sample)
    assert (task.title, task.about, task.asked.by, task.of) == ("bring papers", "ana", "lee", "dana")
    assert [(step.saying.day, step.does) for step in task.steps] == [("-3 tue", "accept")]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"ana"', '"anna"', 'story.toml:3: nobody here goes by "anna"; did you mean "ana"'),
        ('of = "dana"', 'of = "donna"', 'story.toml:5: nobody here goes by "donna"'),
        ('due = "-3 thu"', 'due = "thursday"', "story.toml:7: 'thursday' is no day of a story"),
        ('"accept"', '"acept"', "story.toml:9: does is"),
        ('"accept"', '"move"', "story.toml:9: to is missing; expected it with move"),
        ('"accept" }', '"accept", minuts = 5 }', "story.toml:9:"),
        ('title = "bring papers"\n', "", "title is missing"),
    ],
)
def test_a_mistake_in_the_story_is_told_with_its_line(sample: Sample, old: str, new: str, problem: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_tasks(TASK.replace(old, new), "story.toml", sample)
    assert problem in "\n".join(caught.value.problems)


def test_what_is_done_beside_the_tasks_reads_back_as_written(sample: Sample) -> None:
    (moment,) = read_moments(MOMENT, "beside.toml", sample)
    assert (moment.about, moment.does, moment.code) == ("ana", Act.OUTCOMES, 410)
    assert moment.reads == (("housing", OutcomeValue.BETTER), ("own_goal", OutcomeValue.SAME))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"ana"', '"anna"', 'beside.toml:2: nobody here goes by "anna"; did you mean "ana"'),
        ('"outcomes"', '"goal"', "beside.toml:5: words is missing; expected it with goal"),
        ('"better"', '"best"', "beside.toml:8: housing is"),
        ("410", "4100", "beside.toml:6: code is the number 4100"),
    ],
)
def test_a_mistake_beside_the_tasks_is_told_with_its_line(sample: Sample, old: str, new: str, problem: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_moments(MOMENT.replace(old, new), "beside.toml", sample)
    assert problem in "\n".join(caught.value.problems)


def test_all_mistakes_of_a_beginning_are_told_at_once(sample: Sample) -> None:
    text = 'sits_here = "nobody"\n[founded]\nday = "soon"\nby = "ruth"\nat = "noon"\n'
    with pytest.raises(BadFile) as caught:
        read_beginning(text, "beginning.toml", sample.setup)
    assert len(caught.value.problems) == 3


def test_a_step_of_the_agreement_reads_back_as_written(sample: Sample) -> None:
    (step,) = read_papers(STEP, "agreement.toml", sample)
    assert (step.saying.by, step.does, step.paper) == ("ruth", Paperwork.AMEND, PaperSigned.AGREEMENT)
    assert step.numbers == (("gate.promises_kept", "70%"),)
    assert step.words == (Rewording("voice", "somebody", "somebody they know"),)


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('does = "amend"', 'does = "read"', '"objective" is missing'),
        ('by = "ruth"', 'by = "nobody"', "nobody here goes by"),
        ('why = "We learned."', 'wy = "We learned."', "did you mean"),
        ('now = "somebody they know"', 'then = "x"', "now is missing"),
    ],
)
def test_what_is_wrong_with_a_step_is_told_with_its_line(sample: Sample, old: str, new: str, said: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_papers(STEP.replace(old, new), "agreement.toml", sample)
    assert any(said in problem for problem in caught.value.problems)
    assert all(problem.startswith("agreement.toml:") for problem in caught.value.problems)


def test_a_conference_reads_back_as_written(sample: Sample) -> None:
    story = read_conferences(CONFERENCE, "conferences.toml", sample)
    (one,) = story.conferences
    assert (one.back, one.chair, one.here, story.before_first) == (1, "dana", ("ruth", "dana"), "Not yet.")
    (item,) = one.items
    assert (item.about, item.question, item.asked_by) == ("ana", "Motel now?", "dana")
    assert item.lines == (
        RoomLine(LineKind.ARGUMENT, "one move, not two", "omar", option=1, is_for=False),
        RoomLine(LineKind.DECISION, "wait", decided_by=DecidedBy.VOTE),
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"ruth", "dana"]', '"ruth", "donna"]', 'conferences.toml:6: nobody here goes by "donna"'),
        ('about = "ana"', 'about = "anna"', 'did you mean "ana"'),
        ('about = "ana"\n', "", "about whom is missing"),
        ('asked_by = "dana"\n', "", "expected a question with asked_by, or neither"),
        ('holder = "omar", ', "", '"holder" is missing; expected it with argument'),
        ('decided_by = "vote", ', "", '"decided_by" is missing; expected it with decision'),
        ('chair = "dana"\n', "", "chair is missing"),
        ("back = 1", "back = 1\nroom = 7", '"room" is unknown'),
    ],
)
def test_a_mistake_in_a_conference_is_told_with_its_line(sample: Sample, old: str, new: str, problem: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_conferences(CONFERENCE.replace(old, new), "conferences.toml", sample)
    assert problem in "\n".join(caught.value.problems)
    assert all(one.startswith("conferences.toml:") for one in caught.value.problems)
