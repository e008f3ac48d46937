"""A skipped test passes for a newcomer and fails in CI."""

import subprocess
import sys

import pytest

from tests.programs import ROOT, environment

SKIPPED = """
import pytest

@pytest.fixture
def missing():
    pytest.skip("needs something: get it there")

def test_with_it(missing):
    pass
"""


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)], ids=["newcomer", "ci"])
def test_a_skip_fails_only_in_ci(tmp_path, ci, status):
    (tmp_path / "test_it.py").write_text(SKIPPED)

    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.strictness",
            "-p",
            "no:django",
            "-p",
            "no:cacheprovider",
            "-q",
            "-c",
            "/dev/null",
            "--rootdir",
            str(tmp_path),
            str(tmp_path),
        ],
        cwd=ROOT,
        env=environment({"CI": ci, "PYTHONPATH": str(ROOT)}),
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == status, result.stdout
    assert "needs something: get it there" in result.stdout
