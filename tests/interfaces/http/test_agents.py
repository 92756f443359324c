"""Where there are no tools for agents, that is said."""

from fastapi.testclient import TestClient


def test_an_application_that_has_not_started_has_no_tools(client: TestClient) -> None:
    answer = client.post("/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"})
    assert answer.status_code == 501
    assert "pip install 'chatrec[mcp]'" in answer.json()["detail"]
