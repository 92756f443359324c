"""Have a Chromium for the tests of the page, or say what is skipped without one.

    python tools/browser.py

Takes the one that is installed, else the system's own package where apt is there and we are root. Always exits with 0:
without a browser the page tests skip themselves, with the reason.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "Browser: none, so the tests that drive the page in a real Chromium are skipped. "
    "Install your system's Chromium package to run them."
)


def browser() -> str | None:
    """The path of an installed Chromium; None when there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install() -> bool:
    """Install Chromium from the system's packages; whether that worked."""
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--no-install-recommends", "chromium"])
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in steps:
        done = subprocess.run(
            step, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            print(f"Browser: {' '.join(step)} failed: {done.stderr.strip() or done.stdout.strip()}")
            return False
    return True


def main() -> int:
    """Print one line: the browser that is used, or what is skipped."""
    if browser() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Browser: installing Chromium from the system's packages", flush=True)
        install()
    found = browser()
    print(f"Browser: {found}" if found else MISSING)
    return 0


if __name__ == "__main__":
    sys.exit(main())
