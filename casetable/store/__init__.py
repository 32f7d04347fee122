"""The database: opening, recipe, schema versions, change log, references, live."""
