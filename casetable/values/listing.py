"""A listing that knows how much it left out."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """At most ``limit`` items, and how many there are in all ("500 of 3,412")."""

    items: tuple[T, ...]
    total: int
