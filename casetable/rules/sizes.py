"""Saying how large a file is."""


def say_bytes(size: int) -> str:
    """Bytes as people read them: ``340 bytes``, ``1.9 MB``; a thousand bytes are a kB."""
    if size < 1_000:
        return f"{size} byte{'' if size == 1 else 's'}"
    for unit in ("kB", "MB"):
        size_in_unit = size / (1_000 if unit == "kB" else 1_000_000)
        if size_in_unit < 999.5:
            return f"{size_in_unit:.1f} {unit}" if size_in_unit < 9.95 else f"{size_in_unit:.0f} {unit}"
    return f"{size / 1_000_000_000:.1f} GB"
