"""The committees of the demonstration: Salah al-Din's every two weeks with its five security bodies, Diyala's at mid-month, Ninewa's that
does not meet any more, and governorates in which none has been formed. Their past meetings are written as they would have been kept."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.demo.stage import Stage
from committees.models import AgendaItem, Attendance, Committee, CommitteeMember, Decision, Meeting, Minutes, Rhythm
from committees.queries.minutes import build_document
from committees.services.finding import index_committees
from committees.services.reactivation import add_step, say_why
from committees.services.schedule import materialise
from committees.services.standing import assess
from committees.terms import AgendaKind, MeetingState, MinutesState, Part, Presence, RhythmKind
from core.clock import BAGHDAD, local_day
from core.references import SubjectRef
from core.snapshots import kept
from followup.services import raise_action
from followup.services.actions import report_done, verify

TEN = time(10, 0)
SITTING = timedelta(hours=2)
CLOSED_AFTER = timedelta(days=3)
SUNDAY = 6
#: (organisation's code, person's key or none, part, decision maker)
Seat = tuple[str, str, Part, bool]


@dataclass(frozen=True, slots=True)
class Held:
    """A past meeting: its day, the seats left empty, what was discussed, what was decided (what, by whom, days to do it, days it took or
    None when it is not done). Without a discussion it was missed."""

    on: date
    absent: tuple[int, ...]
    topic: str
    decided: tuple[str, str, int, int | None] | None = None


SALAH_AL_DIN: tuple[Seat, ...] = (
    ("GOV-SD", "sabah", Part.CHAIR, True),
    ("MOMD-SALAH-AL-DIN", "thamer", Part.SECRETARY, False),
    ("PC-SD", "salih", Part.MEMBER, True),
    ("PMF-SD", "", Part.MEMBER, True),
    ("ARMY-SD", "", Part.MEMBER, True),
    ("POLICE-SD", "", Part.MEMBER, True),
    ("FEDPOL-SD", "", Part.MEMBER, False),
    ("SARAYA-SD", "", Part.MEMBER, False),
)
DIYALA: tuple[Seat, ...] = (
    ("GOV-DI", "ibtisam", Part.CHAIR, True),
    ("MOMD-DIYALA", "dara", Part.SECRETARY, False),
    ("EDU-DI", "", Part.MEMBER, True),
    ("PC-DI", "", Part.MEMBER, True),
)
NINEWA: tuple[Seat, ...] = (
    ("GOV-NI", "faris", Part.CHAIR, True),
    ("MOMD-NINEWA", "karwan", Part.SECRETARY, False),
    ("JCMC-NI", "hanaa", Part.MEMBER, True),
)


def committees(stage: Stage) -> None:
    """All of them, with how they stand today."""
    salah = _committee(stage, "thamer", "IQG16", "صلاح الدين", "Salah Al-Din", "سەلاحەدین", SALAH_AL_DIN)
    diyala = _committee(stage, "dara", "IQG10", "ديالى", "Diyala", "دیالە", DIYALA)
    ninewa = _committee(stage, "karwan", "IQG15", "نينوى", "Ninewa", "نەینەوا", NINEWA)
    for scope_id, names in (("IQG07", ("بابل", "Babil", "بابل")), ("IQG01", ("الأنبار", "Anbar", "ئەنبار"))):
        _committee(stage, "salma", scope_id, *names, seats=(), formed=False)
    _past(stage, salah, "thamer", SALAH_AL_DIN, _of_salah_al_din(stage))
    _past(stage, diyala, "dara", DIYALA, _of_diyala(stage))
    _past(stage, ninewa, "karwan", NINEWA, (Held(_back(stage, 75), (2,), "توزيع قطع الأراضي في سنجار"),))
    _rhythm(stage, salah, RhythmKind.WEEKS, _back(stage, 77))
    _rhythm(stage, diyala, RhythmKind.MONTH_DAY, _mid_month(stage, 5))
    stage.session.flush()
    index_committees(stage.session)
    materialise(stage.session, stage.ago(1, 13))
    assess(stage.session, stage.ago(1, 14))
    _reactivate(stage, ninewa)


def _committee(
    stage: Stage, author: str, scope_id: str, ar: str, en: str, ckb: str, seats: tuple[Seat, ...], formed: bool = True
) -> Committee:
    since = local_day(stage.now) - timedelta(days=400)
    found = Committee(kind="reintegration", scope_id=scope_id, created_by=stage.people[author].person_id, created_at=stage.ago(59))
    found.name_ar, found.name_en = f"لجنة إعادة الاندماج في {ar}", f"Re-integration committee of {en}"
    found.name_ckb = f"لیژنەی تێکەڵکردنەوە لە {ckb}"
    found.formed_on, found.venue = (since, f"ديوان محافظة {ar}") if formed else (None, "")
    found.sop_version = "2024" if formed else ""
    stage.session.add(found)
    stage.session.flush()
    for code, key, part, decides in seats:
        person_id = stage.people[key].person_id if key else None
        member = CommitteeMember(committee_id=found.id, organisation_id=stage.org(code), person_id=person_id, part=part.value, since=since)
        member.decision_maker = decides
        stage.session.add(member)
        stage.session.flush()
    return found


def _past(stage: Stage, committee: Committee, secretary: str, seats: tuple[Seat, ...], meetings: tuple[Held, ...]) -> None:
    """The meetings in the order of their days; those held are numbered."""
    ids = {each.organisation_id: each.id for each in committee_members(stage, committee)}
    number = 0
    for held in meetings:
        begins = datetime.combine(held.on, TEN, BAGHDAD)
        row = Meeting(committee_id=committee.id, starts_at=begins, ends_at=begins + SITTING, venue=committee.venue)
        stage.session.add(row)
        if not held.topic:
            row.state = MeetingState.MISSED.value
            continue
        number += 1
        row.state, row.number, row.held_at, row.invited_at = MeetingState.HELD.value, number, begins, begins - timedelta(days=7)
        row.seats, row.needed, row.present = len(seats), len(seats) // 2 + 1, len(seats) - len(held.absent)
        stage.session.flush()
        for place, (code, *_rest) in enumerate(seats):
            presence = Presence.ABSENT if place in held.absent else Presence.PRESENT
            stage.session.add(Attendance(meeting_id=row.id, member_id=ids[stage.org(code)], presence=presence.value))
        _minuted(stage, committee, row, secretary, held)


def committee_members(stage: Stage, committee: Committee) -> list[CommitteeMember]:
    """The seats of a committee as they were written."""
    stage.session.refresh(committee)
    return committee.members


def _minuted(stage: Stage, committee: Committee, row: Meeting, secretary: str, held: Held) -> None:
    actor, closed = stage.people[secretary], _closed_at(stage, row)
    item = AgendaItem(meeting_id=row.id, position=1, kind=AgendaKind.OWN.value, title=held.topic, discussed=True)
    item.why = "يخص النازحين والعائدين في المحافظة"
    stage.session.add(item)
    minutes = Minutes(meeting_id=row.id, state=MinutesState.CLOSED.value, authors=[actor.person_id], sent_at=row.ends_at)
    minutes.approved_at = minutes.closed_at = closed
    stage.session.add(minutes)
    stage.session.flush()
    if held.decided is not None:
        _decided(stage, committee, row, item, secretary, held)
    minutes.snapshot = kept(build_document(stage.session, row, committee, minutes))


def _closed_at(stage: Stage, row: Meeting) -> datetime:
    """When its minutes were closed: one that was held yesterday had to hurry."""
    return min(row.ends_at + CLOSED_AFTER, datetime.combine(_yesterday(stage), TEN, BAGHDAD) + SITTING)


def _decided(stage: Stage, committee: Committee, row: Meeting, item: AgendaItem, secretary: str, held: Held) -> None:
    if held.decided is None:
        return
    (what, code, days, took), actor, closed = held.decided, stage.people[secretary], _closed_at(stage, row)
    due_on, subject = held.on + timedelta(days=days), SubjectRef("meeting", row.id)
    action = raise_action(stage.session, actor, subject, committee.scope_id, what, stage.org(code), None, due_on, closed)
    decision = Decision(meeting_id=row.id, agenda_item_id=item.id, position=1, what=what, organisation_id=stage.org(code), due_on=due_on)
    decision.action_id = action.id
    stage.session.add(decision)
    stage.session.flush()
    if took is not None:
        at = closed + timedelta(days=took)
        report_done(stage.session, actor, action.id, "محضر التنفيذ محفوظ لدى مقرر اللجنة", 1, at, stage.directory)
        if took < days:
            verify(stage.session, stage.people["zainab"], action.id, 2, at + timedelta(days=2))


def _of_salah_al_din(stage: Stage) -> tuple[Held, ...]:
    """Every second week; one was missed, one had no quorum of decision makers."""
    day = [_back(stage, 7 + 14 * times) for times in range(5, -1, -1)]
    return (
        Held(day[0], (7,), "حصر الدور المهدمة في قرى يثرب", ("إعداد قوائم العائلات بأسماء القرى", "MOMD-SALAH-AL-DIN", 14, 9)),
        Held(day[1], (), "التنسيق الأمني لعودة العائلات", ("تسمية ضابط ارتباط من كل جهة أمنية", "POLICE-SD", 10, 6)),
        Held(day[2], (3, 6), "معاملات التعويض المتأخرة", ("متابعة المعاملات مع لجنة التعويضات", "PC-SD", 21, None)),
        Held(day[3], (), ""),
        Held(day[4], (2, 5), "إعادة تأهيل الخدمات في ناحية يثرب", ("كشف فني على شبكة الماء", "GOV-SD", 20, None)),
        Held(day[5], (7,), "إصدار الوثائق للعائدين", ("إرسال فرق جوالة لإصدار الوثائق", "GOV-SD", 28, None)),
    )


def _of_diyala(stage: Stage) -> tuple[Held, ...]:
    """At mid-month."""
    topics = ("المدارس المهدمة في قرى إمام ويس", "عودة العائلات إلى حوض إمام ويس", "الكشف الفني على المدارس", "تخصيصات المحافظة")
    last = 0 if _mid_month(stage, 0) <= _yesterday(stage) else 1
    day = [_mid_month(stage, last + months) for months in range(len(topics) - 1, -1, -1)]
    decided = (
        ("الكشف على المدارس المهدمة", "EDU-DI", 30, 20),
        ("جمع طلبات العودة", "MOMD-DIYALA", 30, 38),
        ("تقديم تقرير الكشف الفني", "EDU-DI", 30, None),
        None,
    )
    return tuple(Held(on, (3,) if place == 1 else (), topics[place], decided[place]) for place, on in enumerate(day))


def _rhythm(stage: Stage, committee: Committee, kind: RhythmKind, anchor: date) -> None:
    found = Rhythm(committee_id=committee.id, kind=kind.value, starts=TEN, minutes=120, anchor=anchor, created_at=stage.ago(59))
    if kind is RhythmKind.WEEKS:
        found.weeks, found.weekday = 2, SUNDAY
    else:
        found.month_day = 15
    stage.session.add(found)


def _reactivate(stage: Stage, committee: Committee) -> None:
    salma, session = stage.people["salma"], stage.session
    reason = "انتقل مقرر اللجنة السابق إلى دائرة أخرى ولم يُسمَّ بديل، ولم تصل دعوات إلى الأعضاء منذ ذلك الحين."
    at = stage.ago(1, 15)
    say_why(session, salma, committee.id, reason, 1, at)
    for what, code, days in (
        ("لقاء مع المحافظ للاتفاق على موعد ثابت كل أسبوعين", "MOMD-NINEWA", 7),
        ("كتاب إلى الجهات بتسمية الأعضاء ونوابهم", "GOV-NI", 14),
        ("الدعوة إلى أول اجتماع", "MOMD-NINEWA", 21),
    ):
        add_step(session, salma, committee.id, what, stage.org(code), local_day(stage.now) + timedelta(days=days), at)


def _yesterday(stage: Stage) -> date:
    return local_day(stage.now) - timedelta(days=1)


def _back(stage: Stage, days: int) -> date:
    """The Sunday that many days ago or before."""
    day = local_day(stage.now) - timedelta(days=days)
    return day - timedelta(days=(day.weekday() - SUNDAY) % 7)


def _mid_month(stage: Stage, months: int) -> date:
    """The first working day on or after the 15th, that many months ago."""
    first = local_day(stage.now).replace(day=1)
    for _month in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    day = first.replace(day=15)
    return day + timedelta(days={4: 2, 5: 1}.get(day.weekday(), 0))
