"""The numbers by which pictures name activities: those that the plan's page shows beside them."""

from plans.terms import Activity, PlanDocument


def numbered(plan: PlanDocument) -> list[tuple[int, Activity]]:
    """The activities with their numbers from 1, in the order in which a reader meets them: objective by objective."""
    place = {each.key: position for position, each in enumerate(plan.objectives)}
    return list(enumerate(sorted(plan.activities, key=lambda each: place.get(each.objective_key, len(place))), 1))
