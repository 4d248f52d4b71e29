"""The templates that come with Tansiq, made from the solutions of the four groups of the 2024 workshop (coordination planning and
issue-solving exercises of its second day), in our words. Amounts are 0 and numbers that only the place knows are left empty."""

from plans.reference.houses import HOUSES
from plans.reference.low_cost import LOW_COST
from plans.reference.schools import SCHOOLS
from plans.reference.villages import VILLAGES

TEMPLATES = (SCHOOLS, HOUSES, VILLAGES, LOW_COST)

__all__ = ["TEMPLATES"]
