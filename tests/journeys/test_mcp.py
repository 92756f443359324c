"""The tools for agents, as the official client sees them over both transports."""

import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from tests.journeys.served import served

CATALOG = {"search", "search_catalog", "lookup_catalog", "get_product"}
TOOLS = CATALOG | {"recommend", "critique", "compare", "why", "why_not", "feedback", "profile", "forget"}


def stdio(home: Path) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["-m", "chatrec", "mcp", "--home", str(home)], env=dict(os.environ)
    )


@asynccontextmanager
async def client(where: str | StdioServerParameters) -> AsyncIterator[Client]:
    async with Client(where, read_timeout_seconds=60) as opened:
        yield opened


async def call(agent: Client, tool: str, **arguments: object) -> dict:
    result = await agent.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return result.structured_content


async def refused(agent: Client, tool: str, **arguments: object) -> str:
    result = await agent.call_tool(tool, arguments)
    assert result.is_error
    return result.content[0].text


async def browsing(agent: Client) -> None:
    """What a shop agent looks up before it knows anybody."""
    page = await call(agent, "search_catalog", limit=2)
    assert page["total"] > 2 == page["next_offset"]
    rest = await call(agent, "search_catalog", limit=2, offset=2)
    ids = [product["item_id"] for product in (*page["products"], *rest["products"])]
    assert len(set(ids)) == 4
    labels = [product["labels"] for product in (*page["products"], *rest["products"])]
    field, values = next((name, values) for one in labels for name, values in one.items() if values)
    alike = await call(agent, "search_catalog", filters={"labels": {field: values[:1]}}, limit=50)
    assert alike["products"]
    assert all(values[0] in product["labels"][field] for product in alike["products"])
    assert "no field 'colour'" in await refused(agent, "search_catalog", filters={"labels": {"colour": ["red"]}})
    assert await refused(agent, "search_catalog", filters={"least": {}})
    assert (await call(agent, "search_catalog", offset=10**6))["products"] == []
    looked = await call(agent, "lookup_catalog", ids=[ids[1], "nowhere", ids[0], ids[1]])
    assert [product["item_id"] for product in looked["products"]] == [ids[1], ids[0]]
    assert looked["missing"] == ["nowhere"]
    product = await call(agent, "get_product", id=ids[0])
    assert product == next(one for one in page["products"] if one["item_id"] == ids[0])
    assert "nowhere" in await refused(agent, "get_product", id="nowhere")
    read = await agent.read_resource(f"item://{ids[0]}")
    assert json.loads(read.contents[0].text) == product
    assert [one.uri_template for one in (await agent.list_resource_templates()).resource_templates] == [
        "item://{item_id}"
    ]


async def shopping(agent: Client, user: str) -> None:
    """What an agent does for a person, from the first search to being forgotten."""
    tools = (await agent.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.output_schema and tool.annotations for tool in tools)
    await browsing(agent)
    found = await call(agent, "search", limit=3)
    assert found["total"] > len(found["items"]) == 3
    first, second = (item["item_id"] for item in found["items"][:2])
    assert (await call(agent, "search", query=found["items"][0]["title"]))["total"] >= 1
    listed = await call(agent, "recommend", user=user, wish="recommend three")
    assert len(listed["items"]) == 3
    more = await call(agent, "recommend", user=user, wish="more", conversation=listed["conversation"])
    assert not {item["item_id"] for item in more["items"]} & {item["item_id"] for item in listed["items"]}
    assert len((await call(agent, "recommend", user=user, n=4))["items"]) == 4
    assert (await call(agent, "feedback", user=user, item=first, kind="like", event_id=f"{user}-1"))["stored"]
    assert not (await call(agent, "feedback", user=user, item=first, kind="like", event_id=f"{user}-1"))["stored"]
    assert [taste["item_id"] for taste in (await call(agent, "profile", user=user))["tastes"]] == [first]
    card = (await call(agent, "why", user=user, item=second))["item"]
    assert abs(sum(bar["value"] for bar in card["evidence"]) - card["score"]) < 1e-6
    compared = (await call(agent, "compare", user=user, items=[first, second]))["items"]
    assert compared[0]["score"] >= compared[1]["score"]
    cooler = await call(agent, "critique", user=user, conversation=listed["conversation"], critique="surprise me")
    assert cooler["items"]
    assert cooler["conversation"] == listed["conversation"]
    shown = {item["item_id"] for item in (await call(agent, "recommend", user=user))["items"]}
    outside = next(
        item["item_id"]
        for item in (await call(agent, "search", limit=50))["items"]
        if item["item_id"] not in shown | {first}
    )
    told = await call(agent, "why_not", user=user, item=outside)
    assert outside in str(told)
    assert "nowhere" in await refused(agent, "why_not", user=user, item="nowhere")
    assert "nowhere" in await refused(agent, "why", user=user, item="nowhere")
    assert "not one of user" in await refused(
        agent, "recommend", user="somebody else", wish="more", conversation=listed["conversation"]
    )
    assert "goes on with a wish" in await refused(agent, "recommend", user=user, conversation=listed["conversation"])
    assert "nothing that is said" in await refused(agent, "feedback", user=user, item=first, kind="view")
    assert "items" in await refused(agent, "compare", user=user, items=[first])
    assert (await call(agent, "forget", user=user))["removed"]["events"] >= 1
    assert (await call(agent, "profile", user=user))["tastes"] == []


def test_an_agent_shops_over_streamable_http(face: httpx2.Client, user: str) -> None:
    async def run() -> None:
        async with client(str(face.base_url.join("/mcp"))) as agent:
            await shopping(agent, user)

    anyio.run(run)


def test_an_agent_shops_over_stdio(own_small_home: Path) -> None:
    async def run() -> None:
        async with client(stdio(own_small_home)) as agent:
            await shopping(agent, "ben")
            assert len((await call(agent, "recommend", user="ben", wish="推荐三个"))["items"]) == 3

    anyio.run(run)


def test_a_key_opens_what_it_is_for_and_no_more(own_small_home: Path, tmp_path: Path) -> None:
    """Everybody looks things up; the house's own agent may forget people; a key that is none opens nothing."""
    (tmp_path / "desk.key").write_text("s3cret-desk\n", encoding="ascii")
    with (own_small_home / "chatrec.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'[agents]\nscopes = ["catalog"]\n[[agents.keys]]\nfile = "{tmp_path / "desk.key"}"\n')
        settings.write('scopes = ["profile", "forget"]\n')

    async def run(base: str) -> None:
        async with client(f"{base}/mcp") as anybody:
            assert {tool.name for tool in (await anybody.list_tools()).tools} == CATALOG
            assert "Unknown tool" in await refused(anybody, "forget", user="ada")
        with anyio.fail_after(30):
            keyed = httpx2.AsyncClient(headers={"Authorization": "Bearer s3cret-desk"})
            async with keyed, Client(streamable_http_client(f"{base}/mcp", http_client=keyed)) as desk:
                assert {tool.name for tool in (await desk.list_tools()).tools} == {"profile", "forget"}
                assert (await call(desk, "profile", user="ada"))["tastes"] == []
        call_ = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        headers = {"Authorization": "Bearer s3cret", "Accept": "application/json, text/event-stream"}
        answer = httpx2.post(f"{base}/mcp", json=call_, headers=headers)
        assert answer.status_code == 401
        assert "s3cret" not in answer.text

    with served(own_small_home) as base:
        anyio.run(run, base)
