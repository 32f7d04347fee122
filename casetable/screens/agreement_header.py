"""The two lines above the agreement's page: what applies and its review; what is underway and who signed."""

from datetime import date

from rich.text import Text

from casetable.rules.signing import needs_signatures
from casetable.screens.agreement_lines import full, say_long, underway_word
from casetable.screens.agreement_load import AgreementRead
from casetable.screens.cell import Signs, cell
from casetable.screens.lines import joined
from casetable.values.agreement import AgreementView, Verified, Version
from casetable.words import AgreementState, Sign


def header(view: AgreementView, today: date, width: int = 80) -> Text:
    """Kind, version and state of the version that applies, and its review, in ``width`` columns.

    Where that is too long, the days until the review go first, then the other days; the state stays.
    """
    one = view.version
    name = cell(f"{one.kind.label.capitalize()} v{one.number}", "strong")
    long, short = _state(one, today)
    reviews = _reviews(view, today)
    lines = [[name, long, *review] for review in reviews]
    lines += [[name, short, *reviews[-1]], [name, short], [cell(f"v{one.number}", "strong"), short]]
    drawn = [Text(" ").append_text(joined(parts)) for parts in lines]
    return next((line for line in drawn if line.cell_len <= width), drawn[-1])


def _state(one: Version, today: date) -> tuple[Text, Text]:
    """The state with its day, and without."""
    if one.state is AgreementState.IN_FORCE and one.in_force_on is not None:
        return cell(f"in force since {full(one.in_force_on)}"), cell("in force")
    if one.state is AgreementState.OFFERED and one.offered_on is not None:
        return cell(f"offered {say_long(one.offered_on, today)}, not in force yet"), cell("offered")
    if one.state is AgreementState.ENDED and one.ended_on is not None:
        return cell(f"ended {full(one.ended_on)}", "late"), cell("ended", "late")
    if one.state is AgreementState.DRAFT:
        return cell("a draft nobody signed yet; it applies as it is"), cell("a draft")
    return cell(one.state.label), cell(one.state.label)


def _reviews(view: AgreementView, today: date) -> list[list[Text]]:
    """When the review is due, the longest words first; one empty list where none is."""
    due, days = view.version.review_on, view.review_in_days
    if due is None or days is None or view.version.state is not AgreementState.IN_FORCE:
        return [[]]
    if days < 0:
        said = [f"review overdue since {say_long(due, today)}", "review overdue"]
        return [[cell(words, "late")] for words in said]
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    style = "strong" if days <= view.version.terms.warn_review_days else "plain"
    said = [f"review due {full(due)} ({when})", f"review {full(due)} ({when})", f"review {full(due)}"]
    return [[cell(words, style)] for words in said]


def signed_line(read: AgreementRead, signs: Signs, width: int = 80) -> Text:
    """What is underway, how many signed what, and whether every text is the one that was signed."""
    drawn = [_signed_line(read, signs, short=short) for short in (False, True)]
    return drawn[0] if drawn[0].cell_len <= width else drawn[1]


def _signed_line(read: AgreementRead, signs: Signs, *, short: bool) -> Text:
    view, one, verified = read.view, read.signing, read.verified
    parts: list[Text] = []
    if view.underway is not None:
        parts.append(cell(f"v{view.underway.number} is {underway_word(view.underway)}", "strong"))
    if one.state is not AgreementState.OFFERED and not needs_signatures(one, view.versions):
        parts.append(cell("no signatures needed" if short else "a handshake needs no signatures"))
    elif one.state is AgreementState.DRAFT:
        parts.append(cell("nobody signs before it is offered", "quiet"))
    else:
        parts += _counts(read, short=short)
    if verified.texts or not verified.is_sound:
        parts.append(_verified(verified, signs, short=short))
    return _capital(Text(" ").append_text(joined(parts)))


def _counts(read: AgreementRead, *, short: bool) -> list[Text]:
    """Who signed: short where it shares the line with what is underway, or where the glass is narrow."""
    view, one = read.view, read.signing
    count = sum(party.signature is not None for party in view.parties)
    alone = view.underway is None
    managers = " senior managers" if alone and not short else ""
    whose = "signed" if short else "signed by" if alone else f"v{one.number} signed by"
    parts = [cell(f"{whose} {count} of {len(view.parties)}{managers}")]
    if view.signed_objectives or view.unsigned:
        count = sum(each.is_current for each in view.signed_objectives)
        verb = "signed by " if alone and not short else ""
        parts.append(cell(f"objectives {verb}{count} of {count + len(view.unsigned)}"))
    return parts


def _capital(line: Text) -> Text:
    """The line with its first letter large; the number of a version keeps its small one."""
    first, rest = line.plain[1:2], line.plain[2:3]
    if first == "v" and rest.isdecimal():
        return line
    return Text.assemble(line[:1], Text(first.upper(), style=line[1:2].style), line[2:]) if first else line


def _verified(verified: Verified, signs: Signs, *, short: bool) -> Text:
    if verified.is_sound:
        return cell(signs.draw(Sign.DONE) if short else f"verified {signs.draw(Sign.DONE)}")
    count = len(verified.findings)
    found = f"{signs.draw(Sign.LATE)} {count} {'finding' if count == 1 else 'findings'}"
    return cell(found if short else f"{found}: v shows", "late")
