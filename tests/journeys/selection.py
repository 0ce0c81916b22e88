"""Words of a page selected: with the mouse, or as a finger's handles do it."""

from __future__ import annotations

from playwright.sync_api import Page

OFFER = "#picked:popover-open"
_SPOT = """([words, end]) => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at >= 0) return [walk.currentNode, at + (end ? words.length : 0)];
  }
  throw new Error('not on the page: ' + words);
}"""


def middle(page: Page, words: str) -> tuple[float, float]:
    """Of the first words that read so."""
    box = """(words) => {
      const [node, at] = (SPOT)([words, 0]), range = new Range();
      range.setStart(node, at); range.setEnd(node, at + words.length);
      const one = range.getBoundingClientRect();
      return [one.left + one.width / 2, one.top + one.height / 2];
    }"""
    x, y = page.evaluate(box.replace("SPOT", _SPOT), words)
    return x, y


def drag(page: Page, first: str, last: str) -> None:
    """From the middle of the first words to that of the last, which stand each on one line."""
    page.mouse.move(*middle(page, first))
    page.mouse.down()
    page.mouse.move(*middle(page, last), steps=5)
    page.mouse.up()


def hold(page: Page, first: str, last: str) -> None:
    """From the beginning of the first words to the end of the last, without any pointer."""
    held = "([from, to]) => getSelection().setBaseAndExtent(...(SPOT)([from, 0]), ...(SPOT)([to, 1]))"
    page.evaluate(held.replace("SPOT", _SPOT), [first, last])
