import pytest

from casetable.actions import consent, participants
from casetable.queries.card import card
from casetable.queries.consent import releases
from casetable.queries.drafts import kept
from casetable.screens.card import CardScreen
from casetable.words import Answer, DeclineReason, LeavingReason, ParticipantState
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass


def seat(table, who="Dana Reyes"):
    return table.seat(who, Hand())


def revoke_all(table, ref, receiver):
    for one in releases(seat(table), ref):
        if one.terms.receiver == receiver:
            consent.revoke_release(seat(table), one.release)


async def opened(pilot, ref):
    """The card of a participant, from the list."""
    app = pilot.app
    await until(pilot, lambda: app.loaded is not None)
    await pilot.press("2")
    await until(pilot, lambda: app.current_mode == "participants" and app.screen.jump(ref))
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, CardScreen) and app.screen.card is not None)
    await pilot.pause()


async def test_the_card_shows_on_one_page_what_a_worker_needs(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        for words in (
            f"{ref} Chidi Okafor  active since 14 Nov 2026",
            "lead Dana Reyes · team Omar",
            "Reach: text after 10, never voicemail · no post · tell nobody where",
            'In their words (14 Nov)  "A door I can lock, and my sister knowing where I am."',
            "wants to send a message · Dana asks by Wed",
            "Social Services         ✓ general",
            "benefits form fri Lee",
            "housing ▲",
            "own goal: worker ▲, self =",
            "Fri 20 Nov, Dana: has a phone again",
            "arrears letter received",
        ):
            await sees(pilot, words)
        assert glass(app).splitlines()[-1].startswith(" l log   v voice   c releases   k outcome")


async def test_its_parts_are_turned_by_tab_and_arrows_and_a_task_opens_its_story(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("tab")
        await sees(pilot, "[Tasks (2)]")
        await pilot.press("enter")
        await sees(pilot, "its whole story")
        await pilot.press("escape", "right", "right")
        await sees(pilot, "Nothing that you may know of yet")
        await pilot.press("left", "left", "left")
        await sees(pilot, "[Notes (4)]")
        await pilot.press("enter")
        await sees(pilot, "note · Lee Park, SS · general")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, CardScreen))


async def test_a_contact_is_logged_in_one_line_and_stands_on_the_card(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("l")
        await typed(pilot, "20m talked about the lease")
        await sees(pilot, f"contact with {ref} Chidi Okafor · 20m, talked about the lease")
        assert "their location is private" in " ".join(glass(app).split())
        await pilot.press("enter")
        await sees(pilot, "Mon 23 Nov, Dana: talked about the lease")


async def test_words_that_sound_narrower_are_asked_about_once(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("l")
        await typed(pilot, "talked about detox")
        await pilot.press("enter")
        await sees(pilot, "~general")
        assert app.screen.entry.is_open
        await typed(pilot, " ~general")
        await pilot.press("enter")
        await sees(pilot, "Dana: talked about detox")


async def test_their_words_how_they_take_part_and_what_they_were_told_are_one_key(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("v")
        await typed(pilot, "A bed of my own")
        await pilot.press("enter")
        await sees(pilot, '"A bed of my own"')
        await pilot.press("v", "tab")
        await typed(pilot, "attend if it is after noon")
        await pilot.press("enter")
        await sees(pilot, "wants to be there · if it is after noon")
        await pilot.press("m")
        await typed(pilot, "who goes with them on Friday")
        await pilot.press("enter")
        await sees(pilot, "Told them (23 Nov)       who goes with them on Friday")


async def test_when_sharing_ends_the_card_closes_itself_with_a_sentence(lived):
    table, ref = lived
    app = an_app(table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        assert "has a phone again" in glass(app)
        revoke_all(table, ref, "MH")
        await pilot.press("R")
        await sees(pilot, f"{ref} is not shared with MH any more: the card is closed.")
        assert not isinstance(app.screen, CardScreen)
        assert "Chidi" not in glass(app)
        assert "phone" not in glass(app)


async def test_a_save_after_sharing_ended_is_refused_and_its_text_kept_for_ones_own_agency(lived):
    table, ref = lived
    app = an_app(table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("l")
        await typed(pilot, "came to the group today")
        revoke_all(table, ref, "MH")
        await app.read()
        await until(pilot, lambda: "has a phone again" not in glass(app))
        assert app.screen.entry.is_open
        await pilot.press("enter")
        await sees(pilot, "Not saved:")
        await until(pilot, lambda: not isinstance(app.screen, CardScreen))
        assert [one.text for one in kept(seat(table, "Omar Haddad"))] == ["came to the group today"]
        assert kept(seat(table)) == ()
        await pilot.press("D")
        await sees(pilot, "came to the group today")


async def test_what_is_left_with_esc_after_sharing_ended_is_kept_too(lived):
    table, ref = lived
    app = an_app(table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("l")
        await typed(pilot, "came to the group today")
        revoke_all(table, ref, "MH")
        await app.read()
        await until(pilot, lambda: "has a phone again" not in glass(app))
        await pilot.press("escape")
        await until(
            pilot, lambda: [one.text for one in kept(seat(table, "Omar Haddad"))] == ["came to the group today"]
        )


async def test_opening_a_card_of_anothers_participant_is_written_down_once_and_not_on_refresh(lived):
    from casetable.queries.disclosures import account

    table, ref = lived
    app = an_app(table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("R")
        await app.read()
        await pilot.press("left", "left")
        await sees(pilot, "looked at the card")
    assert [one.by for one in account(seat(table), ref).viewings] == ["Omar Haddad"]


async def test_somebody_agreed_says_what_is_missing_and_begins_with_one_key(lived):
    table, _ = lived
    app = an_app(table)
    ana = next(one for one in _listed(table) if one.name == "Ana Ruiz").participant
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot, ana)
        await sees(pilot, "a baseline in housing")
        await pilot.press("b")
        await sees(pilot, f"{ana} is not active yet. Missing: a baseline in")


@pytest.mark.slow
async def test_they_leave_after_a_yes_and_come_back_when_it_was_a_mistake(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, ref)
        await pilot.press("x")
        await sees(pilot, "leaves the table. Why?")
        await pilot.press("h")
        await typed(pilot, "410 a room of their own")
        await pilot.press("enter")
        await sees(pilot, "never undone")
        await pilot.press("enter", "n")
        await until(pilot, lambda: app.screen.entry.is_open)
        assert card(seat(table), ref).participant.state is ParticipantState.ACTIVE
        await pilot.press("enter")
        await sees(pilot, "never undone")
        await pilot.press("y")
        await until(pilot, lambda: card(seat(table), ref).participant.leaving_reason is LeavingReason.HOUSED)
        await sees(pilot, "left 23 Nov 2026, housed")
        await pilot.press("o")
        await typed(pilot, "noted for the wrong person")
        await pilot.press("enter")
        await sees(pilot, "agreed since")


async def test_a_decline_waits_until_its_proposer_says_that_they_know(full_table):
    ref = next(one.participant for one in _listed(full_table) if one.state is ParticipantState.PROPOSED)
    participants.decline(seat(full_table, "Omar Haddad"), ref, reason=DeclineReason.NO_CAPACITY)
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await sees(pilot, "MH declines, no capacity")
        assert " y yes" in glass(app).splitlines()[-1]
        await pilot.press("y")
        await until(pilot, lambda: card(seat(full_table), ref).participant.state is ParticipantState.PASSED_OVER)


async def test_an_agency_declines_with_its_reason_and_may_say_that_the_proposer_knows(full_table):
    ref = next(one.participant for one in _listed(full_table) if one.state is ParticipantState.PROPOSED)
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("n", "tab")
        await typed(pilot, "told, full until March")
        await sees(pilot, "not now, they were told · full until March")
        await pilot.press("enter")
        await until(pilot, lambda: card(seat(full_table), ref).participant.state is ParticipantState.PASSED_OVER)
    [answer] = [one for one in card(seat(full_table), ref).participant.answers if one.agency == "MH"]
    assert (answer.reason, answer.answer) == (DeclineReason.NOT_NOW, Answer.DECLINE)


async def test_somebody_considered_is_proposed_with_the_same_yes(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        await pilot.press("2", "A")
        await sees(pilot, "said yes to be considered")
        for value in ("Eve Stone", "today", "a room", "SS", "lost hers", "1985", ""):
            app.focused.value = value
            await pilot.press("enter")
            await pilot.pause()
        await until(pilot, lambda: any(one.name == "Eve Stone" for one in _listed(full_table)))
        ref = next(one.participant for one in _listed(full_table) if one.name == "Eve Stone")
        await sees(pilot, "considered")
        await until(pilot, lambda: app.screen.jump(ref))
        await pilot.press("y", "enter")
        await sees(pilot, "SS, MH")


async def test_safe_contact_starts_from_what_was_said_last(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("h")
        await sees(pilot, f"How {ref} may be reached")
        assert app.screen.query_one("#never").value == "voicemail"
        app.screen.query_one("#when").value = "mornings"
        await pilot.press("ctrl+s")
        await sees(pilot, "Reach: text mornings, never voicemail")


async def test_the_lead_is_handed_on_and_the_former_one_stays_in_the_team(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("t")
        await typed(pilot, "@nia")
        await sees(pilot, "Nia Cole leads: ")
        await pilot.press("enter")
        await sees(pilot, "lead Nia Cole · team Dana, Omar")


async def test_a_log_from_the_week_is_about_whoever_stands_in_the_row_or_is_named(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await until(pilot, lambda: app.loaded is not None and app.screen.board.jump(ref))
        app.screen.board.put_cursor("MH")
        await pilot.pause()
        await pilot.press("l")
        await sees(pilot, f"log {ref}")
        await pilot.press("escape", "2", "1", "i")
        await sees(pilot, "Reach: text after 10")


async def test_a_log_on_an_empty_list_names_its_participant_in_the_line(lived):
    table, ref = lived
    app = an_app(table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("g", "l")
        await typed(pilot, f"#{ref.removeprefix('P-')} 15m phoned")
        await sees(pilot, f"contact with {ref} Chidi Okafor · 15m, phoned")
        await pilot.press("enter")
        await until(pilot, lambda: card(seat(table), ref).last_contact.text == "phoned")


@pytest.mark.parametrize("who", ["Marta Okafor", "Nia Cole"])
async def test_a_card_opens_for_whoever_sits_there(lived, who):
    table, ref = lived
    app = an_app(table, who)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        assert ("Chidi" in glass(app)) == (who == "Nia Cole")
        assert ("phone again" in glass(app)) == (who == "Nia Cole")


@pytest.mark.slow
async def test_a_mode_puts_the_card_away_and_what_is_found_in_a_note_opens_it(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("1")
        await until(pilot, lambda: app.current_mode == "week")
        await pilot.press("2")
        await sees(pilot, "awaited")
        assert not isinstance(app.screen, CardScreen)
        await pilot.press("slash", *"arrears")
        await sees(pilot, "arrears letter")
        await pilot.press("enter")
        await sees(pilot, "Reach: text after 10")


def _listed(table, who="Dana Reyes"):
    from casetable.queries.participants import participants as listed

    return listed(seat(table, who))
