"""Several actions with the outside between. No rule, no SQL."""
