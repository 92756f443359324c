"""`chatrec demo`: a home that holds one of our packs and a model of it, ready to be talked to."""

from chatrec.app.datasets import PACK, find_data
from chatrec.app.training import Training
from chatrec.app.wiring import App, clock, ingest_into
from chatrec.core.errors import ConflictError


def prepared(app: App, pack: str) -> int:
    """Bring a pack into a home and train where no model is live; how many items the home has. Cost: 1 s.

    Raises DataError for a pack that there is not, ConflictError for a home that holds something else.
    """
    source = find_data(f"{PACK}{pack}", app.home, clock())
    there = app.stores.items.catalogue()
    ours = {item.id for item in source.read().items}
    if any(item.id not in ours for item in there):
        raise ConflictError(
            f"{app.home.folder} holds {len(there)} items that are not of the pack {pack!r}; give a demo a home of its own "
            "with --home DIR."
        )
    if len(there) < len(ours):
        ingest_into(app, source, lambda *_: None)
    if app.versions.live() is None:
        Training(app.stores.items, app.stores.events, app.models, clock()).train(app.settings)
    return len(ours)


__all__ = ["prepared"]
