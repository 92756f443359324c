"""The recommender as a model of `llm`, the command line of Simon Willison."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

PROGRAM = next(filter(None, (shutil.which("llm", path=str(Path(sys.executable).parent)), shutil.which("llm"))), None)


def llm(folder: Path, *arguments: str) -> str:
    """What the command prints."""
    if PROGRAM is None:
        pytest.skip("no `llm` here; `pip install llm` brings it")
    # No plug-ins but its own: those that are installed beside it may need what is not here.
    ours = {"LLM_USER_PATH": str(folder), "LLM_LOAD_PLUGINS": "", "OPENAI_API_KEY": "none"}
    environment = {**os.environ, **ours}
    run = subprocess.run(
        [PROGRAM, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture
def folder(face: httpx2.Client, tmp_path: Path) -> Path:
    """The settings of `llm`, with us as a model."""
    (tmp_path / "extra-openai-models.yaml").write_text(
        f'- model_id: recommender\n  model_name: chatrec\n  api_base: "{face.base_url.join("/v1")}"\n', encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(("message", "begins"), [("recommend three", "1. "), ("推荐三个", "1. ")])
def test_a_message_is_answered_as_a_stream_and_at_once(message: str, begins: str, folder: Path) -> None:
    streamed = llm(folder, "-m", "recommender", message)
    assert streamed.startswith(begins)
    assert "\n3. " in streamed
    assert llm(folder, "-m", "recommender", "--no-stream", "-s", "You are a pirate.", message).startswith(begins)


def test_a_talk_goes_on(folder: Path) -> None:
    first = llm(folder, "-m", "recommender", "recommend three")
    second = llm(folder, "-c", "more")
    listed = [
        {line.partition(" · ")[0][3:] for line in text.splitlines() if line[:2] in ("1.", "2.", "3.")}
        for text in (first, second)
    ]
    assert len(listed[0]) == 3
    assert listed[1]
    assert not listed[0] & listed[1]
