"""Asking the HTTP face in tests."""

from typing import Any

from fastapi.testclient import TestClient


def told(client: TestClient, path: str, **given: object) -> dict[str, Any]:
    """The JSON at a path, which must be there."""
    answer = client.get(path, params=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


def listed(client: TestClient, user: str, **given: object) -> list[str]:
    """What is recommended to a user now."""
    return [card["item_id"] for card in told(client, f"/v1/users/{user}/recommendations", **given)["items"]]


__all__ = ["listed", "told"]
