"""What every document says to the seat that makes it, and to the agency it is made for."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from casetable.errors import CasetableError
from casetable.jobs.conference_papers import ask_card, paper_agenda, pre_read
from casetable.jobs.everything import everything
from casetable.jobs.export import export
from casetable.jobs.papers import make_account, make_by_name, make_code_sheet, make_sheet
from casetable.queries.export import reader
from casetable.seat import open_table
from casetable.values.papers import PaperMade
from casetable.values.seat import Seat
from tests.canary import HEARD_ON, LISTENERS, Canary
from tests.canary_commands import a_copy
from tests.tables import at

MAKERS = ("Lee Park", "Dana Reyes", "Omar Haddad", "Tess Bay", "Ruth Feld")
"""A worker of each agency, and the coordinator; nobody else makes documents."""
AGENCIES = ("SS", "HS", "MH", "VS")


def listen_to_papers(canary: Canary, seat: Seat) -> Iterator[tuple[str, object]]:
    """Every document that a seat can make of everybody, and everything it may export."""
    if seat.name not in MAKERS:
        return
    with a_copy(canary) as where:
        table = open_table(where)
        maker = table.seat(seat.name, at(HEARD_ON))
        folder = Path(where).parent / "papers"
        for ref in canary.proposed_by:
            for make in (make_sheet, make_account, ask_card):
                yield f"{make.__name__} {ref}", _words(partial(make, maker, ref, folder / f"{make.__name__}-{ref}.md"))
        for agency in AGENCIES:
            yield from ((f"for {agency}", words) for words in _for_an_agency(maker, agency, folder))
        write = partial(export, maker, partial(everything, maker), folder / "export", "Eastside Table")
        yield "export", _words(write)
        table.close()


def told_to(canary: Canary, name: str) -> Iterator[tuple[str, Seat, str]]:
    """What somebody's lists say to the agency that each is for: its code, a seat of its, the words."""
    with a_copy(canary) as where:
        table = open_table(where)
        maker = table.seat(name, at(HEARD_ON))
        for agency in AGENCIES:
            for words in _for_an_agency(maker, agency, Path(where).parent / "papers"):
                yield agency, reader(maker, agency), words
        table.close()


def _for_an_agency(maker: Seat, agency: str, folder: Path) -> Iterator[str]:
    yield _words(partial(make_code_sheet, maker, agency, folder / f"codes-{agency}.md"))
    yield _words(partial(make_by_name, maker, agency, folder / f"list-{agency}.csv", "Eastside Table"))
    yield _words(partial(pre_read, maker, agency, folder / f"pre-read-{agency}.md"))
    yield _words(partial(paper_agenda, maker, folder / f"agenda-{agency}.md"))


def _words(make: Callable[[], PaperMade]) -> str:
    try:
        made = make()
    except CasetableError as error:
        return str(error)
    return "\n".join([made.sentence, *(path.read_text(encoding="utf-8-sig") for path in made.paths)])


LISTENERS.append(listen_to_papers)
