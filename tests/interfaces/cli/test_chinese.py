"""What the command line says in Chinese when something is wrong with what it was given."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from chatrec.core.told import Told
from chatrec.interfaces.cli.main import COMMANDS, main

CHINESE = re.compile(r"[\u4e00-\u9fff]")
Says = Callable[..., tuple[int, str]]


@pytest.fixture
def says(capsys, tmp_path) -> Says:
    """Run a command with --locale zh on a home of this test; its exit code and what it says."""

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--locale", "zh", "--home", str(tmp_path / "home")])
        return int(left.value.code or 0), capsys.readouterr().err

    return run


@pytest.fixture
def catalogue(says: Says, tmp_path: Path) -> str:
    """A home that has items and no model."""
    file = tmp_path / "items.csv"
    file.write_text("item_id,title\n1,Heat\n2,Alien\n")
    says("ingest", "--items", str(file))
    return str(file)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("recommend", "--user", "u"), 5, "里没有 Chat-Rec 的数据"),
        (("ingest", "--data", "nowhere"), 6, "也不是已知的数据集"),
        (("ingest", "--data", "ml-100k"), 6, "里还没有 ml-100k"),
        (("ingest", "--data", "pack:trains"), 6, "没有 'pack:trains' 这个资料包"),
        (("ingest", "--items", "{here}"), 6, "请给出完整、可读的文件"),
        (("ingest", "--items", "{here}/notes"), 6, "从名字看不是表格"),
        (("ingest",), 2, "请给出 --data NAME"),
        (("ingest", "--items", "{here}", "--column", "x"), 2, "--column 'x' 没有指明什么"),
        (("explain", "--user", "u", "--item", "1", "--depth", "deep"), 2, "没有 --depth 'deep'"),
        (("nothing",), 2, "没有 'nothing' 这个命令"),
    ],
)
def test_what_is_missing_or_wrong(arguments, code, sentence, says: Says, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("of no form\n")
    assert says(*(one.format(here=tmp_path) for one in arguments)) == (code, _One(sentence))


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("recommend", "--user", "u"), 8, "还没有可用的模型"),
        (("recommend", "--user", "u", "-n", "0"), 2, "要了 n = 0 个"),
        (("train", "--set", "seed=many"), 5, "seed = 'many' 不对：应为整数"),
        (("train", "--set", "sed=1"), 5, "sed = 1 不对：没有这个设置"),
        (("train", "--set", "serve.log_level=loud"), 5, "应为 'debug'、'info'、'warning' 或 'error'"),
        (("train", "--set", "weights.buy=1"), 5, "应小于 0.75"),
        (("train", "--set", "scorers=['magic']"), 5, "没有评分器 'magic'"),
        (("train", "--set", "scorers=['wishes']"), 5, "没有一个会学习"),
        (("train", "--set", "x"), 5, "'x' 没有设置什么"),
        (("promote", "v9"), 3, "没有版本 'v9' 的模型"),
        (("rollback",), 2, "没有可以退回的版本"),
        (("ingest", "--items", "{items}", "--column", "item_id=sku"), 6, "没有表示 item_id 的 'sku' 列"),
    ],
)
def test_what_a_home_cannot_do(arguments, code, sentence, says: Says, catalogue: str) -> None:
    assert says(*(one.format(items=catalogue) for one in arguments)) == (code, _One(sentence))


@pytest.mark.usefixtures("catalogue")
def test_a_port_in_use(says: Says) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert says("serve", "--port", str(port)) == (5, _One(f"端口 {port} 已被别的程序占用"))


def test_what_has_no_chinese_sentence_is_said_to_be_of_which_kind(says: Says) -> None:
    code, told = says("conversations", "--export", "1", "--fork", "2")
    assert (code, told) == (2, "chatrec：这个用不了：--export and --fork are two commands; give one of them.\n")


def test_every_command_is_listed_in_both_languages(capsys) -> None:
    main(["--help", "--locale", "zh"])
    chinese = capsys.readouterr().out
    main(["--locale", "en", "--help"])
    english = capsys.readouterr().out
    for name, about in COMMANDS.items():
        assert isinstance(about, Told)
        assert CHINESE.search(about.zh)
        assert not CHINESE.search(about.en)
        assert f"{name} " in chinese
        assert about.en in english


class _One(str):
    """Equal to what is one line in Chinese that holds it."""

    __slots__ = ()

    def __eq__(self, said: object) -> bool:
        return isinstance(said, str) and str(self) in said and said.startswith("chatrec：") and said.count("\n") == 1

    __hash__ = str.__hash__
