"""Times of the page in Chromium; see Scripts/measure-playground."""
import base64
import gzip
import statistics

from support import SITE, Browser

# Notes when the first program has run, and when the frame that shows it has been made.
FIRST = """new MutationObserver((_, observer) => {
  if (!document.body?.dataset.ran) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.shownAt = performance.now(); }));
}).observe(document, { subtree: true, childList: true, attributes: true });"""

# The same from the next key on.
KEY = """() => {
  window.took = null;
  document.getElementById("input").addEventListener("keydown", () => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      const drawn = performance.now() - start;
      requestAnimationFrame(() => setTimeout(() => {
        window.took = [drawn, performance.now() - start];
      }));
    });
    observer.observe(document.body, { attributes: true, attributeFilter: ["data-ran"] });
  }, { once: true, capture: true });
}"""


def summary(times):
    times = sorted(times)
    return (f"median {statistics.median(times):.0f} ms, fastest {times[0]:.0f}, "
            f"slowest {times[-1]:.0f}, of {len(times)}")


def wait_for(page, expression):
    while (value := page.evaluate(expression)) is None:
        page.wait_for_timeout(5)
    return value


def first_figures(address, count=20):
    times = []
    for _ in range(count):
        context = Browser.get().new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.add_init_script(FIRST)
        page.goto(address)
        times.append(wait_for(page, "window.shownAt ?? null"))
        context.close()
    return times


def keystrokes(address, count=40):
    page = Browser.get().new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.wait_for_selector("body[data-ran]")
    page.select_option("#example", "add")
    page.fill("#input", "1234567+7654321")
    page.focus("#input")
    page.keyboard.press("End")
    page.wait_for_timeout(1000)
    times = []
    for index in range(count):
        page.evaluate(KEY)
        page.keyboard.press("Backspace" if index % 2 == 0 else str(index % 10))
        times.append(wait_for(page, "window.took"))
        page.wait_for_timeout(60)
    # Every second key makes it 15 tokens.
    return times[1::2]


def main():
    for name in ["module.js", "texts.js", "weights.js"]:
        packed = base64.b64decode((SITE / name).read_text().split('"')[1])
        print(f"{name}: {len(gzip.decompress(packed)):,} bytes, {len(packed):,} compressed")
    file = (SITE / "index.html").as_uri()
    print("first figure, from a file:  ", summary(first_figures(file)))
    print("first figure, from a server:", summary(first_figures(Browser.serve())))
    times = keystrokes(file)
    print("key to new figure in place: ", summary([drawn for drawn, _ in times]))
    print("key to the frame after it:  ", summary([framed for _, framed in times]))


if __name__ == "__main__":
    main()
