"""The page's further sides in a real Chromium: side by side, the graph, the voice, the operator's page, and the chat on a shop's."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.homes import telling_home
from tests.journeys.reader import PHONE, Reader
from tests.journeys.served import served
from tests.journeys.test_page import assert_a_finger_fits
from tests.journeys.test_page_owner import AXE, DESK, OBSTACLES, TALL

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.ports.proposals import Proposal, ProposalKind

SIZES = pytest.mark.parametrize(
    ("locale", "viewport"), [("en-US", DESK), ("zh-CN", PHONE)], ids=["desk-en", "phone-zh"]
)
ASK = {"en-US": "Recommend something", "zh-CN": "推荐一些"}
# What a browser with ears and a voice has; the ones of a test hear and say what the test wants.
EARS = """
window.SpeechRecognition = class {
    start() { setTimeout(() => {
        this.onresult({ results: [[{ transcript: window.heard }]] });
        this.onend();
    }); }
    stop() {}
};
window.said = [];
const voice = { speak: utterance => window.said.push([utterance.lang, utterance.text]), cancel: () => undefined };
Object.defineProperty(window, 'speechSynthesis', { value: voice });
"""
SITE = (
    '<!doctype html><title>A shop</title><body><script src="{address}/widget.js" data-locale="zh" data-open></script>'
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """Another site: its origin and the folder that it serves."""
    folder = tmp_path_factory.mktemp("site")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield f"http://localhost:{server.server_port}", folder
        server.shutdown()
        serving.join()


@pytest.fixture(scope="module")
def small(tmp_path_factory, site) -> Iterator[tuple[str, str]]:
    """A server over a small home with two model versions which allows the other site: its address and the operator's key."""
    home = telling_home(tmp_path_factory.mktemp("more") / "home")
    (home / "chatrec.toml").write_text(f'[widget]\norigins = ["{site[0]}"]\n')
    with open_app(Home(home)) as app:
        key = app.operator_key()
        about = app.stores.items.catalogue()[0].id
        query = Proposal(ProposalKind.QUERY, about, "a thing with a story", "genre=Drama", "gguf:m", "d", 1.0)
        app.stores.proposals.keep([query, query._replace(value="<b>another</b>")], [])
    with served(home) as address:
        yield address, key


@pytest.fixture
def arrive(browser: Browser, small) -> Iterator:
    """`arrive(path, **options)` is a new tab at a path of that server, which must meet no error in the console."""
    troubles: list[str] = []
    contexts = []

    def visit(path: str = "/", *, script: str = "", **options: object) -> Page:
        context = browser.new_context(base_url=small[0], **{"locale": "en-US", "reduced_motion": "reduce", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def reader_at(page: Page, address: str) -> Reader:
    page.wait_for_selector(".welcome")
    return Reader(page, address)


def likes(reader: Reader, *items: str) -> None:
    for item in items:
        liked = {"event_id": f"{reader.user}-{item}", "user": reader.user, "item_id": item, "kind": "like"}
        assert reader.page.request.post("v1/feedback", data=liked).ok


def figures(page: Page, selector: str, name: str) -> list[float]:
    found = page.locator(selector).evaluate_all(f"all => all.map(one => Number(one.dataset.{name}))")
    return [float(value) for value in found]


@SIZES
def test_cards_stand_side_by_side_and_what_joins_one_is_drawn(arrive, small, locale, viewport) -> None:
    page = arrive(locale=locale, viewport=viewport)
    reader = reader_at(page, small[0])
    likes(reader, *(f"item-{number:05d}" for number in range(5)))
    reader.say(ASK[locale])

    reader.why()
    reader.cards.first.locator("[data-ask=paths]").click()
    graph = page.locator("[data-paths]")
    graph.wait_for()
    drawn = figures(page, "[data-chain]", "chain")
    assert drawn == sorted(drawn, key=abs, reverse=True)
    assert page.locator("[data-node=shown]").count() == 1
    assert page.locator("[data-node=past]").count() >= 1

    for at in (0, 1, 2):
        reader.cards.nth(at).locator("[data-press=compare]").click()
    expect(page.locator("[data-pick]")).to_have_count(3)
    page.click("[data-do=compare]")
    expect(page.locator("[data-side]")).to_have_count(3)
    page.locator("[data-difference]").wait_for()
    adds, totals = figures(page, "[data-adds]", "adds"), figures(page, "[data-total]", "total")
    for column, total in enumerate(totals):
        assert sum(adds[column::3]) == pytest.approx(total, abs=1e-9)
    terms = figures(page, ".drawer [data-value]", "value")
    assert sum(terms) == pytest.approx(figures(page, "[data-difference]", "difference")[0], abs=1e-9)
    page.click("[data-pair='2']")
    page.locator("[data-pair='2'][aria-pressed=true]").wait_for()
    page.locator("[data-difference]").wait_for()
    check(page, viewport)


def check(page: Page, viewport: dict[str, int]) -> None:
    """Assistive technology meets no obstacle, and nothing is wider than a phone."""
    if viewport is PHONE:
        assert_a_finger_fits(Reader(page, ""))
    if AXE.is_file():
        page.set_viewport_size({**viewport, "height": TALL})
        page.evaluate(AXE.read_text())
        assert page.evaluate(OBSTACLES) == []


@pytest.mark.parametrize(("locale", "heard"), [("en-US", "Recommend something"), ("zh-CN", "推荐一些")])
def test_what_is_said_is_written_and_the_answer_is_read(arrive, small, locale, heard) -> None:
    page = arrive(locale=locale, script=EARS)
    reader = reader_at(page, small[0])
    page.evaluate("words => { window.heard = words; }", heard)
    page.click("[data-do=listen]")
    expect(page.locator("#message")).to_have_value(heard)
    page.press("#message", "Enter")
    reader.answered(1)
    page.click("[data-do=read]")
    said = page.evaluate("window.said")
    assert {lang for lang, _ in said} == {locale}
    assert said[0][1] == page.locator(".reply").inner_text()
    assert len(said) == 1 + len(reader.items())


@SIZES
def test_an_operator_sees_how_it_goes_and_makes_another_version_live(arrive, small, locale, viewport) -> None:
    _, key = small
    page = arrive("/operator", locale=locale, viewport=viewport)
    page.fill("input", key)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-figure=turns]")
    assert "at least" not in page.locator("[data-figure=turns]").inner_text()
    live = page.locator("[data-live=true]")
    before = live.get_attribute("data-version")
    for answer, wanted in (("no", before), ("yes", {"v0001": "v0002", "v0002": "v0001"}[str(before)])):
        page.locator("[data-live=false] button").click()
        page.click(f"[data-answer={answer}]")
        expect(live).to_have_attribute("data-version", str(wanted))
    assert page.request.get("/readyz").json()["model_version"] == wanted
    page.click("[data-do=roll-back]")
    page.click("[data-answer=yes]")
    expect(live).to_have_attribute("data-version", str(before))
    first = page.locator("[data-proposal='1']")
    expect(page.locator("[data-proposal='2'] strong")).to_have_text("<b>another</b>")
    first.get_by_role("button").first.click()
    expect(first).to_have_count(0)
    page.click("[data-do=undo]")
    expect(first).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    check(page, viewport)
    page.click("[data-do=leave]")
    page.wait_for_selector(".key")


@SIZES
def test_a_shop_shows_the_chat_and_hears_what_was_chosen(arrive, locale, viewport) -> None:
    page = arrive("/demo/shop", locale=locale, viewport=viewport)
    page.locator(".good button").first.click()
    expect(page.locator("[data-cart='1']")).to_be_visible()
    page.locator("chatrec-widget button").click()
    chat = page.frame_locator("chatrec-widget iframe")
    chat.locator(".welcome").wait_for()
    chat.locator("#message").fill(ASK[locale])
    chat.locator("#message").press("Enter")
    chosen = chat.locator(".card__go").first
    item = chat.locator(".card").first.get_attribute("data-item")
    chosen.click()
    brought = page.locator(".good--brought")
    expect(brought).to_have_attribute("data-item", str(item))
    # What went into the cart is known in the chat, for both speak of the same visitor.
    user = page.evaluate("localStorage['shop.visitor']")
    tastes = page.request.get(f"/v1/users/{user}/profile").json()["tastes"]
    assert "cart" in {kind for taste in tastes for kind in taste["done"]}
    chat.locator("[data-tool=close]").click()
    expect(page.locator("chatrec-widget iframe")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_only_a_site_that_is_allowed_has_the_chat(browser: Browser, small, site) -> None:
    """The shop's page is of another origin; under another name it is another site still."""
    origin, folder = site
    (folder / "index.html").write_text(SITE.format(address=small[0]))
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{origin}/index.html")
    page.frame_locator("chatrec-widget iframe").locator(".welcome").wait_for()
    assert "zh" in str(page.frames[1].evaluate("document.documentElement.lang"))
    answered = page.evaluate("address => fetch(`${address}/v1/items?limit=1`).then(one => one.status)", small[0])
    assert answered == 200

    page.goto(origin.replace("localhost", "shop.localhost") + "/index.html")
    page.locator("chatrec-widget iframe").wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.frame_locator("chatrec-widget iframe").locator(".welcome")).to_have_count(0)
    refused = page.evaluate("address => fetch(`${address}/v1/items?limit=1`).catch(one => one.name)", small[0])
    assert refused == "TypeError"
    context.close()


def test_the_first_paint_comes_within_a_second(arrive) -> None:
    page = arrive()
    page.wait_for_selector(".welcome")
    page.reload()
    page.wait_for_selector(".welcome")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    print(f"first contentful paint after {paint:.0f} ms")
    assert paint < 1000


def test_without_a_connection_it_is_said(arrive) -> None:
    page = arrive()
    page.wait_for_selector(".welcome")
    page.context.set_offline(True)
    expect(page.locator(".offline")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(".offline")).to_have_count(0)
