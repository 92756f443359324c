"""`chatrec forget --user U`."""

from typing import Annotated

import typer

from chatrec.core.ids import UserId
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()

RETRAIN: dict[Locale, str] = {
    "en": "Models trained before still carry this user's sums; `chatrec train` makes one that does not.",
    "zh": "此前训练的模型仍含该用户的统计量；运行 `chatrec train` 可得到不含它的模型。",
}


@app.command(epilog=COMMON)
def run(context: typer.Context, user: Annotated[str, typer.Option(help="The user's id.")]) -> None:
    """Remove everything stored of a user, and print the receipt."""
    face = terminal(context)
    with face.app() as opened:
        receipt = opened.forgetting.forget(UserId(user))
    lines = [f"{name}: {count}" for name, count in receipt.removed.items()]
    face.print(receipt, [*lines, *([RETRAIN[face.locale]] if receipt.retrain else [])])
