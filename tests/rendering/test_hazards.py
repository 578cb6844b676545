"""Every construct of Jinja renders as Jinja renders it, and each exact piece equals its source."""

import pytest
from hazards import HAZARDS
from laws import renders_as_jinja_does


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.name)
def test_the_output_is_jinjas_and_exact_pieces_equal_their_source(hazard):
    renders_as_jinja_does(hazard.templates, hazard.data, hazard.jinja)
