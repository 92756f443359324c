"""The tools for agents, as the official client sees them over both transports."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx2
from mcp import Client, StdioServerParameters

TOOLS = {"search", "recommend", "compare", "why", "feedback", "profile", "forget"}


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


async def shopping(agent: Client, user: str) -> None:
    """What an agent does for a person, from the first search to being forgotten."""
    assert {tool.name for tool in (await agent.list_tools()).tools} == TOOLS
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


def test_an_agent_is_served_over_stdio(own_small_home: Path) -> None:
    async def run() -> None:
        async with client(stdio(own_small_home)) as agent:
            assert {tool.name for tool in (await agent.list_tools()).tools} == TOOLS
            listed = await call(agent, "recommend", user="ben", wish="推荐三个")
            assert len(listed["items"]) == 3
            assert "nowhere" in await refused(agent, "why", user="ben", item="nowhere")

    anyio.run(run)
