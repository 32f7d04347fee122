"""Measurements printed as ratios of one run: python -m tests.bench. Never an assertion.

A ratio compares two things measured in turns (A B A B) on the same machine in the same run, so that it means the same
elsewhere. measure.py measures, report.py prints and writes, and every other module holds one kind of measurement: its
``MEASUREMENTS`` are functions that take a ``Bench`` and return rows. ``__main__.py`` lists those modules.
"""
