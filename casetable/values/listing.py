"""A listing that knows how much it left out."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

COUNTED = 10_000
"""How far a listing counts what it leaves out: to count all of a large table takes longer than to show a page."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """At most ``limit`` items, and how many there are in all ("500 of 3,412").

    What is left out is counted up to ``COUNTED``: a total beyond it only says that there are more.
    """

    items: tuple[T, ...]
    total: int
