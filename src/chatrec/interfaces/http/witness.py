"""What the log tells of a turn or a list: how long it took, and what language models had to do with it; nothing that was said."""

import time
from collections.abc import Mapping

import structlog

from chatrec.app.chat import Answer
from chatrec.app.replies import JudgingOut
from chatrec.core.trouble import Trouble
from chatrec.interfaces.http.measures import Measures

log = structlog.get_logger()


def witness(conversation: str, answer: Answer, started: float, measures: Measures) -> None:
    """Count and log a turn that began at `started` on the performance counter."""
    seconds = time.perf_counter() - started
    measures.turn(answer.turn, seconds)
    log.info("turn", conversation=conversation, move=answer.turn.move, ms=round(1000 * seconds, 2))
    tell_judged(answer.turn.judging, conversation=conversation)
    heard = answer.turn.hearing
    if heard.model is not None:
        counts = heard.model_dump(include={"added", "stricter", "disputed", "refused", "tokens"})
        _tell("heard", heard.trouble, {"conversation": conversation, **counts})


def tell_judged(judging: JudgingOut, **where: str) -> None:
    """Log what came of asking a language model about a list, and `where` that is found; nothing where none was asked."""
    if judging.model is not None:
        _tell("judged", judging.trouble, {**where, **judging.model_dump(include={"weight", "items", "tokens"})})


def _tell(event: str, trouble: Trouble | None, told: Mapping[str, object]) -> None:
    tell = log.info if trouble is None else log.warning
    tell(event, trouble=trouble, **told)


__all__ = ["tell_judged", "witness"]
