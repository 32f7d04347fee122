"""The sample's minutes, one edition for each audience, read back from each form by other people's parsers."""

import pytest

from casetable.exchange.minutes_as_json import minutes_json
from casetable.queries.minutes import minutes
from casetable.queries.minutes_editions import editions
from casetable.queries.people import people
from casetable.reports.editions import edition_page
from casetable.values.seat import Seat
from casetable.words import Audience, Role
from tests.jobs.conftest import Sample
from tests.reports.kept import as_people_read, spoken
from tests.reports.test_minutes import lines_of, texts_in


def coordinator(sample: Sample) -> Seat:
    """Who may make every edition."""
    return sample.seat(next(one.person for one in people(sample.seat()) if Role.COORDINATOR in one.roles))


@pytest.mark.parametrize("audience", list(Audience))
def test_every_line_of_the_samples_minutes_reads_the_same_in_each_form(monday: Sample, audience: Audience) -> None:
    seat = coordinator(monday)
    edition = next(one for one in editions(seat) if one.audience is audience)
    found = minutes(seat, None, edition)
    page = edition_page(found, "Dana Reyes")
    lines = lines_of(page)
    assert len(lines) > 12
    for form, said in as_people_read(page).items():
        where = 0
        for words in lines:
            assert words in said[where:], (form, words)
            where = said.index(words, where) + len(words)
    texts = texts_in(minutes_json(found, seat.zone))
    assert audience is Audience.MANAGERS or len(texts) > 3
    for words in texts:
        assert spoken(words)[1:].removesuffix(".") in " ".join(lines)
