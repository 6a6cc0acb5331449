import subprocess
import sys


def test_reading_a_report_needs_no_scipy():
    code = "import sys, extract.__main__, extract.practices; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
