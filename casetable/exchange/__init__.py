"""Files for programs: parsed to values, written from values."""
