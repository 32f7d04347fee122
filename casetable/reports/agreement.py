"""The agreement and its page of objectives as papers: the exact words, who signed them, and lines to sign on."""

from datetime import date

from casetable.rules.dates import say_day
from casetable.values.agreement import Part, Signature, Version, code_of
from casetable.values.papers import AgreementPaper, Page, Section, SignatureBlock
from casetable.words import AgreementKind, AgreementState, PaperSigned

DRAFT_MARK = "Draft, not offered: not for signing."
CHANGED_MARK = "These are not the words that were offered: not for signing. What changed: casetable agreement verify"


def agreement_page(paper: AgreementPaper) -> Page:
    """The page of a paper: text and numbers as they are signed, then the blocks of signatures and the text code."""
    title, *parts = paper.parts
    version, code = paper.version, code_of(paper.version.number, paper.digest)
    objectives = paper.paper is PaperSigned.OBJECTIVES
    return Page(
        title=title.heading,
        under=(*([title.text] if title.text else []), _standing(version)),
        sections=(*(_section(part) for part in parts), *_signed(paper, code)),
        notices=(f"Text code: {code}",) if code else (),
        mark=_mark(paper),
        called=title.heading if objectives else f"{title.heading}: {version.kind.label}, version {version.number}",
        compact=objectives,
    )


def paragraphs(words: str) -> tuple[str, ...]:
    """The paragraphs of a text: empty lines part them."""
    found: list[list[str]] = [[]]
    for line in words.split("\n"):
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return tuple("\n".join(lines) for lines in found if lines)


def _section(part: Part) -> Section:
    return Section(part.heading, paragraphs(part.text), facts=part.facts)


def _mark(paper: AgreementPaper) -> str:
    if not paper.is_as_offered:
        return CHANGED_MARK
    return "" if paper.digest else DRAFT_MARK


def _standing(version: Version) -> str:
    """Where a version stands; this line is not part of the text."""
    say = {
        AgreementState.DRAFT: lambda: f"v{version.number}, a draft.",
        AgreementState.OFFERED: lambda: f"v{version.number}, offered on {_day(version.offered_on)}.",
        AgreementState.IN_FORCE: lambda: f"v{version.number}, in force since {_day(version.in_force_on)}.",
        AgreementState.SUPERSEDED: lambda: f"v{version.number}, replaced on {_day(version.ended_on)}.",
        AgreementState.ENDED: lambda: f"v{version.number}, ended on {_day(version.ended_on)}.",
    }
    review = f" Review due {_day(version.review_on)}." if version.review_on else ""
    return say[version.state]() + (review if version.state is AgreementState.IN_FORCE else "")


def _signed(paper: AgreementPaper, code: str) -> tuple[Section, ...]:
    """Signatures and lines for those still asked for, by party as the board has them; nothing below a draft.

    Within a party who signed comes first, in the order of the days.
    """
    if not code:
        return ()
    blocks = [_given(paper, one) for one in sorted(paper.signatures, key=lambda one: (one.signed_on, one.name))]
    blocks += [SignatureBlock(party, name, role.label) for party, name, role in paper.waiting]
    order = {name: place for place, name in enumerate(paper.agencies.values())}
    blocks.sort(key=lambda block: order.get(block.party, len(order)))
    about = [f"Each signature stands under exactly this text. Its SHA-256 is {paper.digest}, its code {code}."]
    if paper.version.kind is AgreementKind.HANDSHAKE and not blocks:
        about = [f"A handshake: nobody has to sign. The SHA-256 of this text is {paper.digest}, its code {code}."]
    if paper.waiting:
        about.append(f"Signed here with a pen? The coordinator records it with the code {code}.")
    return (Section("Signed by" if blocks else "This text", tuple(about), signatures=tuple(blocks)),)


def _given(paper: AgreementPaper, one: Signature) -> SignatureBlock:
    how = f"on paper, kept: {one.place}" if one.is_on_paper else "by typing the name"
    under = f", under v{one.version}" if one.version != paper.version.number else ""
    return SignatureBlock(
        paper.agencies.get(one.agency, one.agency),
        one.name,
        one.role.label,
        f"✓ signed {_day(one.signed_on)}{under}, {how}",
    )


def _day(day: date | None) -> str:
    return f"{say_day(day)} {day.year}" if day else "a day nobody noted"
