"""What every test may rely on: no network but this machine's own, and real public data where it lies."""

import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
import pytest_socket

REPOSITORY = Path(__file__).parents[1]

# A busy machine is no fault of the code: no example fails for having been slow.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """`shared_data("ml-100k")` is the folder of a public data set; the test is skipped where it is not at hand.

    Folders of data sets are looked for where CHATREC_TEST_DATA says, else beside the repository, and last among what
    `chatrec data get` brought.
    """
    beside = os.environ.get("CHATREC_TEST_DATA") or REPOSITORY.parent / "shared" / "data"
    fetched = Path(os.environ.get("CHATREC_HOME") or REPOSITORY / ".chatrec") / "data"
    roots = (Path(beside), fetched)

    def folder(name: str) -> Path:
        for root in roots:
            if (root / name).is_dir():
                return root / name
        return pytest.skip(f"{name} is not in {roots[0]}; CHATREC_TEST_DATA names the folder that holds data sets")

    return folder
