"""The numbers of a partnership file: the gate, how a conference decides, and daily work."""

from casetable.exchange.toml_blocks import Block
from casetable.values.partnership import Decisions, Gate
from casetable.values.terms import Terms
from casetable.words import DecisionRule


def read_decisions(block: Block, agencies: int) -> Decisions:
    """Read how a conference of so many agencies decides; without quorum_agencies every agency must be there."""
    usual = Decisions()
    decisions = Decisions(
        rule=block.word("rule", DecisionRule, usual.rule),
        quorum_agencies=block.optional_whole("quorum_agencies", 1, max(agencies, 1)),
        quorum_worker=block.flag("quorum_worker", usual.quorum_worker),
        ratify_working_days=block.whole("ratify_working_days", usual.ratify_working_days, 1, 30),
    )
    block.finish()
    return decisions


def read_gate(block: Block) -> Gate:
    """Read when the table may grow."""
    usual = Gate()
    gate = Gate(
        quarters=block.whole("quarters", usual.quarters, 1, 12),
        promises_kept=block.number("promises_kept", usual.promises_kept, 0, 1),
        promises_kept_each_agency=block.number("promises_kept_each_agency", usual.promises_kept_each_agency, 0, 1),
        effort_floor=block.number("effort_floor", usual.effort_floor, 0, 1),
        effort_prompt=block.number("effort_prompt", usual.effort_prompt, 1, 10),
        mails_missed_at_most=block.whole("mails_missed_at_most", usual.mails_missed_at_most, 0, 13),
        quorate_conferences_at_least=block.whole(
            "quorate_conferences_at_least", usual.quorate_conferences_at_least, 0, 13
        ),
        absences_at_most=block.whole("absences_at_most", usual.absences_at_most, 0, 13),
        improved=block.number("improved", usual.improved, 0, 1),
        improved_people_at_least=block.whole("improved_people_at_least", usual.improved_people_at_least, 1, 100),
        closes_on_day=block.whole("closes_on_day", usual.closes_on_day, 1, 90),
    )
    block.finish()
    return gate


def read_terms(block: Block) -> Terms:
    """Read the numbers of daily work."""
    usual = Terms()
    terms = Terms(
        ask_working_days=block.whole("ask_working_days", usual.ask_working_days, 1, 30),
        missed_after_days=block.whole("missed_after_days", usual.missed_after_days, 1, 90),
        stalled_after_days=block.whole("stalled_after_days", usual.stalled_after_days, 1, 90),
        warn_release_days=block.whole("warn_release_days", usual.warn_release_days, 1, 180),
        forget_passed_over_days=block.whole("forget_passed_over_days", usual.forget_passed_over_days, 1, 730),
        default_task_minutes=block.whole("default_task_minutes", usual.default_task_minutes, 1, 480),
        release_months=block.whole("release_months", usual.release_months, 1, 60),
        review_months=block.whole("review_months", usual.review_months, 1, 60),
        warn_review_days=block.whole("warn_review_days", usual.warn_review_days, 1, 365),
        domains=block.names("domains", usual.domains),
        consents_for_others=block.text("consents_for_others"),
    )
    block.finish()
    return terms
