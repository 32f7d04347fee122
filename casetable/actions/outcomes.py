"""Outcomes: the baseline when a participant is chosen, and what became of it since. Rules: Participants."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.about import About, about, day_of
from casetable.actions.wording import line, lines
from casetable.errors import BadInput, Refused
from casetable.models import OutcomeReading, Participant, SafeContact
from casetable.queries.governing import terms_in
from casetable.rules.hud import housing_codes
from casetable.rules.outcomes import HOUSING, category_of_domain, domain_label, read_domain
from casetable.rules.participants import standing
from casetable.store.log import Images
from casetable.store.references import read_reference, spell
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.outcomes import NewReading
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import ParticipantState

BASELINE = Action("participant.baseline", "took the baseline")
OUTCOME = Action("participant.outcome", "read the outcomes")

_BEGUN_WITH: dict[str, type[OutcomeReading] | type[SafeContact]] = {
    "outcome_reading": OutcomeReading,
    "safe_contact": SafeContact,
}


def record_baselines(
    seat: Seat,
    participant: str,
    readings: Sequence[NewReading],
    *,
    why: str = "",
    on: date | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Record how things stand for somebody agreed, before work begins: a few words a domain, for housing also a code.

    Until they are active the newest words count; then a baseline is fixed and only corrected with ``why``, both kept.
    Raises BadInput for a domain that the agreement does not have and for one without words; nothing is recorded then.
    """
    if any(one.value is not None for one in readings):
        raise ValueError("a baseline has no value; a reading is recorded by record_readings")
    with change(seat, BASELINE, heard) as session:
        whom = about(session, seat, participant, heard)
        domains = _checked(session, seat.today, readings)
        for new, domain in zip(readings, domains, strict=True):
            _check_words(new, domain)
            reason = _why_now(whom, domain, line(why))
            words = f"{lines(new.note)} (corrected: {reason})".strip() if reason else lines(new.note)
            session.add(_row(whom, new, domain, words, on))
        session.flush()
        told = ", ".join(domain_label(domain) for domain in domains)
        return Receipt(f"{whom.ref}: the baseline in {told} is kept.", whom.ref)


def record_readings(
    seat: Seat, readings: Sequence[NewReading], *, on: date | None = None, heard: Heard | None = None
) -> Receipt:
    """Record readings of any number of participants in one entry, each against its baseline.

    Raises BadInput for a domain or a code that is none, NotShared where this agency does not know one of them, and
    Refused before work began, after they died and where there is no baseline. Then nothing is recorded.
    """
    if any(one.value is None for one in readings):
        raise ValueError("a reading has a value; a baseline is recorded by record_baselines")
    with change(seat, OUTCOME, heard) as session:
        domains = _checked(session, seat.today, readings)
        known = {ref: about(session, seat, ref, heard) for ref in dict.fromkeys(one.participant for one in readings)}
        for whom in known.values():
            _check_work_began(whom)
        for new, domain in zip(readings, domains, strict=True):
            whom = known[new.participant]
            _check_baseline(whom, domain)
            session.add(_row(whom, new, domain, lines(new.note), on))
        session.flush()
        refs = list(dict.fromkeys(whom.ref for whom in known.values()))
        return Receipt(f"{', '.join(refs)}: {_counted(readings)} kept.", refs[0])


def record_pass(
    seat: Seat, readings: Sequence[NewReading], *, on: date | None = None, heard: Heard | None = None
) -> Receipt:
    """Record baselines (without a value) and readings of any number of participants in one entry.

    Raises what record_baselines and record_readings raise; then nothing is recorded.
    """
    action = OUTCOME if any(one.value is not None for one in readings) else BASELINE
    with change(seat, action, heard) as session:
        domains = _checked(session, seat.today, readings)
        known = {ref: about(session, seat, ref, heard) for ref in dict.fromkeys(one.participant for one in readings)}
        for new, domain in zip(readings, domains, strict=True):
            _record(known[new.participant], new, domain, on)
        session.flush()
        refs = list(dict.fromkeys(whom.ref for whom in known.values()))
        return Receipt(f"{', '.join(refs)}: {_counted(readings)} kept.", refs[0])


def _record(whom: About, new: NewReading, domain: str, on: date | None) -> None:
    if new.value is None:
        _check_words(new, domain)
        _why_now(whom, domain, "")
    else:
        _check_work_began(whom)
        _check_baseline(whom, domain)
    whom.session.add(_row(whom, new, domain, lines(new.note), on))


def _counted(readings: Sequence[NewReading]) -> str:
    baselines = sum(one.value is None for one in readings)
    counts = ((baselines, "baseline"), (len(readings) - baselines, "reading"))
    return ", ".join(f"{count} {word}" if count == 1 else f"{count} {word}s" for count, word in counts if count)


def check_what_work_began_with(session: Session, images: Images) -> None:
    """Raise Refused when undo took somebody active their only baseline in a domain, or all word of safe contact."""
    for (table, _), (before, after) in images.items():
        image = before or after
        if table not in _BEGUN_WITH or image is None or image.get("value") is not None:
            continue
        model = _BEGUN_WITH[table]
        of_the_same = [model.participant_id == image["participant_id"]]
        if table == "outcome_reading":
            of_the_same += [OutcomeReading.domain == image["domain"], col(OutcomeReading.value).is_(None)]
        row = session.exec(select(Participant).where(Participant.id == image["participant_id"])).one()
        there = session.exec(select(model.id).where(*of_the_same).limit(1)).first()
        if there is None and row.state is ParticipantState.ACTIVE:
            ref = spell("P", row.number)
            raise Refused(f"Work with {ref} began on it since.", "Correct it with a new entry instead.")


def _checked(session: Session, today: date, readings: Sequence[NewReading]) -> list[str]:
    """The domain of each reading. Raises BadInput for none, an unknown one, one said twice or a code that is none."""
    if not readings:
        raise BadInput("Nothing was read.", "Say how at least one domain stands.")
    known = terms_in(session, today).domains
    domains = [read_domain(one.domain, known) for one in readings]
    said = [
        (read_reference(one.participant, "P"), domain, one.view) for one, domain in zip(readings, domains, strict=True)
    ]
    if len(set(said)) < len(said):
        raise BadInput("One domain is said twice.", "Each once, for each view.")
    for one, domain in zip(readings, domains, strict=True):
        _check_code(one.housing_code, domain)
    return domains


def _check_code(code: int | None, domain: str) -> None:
    if code is None:
        return
    if domain != HOUSING:
        raise BadInput(f"A housing code does not belong to {domain_label(domain)}.", "Only to housing.")
    if code not in housing_codes():
        raise BadInput(f"{code} is no housing code of HUD's.", "Like 116 (the street), 410 (a rental), 435.")


def _check_words(new: NewReading, domain: str) -> None:
    if not (lines(new.note) or new.housing_code):
        raise BadInput(f"How do things stand in {domain_label(domain)}?", "A few words, or what is not known.")


def _check_baseline(whom: About, domain: str) -> None:
    if not _has_baseline(whom, domain):
        raise Refused(
            f"{whom.ref} has no baseline in {domain_label(domain)} to read against.",
            f"Take it first: casetable participant baseline {whom.ref}.",
        )


def _check_work_began(whom: About) -> None:
    whom.not_after_death()
    if whom.row.state not in (ParticipantState.ACTIVE, ParticipantState.LEFT):
        raise Refused(
            f"{whom.ref} {standing(whom.row.state)}: outcomes are read once work has begun.",
            "Until then: casetable participant baseline, casetable participant activate.",
        )


def _why_now(whom: About, domain: str, why: str) -> str:
    """Why a baseline is written now; empty before work began. Raises Refused when it may not be."""
    if whom.row.state is ParticipantState.AGREED:
        return ""
    if whom.row.state is not ParticipantState.ACTIVE:
        raise Refused(f"{whom.ref} {standing(whom.row.state)}: a baseline is taken when all agencies agreed.")
    if not _has_baseline(whom, domain):
        return ""
    if not why:
        raise Refused(
            f"{whom.ref} is active: the baseline in {domain_label(domain)} is fixed.",
            "Correct it with a reason: --why.",
        )
    return why


def _has_baseline(whom: About, domain: str) -> bool:
    """There is one, whoever may read it: who is active has one in every domain that the agreement had then."""
    there = select(OutcomeReading.id).where(
        OutcomeReading.participant_id == whom.row.id,
        OutcomeReading.domain == domain,
        col(OutcomeReading.value).is_(None),
    )
    return whom.session.exec(there.limit(1)).first() is not None


def _row(whom: About, new: NewReading, domain: str, note: str, on: date | None) -> OutcomeReading:
    return OutcomeReading(
        participant_id=whom.row.id,
        domain=domain,
        view=new.view,
        value=new.value,
        note=note,
        category=new.category or category_of_domain(domain),
        housing_code=new.housing_code,
        agency_id=whom.voice.agency_id,
        person_id=whom.voice.actor,
        at=whom.seat.now,
        on=day_of(whom.seat, on),
    )
