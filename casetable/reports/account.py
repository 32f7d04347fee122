"""The account of disclosures, as a participant may ask for it: who was told what, when, and on what ground."""

from collections.abc import Mapping

from casetable.reports.notice import notices_for
from casetable.rules.dates import say_day
from casetable.values.card import Account, DisclosureLine
from casetable.values.papers import Page, Section
from casetable.values.seat import Seat

_NOBODY_TOLD = "Nobody was told anything that this account may show."


def account_page(account: Account, name: str, agencies: Mapping[str, str], seat: Seat) -> Page:
    """The page about one participant; ``name`` is their name or reference, ``agencies`` maps codes to names."""
    told = Section(
        "Who was told what",
        () if account.disclosures else (_NOBODY_TOLD,),
        table=_table(account, agencies) if account.disclosures else (),
    )
    looked = [
        (f"{say_day(one.on)} {one.on.year}", one.by, agencies.get(one.agency, one.agency)) for one in account.viewings
    ]
    viewed = Section("Who opened the card", table=(("When", "Who", "Agency"), *looked) if looked else ())
    return Page(
        title=f"Account of disclosures: {name}",
        under=(f"As {agencies.get(seat.agency, seat.agency)} may know it on {say_day(seat.today)} {seat.today.year}.",),
        sections=(told, viewed) if looked else (told,),
        notices=notices_for(one.category for one in account.disclosures),
    )


def _table(account: Account, agencies: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    head = ("When", "What", "From", "To", "By whom", "On what ground")
    return (head, *(_row(line, agencies) for line in account.disclosures))


def _row(line: DisclosureLine, agencies: Mapping[str, str]) -> tuple[str, ...]:
    ground = "; ".join(part for part in (line.basis.label, line.releases, line.note) if part)
    return (
        f"{say_day(line.on)} {line.on.year}",
        f"{line.category.label}, {line.kind.label}",
        agencies.get(line.discloser, line.discloser),
        agencies.get(line.to, line.to),
        line.by,
        ground,
    )
