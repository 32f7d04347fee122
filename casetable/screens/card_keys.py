"""What only the card does with a participant: their household, and what was told about them outside the table."""

from textual import work

from casetable.screens import disclosing
from casetable.screens.asking import Choose
from casetable.screens.erasing import Erasing

_HOUSEHOLD = (
    ("w", "they allow it to be shown with whom they live", "link"),
    ("t", "they take that back", "unlink"),
    ("c", "a child lives in the household", "child"),
    ("n", "no child lives there", "none"),
    ("u", "not asked whether a child does", "unasked"),
)
_CHILD = {"child": True, "none": False, "unasked": None}


class CardKeys(Erasing):
    """Answers the keys that the list does not have."""

    @work
    async def do_household(self) -> None:
        """Ask what is to be noted first; no name and no row for a child."""
        one, loaded = self._at
        ref = one.participant
        wanted = await self.app.push_screen_wait(Choose(f"The household of {ref}", _HOUSEHOLD))
        if wanted in _CHILD:
            self.carry_out(disclosing.child(ref, _CHILD[wanted]))
        elif wanted is not None:
            self.ask_line(disclosing.link_form(ref, loaded, ends=wanted == "unlink"))

    @work
    async def do_disclosed(self) -> None:
        """Write down what was told outside the table."""
        one, loaded = self._at
        ref = one.participant
        title = f"Told about {ref} outside the table; it stays in their account for good"
        make = disclosing.told_outside(ref, loaded.today)
        await self.fill_in(title, f"told outside {ref}", disclosing.TOLD_FIELDS, make)
