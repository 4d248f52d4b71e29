"""A plan on paper: the whole plan, the one-page sheet, the communication list. Takes a PlanDocument, gives a Paper. Pure."""

from plans.printing.communication import communication_list
from plans.printing.frame import Receiver, ReviewHeld, Standing
from plans.printing.sheet import exercise_sheet
from plans.printing.whole import Extras, whole_plan

__all__ = ["Extras", "Receiver", "ReviewHeld", "Standing", "communication_list", "exercise_sheet", "whole_plan"]
