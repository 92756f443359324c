"""A person at the page: what they do and what they see."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

WISH = {"en-US": "Science fiction from the 90s, no horror", "zh-CN": "九十年代的科幻片，不要恐怖片"}
PHONE = {"width": 360, "height": 740}
LEDGER = """card => ({
    bars: [...card.querySelectorAll('[data-value]')].map(bar => Number(bar.dataset.value)),
    subtotals: [...card.querySelectorAll('[data-subtotal]')].map(group => Number(group.dataset.subtotal)),
    score: Number(card.querySelector('[data-score]').dataset.score),
})"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures of an open why-panel."""

    bars: list[float]
    subtotals: list[float]
    score: float


@dataclass(frozen=True, slots=True)
class Reader:
    """Drives one tab."""

    page: Page
    address: str

    def arrive(self) -> None:
        self.page.goto(self.address)
        self.page.wait_for_selector(".welcome")

    def say(self, message: str) -> None:
        """Send a message and wait for the whole answer."""
        before = self.page.locator(".turn").count()
        self.page.fill("#message", message)
        self.page.press("#message", "Enter")
        self.answered(before + 1)

    def answered(self, turns: int) -> None:
        """Wait until the given number of turns stands there and the last one is complete."""
        self.page.locator(f".turn:nth-of-type({turns})[aria-busy=false] .reply").wait_for()

    def said(self) -> list[str]:
        return self.page.locator(".said__words").all_inner_texts()

    @property
    def cards(self) -> Locator:
        """The cards of the list that holds now."""
        return self.page.locator(".turn:last-of-type .card")

    def items(self) -> list[str]:
        """Ids of the items of the list that holds now."""
        return [str(card.get_attribute("data-item")) for card in self.cards.all()]

    def why(self, at: int = 0) -> Ledger:
        """Open the why-panel of a card and read it."""
        card = self.cards.nth(at)
        card.locator("[data-panel=why]").click()
        card.locator("[data-score]").wait_for()
        return Ledger(**card.evaluate(LEDGER))

    def facts(self, at: int = 0) -> dict[str, str]:
        """Open the details of a card and read them: the value of each field."""
        card = self.cards.nth(at)
        card.locator("[data-panel=facts]").click()
        card.locator(".sheet[aria-busy=false]").wait_for()
        return dict(
            zip(card.locator(".sheet dt").all_inner_texts(), card.locator(".sheet dd").all_inner_texts(), strict=True)
        )

    def press(self, at: int, kind: str) -> str:
        """Press a button of a card and wait for the next list; the id of the item."""
        turns = self.page.locator(".turn").count()
        item = self.items()[at]
        self.cards.nth(at).locator(f"[data-press={kind}]").click()
        self.answered(turns + 1)
        return item

    def likes_many(self) -> None:
        """So many likes, told to the server behind the page, that what was liked is among the evidence."""
        for item in range(168, 198):
            liked = {"event_id": f"{self.user}-{item}", "user": self.user, "item_id": str(item), "kind": "like"}
            assert self.page.request.post("v1/feedback", data=liked).ok

    def muted(self) -> list[str]:
        """The items that the server keeps as not counting."""
        profile = self.page.request.get(f"v1/users/{self.user}/profile").json()
        return [taste["item_id"] for taste in profile["tastes"] if taste["muted"]]

    @property
    def user(self) -> str:
        """Whom the page takes them for."""
        return str(self.page.evaluate("localStorage['chatrec.user']"))

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


__all__ = ["PHONE", "WISH", "Ledger", "Reader"]
