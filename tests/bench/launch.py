"""Run a process from a small one and print its milliseconds and its ``ru_maxrss``: python -I -S launch.py WORDS.

A process that is started from a large one counts that one's memory as its own highest.
"""

import os
import sys
from time import perf_counter

NOWHERE = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDWR, 0), *((os.POSIX_SPAWN_DUP2, 0, to) for to in (1, 2))]

if __name__ == "__main__":
    start = perf_counter()
    started = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=NOWHERE)
    _, status, usage = os.wait4(started, 0)
    print((perf_counter() - start) * 1000, usage.ru_maxrss)
    sys.exit(os.waitstatus_to_exitcode(status))
