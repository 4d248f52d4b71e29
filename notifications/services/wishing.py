"""What a person wishes: mail or not, at once or in the morning, quiet hours, another channel."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from notifications.models import Delivery, Wish
from notifications.terms import Channel, DeliveryState, SaveWish


def save_wish(session: Session, person_id: str, command: SaveWish, now: datetime) -> Wish:
    """Keeps the wish. Who wants no mail any more gets none of what is still waiting either; its notices stand in the inbox."""
    wish = session.get(Wish, person_id)
    if wish is None:
        wish = Wish(person_id=person_id)
        session.add(wish)
    wish.mail, wish.pace = command.mail, command.pace.value
    wish.quiet_from, wish.quiet_until = command.quiet_from, command.quiet_until
    wish.other, wish.other_address = command.other, command.other_address
    unwanted = [channel.value for channel, wanted in ((Channel.MAIL, wish.mail), (Channel.OTHER, wish.other)) if not wanted]
    waiting = (Delivery.person_id == person_id, Delivery.state == DeliveryState.WAITING.value, Delivery.channel.in_(unwanted))
    session.execute(update(Delivery).where(*waiting).values(state=DeliveryState.SUPERSEDED.value, ended_at=now))
    session.flush()
    return wish
