"""The `chatrec` command: imports the one module it needs, and turns errors into a sentence and an exit code."""

import importlib
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import typer

import chatrec
from chatrec.core.errors import ChatRecError, ConfigError
from chatrec.core.query import Locale
from chatrec.interfaces.cli.commands import COMMANDS
from chatrec.interfaces.cli.terminal import COMMON, COMMON_ZH, Terminal, parse_common, spoken
from chatrec.interfaces.errors import exit_code, outcome

EXTRAS = MappingProxyType({"mcp": "mcp,server"})  # what a command needs that is not the server
UNKNOWN: Mapping[Locale, str] = MappingProxyType(
    {
        "en": "chatrec: there is no command {name!r}; `chatrec --help` lists them.",
        "zh": "chatrec：没有 {name!r} 这个命令；`chatrec --help` 会列出全部命令。",
    }
)
HELP: Mapping[Locale, str] = MappingProxyType(
    {
        "en": f"""Chat-Rec: a recommender that people talk to and that can prove every word it says.

Usage: chatrec COMMAND [OPTIONS]    (chatrec COMMAND --help says more)

{{commands}}

{COMMON} The home is CHATREC_HOME, else ./.chatrec.""",
        "zh": f"""Chat-Rec：可以对话、每句话都有依据的推荐系统。

用法：chatrec 命令 [选项]    （chatrec 命令 --help 说明各选项，只有英文）

{{commands}}

{COMMON_ZH}主目录是 CHATREC_HOME，否则是 ./.chatrec。""",
    }
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0, or by the table of errors."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    locale = spoken(given)
    try:
        face, (name, *rest) = _parsed(given)
        if name in ("-h", "--help"):
            print(_help(locale))
        elif name in ("-V", "--version"):
            print(f"chatrec {chatrec.__version__}")
        elif name not in COMMANDS:
            print(UNKNOWN[locale].format(name=name), file=sys.stderr)
            sys.exit(2)
        else:
            _command(name)(rest, prog_name=f"chatrec {name}", obj=face)
    except ChatRecError as error:
        print(_complaint(error, locale), file=sys.stderr)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell reports a command that Ctrl-C ended
    except BrokenPipeError:
        # The reader went away, as `head` does; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(141)


def _parsed(arguments: Sequence[str]) -> tuple[Terminal, list[str]]:
    """What all commands share, and the command with what is left for it; without any, the question for help."""
    face, left = parse_common(arguments)
    return face, left or ["--help"]


def _complaint(error: ChatRecError, locale: Locale) -> str:
    """What went wrong. Where an error has no Chinese sentence, its kind is said in Chinese before its English one."""
    if locale == "en":
        return f"chatrec: {error}"
    return f"chatrec：{error.zh or f'{outcome(error).zh}：{error}'}"


def _command(name: str) -> typer.Typer:
    """The command's application. Raises ConfigError when an optional package that it needs is not installed."""
    try:
        found: typer.Typer = importlib.import_module(f"{__package__}.{name.replace('-', '_')}").app
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == chatrec.__name__:
            raise
        raise ConfigError(
            f"`chatrec {name}` needs {error.name!r}: pip install 'chatrec[{EXTRAS.get(name, 'server')}]'.",
            zh=f"`chatrec {name}` 需要 {error.name!r}；请运行 pip install 'chatrec[{EXTRAS.get(name, 'server')}]'。",
        ) from error
    return found


def _help(locale: Locale) -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name.ljust(width)}  {about[locale == 'zh']}" for name, about in COMMANDS.items()]
    return HELP[locale].format(commands="\n".join(lines))


__all__ = ["COMMANDS", "main"]
