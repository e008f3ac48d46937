"""What is installed is written down exactly, and nothing says where it comes from."""

import re
import tomllib

import pytest

from tests.programs import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def locked(name):
    """Map each package of a lock file to its version."""
    return dict(
        re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", (ROOT / name).read_text(), re.M)
    )


@pytest.mark.parametrize("name", LOCKS)
def test_no_host_and_no_option_in_a_lock_file(name):
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.M)


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_version_and_hashes(name):
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())

    assert len(entries) > 15
    for entry in entries:
        assert re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_every_direct_dependency_is_locked():
    def names(requirements):
        return {re.match(r"[A-Za-z0-9-]+", one)[0].lower() for one in requirements}

    assert names(PROJECT["dependencies"]) <= set(locked("requirements.txt"))
    assert names(PROJECT["optional-dependencies"]["dev"]) <= set(locked("requirements-dev.txt"))


def test_both_locks_agree():
    shipped, development = locked("requirements.txt"), locked("requirements-dev.txt")

    assert {name: development.get(name) for name in shipped} == shipped
