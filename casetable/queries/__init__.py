"""Every answer: read-only, returns values already filtered for the seat that asks."""
