"""What the outcomes pass reads and stores: its rows, the notes typed to an answer, the errands."""

from collections.abc import Callable

from casetable.rules.dates import say_day
from casetable.rules.outcomes import HOUSING, category_of_domain
from casetable.screens.answers import take_category
from casetable.screens.choosing_forms import take_code
from casetable.screens.forms import Errand, Reading, Typed
from casetable.screens.outcome_pass import Given
from casetable.screens.participant_forms import take_careful
from casetable.values.card import OutcomeReading
from casetable.values.outcomes import NewReading, OutcomeRow
from casetable.values.seat import Receipt, Seat
from casetable.words import AT_THE_TABLE, Category, ParticipantState

_READ = frozenset({*AT_THE_TABLE, ParticipantState.LEFT})


def noted(line: str, domain: str) -> Given:
    """What a note line says: a HUD code first where it is about housing, its category, the words.

    Raises BadInput for a code that is none, and once for words that sound narrower than the domain.
    """
    if category_of_domain(domain) is Category.GENERAL:
        take_careful(line)
    words, category = take_category(line)
    code, note = take_code(words) if domain == HOUSING else (None, words)
    return Given(None, note, code, category)


def reader(domain: str) -> Callable[[Typed], Reading]:
    """Return what reads a note line back while it is typed."""

    def read(typed: Typed) -> Reading:
        given = noted(typed.line, domain)
        parts = (str(given.code or ""), given.category.label if given.category else "", given.note)
        return Reading(", ".join(part for part in parts if part), _nothing)

    return read


def written(standing: OutcomeReading) -> Given:
    """A baseline that stands, as it is typed."""
    usual = standing.category is category_of_domain(standing.domain)
    return Given(None, standing.note, standing.housing_code, None if usual else standing.category)


def whose(standing: OutcomeReading) -> str:
    """Say who wrote a baseline that stands, before it is changed."""
    return f"{standing.by}, {standing.agency}, wrote this {say_day(standing.on)}. Change it, or esc leaves it."


def _nothing(seat: Seat) -> Receipt:
    return Receipt("")


def recording(news: tuple[NewReading, ...]) -> Errand:
    """Record everything that was answered, baselines and readings, in one entry."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.outcomes import record_pass

        return record_pass(seat, news)

    return run


def rows_of(seat: Seat, only: str) -> tuple[OutcomeRow, ...]:
    """The rows of the pass: everybody at the table, who has begun comes first; or one, who may have left."""
    from casetable.queries.outcomes import outcomes, readings
    from casetable.queries.participants import participant

    if not only:
        return tuple(sorted(readings(seat), key=lambda one: one.state is ParticipantState.AGREED))
    one = participant(seat, only)
    if one.name is None or one.state not in _READ:
        return ()
    return (OutcomeRow(one.participant, one.name, one.state, outcomes(seat, only)),)
