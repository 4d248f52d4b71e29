"""Which passwords are refused."""

import pytest

from accounts.rules import PasswordFault as F
from accounts.rules import password_faults


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short one", F.SHORT),
        ("x" * 14, F.SHORT),
        ("a long one " * 20, F.LONG),
        ("123456789012345", F.COMMON),
        ("Password-Password", F.COMMON),
        ("aaaaaaaaaaaaaaaa", F.REPEATED),
        ("abcdefabcdefabcdef", F.REPEATED),
        ("I love TANSIQ so much", F.OWN_WORD),
        ("نظام تنسيق الجديد هنا", F.OWN_WORD),
        ("karwan goes up a hill", F.OWN_WORD),
        ("the house of hassan is red", F.OWN_WORD),
        ("بيت حسين على التل الكبير", F.OWN_WORD),
    ],
)
def test_refused_with_its_reason(password, fault):
    assert fault in password_faults(password, "karwan@example.iq", "Hassan حسين Ali")


@pytest.mark.parametrize(
    "password", ["seven brown goats on a hill", "أربع تفاحات على الطاولة", "   spaces   count   too", "ali has nine lives here"]
)
def test_allowed(password):
    assert password_faults(password, "ali@example.iq", "Ali X") == ()


def test_exactly_the_bounds():
    fifteen = "abcdefghijklmn0"
    assert password_faults(fifteen, "", "") == ()
    assert password_faults((fifteen + "opq") * 8, "", "")[0:1] != (F.SHORT,)
    assert F.LONG in password_faults("abcdefghi" * 15, "", "")
