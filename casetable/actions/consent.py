"""Everything that can be done about releases, by one name: written down, renewed, revoked."""

from casetable.actions.releasing import add_release, record_releases, refuse_release
from casetable.actions.renewing import renew_release, renew_releases
from casetable.actions.revoking import revoke_release, revoke_releases

__all__ = [
    "add_release",
    "record_releases",
    "refuse_release",
    "renew_release",
    "renew_releases",
    "revoke_release",
    "revoke_releases",
]
