"""What leaves the house: all of it recorded, nobody recognisable, and nothing where nothing may."""

import hashlib
import json

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel
from tests.llm.scripted import Reply, Scripted, said

from chatrec.adapters.llm.redaction import redacted
from chatrec.adapters.sqlite import open_sqlite
from chatrec.app.home import Home
from chatrec.app.language_model import Ledgers, language_model
from chatrec.app.settings import FILE, LlmSettings
from chatrec.app.wiring import open_app
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.interfaces.cli.main import main
from chatrec.interfaces.http import create_app
from chatrec.ports.language_model import Prompt
from chatrec.testing.fakes import FixedClock

# (what is said, what must not leave)
CANARIES = [
    ("write to zaphod.canary+films@example.co.uk please", "zaphod.canary"), ("mail: canary ＠ example.com", "example.com"),
    ("canary (at) example (dot) com", "canary"), ("我的邮箱是 jinsique@qq.com。", "jinsique"), ("call +1 (415) 555-0134 now", "0134"),
    ("call 415-555-0134", "555"), ("my mobile is 07700 900123", "900123"), ("我的电话是13800138000", "13800138000"),
    ("电话１３８００１３８０００", "１３８"), ("手机：138 0013 8000", "8000"), ("座机 010-62345678", "62345678"), ("号码是一三八零零一三八零零零", "一三八"),
    ("card 4111 1111 1111 1111", "1111"), ("card 4111-1111-1111-1111 exp", "4111"), ("银行卡6222021234567890123", "6222"),
    ("身份证11010519491231002X", "002X"), ("身份证号：110105194912310021", "1949123"), ("SSN 078-05-1120", "1120"),
    ("IBAN GB29 NWBK 6016 1331 9268 19", "NWBK"), ("passport no. X1234567", "1234567"), ("护照号 E12345678", "E1234"),
    ("my name is Zaphod Canary", "Zaphod"), ("I'm Zaphod and I like comedies", "Zaphod"), ("Call me Zaphod", "Zaphod"),
    ("Dear Mr. Canary", "Canary"), ("Ms Trillian Canary said so", "Trillian"), ("我叫金丝雀", "金丝雀"), ("我的名字是金丝雀，喜欢喜剧", "金丝雀"),
    ("请叫我金丝雀", "金丝雀"), ("姓名：金丝雀", "金丝雀"), ("王小明先生喜欢它", "小明"), ("李老师推荐的", "李老师"), ("from 192.168.17.4", "192.168"),
    ("I live at 12 Canary Street", "Canary"), ("住在南京东路299号1201室", "299"),
]  # fmt: skip
KEPT = [
    "Here are 5 comedy films from the 1990s, without horror.", "You like Heat (1995) and Pulp Fiction (1994).", "films from 1990-1999",
    "1990–1999", "为你找到 5 部1990年代的喜剧片（不要恐怖片）。", "因为你喜欢《Heat》（1995）和《Pulp Fiction》（1994）。", "1990到1999年的电影", "I am happy",
    "《2001太空漫游》（1968）", "You asked for 100; I show 20 at a time.", "Terminator 2: Judgment Day (1991)",
]  # fmt: skip


class Echo(BaseModel):
    text: str


@pytest.fixture
def stores(tmp_path):
    opened = open_sqlite(tmp_path / "chatrec.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(("text", "canary"), CANARIES)
def test_nobody_can_be_recognised(text: str, canary: str) -> None:
    blacked = redacted(text)
    assert canary not in blacked.text
    assert blacked.times >= 1
    assert "[" in blacked.text


@pytest.mark.parametrize("text", KEPT)
def test_what_we_word_ourselves_stays(text: str) -> None:
    assert redacted(text) == (text, 0)


@pytest.mark.parametrize("mode", ["redacted", "full"])
def test_the_record_equals_what_arrived_byte_for_byte(mode: str, server: Scripted, stores) -> None:
    server.script = lambda _: said({"text": "ok"})
    settings = LlmSettings(model=server.name(), egress=mode)
    model = language_model(settings, {}, FixedClock(50.0), Ledgers(stores.egress, stores.spending))
    for text, _ in CANARIES:
        model.complete(Prompt("Say it.", text, ("words",)), schema=Echo, timeout_s=5)
    arrived = [(len(body), hashlib.sha256(body).hexdigest()) for body in server.raw]
    recorded = stores.egress.latest(1000)
    assert [(sent.size, sent.digest) for sent in reversed(recorded)] == arrived
    assert stores.egress.total() == (len(CANARIES), sum(map(len, server.raw)))
    assert {(sent.at, sent.to, sent.model, sent.fields) for sent in recorded} == {(50.0, server.url, "m", ("words",))}
    leaked = [
        canary
        for (_, canary), body in zip(CANARIES, server.asked, strict=True)
        if canary in body["messages"][1]["content"]
    ]
    assert leaked == ([] if mode == "redacted" else [canary for _, canary in CANARIES])
    assert len(stores.egress.latest(3)) == 3


def test_requests_that_fail_and_are_made_again_are_recorded_too(server: Scripted, stores) -> None:
    server.script = lambda _: Reply(b"", 500) if len(server.raw) < 2 else said({"text": "ok"})
    model = language_model(LlmSettings(model=server.name()), {}, FixedClock(), Ledgers(stores.egress, stores.spending))
    model.complete(Prompt("Say it.", "hello"), schema=Echo, timeout_s=5)
    assert [sent.size for sent in stores.egress.latest(9)] == [len(body) for body in server.raw]
    assert len(server.raw) == 2


def test_the_command_and_the_route_show_the_record(
    tmp_path, server: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    server.script = lambda _: said({"text": "ok"})
    (tmp_path / FILE).write_text(f'llm = "{server.name()}"\n')
    with open_app(Home(tmp_path)) as app:
        app.language_model.complete(Prompt("Say it.", "call 13800138000", ("words",)), schema=Echo, timeout_s=5)
        shown = TestClient(create_app(app)).get("/v1/egress", params={"limit": 5}).json()
    sent = shown["sent"][0]
    assert (shown["mode"], shown["requests"], shown["bytes"]) == ("redacted", 1, len(server.raw[0]))
    assert [(day["model"], day["requests"], day["prompt_tokens"]) for day in shown["spent"]] == [(server.name(), 1, 10)]
    assert (sent["to"], sent["fields"], sent["blacked_out"]) == (server.url, ["words"], 1)
    with pytest.raises(SystemExit, match="0"):
        main(["egress", "--home", str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == shown
    with pytest.raises(SystemExit, match="0"):
        main(["egress", "--home", str(tmp_path)])
    assert f"{server.url}  m  {len(server.raw[0]):,} bytes: words; 1 blacked out" in (out := capsys.readouterr().out)
    assert f"{server.name()}  1 requests: 10 tokens in, 5 out; cost 0" in out


def test_nothing_leaves_where_nothing_may(server: Scripted, stores) -> None:
    model = language_model(
        LlmSettings(model=server.name(), egress="none"), {}, FixedClock(), Ledgers(stores.egress, stores.spending)
    )
    for text, _ in CANARIES:
        with pytest.raises(LanguageModelError, match="lets nothing leave") as raised:
            model.complete(Prompt("Say it.", text), schema=Echo, timeout_s=5)
        assert raised.value.trouble is Trouble.WITHHELD
    assert server.raw == []
    assert stores.egress.total() == (0, 0)
