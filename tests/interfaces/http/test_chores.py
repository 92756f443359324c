"""The tasks that Open WebUI gives a model beside the talk, by OpenAI's own client."""

import json
import uuid

import openai
import pytest

from chatrec.app.wiring import App
from chatrec.core.ids import UserId


def user(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def task(words: str, form: str, talk: str = "") -> list[dict[str, str]]:
    """What Open WebUI asks beside the talk, in the words of its version 0.12 and shorter."""
    history = f"\n### Chat History:\n<chat_history>\n{talk}\n</chat_history>" if talk else ""
    return [user(f"### Task:\n{words}\n### Output:\nJSON format: {form}{history}")]


TITLE = ("Generate a concise title summarizing the chat history.", '{ "title": "your concise title here" }')
TAGS = ("Generate 1-3 broad tags", '{ "tags": ["tag1", "tag2", "tag3"] }')
NEXT = (
    'Predict 3-5 useful messages. Response must be a JSON object with a "follow_ups" key',
    '{ "follow_ups": ["1", "2"] }',
)


@pytest.mark.parametrize(
    ("messages", "done"),
    [
        (task(*TITLE, "USER: Three comedies\nASSISTANT: \n"), {"title": "Three comedies"}),
        (task(*TITLE, "USER: Something light, and then something for my old aunt"), {"title": "Something light, and then something for…"}),
        (task(*TITLE, "USER: 我想看一部九十年代的轻松喜剧，不要恐怖片\nASSISTANT: 1. 好"), {"title": "我想看一部九十年代的轻松喜剧…"}),
        (task(*TAGS, "USER: hi\nASSISTANT: Hello"), {"tags": ["Films"]}),
        (task(*TAGS, "USER: 你好\nASSISTANT: 你好"), {"tags": ["电影"]}),
        (task(*NEXT, "USER: hi\nASSISTANT: nothing that we said"), {"follow_ups": []}),
        (task("Determine the necessity of search queries", '{ "queries": ["query1"] }', 'USER: "title"'), {"queries": []}),
        (task("You are an autocompletion system.", '{ "text": "" }'), {"text": ""}),
    ],
)  # fmt: skip
def test_a_task_beside_the_talk_is_done_and_is_no_talk(
    messages: list, done: dict, sdk: openai.OpenAI, talks: App
) -> None:
    name = uuid.uuid4().hex
    users = talks.stores.events.users()
    whole = sdk.chat.completions.create(model="chatrec", messages=messages, user=name)
    assert json.loads(whole.choices[0].message.content) == done
    told = {"include_usage": True}
    *chunks, last = sdk.chat.completions.create(model="chatrec", messages=messages, stream=True, stream_options=told)
    assert json.loads("".join(chunk.choices[0].delta.content or "" for chunk in chunks)) == done
    assert (chunks[-1].choices[0].finish_reason, last.usage.total_tokens) == ("stop", 0)
    assert (talks.chat.of_user(UserId(name)), talks.stores.events.users()) == ([], users)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("message", ["recommend three", "推荐三个"])
def test_what_could_be_said_next_is_what_the_answer_suggests(stream: bool, message: str, sdk: openai.OpenAI) -> None:
    asked = {"model": "chatrec", "messages": [user(message)], "user": uuid.uuid4().hex}
    if stream:
        chunks = list(sdk.chat.completions.create(**asked, stream=True))
        text, turn = "".join(one.choices[0].delta.content or "" for one in chunks), chunks[-1].model_extra["chatrec"]
    else:
        whole = sdk.chat.completions.create(**asked)
        text, turn = whole.choices[0].message.content, whole.model_extra["chatrec"]
    talk = f"USER: {message}\nASSISTANT: {text}"
    found = sdk.chat.completions.create(model="chatrec", messages=task(*NEXT, talk)).choices[0].message.content
    assert json.loads(found)["follow_ups"] == turn["suggestions"] != []


def test_a_task_that_needs_a_language_model_is_refused(sdk: openai.OpenAI) -> None:
    told = "Respond to the user query using the provided context"
    with pytest.raises(openai.UnprocessableEntityError, match=r"'Respond to the user query .* needs a language model"):
        sdk.chat.completions.create(model="chatrec", messages=[user(f"### Task:\n{told}")])


def test_open_webui_may_say_who_speaks(sdk: openai.OpenAI, talks: App) -> None:
    name, other = uuid.uuid4().hex, uuid.uuid4().hex
    asked = {"model": "chatrec", "messages": [user("recommend three")], "extra_headers": {"X-OpenWebUI-User-Id": name}}
    sdk.chat.completions.create(**asked)
    assert len(talks.chat.of_user(UserId(name))) == 1
    sdk.chat.completions.create(**asked, user=other)
    assert (len(talks.chat.of_user(UserId(name))), len(talks.chat.of_user(UserId(other)))) == (1, 1)
