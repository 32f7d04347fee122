"""What a manager sees: counts and references; no words, and no single task but their own and the table's."""

import pytest
from sqlmodel import Session, select

from casetable.actions import tasks as acts
from casetable.actions.participants import agree
from casetable.errors import NotFound
from casetable.models import Agency, Participant
from casetable.queries.consent import releases
from casetable.queries.history import history
from casetable.queries.participants import participants
from casetable.queries.tasks import story, tasks
from casetable.queries.week import help_wanted, my_tasks, week
from casetable.values.week import CellCount
from casetable.words import Category
from tests.tables import FRI, MON, WED, Room


def test_a_manager_sees_how_much_stands_in_each_cell_and_no_task_of_others(room: Room) -> None:
    about = room.agreed()
    letter = room.promised("letter", of="lee", about=about)
    acts.complete(room.sit("lee"), room.promised("form", of="lee", about=about), minutes=5)
    acts.block(room.sit("dana"), room.promised("lease", of="dana", about=about), on_whom="County", outside=True)
    room.ask("a bed", of="omar", about=about, category=Category.GENERAL)

    for manager in ("maria", "paula", "zoe"):
        seen = week(room.sit(manager, WED))
        assert [(one.participant, one.name) for one in seen.participants] == [(about, None)]
        assert seen.tasks == ()
        assert seen.counts == (
            CellCount(about, "HS", open=1),
            CellCount(about, "MH", asked=1),
            CellCount(about, "SS", open=1, done=1),
        )
        assert tasks(room.sit(manager, WED)).items == ()
        with pytest.raises(NotFound):
            story(room.sit(manager, WED), letter)


def test_everybody_else_sees_tasks_and_no_counts(room: Room) -> None:
    about = room.agreed()
    room.promised("letter", of="lee", about=about)
    for somebody in ("lee", "hal", "ruth", "omar"):
        seen = week(room.sit(somebody, WED))
        assert (len(seen.tasks), seen.counts) == (1, ())
    adviser = week(room.sit("abe", WED))
    assert (adviser.participants, adviser.tasks, adviser.counts) == ((), (), ())


def test_a_manager_finds_their_own_tasks_without_words_and_the_tables_with_them(room: Room) -> None:
    about = room.agreed()
    room.promised("letter", of="lee", about=about)
    own = room.promised("call the landlord", of="maria", by="lee", about=about)
    ours = room.promised("print the agreement", of="lee")
    acts.want_help(room.sit("lee"), ours)

    seat = room.sit("maria", WED)
    seen = {one.task: (one.title, one.participant) for one in week(seat).tasks}
    assert seen == {own: (None, about), ours: ("print the agreement", None)}
    assert [one.task for one in my_tasks(seat)] == [own]
    assert [one.task for one in help_wanted(seat)] == [ours]
    assert week(seat).counts == (CellCount(about, "SS", open=2),)


def test_counts_are_of_the_week_that_is_looked_at(room: Room) -> None:
    about = room.agreed()
    room.promised("letter", of="lee", about=about, due=FRI)
    seat = room.sit("zoe", MON)
    assert week(seat).counts == (CellCount(about, "SS", open=1),)
    assert week(seat, "2026-W46").counts == ()


def test_a_manager_counts_nothing_of_somebody_of_a_victim_service_provider_who_is_hidden(shelter: Room) -> None:
    about = shelter.propose(by="dana")
    for one in ("lee", "omar", "tess"):
        agree(shelter.sit(one), about)
    shelter.promised("letter", of="dana", about=about)
    with Session(shelter.table.store.engine) as session:
        harbor = session.exec(select(Agency.id).where(Agency.code == "VS")).one()
        session.exec(select(Participant)).one().agency_id = harbor
        session.commit()

    assert week(shelter.sit("zoe")).counts == ()
    assert week(shelter.sit("nell")).counts == (CellCount(about, "HS", open=1),)


def test_a_manager_reads_no_release_and_no_history_of_single_tasks(room: Room) -> None:
    about = room.agreed()
    task = room.promised("letter", of="lee", about=about)
    seat = room.sit("zoe", WED)
    assert releases(seat) == ()
    assert [one.participant for one in participants(seat)] == [about]
    assert history(seat, subject=task).items == ()
    assert history(seat).items != ()
