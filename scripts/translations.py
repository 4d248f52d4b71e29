"""After `make translations`: takes the dates out of the catalogues' heads (they change at every run) and counts what is missing."""

import re
import sys
from pathlib import Path

from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parent.parent / "app" / "translations"
NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Report-Msgid-Bugs-To|Language-Team): .*"\n', re.MULTILINE
)


def main() -> int:
    for po in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        text = po.read_text(encoding="utf-8")
        cleaned = NOISE.sub("", text)
        if cleaned != text:
            po.write_text(cleaned, encoding="utf-8")
        with po.open("rb") as file:
            messages = [message for message in read_po(file) if message.id]
        forms = [message.string if isinstance(message.string, tuple | list) else [message.string] for message in messages]
        missing = sum(not all(texts) for texts in forms)
        print(f"{po.parent.parent.name}: {len(messages)} texts, {missing} without a translation")
    (TRANSLATIONS / "messages.pot").unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
