"""What the services of a year's plan refuse."""


class EmptyPlanError(Exception):
    """A plan without a line is proposed."""


class PlanNotEmptyError(Exception):
    """Last year's lines are only copied into a plan that has none."""


class NothingToCopyError(Exception):
    """The unit has no plan of the year before, or one without lines."""
