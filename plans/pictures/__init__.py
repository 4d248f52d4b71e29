"""The pictures of a plan: pure functions of a PlanDocument, in the language of the moment; each answers one question.

They return None when there is nothing to draw. The page shows them in their steps, the printed plan embeds the same SVG.
"""

from plans.pictures.album import Album, album_of
from plans.pictures.approaches import approach_mix
from plans.pictures.money import money_flow
from plans.pictures.numbering import numbered
from plans.pictures.parts import who_does_what
from plans.pictures.risks import risk_matrix
from plans.pictures.timeline import days_late, timeline

__all__ = [
    "Album",
    "album_of",
    "approach_mix",
    "days_late",
    "money_flow",
    "numbered",
    "risk_matrix",
    "timeline",
    "who_does_what",
]
