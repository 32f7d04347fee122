"""HMIS CSV exports (HUD's format, FY2022, FY2024, FY2026): parsed to values, never written."""

from casetable.exchange.hmis.reading import read_export
from casetable.exchange.hmis.summary import summary

__all__ = ["read_export", "summary"]
