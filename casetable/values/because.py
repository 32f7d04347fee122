"""Why something is so: the answer to ``w``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Because:
    """A verdict's reason.

    ``clause`` names the section of the agreement or rule, ``arithmetic`` shows the sum in words,
    ``rows`` are references (``T-318``) that ``enter`` opens.
    """

    clause: str
    arithmetic: str
    rows: tuple[str, ...] = ()
