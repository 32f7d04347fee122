"""What revoking releases would close, said before it is done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """How far revoking some releases of one participant reaches; agencies are codes.

    ``losing`` are agencies that will not know who they are any more, ``still_known`` agencies that do by other
    releases (code, references), ``tasks`` how many tasks under way lose their words for the losing agencies, and
    ``facts`` what else closes: (receiver, category, discloser), where that is not said by ``losing`` already.
    """

    participant: str
    losing: tuple[str, ...] = ()
    still_known: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tasks: int = 0
    facts: tuple[tuple[str, str, str], ...] = ()
