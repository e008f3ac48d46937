"""manage.py on a machine where something is missing."""

import ast
import subprocess
import sys

from tests.programs import ROOT

PRETEND_OLD = """
import runpy, sys
sys.version_info = (3, 8, 10, "final", 0)
sys.argv = ["manage.py", "demo"]
runpy.run_path("manage.py", run_name="__main__")
"""


def test_an_old_python_is_named_in_one_line():
    result = subprocess.run(
        [sys.executable, "-c", PRETEND_OLD], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert result.stderr == "This site needs Python 3.11 or newer; this is Python 3.8.\n"


def test_manage_py_can_be_read_by_old_pythons():
    ast.parse((ROOT / "manage.py").read_text(), feature_version=(3, 4))


def test_missing_packages_are_named_with_the_command_that_installs_them():
    # -S leaves out the installed packages.
    result = subprocess.run(
        [sys.executable, "-S", "manage.py", "demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert "pip install -r requirements.txt" in line
