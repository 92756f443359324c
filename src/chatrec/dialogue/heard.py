"""Which of a user's words speak for items later in the conversation, and which do not."""

from collections.abc import Sequence

from chatrec.core.acts import (
    Act,
    AskFact,
    AskProfile,
    AskWhy,
    AskWorks,
    Company,
    Compare,
    Dislike,
    Evaluate,
    Favour,
    Like,
    Negate,
    NoSuchPlace,
    Refine,
    Reject,
    Retract,
    TheItem,
)
from chatrec.core.query import Between, Said

KEPT = 20  # messages, the newest
LONGEST = 1000  # characters of one that are kept
# A word in "no zombies" would speak for zombies: what is said against things is for the constraints, which hold.
AGAINST = (Dislike, Negate, Reject, Retract)
ASKING = (AskFact, AskProfile, AskWhy, AskWorks, Compare, Evaluate, NoSuchPlace)


def heard(said: Sequence[Said], message: str, acts: Sequence[Act]) -> tuple[Said, ...]:
    """What was said in a conversation after one more message, with the items that it or company likes or that it names as an example.

    Messages that say anything against something, and mere questions, are left out.
    """
    if (
        any(isinstance(act, AGAINST) for act in acts)
        or _refused_by_company(acts)
        or all(isinstance(act, ASKING) for act in acts)
    ):
        return tuple(said)
    items = tuple(act.target.item for act in acts if isinstance(act, Like | Favour) and isinstance(act.target, TheItem))
    return (*said, Said(message.strip()[:LONGEST], tuple(dict.fromkeys(items))))[-KEPT:]


def _refused_by_company(acts: Sequence[Act]) -> bool:
    """Whether company refuses something by how much there is of it: "she hates violence"."""
    bounds = (act.constraint for act in acts if isinstance(act, Refine))
    return any(isinstance(act, Company) for act in acts) and any(
        isinstance(bound, Between) and bound.low is None for bound in bounds
    )


__all__ = ["KEPT", "heard"]
