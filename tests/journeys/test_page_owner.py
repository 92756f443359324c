"""The page in its user's hands: the profile, disputes and "why not", and that nothing there is in anybody's way."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.reader import PHONE, WISH

DESK = {"width": 1280, "height": 900}
TALL = 6000
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
OBSTACLES = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}"""


def test_a_profile_is_muted_taken_away_emptied_and_brought_back(visit, tmp_path):
    reader = visit()
    page = reader.page
    reader.say(WISH["en-US"])
    liked = reader.press(0, "like")
    page.click("[data-tool=you]")
    taste = page.locator(f".taste[data-item='{liked}']")
    expect(taste.locator(".taste__origin")).to_contain_text("you said so")
    mute, remove = taste.locator("button").all()
    mute.click()
    expect(page.locator(f"[data-edited='{liked}'] .answered__sentence")).not_to_be_empty()
    expect(taste.locator(".taste__origin")).to_contain_text("does not count")

    with page.expect_download() as download:
        page.click(".carry a")
    file = tmp_path / "profile.json"
    download.value.save_as(file)
    remove.click()
    expect(page.locator(".taste")).to_have_count(0)
    page.set_input_files(".carry input", file)
    expect(page.locator(".carry__told")).to_contain_text("1 taste is in place")
    expect(taste.locator(".taste__origin")).to_contain_text("does not count")


def test_a_reason_is_disputed_once_and_for_good(visit):
    reader = visit()
    page = reader.page
    reader.likes_many()
    reader.say(WISH["en-US"])
    reader.why()
    reason = page.locator(".bar__dispute").first
    label = reason.get_attribute("aria-label")
    reason.click()
    disputed = page.locator("[data-disputed]")
    settle = disputed.locator("[data-settle]")
    expect(settle).to_be_visible()
    item = disputed.get_attribute("data-disputed")
    assert reader.muted() == []
    settle.click()
    expect(disputed.locator("[data-out=true]")).to_be_visible()
    assert reader.muted() == [item]
    reader.say("More")
    reader.why()
    disputable = page.locator(".turn:last-of-type .bar__dispute")
    disputable.first.wait_for()
    labels = disputable.evaluate_all("buttons => buttons.map(button => button.ariaLabel)")
    assert label not in labels


def test_why_a_title_is_not_in_the_list_is_told(visit):
    reader = visit(locale="zh-CN")
    page = reader.page
    reader.say(WISH["zh-CN"])
    page.click("[data-tool=you]")
    page.fill(".search", "fargo")
    page.click("[data-choose]")
    told = page.locator("[data-why-not] .answered__sentence")
    expect(told.first).to_contain_text("科幻")
    page.fill(".search", "no such title")
    expect(page.locator(".side__empty", has_text="没有包含")).to_be_visible()


@pytest.mark.parametrize("locale", sorted(WISH))
def test_assistive_technology_meets_no_obstacle(visit, locale):
    if not AXE.is_file():
        pytest.skip("axe-core is not here; `npm ci` in web/ brings it")
    reader = visit(locale=locale)
    page = reader.page
    page.evaluate(AXE.read_text())
    assert obstacles(page, locale) == []
    reader.likes_many()
    reader.say("推荐一些" if locale == "zh-CN" else "Recommend something")
    reader.why()
    page.locator(".bar__dispute").first.click()
    page.locator("[data-settle]").wait_for()
    reader.facts(1)
    assert obstacles(page, locale) == []
    page.click("[data-tool=you]")
    page.locator(".taste button").first.click()
    page.locator(".edited").wait_for()
    assert obstacles(page, locale) == []


def obstacles(page: Page, locale: str) -> list[str]:
    """What axe-core calls serious or critical on a desk and on a phone, where the two languages take turns with the colours.

    Screens are tall enough for everything to be in sight, for it judges no contrast that it cannot see.
    """
    found = []
    colours = ("light", "dark") if locale == "en-US" else ("dark", "light")
    for colour, viewport in zip(colours, (DESK, PHONE), strict=True):
        page.emulate_media(color_scheme=colour)
        page.set_viewport_size({**viewport, "height": TALL})
        found += [f"{colour} {viewport['width']}: {told}" for told in page.evaluate(OBSTACLES)]
    return found
