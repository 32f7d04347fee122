"""Whose word the next answer is: ``f`` says from whom it was heard, and how."""

from casetable.screens.answers import read_heard, somebody_here
from casetable.screens.desk import Desk
from casetable.screens.entry import Entry
from casetable.screens.forms import Form, Reading, Typed
from casetable.values.seat import Receipt, Seat


class Hearing(Desk):
    """A desk whose answers may be somebody else's, noted here."""

    def do_heard(self) -> None:
        """Say from whom the next answer was heard."""
        loaded = self.loaded
        assert loaded is not None
        people = loaded.people

        def read(typed: Typed) -> Reading:
            if not typed.line.strip():
                return Reading("The next answer is your own", _nothing_to_do)
            heard = read_heard(typed.line, people)
            name = next(person.person for person in people if person.id == heard.person)
            return Reading(f"The next answer is {name}'s, heard by {heard.by.value}", _nothing_to_do)

        name = somebody_here(people, but=(loaded.me,)).lstrip("@")
        hint = f"{name} by phone, {name} by mail, {name} on paper; then the key of the answer"
        self.ask_line(Form("heard", "heard from", hint, read, answer=False))

    def on_entry_stored(self, message: Entry.Stored) -> None:
        """Whose word comes next is kept here; everything else is an errand."""
        message.prevent_default()
        message.stop()
        if message.form.id != "heard":
            self.stored(message)
            return
        loaded, line = self.loaded, self.entry.text
        assert loaded is not None
        self.entry.heard = read_heard(line, loaded.people) if line else None
        names = {person.id: person.person for person in loaded.people}
        self.entry.heard_name = names.get(self.entry.heard.person, "") if self.entry.heard else ""
        self.entry.close()
        self._entry_done()
        self.say(message.reading.echo + ".")

    def stored(self, message: Entry.Stored) -> None:
        """Enter on any other line: do its errand."""
        self.store(message)


def _nothing_to_do(seat: Seat) -> Receipt:
    return Receipt("")
