"""Every change: one function = one permission check, one transaction, one log entry."""
