"""What the queries about the agreement say to a seat: everybody may read it, and it names no participant."""

from collections.abc import Callable, Iterator

from sqlmodel import select

from casetable.errors import CasetableError
from casetable.models import Agreement, AgreementNewcomer, Person, Signature
from casetable.queries import (
    agreement,
    agreement_log,
    agreement_parties,
    agreement_rows,
    agreement_setup,
    agreement_texts,
    agreement_verify,
    governing,
    signature_verify,
    signed,
    still_to_sign,
)
from casetable.store.unit import reading
from casetable.values.seat import Seat
from casetable.words import PaperSigned, SectionTopic
from tests.canary import Canary

Recipe = Callable[[Canary, Seat], Iterator[object]]

NUMBERS = (None, 1, 2, 99)


def _each(ask: Callable[..., object], *, of_papers: bool = False) -> Recipe:
    """Asked about every version, one that there is not too, and where it has two papers about both."""

    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        for number in NUMBERS:
            for paper in PaperSigned if of_papers else (None,):
                try:
                    yield ask(seat, number) if paper is None else ask(seat, number, paper)
                except CasetableError as error:
                    yield error.sentence, error.hint

    return recipe


def _within(ask: Callable[..., object]) -> Recipe:
    """Asked within a session, about every row that makes a version."""

    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        with reading(seat) as session:
            for row in session.exec(select(Agreement).order_by(Agreement.number)).all():  # type: ignore[arg-type]
                yield ask(session, seat, row)

    return recipe


def _of_papers(ask: Callable[..., object]) -> Recipe:
    return _within(lambda session, _, row: [ask(session, row, paper) for paper in PaperSigned])


def _of_a_row(ask: Callable[..., object]) -> Recipe:
    return _within(lambda _, __, row: [ask(row, paper) for paper in PaperSigned])


def _of_the_version(ask: Callable[..., object]) -> Recipe:
    return _within(lambda session, seat, row: ask(session, governing.governing_in(session, seat.today)))


def _setups(ask: Callable[..., object]) -> Recipe:
    return _within(lambda session, _, row: [ask(one) for one in agreement_setup.setup_in(session, row).agencies])


def _signatures(session: object, seat: Seat, row: Agreement) -> object:
    with reading(seat) as inner:
        people = {one.id: one for one in inner.exec(select(Person))}
        return [signed.signature_of(one, row.number, people) for one in inner.exec(select(Signature))]


def _newcomers(session: object, seat: Seat, row: Agreement) -> object:
    with reading(seat) as inner:
        return [agreement_setup.newcomer_setup(one) for one in inner.exec(select(AgreementNewcomer))]


def _findings(session: object, seat: Seat, row: Agreement) -> object:
    with reading(seat) as inner:
        given = inner.exec(select(Signature)).all()
        logged = agreement_log.logged_in(inner, "agreement")[0]
        return signature_verify.signature_findings([row], given, logged, {})


RECIPES: dict[str, Recipe] = {
    "agreement.agreement": lambda _, seat: iter([agreement.agreement(seat)]),
    "agreement.text": _each(agreement.text, of_papers=True),
    "agreement.written": _each(agreement.written, of_papers=True),
    "agreement.text_code": _each(agreement.text_code, of_papers=True),
    "agreement.signatures": _each(agreement.signatures),
    "agreement.objectives": _each(agreement.objectives),
    "agreement.objectives_in": _within(lambda session, _, row: agreement.objectives_in(session, row)),
    "agreement.compared": _each(agreement.compared),
    "agreement.differences": _each(agreement.differences),
    "agreement.setup_of": _each(agreement.setup_of),
    "agreement_log.image_of": _within(lambda _, __, row: agreement_log.image_of(row)),
    "agreement_log.logged_in": _within(
        lambda session, _, __: [agreement_log.logged_in(session, table) for table in ("agreement", "signature")]
    ),
    "agreement_parties.nobody_in": _within(lambda session, _, row: agreement_parties.nobody_in(session, row)),
    "agreement_parties.parties_in": _within(lambda session, _, row: agreement_parties.parties_in(session, row)),
    "agreement_parties.whole_setup_in": _within(lambda session, _, row: agreement_parties.whole_setup_in(session, row)),
    "agreement_rows.row_findings": _within(lambda session, _, row: agreement_rows.row_findings(session, {row.number})),
    "agreement_setup.setup_in": _within(lambda session, _, row: agreement_setup.setup_in(session, row)),
    "agreement_setup.facts_of": _setups(agreement_setup.facts_of),
    "agreement_setup.readiness_of": _setups(agreement_setup.readiness_of),
    "agreement_setup.agency_as_stored": _setups(agreement_setup.agency_as_stored),
    "agreement_setup.newcomer_setup": _within(_newcomers),
    "agreement_texts.row_in": _within(lambda session, seat, row: agreement_texts.row_in(session, seat, row.number)),
    "agreement_texts.underway_in": _within(lambda session, seat, _: agreement_texts.underway_in(session, seat)),
    "agreement_texts.signing_in": _within(lambda session, seat, _: agreement_texts.signing_in(session, seat)),
    "agreement_texts.composed_in": _of_papers(agreement_texts.composed_in),
    "agreement_texts.parts_in": _of_papers(agreement_texts.parts_in),
    "agreement_texts.exact_in": _of_papers(agreement_texts.exact_in),
    "agreement_texts.stored_text": _of_a_row(agreement_texts.stored_text),
    "agreement_texts.stored_digest": _of_a_row(agreement_texts.stored_digest),
    "agreement_texts.code_in": _of_a_row(agreement_texts.code_in),
    "agreement_verify.verify_agreement": lambda _, seat: iter([agreement_verify.verify_agreement(seat)]),
    "agreement_verify.findings_in": _within(lambda session, _, __: agreement_verify.findings_in(session)),
    "governing.timeline": lambda _, seat: iter([governing.timeline(seat)]),
    "governing.terms": lambda _, seat: iter([governing.terms(seat)]),
    "governing.timeline_in": _within(lambda session, _, __: governing.timeline_in(session)),
    "governing.forget_timeline": _within(lambda session, _, __: governing.forget_timeline(session)),
    "governing.governing_in": _within(lambda session, seat, _: governing.governing_in(session, seat.today)),
    "governing.terms_in": _within(lambda session, seat, _: governing.terms_in(session, seat.today)),
    "governing.version_of": _within(
        lambda _, __, row: [governing.version_of(row, []).cite(topic) for topic in SectionTopic]
    ),
    "governing.named": _within(lambda _, __, row: governing.version_of(row, []).gate),
    "signature_verify.signature_findings": _within(_findings),
    "signature_verify.called": _within(
        lambda _, seat, row: [signature_verify.called(seat.name, paper, row.number) for paper in PaperSigned]
    ),
    "still_to_sign.signed_days_in": _within(lambda session, _, row: still_to_sign.signed_days_in(session, row)),
    "still_to_sign.still_to_sign_in": _within(lambda session, _, row: still_to_sign.still_to_sign_in(session, row)),
    "signed.signatures_in": _within(lambda session, _, row: signed.signatures_in(session, row.number)),
    "signed.signature_of": _within(_signatures),
    "signed.objectives_signed_in": _of_the_version(signed.objectives_signed_in),
    "signed.unsigned_in": _of_the_version(signed.unsigned_in),
    "signed.has_objectives_in": _within(lambda session, _, row: signed.has_objectives_in(session, row.number)),
    "signed.to_sign_in": _within(
        lambda session, seat, _: [signed.to_sign_in(session, seat, may=may) for may in (False, True)]
    ),
    "signed.offering_in": _within(lambda session, seat, _: signed.offering_in(session, seat)),
    "signed.review_in": _within(lambda session, seat, _: signed.review_in(session, seat)),
}
