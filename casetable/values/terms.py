"""What the agreement in force says in numbers; daily work asks for nothing else of it."""

from dataclasses import dataclass

DOMAINS = ("housing", "safety", "health", "income", "documents", "social", "own_goal")
"""The outcome domains of an agreement that names none: housing, safety and stability, health, income and benefits,
documents, social connection, own goal."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What daily work uses. Days are calendar days unless named working days; minutes are minutes.

    ``domains`` are the outcome domains by key; ``consents_for_others`` says who consents for a minor or a person
    with a guardian, empty where the agreement names nobody: then they are not proposed.
    """

    ask_working_days: int = 3
    missed_after_days: int = 14
    stalled_after_days: int = 7
    warn_release_days: int = 30
    forget_passed_over_days: int = 90
    default_task_minutes: int = 60
    release_months: int = 12
    review_months: int = 12
    warn_review_days: int = 60
    domains: tuple[str, ...] = DOMAINS
    consents_for_others: str = ""
