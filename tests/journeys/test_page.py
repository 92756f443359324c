"""The web page in a real Chromium, against a real server with a real model."""

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.reader import PHONE, WISH, Reader

TOUCH = 44
TOLERANCE = 1e-9
SIZES = """touched => touched.map(one => {
    const { width, height } = one.getBoundingClientRect();
    return [one.ariaLabel ?? one.innerText, Math.round(Math.min(width, height) * 10) / 10];
})"""


def assert_adds_up(ledger):
    tolerance = TOLERANCE * max(1.0, abs(ledger.score))
    assert ledger.bars
    assert abs(sum(ledger.bars) - ledger.score) <= tolerance
    assert abs(sum(ledger.subtotals) - ledger.score) <= tolerance


@pytest.mark.parametrize("locale", sorted(WISH))
def test_a_wish_is_answered_with_cards_whose_bars_add_up(visit, locale):
    reader = visit(locale=locale)
    reader.say(WISH[locale])
    assert reader.said() == [WISH[locale]]
    assert len(reader.items()) >= 3
    for at in range(len(reader.items())):
        assert_adds_up(reader.why(at))
    assert all("19" in title for title in reader.page.locator(".card__year").all_inner_texts())


def test_the_details_of_a_card_are_told_in_the_readers_language(visit):
    reader = visit(locale="zh-CN")
    reader.say(WISH["zh-CN"])
    facts = reader.facts()
    assert "科幻" in facts["类型"]
    assert facts["年代"].startswith("19")
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(".sheet")).to_have_count(0)


@pytest.mark.parametrize("locale", sorted(WISH))
def test_a_card_says_why_it_stands_above_the_next_and_without_what_it_would_go(visit, locale):
    reader = visit(locale=locale)
    reader.say(WISH[locale])
    first = reader.cards.first
    difference = reader.why().score - reader.why(1).score
    first.locator("[data-ask=above]").click()
    contrast = first.locator("[data-difference]")
    contrast.wait_for()
    terms = [
        float(value or "nan")
        for value in contrast.locator("[data-value]").evaluate_all("bars => bars.map(bar => bar.dataset.value)")
    ]
    assert abs(sum(terms) - float(contrast.get_attribute("data-difference") or "nan")) <= TOLERANCE
    assert abs(sum(terms) - difference) <= TOLERANCE
    first.locator("[data-ask=without]").click()
    told = first.locator(".answered[aria-busy=false] .answered__sentence")
    expect(told).to_contain_text(first.locator(".card__title").inner_text().split(" (")[0])


def test_a_disliked_card_is_gone_and_a_reload_finds_the_conversation(visit):
    reader = visit()
    reader.say(WISH["en-US"])
    disliked = reader.press(1, "dislike")
    after = reader.items()
    assert after
    assert disliked not in after

    said = reader.said()
    assert len(said) == 2
    reader.page.reload()
    reader.answered(2)
    assert reader.said() == said
    assert reader.items() == after

    reader.page.click("[data-tool=you]")
    expect(reader.page.locator(f".taste[data-item='{disliked}'] .taste__mark--dislike")).to_be_visible()


def test_a_second_press_takes_the_first_one_back(visit):
    reader = visit()
    reader.say(WISH["en-US"])
    liked = reader.press(0, "like")
    reader.page.locator(".earlier summary").click()
    button = reader.page.locator(f".earlier .card[data-item='{liked}'] [data-press=like]")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    reader.answered(3)
    reader.page.click("[data-tool=you]")
    expect(reader.page.locator(".drawer")).to_be_visible()
    expect(reader.page.locator(".taste")).to_have_count(0)


SOFT = {"en-US": ("like Alien", "I had a terrible day"), "zh-CN": ("像《Alien》那样的", "今天过得很糟")}


@pytest.mark.parametrize("locale", sorted(WISH))
def test_all_that_shapes_the_list_is_shown_on_a_phone_and_taken_back_by_its_chip(visit, locale):
    reader = visit(locale=locale, viewport=PHONE)
    for message in (WISH[locale], *SOFT[locale]):
        reader.say(message)
    chips = reader.page.locator(".wish")
    expect(chips).to_have_count(5)
    assert reader.overflow() <= 0
    for left in (4, 3, 2, 1, 0):
        chips.first.locator("button").click()
        expect(chips).to_have_count(left)


def test_a_question_is_answered_by_a_chip_and_the_dial_turns_both_ways(visit):
    reader = visit(locale="zh-CN")
    reader.say("推荐一些")
    answers = reader.page.locator(".turn:last-of-type .chips--answers .chip")
    answer = answers.first.inner_text()
    answers.first.click()
    reader.answered(2)
    expect(reader.page.locator(".wish", has_text=answer)).to_be_visible()

    before = reader.items()
    reader.page.click("[data-tool=you]")
    reader.page.locator("[data-dial=novelty]").press("ArrowRight")
    reader.answered(3)
    assert reader.said()[-1] == "冷门一些"
    expect(reader.page.locator("[data-dial=novelty]")).to_have_value("0.5")
    assert reader.items() != before
    reader.page.keyboard.press("Escape")
    leaning = reader.page.locator(".wish[data-wish=dial]")
    leaning.locator("button").click()
    reader.answered(4)
    expect(leaning).to_have_count(0)


def test_the_whole_way_by_keyboard(visit):
    reader = visit()
    page = reader.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_be_focused()

    page.keyboard.type("Comedies")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("from the 90s")
    assert reader.said() == []
    page.keyboard.press("Enter")
    reader.answered(1)
    assert reader.said() == ["Comedies\nfrom the 90s"]

    tab_to(page, "[data-panel=why]", "Shift+Tab")
    page.keyboard.press("Enter")
    panel = page.locator(".why")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator("[data-panel=why]").last).to_be_focused()

    tab_to(page, "[data-press=dislike]", "Shift+Tab")
    page.keyboard.press("Enter")
    reader.answered(2)
    # The pressed button went with its list: the keyboard goes on at the answer, not at the top of the page.
    expect(page.locator(".turn:last-of-type")).to_be_focused()


def tab_to(page: Page, selector: str, key: str) -> None:
    """Press a key until the focus, which must be visible, is on what the selector names."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    pytest.fail(f"{key} never reached {selector}")


@pytest.mark.parametrize("locale", sorted(WISH))
def test_on_a_phone_nothing_overflows_and_fingers_hit(visit, locale):
    reader = visit(locale=locale, viewport=PHONE, has_touch=True, is_mobile=True)
    assert reader.overflow() == 0
    reader.likes_many()
    reader.say(WISH[locale])
    reader.why()
    reader.page.locator(".bar__dispute").first.click()
    reader.page.locator("[data-settle]").wait_for()
    assert_a_finger_fits(reader)
    reader.facts()
    assert_a_finger_fits(reader)
    reader.page.click("[data-tool=you]")
    expect(reader.page.locator(".drawer")).to_be_visible()
    assert_a_finger_fits(reader)


def assert_a_finger_fits(reader: Reader) -> None:
    """Nothing is wider than the screen, and what can be touched is large enough for it."""
    assert reader.overflow() == 0
    sizes = reader.page.locator("button:visible, summary:visible, .drawer[open] .button").evaluate_all(SIZES)
    assert [told for told, size in sizes if size < TOUCH] == []


def test_colours_and_language_are_remembered(visit):
    reader = visit(color_scheme="light")
    root = reader.page.locator("html")
    light = reader.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    reader.page.click("[data-tool=theme]")
    reader.page.click("[data-tool=language]")
    reader.page.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("lang", "zh-Hans")
    expect(root).not_to_have_css("background-color", light)


def test_an_unreachable_server_is_said_and_the_message_can_be_sent_again(visit):
    reader = visit()
    # A connection that fails is written to the console by the browser itself, so it is made to fail quietly.
    reader.page.evaluate("() => { window.sent = fetch; window.fetch = () => Promise.reject(new TypeError()); }")
    reader.page.fill("#message", WISH["en-US"])
    reader.page.press("#message", "Enter")
    expect(reader.page.locator(".notice[data-status='0']")).to_be_visible()
    reader.page.evaluate("() => { window.fetch = window.sent; }")
    reader.page.click(".notice .button--main")
    reader.answered(1)
    assert reader.said() == [WISH["en-US"]]
    expect(reader.page.locator(".notice")).to_have_count(0)


def test_who_wants_to_be_forgotten_is_forgotten(visit):
    reader = visit()
    reader.say(WISH["en-US"])
    reader.press(0, "like")
    reader.page.click("[data-tool=you]")
    identity = reader.page.locator(".side__id")
    before = identity.inner_text()
    reader.page.click(".side .button--danger")
    reader.page.click(".forget .button--danger")
    reader.page.wait_for_selector(".welcome")
    reader.page.click("[data-tool=you]")
    assert identity.inner_text() != before
    expect(reader.page.locator(".taste")).to_have_count(0)
    expect(reader.page.locator(".visit")).to_have_count(0)
