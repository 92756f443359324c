"""Logs of the server: one event a line on stderr, for people on a terminal and as JSON elsewhere."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import Processor


def configure_logs(level: str, stream: TextIO = sys.stderr) -> None:
    """Log to the stream what is at `level` or above; what the web server itself reports goes the same way."""
    number = logging.getLevelNamesMapping()[level.upper()]
    ends: list[Processor] = (
        [structlog.dev.ConsoleRenderer()]
        if stream.isatty()
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *ends,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[_Relay()], force=True)


class _Relay(logging.Handler):
    """Hands what libraries log to our own log."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno, "library", logger=record.name, said=record.getMessage(), exc_info=record.exc_info
        )


__all__ = ["configure_logs"]
