"""What differs between two versions of a text, part by part, line by line, word by word.

Lines come as (sign, words): ``+`` new, ``-`` gone, ``~`` changed, a blank for a line that stayed and says
where this is. Changed words of a line stand as ``[-old-] {+new+}``, a changed value as ``Places: 5 -> 6``.
"""

import re
from collections.abc import Sequence

from casetable.rules.agreement_parts import number_of
from casetable.rules.differing_words import arrow, matched, opcodes, words_changed
from casetable.values.agreement import Changed, Part

Line = tuple[str, str]
_Pair = tuple[Part | None, Part | None]

SHORT = 60
"""A value of so many characters at most is said whole, before and after; of a longer one only the changed words."""


def differences(old: Sequence[Part], new: Sequence[Part]) -> tuple[Changed, ...]:
    """The parts that differ, in the order of the new text; what is gone stands where it stood.

    That a version has another number than the one before is no difference, nor is a section's number where others came
    or went before it.
    """
    was = _partners(old, new)
    moved = _moved(old, new, was)
    changed = []
    for before, after in _in_order(old, new, was):
        lines = _lines_of(before, after)
        if after is not None and before is not None and after.key in moved:
            lines.insert(0, ("~", f"now stands as {number_of(after.heading)}, before as {number_of(before.heading)}"))
        shown = after or before
        if lines and shown is not None:
            changed.append(Changed(shown.key, shown.heading, tuple(lines)))
    return tuple(changed)


def _partners(old: Sequence[Part], new: Sequence[Part]) -> dict[str, Part]:
    """By key of the new part, the old part that it was: of the same key, else heading, else text.

    The key of a section of no topic, and of an objective, says only where it stands.
    """
    lasting = {part.key: part for part in old if not _is_numbered(part)}
    found = {part.key: lasting[part.key] for part in new if part.key in lasting}
    for alike in (_name_of, _text_of, _key_of):
        taken = {part.key for part in found.values()}
        left = {alike(part): part for part in reversed(old) if part.key not in taken and alike(part)}
        for part in new:
            if part.key not in found and alike(part) in left:
                found[part.key] = left.pop(alike(part))
    return found


def _in_order(old: Sequence[Part], new: Sequence[Part], was: dict[str, Part]) -> list[_Pair]:
    """Each part of the new text with what it was, and what is gone behind what it stood behind."""
    pairs: list[_Pair] = [(was.get(part.key), part) for part in new]
    kept = {part.key for part in was.values()}
    for place, part in enumerate(old):
        if part.key not in kept:
            before = {one.key for one in old[:place]}
            behind = [at for at, (one, _) in enumerate(pairs, start=1) if one is not None and one.key in before]
            pairs.insert(max(behind, default=0), (part, None))
    return pairs


def _moved(old: Sequence[Part], new: Sequence[Part], was: dict[str, Part]) -> frozenset[str]:
    """Keys of the parts that stand in another order among each other than they did."""
    after = [was[part.key].key for part in new if part.key in was]
    before = [part.key for part in old if part.key in set(after)]
    stayed = {before[at] for kind, i, j, _, _ in opcodes(before, after) if kind == "equal" for at in range(i, j)}
    return frozenset(part.key for part in new if part.key in was and was[part.key].key not in stayed)


def _is_numbered(part: Part) -> bool:
    return re.fullmatch(r"(section|objective) \d+", part.key) is not None


def _key_of(part: Part) -> str:
    return part.key


def _name_of(part: Part) -> str:
    return part.heading.split(" ", 1)[1] if number_of(part.heading) is not None else part.heading


def _text_of(part: Part) -> str:
    return "\n".join([part.text, *part.facts]).strip()


def _lines_of(old: Part | None, new: Part | None) -> list[Line]:
    if old is None or new is None:
        whole, sign = (new, "+") if new is not None else (old, "-")
        said = "all of this is new" if sign == "+" else "all of this is gone"
        return [(sign, line) for line in (said, *_whole(whole))] if whole is not None else []
    lines = [] if _name_of(old) == _name_of(new) else [("~", f"Heading: {arrow(_name_of(old), _name_of(new))}")]
    if new.key == "title":
        return [*lines, *_text_lines(_without_version(old.text), _without_version(new.text))]
    return [*lines, *_text_lines(old.text, new.text), *_fact_lines(old.facts, new.facts)]


def _whole(part: Part) -> list[str]:
    return [*(line for line in part.text.split("\n") if line), *part.facts]


def _without_version(text: str) -> str:
    return re.sub(r", version \d+\.$", ".", text)


def _text_lines(old: str, new: str) -> list[Line]:
    """Lines of a text that differ; one that stayed right before a change says where it is."""
    if old == new:
        return []
    before, after = old.split("\n"), new.split("\n")
    if old.split() == new.split():
        return [("~", "the same words, set in other lines")]
    said: list[Line] = []
    for kind, i, j, k, m in opcodes(before, after):
        if kind != "equal":
            stayed = next((line for line in reversed(after[:k]) if line.strip()), "")
            said += [(" ", _cut(stayed))] if stayed else []
            said += _replaced(before[i:j], after[k:m])
    return said


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Lines in the place of others: alike ones as one changed line, the rest as gone and then as new."""
    said: list[Line] = []
    come: list[Line] = []
    for before, after in matched(old, new):
        if before is not None and after is not None:
            said += [*come, ("~", words_changed(before, after))]
            come = []
        elif before is not None and before.strip():
            said.append(("-", before))
        elif after is not None and after.strip():
            come.append(("+", after))
    return [*said, *come]


def _fact_lines(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Facts that differ: of the same label as value before and after, the rest by their words."""
    before, after = dict(map(_fact, old)), dict(map(_fact, new))
    said: list[Line] = []
    for label in (one for one in after if one in before and before[one] != after[one]):
        said.append(("~", f"{label}: {arrow(before[label], after[label])}"))
    gone = [line for line in old if _fact(line)[0] not in after]
    come = [line for line in new if _fact(line)[0] not in before]
    if not said and not gone and not come and tuple(old) != tuple(new):
        return [("~", "the same lines in another order")]
    return [*said, *_replaced(gone, come)]


def _fact(line: str) -> tuple[str, str]:
    label, colon, value = line.partition(": ")
    return (label, value) if colon else (line, "")


def _cut(line: str) -> str:
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"
