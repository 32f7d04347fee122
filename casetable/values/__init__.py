"""Plain values that travel between the rooms: frozen dataclasses. Imports words only."""
