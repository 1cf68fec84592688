from .standards import StaffingStandard

__all__ = ["StaffingStandard"]
