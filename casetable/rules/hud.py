"""HUD's housing codes: what kind of place a code names."""

from casetable.words import HousingCategory

_BY_HUNDREDS = {
    1: HousingCategory.HOMELESS,
    2: HousingCategory.INSTITUTIONAL,
    3: HousingCategory.TEMPORARY,
    4: HousingCategory.PERMANENT,
}


def housing_category(code: int) -> HousingCategory:
    """Return the category of a code of FY2024 or later by its hundreds digit (HMIS data standards, Appendix A).

    Codes below 100 (not collected, died, another place) and codes that HUD does not use are ``other``.
    """
    return _BY_HUNDREDS.get(code // 100, HousingCategory.OTHER)
