"""The agreement and its objectives as files for a board, a wall or a signature."""

from pathlib import Path

from casetable.jobs.printing import PaperForm, form_of, printed
from casetable.jobs.writing import check_free, files_for
from casetable.queries.agreement_paper import agreement_paper
from casetable.reports.agreement import agreement_page
from casetable.reports.pdf import check_pdf, sheets
from casetable.values.agreement import code_of
from casetable.values.papers import AgreementPaper, PaperMade
from casetable.values.seat import Seat
from casetable.words import PaperSigned


def export_agreement(
    seat: Seat,
    to: Path,
    *,
    number: int | None = None,
    paper: PaperSigned = PaperSigned.AGREEMENT,
    form: PaperForm | None = None,
    replace: bool = False,
) -> PaperMade:
    """Write a version's paper as Markdown, HTML or PDF (else by the file's ending), complete or not at all.

    Without ``number`` it is the offer if one waits, else the version that applies today. Nothing about participants is
    in it, so nothing is recorded. Raises Refused where something stands at ``to`` and where no PDF can be made,
    NotFound for a version that there is not.
    """
    form = form or form_of(to)
    if form == "pdf":
        check_pdf()
    final = check_free(to, replace=replace)
    with files_for(final, replace=replace) as write:
        found = agreement_paper(seat, number, paper)
        page = agreement_page(found)
        made = printed(page, form)
        write(final, made)
    pages = sheets(made) if form == "pdf" and page.compact else 1
    more = f" With this many words and names it takes {pages} pages; each carries the code." if pages > 1 else ""
    return PaperMade((final,), _sentence(found, final) + more)


def _sentence(found: AgreementPaper, final: Path) -> str:
    number, code = found.version.number, code_of(found.version.number, found.digest)
    what = f"The agreement, v{number}," if found.paper is PaperSigned.AGREEMENT else f"The objectives of v{number}"
    verb = "is" if found.paper is PaperSigned.AGREEMENT else "are"
    if not found.is_as_offered:
        return f"{what} {verb} in {final}. These are not the words that were offered: casetable agreement verify"
    said = f"Its text code is {code}." if code else "It is a draft, not for signing."
    return f"{what} {verb} in {final}. {said}"
