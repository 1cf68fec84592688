from .absences import Exemption, Leave
from .balances import Chain, YearSum
from .entries import Entry
from .policies import Policy, PolicyLimit

__all__ = ["Chain", "Entry", "Exemption", "Leave", "Policy", "PolicyLimit", "YearSum"]
