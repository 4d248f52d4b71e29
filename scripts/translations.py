"""After `make translations`: tidies the heads of the catalogues (dates, Arabic plurals) and counts what is missing."""

import re
import sys
from pathlib import Path

from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parent.parent / "app" / "translations"
NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Report-Msgid-Bugs-To|Language-Team): .*"\n', re.MULTILINE
)
# Babel's own head for Arabic swaps the forms for 11-99 and for 100-102 against what translators know (CLDR, gettext's manual).
PLURAL = re.compile(r'^"Plural-Forms: nplurals=6; .*"\n', re.MULTILINE)
ARABIC_PLURAL = (
    '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\\n"\n'
)


def main() -> int:
    for po in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        text = po.read_text(encoding="utf-8")
        cleaned = PLURAL.sub(lambda _: ARABIC_PLURAL, NOISE.sub("", text))
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
