"""Words about a participant on the command line: asked once whether they are too narrow to share, kept when refused."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from casetable.cli.reading import category_of
from casetable.cli.sitting import Sitting
from casetable.errors import BadFile, NotFound
from casetable.words import Category

if TYPE_CHECKING:
    from casetable.values.seat import Receipt, Seat

ANYWAY = "To share it with all who know them: --category general."
TAGGED = "Write the tag behind the words; ~general shares them with all who know them."
NOBODYS = "About somebody: casetable conference propose --about P-… QUESTION. Else leave it out."


def category_asked(category: str | None, *texts: str, usual: Category = Category.GENERAL) -> Category:
    """The category that is named, else the ``usual`` one. Raises BadFile, asking, for words that may be narrower."""
    named = category_of(category)
    if named is not None:
        return named
    from casetable.rules.quickadd import sensitive

    hints = sensitive(" ".join(texts), is_about_somebody=True)
    asked = tuple(hint for hint in hints if not hint.endswith(f"~{usual.tag}"))
    if asked:
        raise BadFile("Nothing was kept yet.", asked, ANYWAY)
    return usual


def item_words(
    sitting: Sitting,
    words: str,
    about: str,
    category: Category | None = None,
    usual: Category = Category.GENERAL,
    stood: str = "",
) -> tuple[str, Category | None]:
    """A question or title of the agenda as it is read, and the category it says; ``about`` is a reference or empty.

    ``stood`` is what stood there before. Raises BadFile for what cannot be read and, asking, for words that may be
    narrower than ``usual``.
    """
    from casetable.queries.participants import participants
    from casetable.queries.private import private_places
    from casetable.rules.quickquestion import read_question, reference_of

    seat = sitting.seat()
    known = participants(seat)
    reference = reference_of(about, known) if about else ""
    is_listed = any(one.participant == reference for one in known)
    is_private = is_listed and reference in private_places(seat, reference)
    read = read_question(
        words,
        participants=known,
        about=reference,
        is_place_private=is_private,
        category=category,
        usual=usual,
        stood=stood,
    )
    if read.problems:
        way = "Change the words." if about else NOBODYS
        raise BadFile("The words were not understood; nothing was kept.", read.problems, way)
    if read.asks:
        raise BadFile("Nothing was kept yet.", read.asks, TAGGED)
    return read.text, read.category


def questions(hints: Sequence[str]) -> tuple[str, ...]:
    """Those of some hints that want an answer before the words are shared."""
    from casetable.rules.quicknote import questions as wanting

    return wanting(hints)


def or_kept(
    sitting: Sitting, run: "Callable[[Seat], Receipt]", what: str, text: str, participant: str, category: Category
) -> "Receipt":
    """What an action did. Where it is refused because nobody may know of them, the text is kept for one's own agency.

    ``what`` says what it was to be: ``a note about P-473``. Raises the refusal, which then says where the text is.
    """
    try:
        return run(sitting.seat())
    except NotFound as error:
        if not text.strip():
            raise
        from casetable.actions.drafts import keep

        kept = keep(sitting.seat(), what, text, participant=participant, category=category)
        raise type(error)(error.sentence, f"{kept.sentence} {error.hint}".strip()) from error
