"""What a form says when somebody else has saved meanwhile."""

from werkzeug.datastructures import MultiDict

from core.forms import Choices, Form


class Party(Form):
    names = Choices("Names", choices=lambda: [("a", "A"), ("b", "B")])


def test_several_choices_in_another_order_are_the_same():
    sent = Party(MultiDict([("names", "b"), ("names", "a")]))
    assert sent.meet({"names": ["a", "b"]}, 2) == []
    assert [each.name for each in sent.meet({"names": ["a"]}, 2)] == ["names"]
