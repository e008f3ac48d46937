"""Fixtures for what patients send and what staff do with it."""

import pytest
import time_machine


@pytest.fixture
def time_machine_at():
    """Travel to one instant: ``with time_machine_at(NOW): …``."""
    return lambda instant: time_machine.travel(instant, tick=False)
