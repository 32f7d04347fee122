"""What every command says to a seat, refusals included. A command without a recipe here fails the canary test."""

import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import typer

from casetable.cli import main
from casetable.cli.root import app
from casetable.seat import open_table
from casetable.values.seat import Seat
from tests.canary import HEARD_ON, LISTENERS, Canary
from tests.exchange.hmis_exports import texts, write

SEATS = ("Lee Park", "Dana Reyes", "Omar Haddad", "Tess Bay", "Ruth Feld", "Vera Mills", "Abe Old")
"""A worker of each agency, the coordinator, a manager, an adviser. Everybody else reads by the same roles."""

RECIPES: dict[str, tuple[str, ...]] = {
    "": ("",),
    "week": ("week", "week last", "week next", "week --mine", "week --mine --as-notes"),
    "find": ("find zq", "find zqname", "find zqtext", "find {few}", "find {participant}"),
    "history": ("history", "history {participant}", "history {release}", "history {task}", "history --person {person}"),
    "verify": ("verify",),
    "where": ("where",),
    "person list": ("person list", "person list --left"),
    "person handover": ("person handover {person}", "person handover me"),
    "agreement show": (
        "agreement show",
        "agreement show --text",
        "agreement show --paper objectives",
        "agreement show --section 1",
        "agreement show --toml",
    ),
    "agreement differences": ("agreement differences", "agreement differences v1 v1"),
    "agreement verify": ("agreement verify",),
    "agreement review": ("agreement review",),
    "agreement objectives": ("agreement objectives", "agreement objectives --quarter 2026Q4"),
    "agreement numbers": ("agreement numbers",),
    "participant list": ("participant list",),
    "participant show": ("participant show {participant}",),
    "participant notes": (
        "participant notes {participant}",
        "participant notes",
        "participant notes {participant} --kind goal",
    ),
    "participant outcomes": ("participant outcomes {participant}", "participant outcomes"),
    "participant disclosures": ("participant disclosures {participant}",),
    "drafts": ("drafts",),
    "conference show": ("conference show", "conference show last"),
    "conference review": ("conference review",),
    "conference search": ("conference search zqtext", "conference search zq"),
    "release list": ("release list", "release list {participant}", "release list --ending 900d"),
    "task list": (
        "task list",
        "task list --state open",
        "task list --participant {participant}",
        "task list --agency {agency}",
        "task list --owner {person}",
    ),
    "task show": ("task show {task}",),
    "task add": (
        'task add "call somebody by fri #{participant}"',
        'task add "call somebody by fri" --to {person} --participant {participant}',
        'task add "call" --to me --participant {participant} --heard-from {person} --by phone',
        'task add "call {few} by fri"',
    ),
    "task accept": ("task accept {task}", "task accept {task} --by mon"),
    "task decline": ("task decline {task} --note no",),
    "task done": ("task done {task} --minutes 5", "task done {task} --heard-from {person} --by phone"),
    "task move": ("task move {task} +3d --why later",),
    "task block": ("task block {task} County --outside", "task block {task} {person}"),
    "task unblock": ("task unblock {task}",),
    "task want-help": ("task want-help {task} --note please",),
    "task help": ("task help {task} --note gladly --minutes 5",),
    "task log": ("task log {task} phoned --minutes 5", "task log {task} phoned --category health"),
    "task drop": ("task drop {task} --reason other --why enough",),
    "task agree-drop": ("task agree-drop {task}",),
    "task hand": ("task hand {task} {person}",),
    "task reopen": ("task reopen {task} --due +3d",),
    "task edit": ("task edit {task} --title other --size 30m", "task edit {task} --category general"),
    "participant propose": (
        'participant propose "Some Body" --asked-on yesterday --born 1980 --hmis-id {few}',
        'participant propose "Some Body" --asked-on yesterday --born 1980 --hmis-id X --heard-from {person} --by mail',
    ),
    "participant agree": (
        "participant agree {participant}",
        "participant agree {participant} --heard-from {person} --by phone",
    ),
    "participant decline": (
        "participant decline {participant} --note no",
        "participant decline {participant} --heard-from {person} --by phone",
    ),
    "participant pass-over": (
        "participant pass-over {participant}",
        "participant pass-over {participant} --heard-from {person} --by phone",
    ),
    "participant consider": (
        'participant consider "Some Body" --asked-on yesterday --born 1980 --for {agency}',
        'participant consider "Some Body" --asked-on yesterday --born 1980 --heard-from {person} --by mail',
    ),
    "participant edit": ("participant edit {participant} --name Other --needs other --for all",),
    "participant activate": ("participant activate {participant}",),
    "participant lead": (
        "participant lead {participant} {person} --with-tasks",
        "participant lead {participant} {person} --heard-from {person} --by phone",
    ),
    "participant team": ("participant team {participant} {person}", "participant team {participant} {person} --leave"),
    "participant household": (
        "participant household {participant} --with {participant} --allowed-on yesterday",
        "participant household {participant} --with P-99999 --end",
        "participant household {participant} --child yes",
    ),
    "participant leave": (
        "participant leave {participant} --reason housed --destination 410",
        "participant leave {participant} --reason died --heard-from {person} --by phone",
    ),
    "participant return": ("participant return {participant} --why mistaken",),
    "participant log": (
        "participant log {participant} phoned",
        'participant log "#{participant} phoned 20m" --heard-from {person} --by phone',
        'participant log "phoned {few}"',
    ),
    "participant note": ("participant note {participant} wrote --category health",),
    "participant voice": (
        "participant voice {participant}",
        "participant voice {participant} words --told more",
        "participant voice {participant} --takes-part message --heard-from {person} --by mail",
    ),
    "participant contact": (
        "participant contact {participant}",
        "participant contact {participant} --how text --no-post",
    ),
    "participant baseline": ("participant baseline {participant} housing=tent --code 116",),
    "participant outcome": ("participant outcome {participant} housing=better --code 435",),
    "release add": (
        "release add {participant} --from-agency {agency} --to all --method written --until 2027-01-01",
        "release add {participant} --to all --category sud --method verbal",
        "release add {participant} --to {agency} --category general --category health --method written",
    ),
    "release renew": ("release renew {release} --until 2028-01-01", "release renew {release} --no-end"),
    "release refuse": (
        "release refuse {participant} --to {agency} --category health --method verbal --why no",
        "release refuse {participant} --to all --from-agency {agency} --method verbal",
    ),
    "release revoke": ("release revoke {release} --why changed",),
    "import hmis": (
        "import hmis {export} --dry-run",
        "import hmis {export} --pick A1 --asked-on yesterday --needs room",
        "import hmis nowhere.zip --pick A1",
        "import hmis {export} --update",
        "import hmis {export} --update --all",
    ),
    "agreement export": (
        "agreement export --to {export}-paper.md --replace",
        "agreement export --to {export}-paper.html --replace --objectives",
        "agreement export --to {export}-paper.md --replace --version 1",
    ),
    "participant sheet": (
        "participant sheet {participant} --to {export}-sheet.md --replace",
        "participant sheet {participant} --to {export}-sheet.md --replace --for post",
    ),
    "participant codes": ("participant codes --for {agency}",),
    "participant by-name": ("participant by-name --for {agency} --to {export}-list.csv --replace",),
    "participant disclosed": (
        "participant disclosed {participant} --to {agency} --category health --basis emergency",
        "participant disclosed {participant} --to somebody --basis treatment --heard-from {person} --by phone",
    ),
    "export": ("export {export}-all.json --replace",),
    "participant erase": (
        "participant erase {participant} --reason asked",
        "participant erase {participant} --yes",
        "participant erase --finish",
    ),
    "participant erase-answer": (
        "participant erase-answer {participant} --nothing",
        "participant erase-answer {participant} --hold later --heard-from {person} --by phone",
        "participant erase-answer {participant} --take {export}-own.md",
    ),
    "agreement amend": (
        "agreement amend --set places=6",
        "agreement amend --add-section Words --text words",
        "agreement amend --section 1 --text other",
        "agreement amend --party {agency} --hopes homes",
        "agreement amend --objective new --text housed",
        "agreement amend nowhere.toml",
        "agreement amend --discard",
    ),
    "agreement join": ("agreement join LA Law --person 'Ben Adu, senior manager'",),
    "agreement part": ("agreement part {agency} --leaves-on 2026-12-31", "agreement part {agency} --stays"),
    "agreement offer": ("agreement offer", "agreement offer --yes"),
    "agreement sign": (
        "agreement sign --name {person} --code 0000-0000",
        "agreement sign --objectives --name {person} --code 0000-0000",
    ),
    "agreement paper": ("agreement paper {person} --code 0000-0000 --place binder",),
    "agreement withdraw": ("agreement withdraw --why other --yes",),
    "agreement read": ("agreement read 1 --status behind --note later",),
    "agreement end": ("agreement end --why enough --yes",),
    "person away": ("person away --until fri --cover {person}", "person away {person} --until fri"),
    "person back": ("person back", "person back {person}"),
    "person add": ("person add New Body --agency {agency} --role frontline --reports-to {person}",),
    "person edit": ("person edit me --phone 555", "person edit {person} --mail a@example.org"),
    "person roles": ("person roles {person} frontline supervisor",),
    "person appoint": ("person appoint {person}", "person appoint {person} --heard-from zoe --by phone"),
    "person leave": ("person leave {person} --task T-1={person}", "person leave {person} --to {person}"),
    "conference next": ("conference next",),
    "conference calendar": (
        "conference calendar",
        "conference calendar --from 2026-01-01 --to 2027-12-31",
        "conference calendar --ics",
        "conference calendar --ics --as-rule",
    ),
    "conference move": ("conference move next +40d --why '{few}'", "conference move 2027-04-09 fri"),
    "conference cancel": ("conference cancel 2027-03-12 --reason emergency --why '{few}'",),
    "conference extraordinary": ("conference extraordinary +50d --why '{few}'",),
    "conference confirm": ("conference confirm", "conference confirm 2027-02-12"),
    "conference chair": ("conference chair {person} --deputy me", "conference chair -"),
    "holidays": (
        "holidays",
        "holidays {agency}",
        "holidays {agency} --close 2027-01-05 --name '{few}'",
        "holidays {agency} --open 2027-01-05",
        "holidays {agency} --code US-CA",
    ),
    "import holidays": ("import holidays {export}-none.ics", "import holidays {export}-none.ics --agency {agency}"),
    "conference agenda": (
        "conference agenda",
        "conference agenda 2026-12-11",
        "conference agenda last",
        "conference agenda --paper {export}-agenda.md --replace",
        "conference agenda --pre-read {agency} --output {export}-pre-read.md --replace",
        "conference agenda --eml {export}-pre-reads",
    ),
    "conference forecast": ("conference forecast", "conference forecast 2026-12-11"),
    "conference ask": (
        "conference ask",
        "conference ask 2026-12-11",
        "conference ask {participant} --card {export}-card.md --replace",
        "conference ask {participant} --card {export}-card.md --replace --for post",
    ),
    "conference propose": (
        "conference propose --about {participant} '{few}' --conference 2026-12-11",
        "conference propose '{few}' --question why --conference 2026-12-11",
        "conference propose '{few}' --consultation --conference 2026-12-11",
    ),
    "conference arrange": (
        "conference arrange {participant} --minutes 20m --conference 2026-12-11",
        "conference arrange {participant} --to 4 --conference 2026-12-11",
        "conference arrange {participant} --question other --conference 2026-12-11",
        "conference arrange {participant} --off --why later --conference 2026-12-11",
    ),
    "conference expect": (
        "conference expect --no --deputy {person} --conference 2026-12-11",
        "conference expect {person} --yes --heard-from {person} --by phone --conference 2026-12-11",
    ),
    "conference open": ("conference open",),
    "conference attend": (
        "conference attend {person} --late",
        "conference attend --guest Rosa --of County --invited-by {participant} --accepted",
    ),
    "conference item": ("conference item {participant}", "conference item 2 --not-discussed --why later"),
    "conference debate": ('conference debate "- 1 {few} @{person}"',),
    "conference decide": ('conference decide "hold #{participant} (vote)"',),
    "conference dissent": ('conference dissent "@lee winter; look again +40d"',),
    "conference since": ('conference since "1 {few} (right)"',),
    "conference ask-them": ("conference ask-them '{few}'",),
    "conference action": ('conference action "call {few} @{person} +3d"',),
    "conference park": ("conference park '{few} #{participant}'",),
    "conference words": ("conference words --none away --item {participant}",),
    "conference read-back": ("conference read-back",),
    "conference reword": ("conference reword 1 other",),
    "conference strike": ("conference strike 1",),
    "conference scribe": ("conference scribe",),
    "conference go-on": ("conference go-on",),
    "conference recess": ("conference recess",),
    "conference shave": ("conference shave",),
    "conference person": ("conference person here",),
    "conference close": ("conference close --yes",),
    "conference minutes": (
        "conference minutes",
        "conference minutes --participant {participant}",
        "conference minutes --for {agency}",
        "conference minutes --for managers",
        "conference minutes --for {agency} --output {export}-minutes.md --replace",
        "conference minutes --for {participant} --output {export}-letter.md --replace",
        "conference minutes --to {export}-minutes",
        "conference minutes --eml {export}-mails",
    ),
    "conference letter": (
        "conference letter {participant} --output {export}-letter.md --replace",
        "conference letter {participant} --output {export}-letter.md --replace --for post",
    ),
    "conference letters": ("conference letters --to {export}-letters --format md",),
    "conference correct": (
        "conference correct 3.1 other --note misheard",
        "conference correct 3 --note {few} --heard-from {person} --by phone",
    ),
    "conference nothing-to-correct": (
        "conference nothing-to-correct",
        "conference nothing-to-correct --heard-from {person} --by phone",
    ),
    "conference ratify": (
        "conference ratify",
        "conference ratify {participant}",
        "conference ratify {participant} --no --why later --heard-from {person} --by phone",
    ),
    "conference may-tell": ("conference may-tell 3.1", "conference may-tell 4.1 --no"),
    "conference agree": ("conference agree --yes",),
    "conference reopen": ("conference reopen --why later",),
    "undo": ("undo",),
    "redo": ("redo",),
    "tick": ("tick", "tick --on 2026-11-20"),
    "backup": ("backup", "backup --to {export}-backups"),
    "restore": ("restore {table} --dry-run", "restore {table} --table {export}-new.casetable", "restore nowhere"),
    "init": ("init nowhere.toml", "init"),
    "demo": ("demo --keep {table}",),
}
"""Reading comes first and writing last, on a copy of the table, so that what a seat may see stays what it was.

``{few}`` are the first letters of secrets.
"""

WRITES = frozenset(list(RECIPES)[list(RECIPES).index("task add") :])
THOROUGH = frozenset({"task show", "participant show"})
"""Commands that are asked for everything there is; others for a few things, each seat going on with the next ones."""
IN_TURN = 2

Given = Mapping[str, Sequence[str]]


def leaves() -> set[str]:
    """Every command there is, as typed; the bare program is ``""``."""

    def below(group: object, path: tuple[str, ...]) -> Iterator[str]:
        for name, command in getattr(group, "commands", {}).items():
            if hasattr(command, "commands"):
                yield from below(command, (*path, name))
            else:
                yield " ".join((*path, name))

    return {"", *below(typer.main.get_command(app), ())}


def listen_to_commands(canary: Canary, seat: Seat) -> Iterator[tuple[str, object]]:
    """Every command as a seat, by turns in words and as JSON; the plainest form of each recipe in both."""
    if seat.name not in SEATS:
        return
    with a_table_of_its_own(canary) as where:
        turns = Turns(given(canary, where), SEATS.index(seat.name))
        for command, recipe in RECIPES.items():
            for template in recipe:
                lines = turns.all(template) if command in THOROUGH else turns.some(template)
                for number, words in enumerate(lines):
                    both = number == 0 and command not in WRITES
                    for json in ("", " --json") if both else ("", " --json")[number % 2 :][:1]:
                        yield f"casetable {words}{json}", said(seat, words + json)


def said(seat: Seat, words: str) -> str:
    """Everything that one command line says to a seat on both streams, and its exit code."""
    out, err = StringIO(), StringIO()
    line = ["--as", seat.name, "--on", HEARD_ON.isoformat(), *shlex.split(words)]
    with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", StringIO()):
        code = main(line)
    return f"{out.getvalue()}\n{err.getvalue()}\n{code}"


@contextmanager
def a_copy(canary: Canary) -> Iterator[str]:
    """A copy of the world's table to write in, in a folder of its own."""
    with TemporaryDirectory() as folder:
        where = str(Path(folder) / "copy.casetable")
        for end in ("", "-wal"):
            if Path(f"{canary.room.where}{end}").exists():
                shutil.copy(f"{canary.room.where}{end}", f"{where}{end}")
        yield where


@contextmanager
def a_table_of_its_own(canary: Canary) -> Iterator[str]:
    """A copy of the world that commands find. It is opened once, as is the tree of commands built."""
    with a_copy(canary) as where:
        folder = Path(where).parent
        write(folder / "export", texts([{"DOB": "1980-05-17"}]))
        places = {name: str(folder / name.casefold()) for name in ("CASETABLE_CONFIG", "CASETABLE_LOG")}
        table = open_table(where)
        with (
            patch.dict("os.environ", {**places, "CASETABLE_TABLE": where}),
            patch.object(table, "close", lambda: None),
            patch("casetable.seat.open_table", lambda where, **_: table),
            patch("typer.main.get_command", cache(typer.main.get_command)),
        ):
            yield where
        table.close()


def given(canary: Canary, where: str) -> Given:
    """What the blanks of the recipes are filled with."""
    return {
        "task": canary.tasks,
        "participant": list(canary.proposed_by),
        "release": canary.release_refs,
        "few": [one.token[:-1] for one in canary.kinds()[::4]],
        "person": ("tess", "lee", "dana", "omar"),
        "agency": ("VS", "HS", "SS", "MH"),
        "table": (where,),
        "export": (str(Path(where).with_name("export")),),
    }


class Turns:
    """Fills the blanks of recipes, each thing in its turn, starting with another one for each seat."""

    def __init__(self, things: Given, start: int = 0) -> None:
        self._things = things
        self._next = dict.fromkeys(things, start)

    def all(self, template: str) -> Iterator[str]:
        """The recipe with everything that its first blank may hold."""
        first = _first_blank(template)
        for _ in self._things[first] if first else (1,):
            yield self._fill(template)

    def some(self, template: str) -> Iterator[str]:
        """The recipe with a few of them."""
        return islice(self.all(template), IN_TURN)

    def _fill(self, template: str) -> str:
        words = {}
        for name, things in self._things.items():
            if f"{{{name}}}" in template:
                words[name] = things[self._next[name] % len(things)]
                self._next[name] += 1
        return template.format(**words)


def _first_blank(template: str) -> str:
    return template.partition("{")[2].partition("}")[0]


LISTENERS.append(listen_to_commands)
