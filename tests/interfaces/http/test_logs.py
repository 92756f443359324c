"""One event a line."""

import io
import json
import logging

import pytest
import structlog

from chatrec.interfaces.http.logs import configure_logs


@pytest.fixture
def stream():
    before, handlers, level = structlog.get_config(), logging.root.handlers[:], logging.root.level
    yield io.StringIO()
    structlog.configure(**before)
    logging.root.handlers[:], logging.root.level = handlers, level


def test_an_event_is_a_line_with_its_fields_even_with_a_traceback(stream) -> None:
    configure_logs("info", stream)
    log = structlog.get_logger()
    log.debug("too quiet")
    log.info("turn", move="recommend", said="片\nof two lines")
    try:
        1 / 0  # noqa: B018 - only its error is wanted
    except ZeroDivisionError:
        log.exception("broken")
    turn, broken = map(json.loads, stream.getvalue().splitlines())
    assert (turn["event"], turn["move"], turn["level"], turn["said"]) == (
        "turn",
        "recommend",
        "info",
        "片\nof two lines",
    )
    assert broken["exception"].startswith("Traceback")


def test_what_libraries_report_goes_the_same_way(stream) -> None:
    configure_logs("info", stream)
    logging.getLogger("uvicorn.error").warning("Invalid %s received.", "HTTP request")
    logging.getLogger("uvicorn.error").info("Started")
    (line,) = map(json.loads, stream.getvalue().splitlines())
    assert (line["event"], line["logger"], line["level"]) == ("library", "uvicorn.error", "warning")
    assert line["said"] == "Invalid HTTP request received."
