import os
import subprocess
import sys
from pathlib import Path


def test_the_machine_code_stays_within_its_arrays(tmp_path: Path) -> None:
    others = [str(path) for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]
    checked = os.environ | {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)}

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *others],
        env=checked,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout
