"""Arithmetic: pure functions of values and dates. No session, no SQL, no clock."""
