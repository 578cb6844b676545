"""An attribute that is worked out when it is first asked for is worked out once."""

from template_check.lazy import lazy


class Asked:
    def __init__(self):
        self.times = 0

    @lazy
    def answer(self):
        """What is answered."""
        self.times += 1
        return object()


def test_an_answer_is_worked_out_once_for_each_object():
    one, other = Asked(), Asked()
    first = one.answer

    assert one.answer is first
    assert other.answer is not first
    assert (one.times, other.times) == (1, 1)


def test_nothing_is_worked_out_before_it_is_asked_for():
    assert Asked().times == 0


def test_the_class_shows_the_attribute_with_its_docstring():
    assert Asked.answer.__doc__ == "What is answered."
