"""Hints as the app says them: where a key does what a command would, the key is named."""

import re

from casetable.errors import CasetableError
from casetable.screens.cell import cut

_LONGEST_NAME = 40

_KEYS = (
    (
        re.compile(r"They step out \(casetable conference attend --out NAME\), or the item is left: .*"),
        "They step out: r, then x on them. Or the item is left: x.",
    ),
    (re.compile(r"Read it aloud and accept it first: .*"), "Read it aloud; y: everybody here accepts it."),
    (re.compile(r"not accepted yet: casetable conference attend --accepted\."), "not accepted yet: j 1, then y."),
    (re.compile(r"note it again: i, or casetable conference person here\."), "i."),
    (re.compile(r"Correct the room check: casetable conference attend$"), "Correct the room check: r."),
    (re.compile(r"Once they have left: i, or casetable conference person (?:--left|gone)"), "Once they have left: i."),
    (re.compile(r"Read them out with owner and date: y, or read-back\."), "Read them out with owner and date, then y."),
    (re.compile(r"casetable conference item NUMBER opens one\."), "enter opens the next one."),
    (re.compile(r"casetable conference show lists (?:the agenda|them)\."), "They stand on the screen."),
    (re.compile(r"casetable conference item (\S+) opens it\."), r"j, then \1 opens it."),
    (
        re.compile(r"(?:Consider them first: [^.]*\. )?Then record what they allow: .*"),
        "A writes down who is considered, c what they allow.",
    ),
    (re.compile(r"A general release opens it: .*"), "A general release opens it: c records one."),
    (re.compile(r"If they say yes now, record that: .*"), "If they say yes now: c records it."),
    (re.compile(r"Take it first: casetable participant baseline .*"), "k takes it first."),
    (re.compile(r"Until then: casetable participant baseline.*"), "Until then: k takes the baselines, b begins."),
    (re.compile(r"Ask them, then: casetable participant contact .*"), "Ask them, then h. Or hand the sheet over."),
    (re.compile(r"To take the proposal back: .*"), "n takes the proposal back."),
    (re.compile(r"Add to it: casetable participant note .*"), "l adds to it."),
    (re.compile(r"See casetable participant show .*"), "enter opens the card."),
    (re.compile(r"casetable participant activate \S+ begins"), "b begins"),
    (re.compile(r"casetable participant lead \S+ PERSON"), "t names somebody."),
    (re.compile(r"casetable drafts shows"), "D shows"),
    (re.compile(r": casetable drafts"), ""),
    (re.compile(r"hands it on: casetable task hand \S+ PERSON"), "hands it on: t."),
    (
        re.compile(r": task hand, participant lead\. What it is shows casetable person handover \S+"),
        ". Enter on their name shows it, t hands it on.",
    ),
    (re.compile(r"What it is shows casetable person handover \S+"), "Enter on their name shows it."),
    (re.compile(r": casetable person handover \S+"), "."),
    (re.compile(r"Look again: casetable person \w+"), "Look again."),
    (re.compile(r": casetable person appoint PERSON"), ": c."),
    (re.compile(r"casetable person list shows"), "4, p shows"),
    (re.compile(r"casetable person edit me --mail ADDRESS"), "4, p, then e writes it."),
    (re.compile(r"confirm with --adult-confirmed\."), "write adult instead of the year."),
    (re.compile(r"Say on which day they agreed to be considered: --asked-on\."), "Say on which day they said yes."),
    (re.compile(r" --asked-on DATE\."), ""),
    (re.compile(r": say who with --guardian\."), ": say who."),
    (re.compile(r"[^.]*--heard-from[^.]*\.?"), "f notes an answer heard from them."),
    (re.compile(r"(?:Not sent\. )?[^.]*casetable release add .*"), "Not sent: 2, c, a records a release."),
    (re.compile(r"casetable release list [^.]*\."), "2, c shows the releases."),
    (re.compile(r"casetable participant (?:list|show) [^.]*\."), "2 shows who is at the table."),
    (re.compile(r"casetable task show [^.]*\."), "enter on the board tells its story."),
    (re.compile(r"casetable task list [^.]*\."), "/ finds what there is."),
    (re.compile(r"Say which with --format md or --format pdf\."), "Let it end in .md or .pdf."),
    (re.compile(r"(?:, or )?[Tt]ake --format md\."), ", or let it end in .md."),
    (re.compile(r"Like --to by-name\.xlsx\."), "Like by-name.xlsx."),
    (re.compile(r"Name another place, or say --replace\."), "Name another file."),
    (re.compile(r"Hand the sheet over, --for hand\."), "Hand the sheet over: p, s."),
    (re.compile(r"Take CSV: --to by-name\.csv\."), "Take CSV: by-name.csv."),
    (re.compile(r"Add --note: who was told, and why\."), "Say what was told, and why."),
    (
        re.compile(r"Name what it stood on instead: --basis .*"),
        "Name another ground: emergency, legal order, treatment.",
    ),
    (re.compile(r"Like --to MH --category general\."), "Like MH, and general."),
    (re.compile(r"Name one: casetable agreement join .*"), "4, then j says it once more, with somebody who is."),
    (re.compile(r"casetable agreement offer\b"), "4, then o offers it."),
    (re.compile(r"casetable agreement amend (?=[a-z])"), "4, then a "),
    (re.compile(r"casetable agreement amend\b"), "4, then a begins one."),
    (re.compile(r"casetable agreement withdraw\b"), "4, then W takes it back"),
    (re.compile(r"casetable agreement end\b"), "4, then E ends it"),
    (re.compile(r"casetable agreement show --text"), "4, then t shows it."),
    (re.compile(r"casetable agreement show --paper objectives"), "4, then x prints it."),
    (re.compile(r"casetable agreement show (?=says)"), "4 "),
    (re.compile(r"casetable agreement verify\b"), "4, then v verifies"),
    (re.compile(r"let them name you: casetable conference chair PERSON"), "let them name you: 3, c, h."),
    (
        re.compile(r"Name somebody: casetable conference chair PERSON, or --deputy PERSON\."),
        "Name somebody, after a comma the deputy: omar, dana.",
    ),
    (re.compile(r"To meet today, move it \(casetable .*"), "To meet today: 3, c, then m moves it, e calls another."),
    (re.compile(r"gives it a date again: casetable conference move \S+ DATE"), "gives it a date again: 3, c, m."),
    (re.compile(r"Let it meet then: casetable conference move \S+ \S+"), "3, c, then m on it lets it meet then."),
    (re.compile(r": casetable conference extraordinary DATE"), ": 3, c, then e calls one."),
    (re.compile(r": casetable conference calendar$"), "; the calendar shows what is taken."),
    (re.compile(r"casetable conference calendar shows"), "3, then c shows"),
    (re.compile(r"Propose one: casetable conference propose"), "Propose one: a."),
    (re.compile(r"casetable conference agenda (lists|shows)"), r"3 \1"),
    (re.compile(r"casetable conference next says"), "3 says"),
    (re.compile(r"casetable conference open opens"), "o opens"),
    (re.compile(r"it goes on: casetable conference open"), "it goes on: o."),
    (re.compile(r"casetable conference close (?=ends|closes)"), "c in the room "),
    (re.compile(r"reopens them, casetable conference reopen\b.*"), "reopens them (o)."),
    (re.compile(r": casetable conference reopen \S+"), ": o."),
    (re.compile(r"Ask them \(casetable conference nothing-to-correct\)"), "Ask them (f, then y)"),
    (re.compile(r"casetable conference minutes \S* ?(?=lists|shows)"), "The page of that conference "),
    (re.compile(r"Your own agency's: casetable conference minutes\."), "Your own agency's: p, then m."),
    (re.compile(r"casetable conference review lists"), "3, then v lists"),
    (re.compile(r"Another place has others: casetable holidays .*"), "Another place has others: e."),
    (re.compile(r"casetable holidays lists them\."), "The list says which."),
    (re.compile(r"Name another time: --at 09:00"), "Name another time, after the day: at 9:00"),
    (re.compile(r"Say it with --why\."), "Say it in a few words."),
    (re.compile(r"[^.]*: want-help\.?"), "h on your own asks the table for help."),
    (re.compile(r"Offer a date: accept --by fri\.?"), "m offers another date."),
)


def in_keys(hint: str) -> str:
    """Return a hint with keys in place of command lines; others stay as they are."""
    for pattern, said in _KEYS:
        if pattern.search(hint):
            return pattern.sub(said, hint, count=1)
    return hint


def sentence_of(error: CasetableError) -> str:
    """Return an error in one line, its hint in keys."""
    return f"{error.sentence} {in_keys(error.hint)}".strip()


def name_of(name: str) -> str:
    """Return a person's name, cut so that the key after it is still read."""
    return cut(name, _LONGEST_NAME)
