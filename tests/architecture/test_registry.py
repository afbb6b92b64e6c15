"""Apps tell each other what they offer through registries of one shape."""

import pytest

from gmp_portal.registry import RegistrationError, Registry


@pytest.fixture
def colours():
    registry: Registry[str, int] = Registry("colours")
    registry.register("red", 1)
    registry.register("blue", 2)
    registry.register("amber", 3)
    return registry


def test_values_come_in_order_of_registration(colours):
    assert list(colours) == ["red", "blue", "amber"]
    assert tuple(colours.values()) == (1, 2, 3)
    assert tuple(colours.items()) == (("red", 1), ("blue", 2), ("amber", 3))
    assert len(colours) == 3
    assert repr(colours) == "<Registry of colours: 3>"


def test_a_value_is_found_by_its_key(colours):
    assert colours.get("blue") == 2
    assert colours["blue"] == 2
    assert "blue" in colours


def test_who_registers_does_not_disturb_who_looks_through(colours):
    seen = []
    for key, value in colours.items():
        seen.append((key, value))
        colours.register(f"dark {key}", value)

    assert seen == [("red", 1), ("blue", 2), ("amber", 3)]


def test_a_key_that_nobody_registered_has_no_value(colours):
    assert colours.get("green") is None
    assert "green" not in colours
    with pytest.raises(KeyError, match="registered in colours as 'green'"):
        colours["green"]


def test_another_value_for_the_same_key_is_refused(colours):
    with pytest.raises(RegistrationError, match="'red' is registered in colours"):
        colours.register("red", 9)

    assert colours["red"] == 1


def test_the_same_value_again_does_no_harm(colours):
    colours.register("red", 1)

    assert tuple(colours.values()) == (1, 2, 3)


def test_a_replaced_value_comes_back_in_its_place(colours):
    with colours.replaced("red", 9):
        inside = tuple(colours.values())

    assert inside == (9, 2, 3)
    assert tuple(colours.values()) == (1, 2, 3)


def test_a_key_added_for_a_while_is_gone_afterwards(colours):
    with colours.replaced("green", 9):
        inside = colours.get("green")

    assert inside == 9
    assert "green" not in colours


def test_a_cleared_registry_is_filled_again_whatever_happens_meanwhile(colours):
    def fail():
        with colours.cleared():
            assert tuple(colours.values()) == ()
            colours.register("red", 9)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 our own, a line above
        fail()

    assert tuple(colours.values()) == (1, 2, 3)
