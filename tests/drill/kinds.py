"""What may be killed, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.drill import deeds, erasing, files, outage, rounds
from tests.drill.figures import Figures
from tests.drill.whole import kill_a_command

BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Kind:
    """One kind of kills: how it is run, and at which engines it means something."""

    work: Callable[[Any, int, str], Figures]
    engines: tuple[str, ...] = BOTH


KINDS = {
    "writes": Kind(rounds.writes),
    "server": Kind(outage.outages, ("postgresql",)),
    "migration": Kind(partial(kill_a_command, "migration", files.Migration)),
    "backup": Kind(partial(kill_a_command, "backup", files.Backup)),
    "restore": Kind(partial(kill_a_command, "restore", files.Restore)),
    "replace": Kind(partial(kill_a_command, "restore --replace", files.RestoreOver)),
    "import": Kind(partial(kill_a_command, "import", deeds.Import)),
    "init": Kind(partial(kill_a_command, "init", deeds.Init)),
    "erase": Kind(partial(kill_a_command, "erase", erasing.Erase)),
    "demo": Kind(partial(kill_a_command, "demo", deeds.Demo), ("sqlite",)),
}
