"""What a form says when somebody else has saved meanwhile; how per cent are read."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from core.forms import Choices, Form, Percent


class Done(Form):
    done = Percent("Done")


class Party(Form):
    names = Choices("Names", choices=lambda: [("a", "A"), ("b", "B")])


def test_several_choices_in_another_order_are_the_same():
    sent = Party(MultiDict([("names", "b"), ("names", "a")]))
    assert sent.meet({"names": ["a", "b"]}, 2) == []
    assert [each.name for each in sent.meet({"names": ["a"]}, 2)] == ["names"]


@pytest.mark.parametrize("typed", ["50", "50%", "50 %", "%50", "٥٠٪"])
def test_per_cent_may_be_typed_with_the_sign(typed: str) -> None:
    assert Done(MultiDict([("done", typed)])).done.data == 50


@pytest.mark.parametrize("typed", ["101", "-1%", "half", "%"])
def test_what_is_no_per_cent_stays_as_typed(app: Flask, typed: str) -> None:
    with app.test_request_context("/"):
        form = Done(MultiDict([("done", typed)]))
        assert not form.validate()
        assert form.done.raw() == [typed]
        assert "100" in form.done.errors[0]
