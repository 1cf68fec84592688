from .claims import Claim, ClaimEvent
from .evidence import Evidence
from .kinds import ClaimKind

__all__ = ["Claim", "ClaimEvent", "ClaimKind", "Evidence"]
