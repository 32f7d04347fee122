"""The kill harness: ``python -m tests.drill kill --rounds N``. docs/reliability.md says what it shows and what not.

Children that write as people do, through the real command line and the app, are killed with SIGKILL at random
moments; afterwards everything that was acknowledged must be there, once and with equal content.
"""
