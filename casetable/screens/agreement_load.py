"""What the screens of the agreement read, in a worker thread and at one seat: plain values."""

from dataclasses import dataclass

from casetable.values.agreement import AgreementView, Changed, Objective, Part, Verified, Version
from casetable.values.partnership import Setup
from casetable.values.seat import Seat
from casetable.words import PaperSigned


@dataclass(frozen=True, slots=True)
class AgreementRead:
    """How the agreement stands. ``verified`` says whether every text is the one that was signed.

    ``parts``, ``setup`` and ``objectives`` are of the version that is worked on, else of the one that applies.
    """

    view: AgreementView
    parts: tuple[Part, ...]
    setup: Setup
    objectives: tuple[Objective, ...]
    verified: Verified

    @property
    def worked_on(self) -> Version:
        """The draft or offer, else the version that applies."""
        return self.view.underway or self.view.version

    @property
    def signing(self) -> Version:
        """The version whose signatures are asked for."""
        return next(one for one in self.view.versions if one.number == self.view.signing)


@dataclass(frozen=True, slots=True)
class PaperRead:
    """One paper of one version to read; ``code`` is empty before it is offered."""

    number: int
    paper: PaperSigned
    parts: tuple[Part, ...]
    code: str
    kind: str
    may_sign: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions and what differs between them."""

    old: Version
    new: Version
    changes: tuple[Changed, ...]


def read_agreement(seat: Seat) -> AgreementRead:
    """Read how the agreement stands."""
    from casetable.queries.agreement import agreement, objectives, setup_of, text

    view = agreement(seat)
    number = (view.underway or view.version).number
    return AgreementRead(view, text(seat, number), setup_of(seat, number), objectives(seat, number), verified(seat))


def read_paper(seat: Seat, paper: PaperSigned, number: int | None = None) -> PaperRead:
    """Read one paper: of the version whose signatures are asked for, where no number is given."""
    from casetable.queries.agreement import agreement, text, text_code

    view = agreement(seat)
    which = view.signing if number is None else number
    kind = next(one.kind.label for one in view.versions if one.number == which)
    may_sign = which == view.signing and paper in view.to_sign
    return PaperRead(which, paper, text(seat, which, paper), text_code(seat, which, paper), kind, may_sign)


def read_differences(seat: Seat, old: int | None, new: int | None) -> Compared:
    """Read what differs between two versions; None: the one that applies, and the draft or offer beside it."""
    from casetable.queries.agreement import compared, differences
    from casetable.queries.governing import timeline

    first, second = compared(seat, old, new)
    versions = {one.number: one for one in timeline(seat).versions}
    return Compared(versions[first], versions[second], differences(seat, first, second))


def read_setup(seat: Seat) -> tuple[Setup, int]:
    """Read what the version that is worked on says now, and its number."""
    from casetable.queries.agreement import agreement, setup_of

    view = agreement(seat)
    number = (view.underway or view.version).number
    return setup_of(seat, number), number


def verified(seat: Seat) -> Verified:
    """Compute every text anew and compare it with what was signed."""
    from casetable.queries.agreement_verify import verify_agreement

    return verify_agreement(seat)


def read_objectives(seat: Seat) -> tuple[Objective, ...]:
    """Read the objectives of the version that applies, with their readings."""
    from casetable.queries.agreement import objectives

    return objectives(seat)
