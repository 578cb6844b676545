"""A check costs little more than the work that nobody can avoid; the bounds leave room for a machine that is busy."""

import pytest
from measure import ACCESSIBILITY, floor, grow, total


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree") / "messages"
    folder.mkdir()
    grow(folder, 20)
    return folder


def test_the_accessibility_groups_cost_little_more_than_rendering(tree):
    ratio = total(tree, ACCESSIBILITY) / floor(tree)
    print(f"accessibility groups: {ratio:.2f} times the floor")

    assert ratio < 4


def test_everything_costs_a_few_times_rendering(tree):
    ratio = total(tree) / floor(tree)
    print(f"everything: {ratio:.2f} times the floor")

    assert ratio < 8
