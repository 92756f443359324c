"""The HTTP contract, over a real server with a real model."""

import json
import uuid
from urllib.parse import quote

import httpx2
import pytest

from chatrec.core.attribution import SUM_TOLERANCE

STREAM = {"Accept": "text/event-stream"}


def conversation(face: httpx2.Client, user: str, locale: str = "en") -> str:
    answer = face.post("/v1/conversations", json={"user": user, "locale": locale})
    assert answer.status_code == 201
    return str(answer.json()["id"])


def said(face: httpx2.Client, where: str, message: str) -> dict:
    answer = face.post(f"/v1/conversations/{where}/turns", json={"message": message})
    assert answer.status_code == 200, answer.text
    return answer.json()


def feedback(user: str, item: str, kind: str, **more: object) -> dict:
    return {"event_id": uuid.uuid4().hex, "user": user, "item_id": item, "kind": kind, **more}


def items(turn: dict) -> list[str]:
    return [card["item_id"] for card in turn["slate"]]


def assert_sums(cards: list[dict]) -> None:
    assert cards
    for card in cards:
        total = sum(bar["value"] for bar in card["evidence"])
        assert abs(total - card["score"]) <= SUM_TOLERANCE * max(1.0, abs(card["score"]))


def events(text: str) -> list[tuple[str, dict]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_a_new_conversation_is_empty_and_can_be_found(face: httpx2.Client, user: str) -> None:
    started = face.post("/v1/conversations", json={"user": user}).json()
    assert set(started) == {"id", "user", "created_at", "updated_at", "turns"}
    assert (started["user"], started["turns"]) == (user, [])
    assert face.get(f"/v1/conversations/{started['id']}").json() == started
    listed = face.get("/v1/conversations", params={"user": user}).json()
    assert listed == {"conversations": [{name: started[name] for name in ("id", "user", "created_at", "updated_at")}]}


@pytest.mark.parametrize(("locale", "message"), [("en", "Recommend something"), ("zh", "推荐几部")])
def test_a_turn_recommends_and_every_card_adds_up(face: httpx2.Client, user: str, locale: str, message: str) -> None:
    turn = said(face, conversation(face, user, locale), message)
    assert (turn["number"], turn["move"], turn["locale"]) == (1, "recommend", locale)
    assert turn["reply"]
    assert len(turn["slate"]) == 5
    assert_sums(turn["slate"])
    assert turn["decision_id"]
    assert turn["model_version"] == face.get("/readyz").json()["model_version"]


def test_a_stream_brings_the_slate_before_the_words(face: httpx2.Client, user: str) -> None:
    where = conversation(face, user)
    answer = face.post(f"/v1/conversations/{where}/turns", json={"message": "Recommend something"}, headers=STREAM)
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    (first, slate), *sentences, (last, done) = events(answer.text)
    assert (first, last, {name for name, _ in sentences}) == ("slate", "done", {"sentence"})
    assert slate == {**done, "reply": ""}
    assert done["reply"] == " ".join(sentence["text"] for _, sentence in sentences)
    assert_sums(slate["slate"])
    (stored,) = face.get(f"/v1/conversations/{where}").json()["turns"]
    assert (stored["message"], stored["turn"]) == ("Recommend something", done)


def test_what_cannot_be_streamed_is_a_problem(face: httpx2.Client) -> None:
    answer = face.post("/v1/conversations/nobody/turns", json={"message": "hello"}, headers=STREAM)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert "'nobody'" in answer.json()["detail"]


def test_a_press_answers_with_another_slate_and_counts_once(face: httpx2.Client, user: str) -> None:
    where = conversation(face, user)
    before = said(face, where, "Recommend something")
    disliked = items(before)[0]
    press = feedback(user, disliked, "dislike", conversation=where, decision=before["decision_id"])
    answer = face.post("/v1/feedback", json=press).json()
    assert answer["stored"] is True
    assert disliked not in items(answer["turn"]["turn"])
    assert_sums(answer["turn"]["turn"]["slate"])
    assert answer["turn"] == face.get(f"/v1/conversations/{where}").json()["turns"][-1]

    again = face.post("/v1/feedback", json=press)
    assert (again.status_code, again.json()) == (200, {"stored": False, "profiling": True, "turn": None})
    assert len(face.get(f"/v1/conversations/{where}").json()["turns"]) == 2
    (taste,) = face.get(f"/v1/users/{user}/profile").json()["tastes"]
    assert (taste["item_id"], taste["kind"], taste["weight"]) == (disliked, "dislike", -1.0)


def test_feedback_changes_the_next_list_without_training(face: httpx2.Client, user: str) -> None:
    listed = face.get(f"/v1/users/{user}/recommendations", params={"n": 3}).json()
    assert listed["cold_start"] is True
    liked = listed["items"][0]["item_id"]
    rating = feedback(user, liked, "rating", value=1.0, decision=listed["decision_id"])
    assert face.post("/v1/feedback", json=rating).json() == {"stored": True, "profiling": True, "turn": None}
    changed = face.get(f"/v1/users/{user}/recommendations", params={"n": 3}).json()
    assert changed["cold_start"] is False
    assert liked not in {card["item_id"] for card in changed["items"]}
    assert changed["excluded"]["known"] == 1
    assert_sums(changed["items"])
    assert changed["model_version"] == listed["model_version"]


def test_a_liked_film_speaks_for_others_at_once(address: str, user: str) -> None:
    """On MovieLens 100K, where histories say something."""
    with httpx2.Client(base_url=address) as face:
        (film,) = face.get("/v1/items", params={"query": "Star Wars"}).json()["items"]
        path = f"/v1/users/{user}/recommendations"
        before = face.get(path).json()["items"]
        face.post("/v1/feedback", json=feedback(user, film["item_id"], "like"))
        after = face.get(path).json()["items"]
    refs = {bar["ref"] for card in after for bar in card["evidence"] if bar["kind"] == "history"}
    assert refs == {f"item:{film['item_id']}"}
    assert [card["item_id"] for card in before] != [card["item_id"] for card in after]
    assert_sums(after)


def test_what_was_said_can_be_taken_back(face: httpx2.Client, user: str) -> None:
    item = face.get("/v1/items", params={"limit": 1}).json()["items"][0]["item_id"]
    for kind in ("like", "retract"):
        assert face.post("/v1/feedback", json=feedback(user, item, kind)).json()["stored"] is True
    profile = face.get(f"/v1/users/{user}/profile").json()
    assert (profile["user"], profile["tastes"], profile["texts"]) == (user, [], [])


def test_feedback_on_an_unknown_item_stores_nothing(face: httpx2.Client, user: str) -> None:
    where = conversation(face, user)
    for more in ({}, {"conversation": where}):
        answer = face.post("/v1/feedback", json=feedback(user, "no such item", "like", **more))
        assert answer.status_code == 404
        assert "'no such item'" in answer.json()["detail"]
    assert face.get(f"/v1/users/{user}/profile").json()["tastes"] == []
    assert face.get(f"/v1/conversations/{where}").json()["turns"] == []


def test_nobody_presses_in_the_conversation_of_another(face: httpx2.Client, user: str) -> None:
    where = conversation(face, user)
    item = items(said(face, where, "Recommend something"))[0]
    stranger = feedback("a stranger", item, "like", conversation=where)
    assert face.post("/v1/feedback", json=stranger).status_code == 409
    assert face.get("/v1/users/a%20stranger/profile").json()["tastes"] == []
    missing = feedback(user, item, "like", conversation="none")
    assert face.post("/v1/feedback", json=missing).status_code == 404


def test_an_item_is_explained_by_the_evidence_that_scores_it(face: httpx2.Client, user: str) -> None:
    known, other = (item["item_id"] for item in face.get("/v1/items", params={"limit": 2}).json()["items"])
    face.post("/v1/feedback", json=feedback(user, known, "like"))
    path = f"/v1/users/{user}/explanations/{other}"
    english, chinese = (face.get(path, params={"locale": locale}).json() for locale in ("en", "zh"))
    assert_sums([english["item"]])
    assert english["item"]["score"] == chinese["item"]["score"]
    assert english["note"] != chinese["note"]
    assert face.get(f"/v1/users/{user}/explanations/none").status_code == 404


def test_items_are_found_by_a_part_of_their_title(face: httpx2.Client) -> None:
    everything = face.get("/v1/items", params={"limit": 200, "locale": "zh"}).json()
    first = everything["items"][0]
    assert set(first) == {"item_id", "title", "titles", "year", "labels", "numbers", "card"}
    details = face.get(f"/v1/items/{first['item_id']}", params={"locale": "zh"}).json()
    assert {name: details[name] for name in first} == first
    assert set(details) - set(first) == {"facts", "origins", "text"}
    assert [fact["name"] for fact in details["facts"]] == ["类型", "年代"]
    assert set(first["card"]) <= set(details["facts"][0]["value"].split("、"))
    found = face.get("/v1/items", params={"query": first["title"].upper(), "locale": "zh"}).json()
    assert first in found["items"]
    assert found["total"] < everything["total"]
    second = face.get("/v1/items", params={"limit": 1, "offset": 1, "locale": "zh"}).json()
    assert second == {"total": everything["total"], "items": everything["items"][1:2]}
    assert face.get("/v1/items", params={"query": "no title has this"}).json() == {"total": 0, "items": []}


def test_a_decision_can_be_looked_up(face: httpx2.Client, user: str) -> None:
    where = conversation(face, user)
    turn = said(face, where, "Recommend something")
    decision = face.get(f"/v1/decisions/{turn['decision_id']}").json()
    assert (decision["id"], decision["user"], decision["conversation"]) == (turn["decision_id"], user, where)
    assert decision["model"] == turn["model_version"]
    assert [item["score"] for item in decision["items"]] == [card["score"] for card in turn["slate"]]
    for item in decision["items"]:
        assert len(item["values"]) == len(decision["terms"])
        assert abs(sum(item["values"]) - item["score"]) <= SUM_TOLERANCE * max(1.0, abs(item["score"]))


def test_a_user_is_forgotten(face: httpx2.Client, user: str) -> None:
    where = conversation(face, user)
    turn = said(face, where, "Recommend something")
    face.post("/v1/feedback", json=feedback(user, items(turn)[0], "like"))
    receipt = face.delete(f"/v1/users/{user}").json()
    assert receipt["removed"] == {"events": 1, "profiles": 1, "conversations": 1, "decisions": 1}
    assert face.get(f"/v1/conversations/{where}").status_code == 404
    assert face.get(f"/v1/decisions/{turn['decision_id']}").status_code == 404
    assert face.get(f"/v1/users/{user}/profile").json()["tastes"] == []
    assert sum(face.delete(f"/v1/users/{user}").json()["removed"].values()) == 0


def test_an_id_may_hold_slashes_and_any_script(face: httpx2.Client) -> None:
    user = f"团队/电影 迷?#{uuid.uuid4().hex}"
    path = f"/v1/users/{quote(user, safe='')}"
    item = face.get("/v1/items", params={"limit": 1}).json()["items"][0]["item_id"]
    face.post("/v1/feedback", json=feedback(user, item, "seen"))
    profile = face.get(f"{path}/profile").json()
    assert (profile["user"], profile["tastes"][0]["item_id"]) == (user, item)
    assert face.delete(path).json()["removed"]["events"] == 1


def test_the_server_says_how_it_is(face: httpx2.Client, user: str) -> None:
    said(face, conversation(face, user), "Recommend something")
    assert face.get("/healthz").json()["status"] == "ok"
    ready = face.get("/readyz").json()
    assert ready["status"] == "ready"
    versions = face.get("/v1/model-versions").json()
    assert versions["live"] == ready["model_version"] == versions["versions"][-1]["version"]
    metrics = face.get("/metrics").text
    assert f'chatrec_model_info{{version="{ready["model_version"]}"}} 1.0' in metrics
    assert 'chatrec_turns_total{locale="en",move="recommend"}' in metrics
    assert 'route="/v1/conversations/{conversation}/turns",status="200"' in metrics
    assert user not in metrics


def test_what_people_do_adds_up_and_a_word_wins(face: httpx2.Client, user: str) -> None:
    """A cart keeps an item on the list, a purchase takes it off, and a dislike is the last word whatever is done after."""
    item = face.get(f"/v1/users/{user}/recommendations").json()["items"][0]["item_id"]

    def taste(kind: str, **more: object) -> dict:
        assert face.post("/v1/feedback", json=feedback(user, item, kind, **more)).json() == {
            "stored": True,
            "profiling": True,
            "turn": None,
        }
        return face.get(f"/v1/users/{user}/profile").json()["tastes"][0]

    def listed() -> list[str]:
        return [card["item_id"] for card in face.get(f"/v1/users/{user}/recommendations?n=50").json()["items"]]

    viewed = taste("view", seconds=40)
    carted = taste("cart")
    assert item in listed()
    bought = taste("buy")
    assert item not in listed()
    again = taste("view")
    weights = [viewed["weight"], carted["weight"], bought["weight"], again["weight"]]
    assert weights == sorted(weights)
    assert 0 < weights[0] < weights[-1] < 0.75
    assert (again["kind"], again["done"]) == ("buy", {"buy": 1, "cart": 1, "view": 2})
    assert (taste("dislike")["weight"], taste("buy")["weight"]) == (-1.0, -1.0)


def test_a_deed_in_a_conversation_is_no_turn(face: httpx2.Client, user: str) -> None:
    where = conversation(face, user)
    item = items(said(face, where, "Recommend something"))[0]
    press = feedback(user, item, "click", conversation=where)
    assert face.post("/v1/feedback", json=press).json() == {"stored": True, "profiling": True, "turn": None}
    assert face.post("/v1/feedback", json=press).json() == {"stored": False, "profiling": True, "turn": None}
    assert len(face.get(f"/v1/conversations/{where}").json()["turns"]) == 1


def test_searches_and_comments_are_kept_and_forgotten(face: httpx2.Client, user: str) -> None:
    item = face.get("/v1/items", params={"limit": 1}).json()["items"][0]["item_id"]
    search = {"event_id": uuid.uuid4().hex, "user": user, "kind": "search", "text": "rain boots 雨靴"}
    assert face.post("/v1/feedback", json=search).json()["stored"] is True
    assert face.post("/v1/feedback", json=feedback(user, item, "comment", text="Too small.")).json()["stored"] is True
    profile = face.get(f"/v1/users/{user}/profile").json()
    assert profile["tastes"] == []
    texts = [(text["kind"], text["text"], text["item_id"]) for text in profile["texts"]]
    assert texts == [("comment", "Too small.", item), ("search", "rain boots 雨靴", None)]
    assert face.delete(f"/v1/users/{user}").is_success
    assert face.get(f"/v1/users/{user}/profile").json()["texts"] == []


def test_a_list_is_restricted_to_what_is_asked_for(face, user) -> None:
    path = f"/v1/users/{user}/recommendations"
    first = face.get(path, params={"n": 1}).json()["items"][0]
    field, (value, *_) = next(iter(first["labels"].items()))
    answer = face.get(path, params={"n": 20, "where": [f"{field}={value}", f"{field}={value}"]}).json()
    assert answer["items"]
    assert all(value in card["labels"][field] for card in answer["items"])
    assert answer["excluded"][f"{field}={value}"] > 0
