"""Tables of places, scopes, organisations, persons and their roles."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from core.database import Base, Id, UtcDateTime
from core.ids import new_id


class Trilingual:
    """A name in the three languages; at least one is filled."""

    name_ar: Mapped[str] = mapped_column(String(200), default="")
    name_en: Mapped[str] = mapped_column(String(200), default="")
    name_ckb: Mapped[str] = mapped_column(String(200), default="")

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:
        return (CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name="named"),)


class Place(Trilingual, Base):
    """A governorate, district or sub-district; the id is its p-code."""

    __tablename__ = "place"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Scope(Trilingual, Base):
    """A node of the scope tree national > governorate > branch; the id is a code."""

    __tablename__ = "scope"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("scope.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    version: Mapped[int] = mapped_column(Integer, default=1)


class Organisation(Trilingual, Base):
    """A body that decides, does, supports, is consulted or informed. ``code`` is set for those that come with Tansiq."""

    __tablename__ = "organisation"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    abbreviation: Mapped[str] = mapped_column(String(30), default="")
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)


class DirectoryRevision(Base):
    """One row that counts the changes of places, scopes and organisations: processes reload their directory by it."""

    __tablename__ = "directory_revision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)


class Person(Base):
    """Someone who may sign in (or is kept for the history once disabled)."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(200), unique=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    language: Mapped[str] = mapped_column(String(3), default="ar")
    digits: Mapped[str] = mapped_column(String(12), default="western")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)


class RoleGrant(Base):
    """A role that a person holds in a scope or for an organisation, from a day until a day (inclusive, open when empty)."""

    __tablename__ = "role_grant"
    __table_args__ = (
        Index("ix_role_grant_person_id", "person_id"),
        CheckConstraint("(scope_id IS NULL) <> (organisation_id IS NULL)", name="one_scope"),
        CheckConstraint("until IS NULL OR since <= until", name="since_before_until"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(30))
    scope_id: Mapped[str | None] = mapped_column(ForeignKey("scope.id"))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)


class SavedFilter(Base):
    """What a person asks of a list, kept under a name. ``query`` holds only filters that the list knows, as they stand in its address."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("person_id", "list", "name"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    list: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
