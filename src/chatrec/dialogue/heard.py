"""Which of a user's words speak for items later in the conversation, and which do not."""

from collections.abc import Sequence

from chatrec.core.acts import (
    Act,
    AskFact,
    AskProfile,
    AskWhy,
    AskWorks,
    Compare,
    Dislike,
    Evaluate,
    Favour,
    Like,
    Negate,
    NoSuchPlace,
    Reject,
    Retract,
    TheItem,
)
from chatrec.core.query import Said

KEPT = 20  # messages, the newest
LONGEST = 1000  # characters of one that are kept
# A word in "no zombies" would speak for zombies: what is said against things is for the constraints, which hold.
AGAINST = (Dislike, Negate, Reject, Retract)
ASKING = (AskFact, AskProfile, AskWhy, AskWorks, Compare, Evaluate, NoSuchPlace)


def heard(said: Sequence[Said], message: str, acts: Sequence[Act]) -> tuple[Said, ...]:
    """What was said in a conversation after one more message, with the items that it or company likes or that it names as an example.

    Messages that say anything against something, and mere questions, are left out.
    """
    if any(isinstance(act, AGAINST) for act in acts) or all(isinstance(act, ASKING) for act in acts):
        return tuple(said)
    items = tuple(act.target.item for act in acts if isinstance(act, Like | Favour) and isinstance(act.target, TheItem))
    return (*said, Said(message.strip()[:LONGEST], tuple(dict.fromkeys(items))))[-KEPT:]


__all__ = ["KEPT", "heard"]
