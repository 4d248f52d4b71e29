"""The kinds of decision that a new installation begins with: what the 2024 workshop's issues asked of somebody to decide.

No power comes with them: none was laid down in the reports ("not decided means not decided"); headquarters fills them in by decisions.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from committees.models import DecisionKind

#: id, Arabic, Kurdish, English
KINDS = (
    ("kind-land", "تخصيص أرض للسكن", "تەرخانکردنی زەوی بۆ نیشتەجێبوون", "Allocating land for housing"),
    ("kind-blocked", "فتح المناطق المغلقة أمام العودة", "کردنەوەی ناوچە داخراوەکان بۆ گەڕانەوە", "Opening blocked areas for return"),
    ("kind-security", "التدقيق الأمني لأسماء العائدين", "پشکنینی ئەمنیی ناوی گەڕاوەکان", "Security clearance of returnees' names"),
    ("kind-money", "إطلاق التخصيصات المالية", "ئازادکردنی تەرخانکراوە داراییەکان", "Releasing allocated money"),
    ("kind-move", "مناقلة التخصيصات بين المشاريع", "گواستنەوەی تەرخانکراو لە نێوان پڕۆژەکان", "Moving allocations between projects"),
    (
        "kind-services",
        "أولوية إعادة تأهيل الخدمات والمدارس",
        "ئەولەویەتی نۆژەنکردنەوەی خزمەتگوزاری و قوتابخانە",
        "Priority of repairing services and schools",
    ),
    ("kind-comp", "تسريع حسم معاملات التعويض", "خێراکردنی یەکلاکردنەوەی مامەڵەی قەرەبوو", "Speeding up compensation files"),
    ("kind-papers", "تسهيل إصدار الوثائق الثبوتية", "ئاسانکردنی دەرکردنی بەڵگەنامە", "Easing the issue of documents"),
)


def load_decision_kinds(session: Session) -> int:
    """Puts in the kinds that are missing. Returns how many; 0 the second time."""
    known = set(session.scalars(select(DecisionKind.id)))
    new = [(position, each) for position, each in enumerate(KINDS, 1) if each[0] not in known]
    for position, (kind_id, name_ar, name_ckb, name_en) in new:
        session.add(DecisionKind(id=kind_id, position=position, name_ar=name_ar, name_ckb=name_ckb, name_en=name_en))
    session.flush()
    return len(new)
