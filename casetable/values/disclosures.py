"""What is about to leave the table, as the account of disclosures will hold it."""

from dataclasses import dataclass

from casetable.words import Basis, Category


@dataclass(frozen=True, slots=True)
class Told:
    """One category about one participant, from one agency to another or to somebody outside.

    ``participant`` is a reference; ``discloser`` and ``to`` are agency codes, ``to`` None where ``outside`` says to
    whom; ``releases`` are the references of the releases that it stands on, none where it stands on something else.
    """

    participant: str
    category: Category
    discloser: str
    to: str | None = None
    outside: str = ""
    basis: Basis = Basis.RELEASE
    releases: tuple[str, ...] = ()
    note: str = ""
