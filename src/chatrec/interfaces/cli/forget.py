"""`chatrec forget --user U`."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from chatrec.app.forgetting import ForgottenOut
from chatrec.core.ids import UserId
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()

WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "live": "{version} is live: what its scorers know is what they would know had this user never been there.",
        "retrain": "The live version still carries this user; `chatrec train` makes one that does not. {reason}",
        "carried": "Stored versions that still carry this user, not to be rolled back to: {versions}.",
    },
    "zh": {
        "live": "{version} 已上线：其各评分器所知，与从未有过该用户时相同。",
        "retrain": "线上版本仍含该用户；运行 `chatrec train` 可得到不含它的模型。{reason}",
        "carried": "仍含该用户的已存版本，请勿回滚至这些版本：{versions}。",
    },
}


@app.command(epilog=COMMON)
def run(context: typer.Context, user: Annotated[str, typer.Option(help="The user's id.")]) -> None:
    """Remove everything stored of a user, take them out of the live model, and print the receipt."""
    face = terminal(context)
    with face.app() as opened:
        receipt = opened.forgetting.forget(UserId(user))
    face.print(receipt, list(_lines(receipt, WORDS[face.locale])))


def _lines(receipt: ForgottenOut, words: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{name}: {count}" for name, count in receipt.removed.items())
    if receipt.live is not None:
        yield words["live"].format(version=receipt.live)
    if receipt.retrain:
        yield words["retrain"].format(reason=receipt.reason)
    if receipt.carried_by:
        yield words["carried"].format(versions=", ".join(receipt.carried_by))
