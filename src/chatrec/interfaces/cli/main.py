"""The `chatrec` command: imports the one module it needs, and turns errors into a sentence and an exit code."""

import importlib
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import typer

import chatrec
from chatrec.core.errors import ChatRecError, ConfigError
from chatrec.interfaces.cli.terminal import COMMON, parse_common
from chatrec.interfaces.errors import exit_code

# A module is imported only when its command runs, so that each starts as fast as it can.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "data": "list the known data sets, or get one",
        "ingest": "bring a catalogue and behaviour into the home",
        "facts": "show what we know of a thing, or add what the home lacks",
        "demo": "serve a catalogue of our own, ready in seconds",
        "train": "train a model on everything logged and make it live",
        "judge": "measure whether a language model makes lists better, and let it count as far as it does",
        "versions": "list the model versions",
        "promote": "make a model version live",
        "rollback": "return to the version that was live before",
        "evaluate": "measure the scorers under a protocol",
        "tune": "search for better settings of a scorer",
        "recommend": "recommend items to a user",
        "explain": "show the evidence of one item for a user, or why it stands above another",
        "why-not": "say what keeps an item out of a list, and what would bring it in",
        "counterfactual": "say without which actions of a user an item would leave the list",
        "profile": "show what is known of a user, mute parts of it, take it away or bring it back",
        "decisions": "show a recorded list and its evidence, or make it again",
        "chat": "talk in the terminal",
        "conversations": "list conversations, print one whole, or fork one",
        "serve": "serve the HTTP API and the web page",
        "operator": "say where the operator's dashboard is, with its key",
        "mcp": "serve the tools for agents over stdin and stdout",
        "backup": "copy the home to a new folder while it is being used",
        "forget": "remove everything stored of a user",
        "egress": "show what left this machine for a language model",
        "propose": "let a language model propose themes, moods, searches or paraphrases",
        "review": "list what was proposed, accept or reject it, or take that back",
        "doctor": "check the installation and the home",
        "bench": "run a benchmark",
    }
)


EXTRAS = MappingProxyType({"mcp": "mcp,server"})  # what a command needs that is not the server


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0, or by the table of errors."""
    name, *rest = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if name in ("-h", "--help"):
        print(_help())
    elif name in ("-V", "--version"):
        print(f"chatrec {chatrec.__version__}")
    elif name not in COMMANDS:
        print(f"chatrec: there is no command {name!r}; `chatrec --help` lists them.", file=sys.stderr)
        sys.exit(2)
    else:
        _run(name, rest)


def _run(name: str, arguments: Sequence[str]) -> None:
    try:
        command = _command(name)
        face, left = parse_common(arguments)
        command(left, prog_name=f"chatrec {name}", obj=face)
    except ChatRecError as error:
        print(f"chatrec: {error}", file=sys.stderr)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell reports a command that Ctrl-C ended
    except BrokenPipeError:
        # The reader went away, as `head` does; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(141)


def _command(name: str) -> typer.Typer:
    """The command's application. Raises ConfigError when an optional package that it needs is not installed."""
    try:
        found: typer.Typer = importlib.import_module(f"{__package__}.{name.replace('-', '_')}").app
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == chatrec.__name__:
            raise
        raise ConfigError(
            f"`chatrec {name}` needs {error.name!r}: pip install 'chatrec[{EXTRAS.get(name, 'server')}]'."
        ) from error
    return found


def _help() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name.ljust(width)}  {about}" for name, about in COMMANDS.items()]
    return "\n".join(
        [
            "Chat-Rec: a recommender that people talk to and that can prove every word it says.",
            "",
            "Usage: chatrec COMMAND [OPTIONS]    (chatrec COMMAND --help says more)",
            "",
            *lines,
            "",
            f"{COMMON} The home is CHATREC_HOME, else ./.chatrec.",
        ]
    )


__all__ = ["COMMANDS", "main"]
