"""Documents for people, made from values."""
