"""Releases as a seat may see them: a release is itself a fact of its category."""

from sqlmodel import col, select

from casetable.models import Agency, Participant, Release
from casetable.queries.facts import release_shown, terms_of
from casetable.rules.consent import state_on
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.participants import Release as ReleaseValue
from casetable.values.seat import Seat


def releases(seat: Seat, participant: str | None = None) -> tuple[ReleaseValue, ...]:
    """Releases by participant, category and agencies; of one participant when a reference is given."""
    with reading(seat) as session:
        codes = dict(session.exec(select(Agency.id, Agency.code)).all())
        statement = (
            select(Release, Participant.number)
            .join(Participant, col(Participant.id) == Release.participant_id)
            .where(release_shown(seat))
            .order_by(col(Participant.number), col(Release.category), col(Release.since), col(Release.number))
        )
        if participant is not None:
            statement = statement.where(Participant.number == read_reference(participant, "P"))
        values = []
        for row, number in session.exec(statement).all():
            terms = terms_of(row, codes)
            values.append(
                ReleaseValue(
                    release=spell("R", row.number),
                    id=row.id,
                    version=row.version,
                    participant=spell("P", number),
                    terms=terms,
                    state=state_on(terms, seat.today),
                    purpose=row.purpose,
                    paper=row.paper,
                )
            )
        return tuple(values)
