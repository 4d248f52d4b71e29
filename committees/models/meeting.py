"""Tables of a meeting: agenda, answers, attendance, decisions, minutes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from committees.terms import Force, MeetingState, MinutesState
from core.database import Base, Id, UtcDateTime
from core.ids import new_id


class Meeting(Base):
    """One meeting. ``occurrence`` is the day that its rhythm gave it (kept when the meeting moves; its RECURRENCE-ID), empty for one
    that was called by hand; ``sequence`` counts the changes that calendars must follow; ``by_hand``: no rhythm changes it any more.

    ``number`` is given when it is held: the committee's n-th meeting. ``moved_for`` names the holiday that moved it. ``seats`` in force
    that day, how many were ``needed`` for the quorum and how many ``present`` are counted anew until the minutes are approved.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("committee_id", "occurrence"),
        UniqueConstraint("committee_id", "number"),
        Index("ix_meeting_committee_id_starts_at", "committee_id", "starts_at"),
        Index("ix_meeting_state_starts_at", "state", "starts_at"),
        CheckConstraint("starts_at < ends_at", name="starts_before_end"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"))
    rhythm_id: Mapped[str | None] = mapped_column(ForeignKey("committee_rhythm.id"), index=True)
    occurrence: Mapped[date | None] = mapped_column(Date)
    number: Mapped[int | None] = mapped_column(Integer)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    venue: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(12), default=MeetingState.PLANNED.value)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_hand: Mapped[bool] = mapped_column(Boolean, default=False)
    moved_for: Mapped[str | None] = mapped_column(ForeignKey("holiday.id"), index=True)
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seats: Mapped[int | None] = mapped_column(Integer)
    needed: Mapped[int | None] = mapped_column(Integer)
    present: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer, default=1)


class InvitationAnswer(Base):
    """What a member (or the deputy) answered last."""

    __tablename__ = "invitation_answer"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("committee_member.id", ondelete="CASCADE"), primary_key=True, index=True)
    answer: Mapped[str] = mapped_column(String(12))
    remark: Mapped[str] = mapped_column(String(300), default="")
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgendaItem(Base):
    """A point of the agenda: a standing one, or one tied to a thing (soft reference), or with a line why it belongs.

    ``carried`` counts the meetings at which it was not discussed; ``carried_from`` is its row at the meeting before.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (Index("ix_agenda_item_meeting_id_position", "meeting_id", "position"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300), default="")
    subject_kind: Mapped[str] = mapped_column(String(40), default="")
    subject_id: Mapped[str] = mapped_column(Id, default="")
    why: Mapped[str] = mapped_column(String(300), default="")
    decision_kind_id: Mapped[str | None] = mapped_column(ForeignKey("decision_kind.id"), index=True)
    carried: Mapped[int] = mapped_column(Integer, default=0)
    carried_from: Mapped[str | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    discussed: Mapped[bool] = mapped_column(Boolean, default=False)
    notes: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer, default=1)


class Attendance(Base):
    """How a member's organisation was at a meeting; ``name`` is who sat there when it was another than member or deputy.

    ``who`` is the name of who sat there (or was missed) as it was that day: a later change of the seat does not change the minutes.
    """

    __tablename__ = "attendance"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("committee_member.id"), primary_key=True, index=True)
    presence: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200), default="")
    who: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)


class Decision(Base):
    """What a meeting decided: what, which organisation, who, until when. It becomes an action (``action_id``).

    ``force`` with its reason: a recommendation (no quorum, or no decision maker of the body) until it is confirmed.
    """

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_meeting_id_position", "meeting_id", "position"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    agenda_item_id: Mapped[str] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date] = mapped_column(Date)
    decision_kind_id: Mapped[str | None] = mapped_column(ForeignKey("decision_kind.id"), index=True)
    force: Mapped[str] = mapped_column(String(20), default=Force.DECISION.value)
    no_quorum: Mapped[bool] = mapped_column(Boolean, default=False)
    no_decision_maker: Mapped[bool] = mapped_column(Boolean, default=False)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    confirmed_with: Mapped[str] = mapped_column(String(300), default="")
    action_id: Mapped[str | None] = mapped_column(ForeignKey("action.id"), index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Minutes(Base):
    """The minutes of a meeting and how far they have come. What is approved never changes again (see ``MinutesAddendum``): it is kept
    whole in ``snapshot`` (a ``MinutesDocument`` as JSON), from which page and papers are made.

    ``authors`` wrote in them: none of them approves.
    """

    __tablename__ = "minutes"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(String(12), default=MinutesState.DRAFT.value)
    introduction: Mapped[str] = mapped_column(Text, default="")
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    remarks_until: Mapped[date | None] = mapped_column(Date)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column(Integer, default=1)


class MinutesRemark(Base):
    """What a member remarks on the minutes before they are approved, and what the secretary did with it."""

    __tablename__ = "minutes_remark"
    __table_args__ = (Index("ix_minutes_remark_meeting_id_at", "meeting_id", "at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class MinutesAddendum(Base):
    """A correction of closed minutes: numbered, added, never put in the place of what was said. ``who`` wrote it, as called that day."""

    __tablename__ = "minutes_addendum"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300), default="")
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
