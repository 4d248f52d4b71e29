"""Tables of when a committee meets: its rhythms and the country's holidays."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from committees.terms import HolidayState
from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from people.models import Trilingual


class Rhythm(Base):
    """When a committee meets, from ``anchor`` (the first day) until ``until`` (inclusive, open when empty). Times are Baghdad's.

    ``weekday`` is 0 (Monday) to 6 (Sunday) as Python counts. Kind "weeks" uses ``weeks`` and ``weekday``; "month_day" uses
    ``month_day``: the first working day on or after it. A change of rhythm ends one row and begins another.
    """

    __tablename__ = "committee_rhythm"
    __table_args__ = (
        Index("ix_committee_rhythm_committee_id", "committee_id"),
        CheckConstraint("weeks BETWEEN 1 AND 26", name="weeks"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("month_day BETWEEN 1 AND 28", name="month_day"),
        CheckConstraint("minutes BETWEEN 15 AND 600", name="minutes"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    weeks: Mapped[int | None] = mapped_column(Integer)
    weekday: Mapped[int | None] = mapped_column(Integer)
    month_day: Mapped[int | None] = mapped_column(Integer)
    starts: Mapped[time] = mapped_column(Time)
    minutes: Mapped[int] = mapped_column(Integer)
    anchor: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Holiday(Trilingual, Base):
    """A day on which no office works: in the whole country (the root scope) or in one governorate.

    ``calendar_day`` is the day that the calendar proposed (empty for one that was added by hand); ``day`` the one that was announced
    by ``letter`` (number and date as written).
    """

    __tablename__ = "holiday"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    day: Mapped[date] = mapped_column(Date)
    calendar_day: Mapped[date | None] = mapped_column(Date)
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    state: Mapped[str] = mapped_column(String(12), default=HolidayState.PROPOSED.value)
    letter: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)


class FeedToken(Base):
    """The private address of a person's calendar feed: of one committee, or of all that the person sits in (``committee_id`` empty).

    Only the digest of the token is kept.
    """

    __tablename__ = "feed_token"
    __table_args__ = (Index("ix_feed_token_person_id", "person_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    committee_id: Mapped[str | None] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(3))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


Index("ix_holiday_day", Holiday.day)
Index("uq_holiday_calendar_day_name_en_scope_id", Holiday.calendar_day, Holiday.name_en, Holiday.scope_id, unique=True)
