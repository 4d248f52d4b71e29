"""The signed approval of a plan, as a page that says that it is none: the demonstration imitates no signature."""

from io import BytesIO

from app.demo.stage import Stage
from attachments.holders import register_holder
from attachments.services import attach
from attachments.terms import FileType, KeptFile, Purpose
from core.references import SubjectRef
from plans.services import attaching

LINES = ("Tansiq demonstration", "In place of the scan of a signed approval (version 1).", "No such paper exists.")


def attach_signed_approval(stage: Stage, plan_id: str, by: str, days_ago: int) -> None:
    """Attaches the page to version 1; without a folder for files the demonstration does without it."""
    if stage.store is None:
        return
    register_holder("plan", attaching.holder)  # as an application does when it starts
    written = stage.store.take_in(BytesIO(_page(LINES)))
    kept = KeptFile(written.name, written.size, written.sha256, "signed-approval-1.pdf", FileType.PDF)
    subject, title = SubjectRef("plan", plan_id), "كتاب الاعتماد الموقّع"
    attach(stage.session, stage.people[by], subject, Purpose.SIGNED_APPROVAL, kept, stage.ago(days_ago, 13), number=1, title=title)


def _page(lines: tuple[str, ...]) -> bytes:
    """A PDF of one page with these lines of Latin letters."""
    escaped = [line.replace("(", "\\(").replace(")", "\\)") for line in lines]
    drawn = "BT /F 14 Tf 72 760 Td 24 TL " + " ".join(f"({line}) Tj T*" for line in escaped) + " ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    begin = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n").encode("ascii")
