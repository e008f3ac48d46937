"""Imports point one way: clinic_site → bookings → education."""

import ast

import pytest

from tests.programs import ROOT

MAY_NOT_KNOW = {"education": {"bookings", "clinic_site"}, "bookings": {"clinic_site"}}


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", MAY_NOT_KNOW)
def test_no_package_knows_what_stands_on_it(package):
    backward = {
        str(path.relative_to(ROOT))
        for path in (ROOT / package).rglob("*.py")
        if MAY_NOT_KNOW[package].intersection(imported_packages(path))
    }

    assert backward == set()
