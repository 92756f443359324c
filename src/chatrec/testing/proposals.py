"""The law of stores of proposals. It takes an empty store and raises LawBroken when that breaks it."""

from chatrec.ports.proposals import Asked, Proposal, ProposalKind, ProposalStore, Status, Wanted
from chatrec.testing.checking import expect


def keeps_proposals(store: ProposalStore) -> None:
    """A proposal is kept once, with its number, whatever was decided of it; a page begins where the one before ended."""
    first = Proposal(ProposalKind.MOOD, "博 🎬", "tense", "“its words”", "openai:m@u", "d1", 1 / 3, 2 / 3)
    other, query = first._replace(value="dark"), first._replace(kind=ProposalKind.QUERY, model="gguf:m")
    expect((list(store.find(Wanted())), dict(store.count()), dict(store.asked())), ([], {}, {}), "nothing at first")
    expect(store.keep([first, other, first], [Asked("d1", 1.0)]), 2, "keep counts new proposals")
    kept = list(store.find(Wanted()))
    expect([one._replace(number=0) for one in kept], [first, other], "proposals come back equal")
    decided = kept[0]._replace(status=Status.REJECTED, by="安", decided_at=0.1)
    store.decide([decided])
    again = first._replace(ground="other", model="gguf:m", at=9.0)
    expect(store.keep([again, query], [Asked("d1", 2.0, "slow"), Asked("d2", 2.0)]), 1, "what is known stays as it is")
    everything = [decided, kept[1], query]
    found = store.find(Wanted())
    expect([*found[:2], found[2]._replace(number=0)], everything, "by number, the decided one decided")
    expect(dict(store.asked()), {"d1": "slow", "d2": ""}, "what was asked, as it went last")
    for wanted, which in (
        (Wanted(numbers=(found[2].number, found[0].number, 10**9)), (0, 2)),
        (Wanted(kinds=(ProposalKind.MOOD,), statuses=(Status.WAITING,)), (1,)),
        (Wanted(about="博 🎬", model="gguf:m"), (2,)),
        (Wanted(after=found[0].number, limit=1), (1,)),
        (Wanted(limit=0), ()),
    ):
        expect(list(store.find(wanted)), [found[at] for at in which], f"find {wanted}")
    counts = {(ProposalKind.MOOD, status): 1 for status in (Status.REJECTED, Status.WAITING)}
    expect(dict(store.count()), {**counts, (ProposalKind.QUERY, Status.WAITING): 1}, "count")


__all__ = ["keeps_proposals"]
