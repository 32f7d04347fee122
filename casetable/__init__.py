"""casetable: a shared case-conferencing and accountability tracker for three agencies at one table."""

__version__ = "0.1.0"
