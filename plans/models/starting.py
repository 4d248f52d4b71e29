"""What plans are begun from: templates with their parts, and the origin of each plan."""

from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Id
from core.ids import new_id
from people.models import Trilingual


class TemplateRow(Trilingual, Base):
    """A template of a plan. ``code`` is set for those that come with Tansiq; ``note`` is a text by language code."""

    __tablename__ = "plan_template"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    sector: Mapped[str] = mapped_column(String(20))
    note: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)


class TemplatePartRow(Base):
    """A part (or a section) of a template; ``values`` are those of ``terms.TEMPLATE_FIELDS`` of its kind."""

    __tablename__ = "plan_template_part"

    template_id: Mapped[str] = mapped_column(ForeignKey("plan_template.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(Integer, default=0)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer, default=1)


class PlanOrigin(Base):
    """What a plan was begun from: a template, or an earlier plan whose lessons stand beside it while it is a draft."""

    __tablename__ = "plan_origin"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    template_id: Mapped[str | None] = mapped_column(ForeignKey("plan_template.id"))
    earlier_id: Mapped[str | None] = mapped_column(ForeignKey("plan.id"))
