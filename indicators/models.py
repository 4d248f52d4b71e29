"""Tables of indicators: the measure, its numbered definitions, the counter of its codes."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from people.models import Trilingual


class IndicatorCounter(Base):
    """One row: the last running number given to an indicator."""

    __tablename__ = "indicator_counter"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    last: Mapped[int] = mapped_column(Integer)


class Indicator(Base):
    """A measure; it stays the same while its definitions change.

    ``shown_number`` is the definition that readers see: the one in force, or the first one while none is in force.
    """

    __tablename__ = "indicator"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    in_force: Mapped[bool] = mapped_column(Boolean, default=False)
    shown_number: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class IndicatorDefinition(Trilingual, Base):
    """The definition with this number. Values as in ``terms.Definition``; ``version`` counts savings, for two editors."""

    __tablename__ = "indicator_definition"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    indicator_id: Mapped[str] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer, CheckConstraint("number >= 1", name="number"), default=1)
    unit: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[str] = mapped_column(String(20))
    direction: Mapped[str] = mapped_column(String(10))
    tolerance: Mapped[float | None] = mapped_column(Float)
    calculation: Mapped[str | None] = mapped_column(String(10))
    over_places: Mapped[str] = mapped_column(String(10))
    baseline: Mapped[float | None] = mapped_column(Float)
    baseline_denominator: Mapped[float | None] = mapped_column(Float)
    baseline_on: Mapped[date | None] = mapped_column(Date)
    baseline_not_applicable: Mapped[bool] = mapped_column(Boolean, default=False)
    target: Mapped[float | None] = mapped_column(Float)
    target_on: Mapped[date | None] = mapped_column(Date)
    target_reason: Mapped[str] = mapped_column(Text, default="")
    frequency: Mapped[str | None] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text, default="")
    reporter_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    indicator: Mapped[Indicator] = relationship()


Index("ix_indicator_scope_id_created_at", Indicator.scope_id, Indicator.created_at)
Index("ix_indicator_created_at", Indicator.created_at)
Index("uq_indicator_definition_number", IndicatorDefinition.indicator_id, IndicatorDefinition.number, unique=True)
