"""Accounts of disclosures and kept texts as JSON: keys are snake_case, pinned by golden tests, and only ever gained."""

from casetable.exchange.as_json import Object
from casetable.values.card import Account, DisclosureLine, ViewingLine
from casetable.values.drafts import Draft


def account_json(account: Account) -> Object:
    """Who was told what about one participant, and who opened the card."""
    return {
        "participant": account.participant,
        "disclosures": [disclosure_json(one) for one in account.disclosures],
        "viewings": [viewing_json(one) for one in account.viewings],
    }


def disclosure_json(line: DisclosureLine) -> Object:
    """One line of an account. ``to`` is an agency's code or somebody outside the table."""
    return {
        "document": line.document,
        "participant": line.participant,
        "kind": line.kind.value,
        "category": line.category.value,
        "discloser": line.discloser,
        "to": line.to,
        "by": line.by,
        "basis": line.basis.value,
        "releases": line.releases or None,
        "note": line.note or None,
        "on": line.on.isoformat(),
        "at": line.at.isoformat(timespec="seconds"),
    }


def viewing_json(line: ViewingLine) -> Object:
    """Somebody of another agency opened the card on a day."""
    return {"by": line.by, "agency": line.agency, "on": line.on.isoformat()}


def draft_json(draft: Draft) -> Object:
    """One text that could not be saved."""
    return {
        "draft": draft.id,
        "what": draft.what,
        "participant": draft.participant,
        "category": draft.category.value,
        "text": draft.text,
        "by": draft.by,
        "agency": draft.agency,
        "on": draft.on.isoformat(),
        "at": draft.at.isoformat(timespec="seconds"),
    }
