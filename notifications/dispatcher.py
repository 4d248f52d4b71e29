"""The dispatcher: takes one message after another in hand, hands it over outside of any transaction, and notes how it went.

Any number of them may run on one database, and any may die at any instant (docs/adr/0015-outbox.md).
"""

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.crashes import crash_point
from core.database import Database, trouble
from core.languages import use_language
from core.references import SubjectRef
from notifications.carrier import NotSent
from notifications.labels import sentence_of
from notifications.letters import Letter, Message, Receiver, Said, letter_of
from notifications.models import Delivery
from notifications.queries import wish_of
from notifications.queries.outbox import gathered_in, receiver_of
from notifications.rules import LEASE, Attempt, Ending, after_failure, free_moment
from notifications.services import sending
from notifications.terms import Channel, DeliveryState, Reason
from notifications.ways import Way

log = logging.getLogger("tansiq.outbox")

#: A whole server is away or does not let us in: the round ends, so that one attempt a round tries the line and no other message is spoilt.
NOBODY_THERE = (Reason.UNREACHABLE, Reason.NOT_LET_IN)
ROUND_SECONDS = 20.0
MINUTE = timedelta(minutes=1)
NOTE_ATTEMPTS, NOTE_WAIT = 5, 2.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message in hand, ready to be handed over."""

    to: Receiver
    address: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class Clocks:
    """Time as the dispatcher knows it: the wall's for what stands in tables, one that never jumps for waiting."""

    wall: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Sends what is due. ``owner`` names the process, ``address_of`` the whole address of a thing, ``is_over`` says when to stop."""

    database: Database
    clocks: Clocks
    ways: Mapping[Channel, Way]
    address_of: Callable[[SubjectRef], str]
    owner: str
    lease: timedelta = LEASE
    is_over: Callable[[], bool] = lambda: False

    def round(self, seconds: float = ROUND_SECONDS) -> int:
        """Puts the outbox in order and sends until nothing is due, the time is up or the end is near. Returns how many were tried."""
        self.put_in_order()
        tried, until = 0, self.clocks.monotonic() + seconds
        try:
            while not self.is_over() and self.clocks.monotonic() < until:
                ending = self.one()
                if ending is None:
                    break
                tried += ending.counts
                if ending.reason in NOBODY_THERE:
                    break
        finally:
            for way in self.ways.values():
                way.close()
        return tried

    def put_in_order(self) -> None:
        """Takes up what dead processes left, gathers what is late into digests, ends what is too late or has no way out."""
        now = self.clocks.wall()
        closed = [channel for channel in Channel if channel not in self.ways]
        with self.database.write() as session:
            sending.take_up(session, now)
            sending.set_right(session, now)
            sending.shut(session, closed, now)
        weighed = sending.AT_A_TIME
        while weighed == sending.AT_A_TIME and not self.is_over():
            with self.database.write() as session:
                weighed = sending.gather(session, now)
        with self.database.write() as session:
            sending.expire(session, now)

    def one(self) -> Ending | None:
        """Sends the next message that is due; None when there is none. Never raises for a fault of the message or of the line."""
        with self.database.write() as session:
            held = sending.claim(session, self.owner, self.ways, self.clocks.wall(), self.lease)
        if held is None:
            return None
        crash_point("after_claim")
        ending = self._attempt(held)
        crash_point("before_mark")
        self._note(held, ending)
        crash_point("after_mark")
        return ending

    def _attempt(self, held: Delivery) -> Ending:
        with self.database.read() as session:
            wish = wish_of(session, held.person_id)
            quiet = (wish.quiet_from, wish.quiet_until) if wish else (None, None)
            now = self.clocks.wall()
            freed = free_moment(*quiet, now, held.until)
            if freed > now:
                return Ending(DeliveryState.WAITING, None, freed, held.doubtful, counts=False)
            try:
                prepared = self._prepared(session, held, wish.other_address if wish else "")
            except DBAPIError:
                return Ending(DeliveryState.WAITING, None, now + MINUTE, held.doubtful, counts=False)
            except Exception:  # a letter's builder belongs to another room: its fault must not stop the others' mail
                log.exception("the letter of message %s could not be written", held.id)
                ended = DeliveryState.UNCERTAIN if held.doubtful else DeliveryState.FAILED
                return Ending(ended, Reason.BROKEN_LETTER, None, held.doubtful)
        if prepared is None:
            return Ending(DeliveryState.SUPERSEDED, Reason.PERSON_GONE, None, held.doubtful)
        try:
            self._hand_over(held, prepared)
        except NotSent as failure:
            since = max(held.first_tried_at or held.due_at, held.due_at)
            attempt = Attempt(held.attempts, since, held.until, held.doubtful, *quiet)
            log.warning("message %s was not handed over: %s", held.id, failure.reason)
            final, doubtful = failure.final, failure.doubtful
            return after_failure(attempt, failure.reason, self.clocks.wall(), self.clocks.chance(), final=final, doubtful=doubtful)
        return Ending(DeliveryState.SENT)

    def _hand_over(self, held: Delivery, prepared: Prepared) -> None:
        try:
            date = held.first_tried_at or held.due_at
            self.ways[Channel(held.channel)].hand_over(prepared.to, prepared.address, prepared.letter, held.key, date)
        except NotSent:
            raise
        except Exception as error:  # whatever it is, it must not stop the others' mail; what was handed over by then is not known
            log.exception("message %s could not be handed over", held.id)
            raise NotSent(Reason.LINE_BROKE, doubtful=True) from error

    def _prepared(self, session: Session, held: Delivery, other_address: str) -> Prepared | None:
        person = receiver_of(session, held.person_id)
        if person is None:
            return None
        to = Receiver(person.id, person.name, person.email, person.language, person.digits)
        with use_language(to.language, to.digits):
            said = [self._said(session, each, to) for each in gathered_in(session, held.id)]
            letter = letter_of(session, self._message(held, to, said))
        return Prepared(to, to.email if held.channel == Channel.MAIL else other_address, letter)

    def _message(self, row: Delivery, to: Receiver, said: Sequence[Said] = ()) -> Message:
        subject = SubjectRef(row.subject_kind, row.subject_id)
        link = self.address_of(subject)
        return Message(row.key, row.kind, subject, row.occasion, row.step, row.words, to, link, row.due_at, said)

    def _said(self, session: Session, row: Delivery, to: Receiver) -> Said:
        passed, message = row.until is not None and row.until <= self.clocks.wall(), self._message(row, to)
        try:
            enclosed = () if passed else letter_of(session, message).enclosed
        except DBAPIError:
            raise
        except Exception:  # the others' messages go out all the same, and this one without what it would enclose
            log.exception("what goes along with message %s could not be written", row.id)
            enclosed = ()
        return Said(sentence_of(row.kind, row.words), message.link, row.due_at, passed, enclosed)

    def _note(self, held: Delivery, ending: Ending) -> None:
        """Notes the ending, also when the database is busy: what was sent and is not noted would be sent once more."""
        for attempt in range(NOTE_ATTEMPTS):
            try:
                with self.database.write() as session:
                    if not sending.settle(session, held, ending, self.clocks.wall()):
                        log.warning("message %s had been taken up by another dispatcher", held.id)
                return
            except DBAPIError as error:
                if trouble(error) is None or attempt + 1 == NOTE_ATTEMPTS:
                    raise
                time.sleep(NOTE_WAIT)
