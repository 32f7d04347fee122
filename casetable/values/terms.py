"""What the agreement in force says in numbers; daily work asks for nothing else of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """Numbers that daily work uses. Days are calendar days unless named working days; minutes are minutes."""

    ask_working_days: int = 3
    missed_after_days: int = 14
    stalled_after_days: int = 7
    warn_release_days: int = 30
    forget_passed_over_days: int = 90
    default_task_minutes: int = 60
    release_months: int = 12
