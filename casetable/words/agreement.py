"""Words of the agreement."""

from enum import StrEnum


class AgreementKind(StrEnum):
    """How binding the partnership's paper is."""

    MOU = "mou"
    CHARTER = "charter"
    HANDSHAKE = "handshake"


class AgreementState(StrEnum):
    """Where a version of the agreement stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class Sharing(StrEnum):
    """How the offices share one table (product: asked once at set-up)."""

    ONE_LAPTOP = "one_laptop"
    SSH_HOST = "ssh_host"
    POSTGRESQL = "postgresql"
