"""Activities filled in Excel, read back, and not yet taken over."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Id, UtcDateTime
from core.ids import new_id


class ActivitySheet(Base):
    """The rows of a sheet as they were read, until the person who sent it has said yes; swept after a day.

    ``rows`` is a list of ``{"row": number in the sheet, "key": activity or "", "cells": {field: text as a person would type it}}``.
    """

    __tablename__ = "activity_sheet"
    __table_args__ = (Index("ix_activity_sheet_at", "at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
