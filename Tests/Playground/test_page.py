"""The page in a real browser, served by `rasp playground` and opened as a file."""
import base64
import gzip
import io
import json
import re
import tempfile
import unittest
import zipfile
import zlib
from pathlib import Path

from support import ROOT, SITE, Browser, PageTest, figure_text, rasp

FLIP = """\
length = (key(1) == query(1)).value(1).name("length")
(key(length - indices - 1) == query(indices)).value(tokens).name("flip")"""

SLOW = """\
def slow(x):
    n = 0
    while n < 1500:
        n = n + 1
    return n + x
s = indices
for i in range(500):
    s = s.map(slow)
s"""


def nameless(labels):
    """Labels without files and lines, which the command line tells alone."""
    labels = json.loads(labels)
    for definition in labels.get("labels", labels)["definitions"]:
        definition.pop("file")
        definition.pop("line")
    return labels


def onnx_parts(model):
    """An ONNX file up to its labels, and the labels, which are the last of its metadata."""
    found = re.search(
        rb"r[\x80-\xff]*[\x00-\x7f]\n\x06labels\x12[\x80-\xff]*[\x00-\x7f](\{.*)", model, re.DOTALL)
    return model[:found.start()], nameless(found[1])


class Everywhere:
    """What must work from a server and from a file."""

    def test_first_figure(self):
        self.assertEqual(self.tokens(), list("olleh"))
        self.assertEqual(self.page.locator(".head").count(), 2)

    def test_editing(self):
        self.write("(key(tokens) == query(tokens)).value(1)", "hello")
        self.assertEqual(self.tokens(), ["1", "1", "2", "2", "1"])
        self.after(lambda: self.page.fill("#input", "[3, 3, 1]"))
        self.assertEqual(self.tokens("input"), ["3", "3", "1"])
        self.assertEqual(self.tokens(), ["2", "2", "1"])
        self.page.focus("#source")
        self.page.keyboard.press("Control+End")
        self.after(lambda: self.page.keyboard.type(" + 1"))
        self.until(lambda: self.tokens() == ["3", "3", "2"], "typing is run")

    def test_long_texts(self):
        lines = [f"x{number} = tokens  # line {number}" for number in range(2000)]
        self.after(lambda: self.page.evaluate("""text => {
            const area = document.getElementById("source");
            area.value = text;
            area.dispatchEvent(new Event("input"));
        }""", "\n".join([*lines, "x7"])))
        self.assertEqual(self.tokens(), list("hello"))
        self.page.focus("#source")
        self.page.keyboard.press("Control+Home")
        self.after(lambda: self.page.keyboard.type("x7 = indices"))
        self.page.keyboard.press("Enter")
        self.until(lambda: self.page.locator(".paint .line").count() == 2002, "the new line is shown")
        painted = self.page.locator(".paint .line").all_inner_texts()
        self.assertEqual(painted[:3], ["x7 = indices", lines[0], lines[1]])
        self.assertEqual(painted[-1], "x7")
        self.assertEqual(self.page.locator(".gutter div").all_inner_texts(), [str(n + 1) for n in range(2002)])
        self.write("(key(tokens) == query(tokens)).value(1)", "ab" * 20_000)
        self.assertEqual(len(self.tokens()), 5000)
        self.assertEqual(self.page.locator(".tokens .none").all_inner_texts(), ["and 35,000 more"] * 2)

    def test_errors_are_marked_in_place(self):
        self.write("x = tokens\nx.vlaue(1)")
        self.assertEqual(self.page.inner_text(".paint .line:nth-child(2) span.error:not(.note)"), "vlaue")
        self.assertIn("vlaue", self.page.inner_text(".note.error"))
        self.assertEqual(self.page.inner_text(".gutter .error"), "2")
        [error] = self.errors()
        self.assertIn("an s-op has no method 'vlaue'", error)
        self.assertEqual(self.page.get_attribute("#source", "aria-invalid"), "true")
        self.page.click("#messages .line-link")
        self.assertEqual(self.page.evaluate("document.activeElement.selectionStart"), 11)
        self.write("x = tokens\nx")
        self.assertEqual(self.errors(), [])
        self.assertEqual(self.page.locator(".paint .error").count(), 0)

    def test_errors_of_a_run(self):
        self.write("(tokens\n - 5)", "ab")
        [error] = self.errors()
        self.assertIn("- has no meaning for \"a\" and 5", error)
        self.assertIn("at: position 0", error)
        self.assertEqual(self.page.inner_text(".gutter .error"), "1")

    def test_broken_input(self):
        self.after(lambda: self.page.fill("#input", "[3, "))
        self.assertIn("broken JSON at column", self.page.inner_text("#input-error"))
        self.assertEqual(self.page.get_attribute("#input", "aria-invalid"), "true")
        self.after(lambda: self.page.fill("#input", "[3]"))
        self.assertEqual(self.page.inner_text("#input-error"), "")

    def test_an_endless_loop_meets_the_limit(self):
        self.write("while True:\n    pass")
        self.assertIn("may never end", self.errors()[0])
        self.write(FLIP)
        self.assertEqual(self.tokens(), list("olleh"))

    def test_a_run_without_end_is_stopped(self):
        self.write("tokens", "x" * 100)
        self.write(SLOW)
        self.assertIn("Stopped after 3 seconds", self.errors()[0])
        self.after(lambda: self.page.fill("#source", "indices"))
        self.assertEqual(self.errors(), [])
        self.assertEqual(len(self.tokens()), 100)

    def test_the_page_lives_while_a_program_runs(self):
        self.write("tokens", "x" * 100)
        self.page.fill("#source", SLOW)
        self.page.wait_for_timeout(300)
        self.page.click("nav >> text=Tour")
        self.assertIn("sequence", self.page.inner_text("#guide h2"))
        self.until(lambda: self.tokens() == list("hello"), "the tour's program is run in the end")

    def test_hovering_explains(self):
        self.write(FLIP, "hello")
        box = self.page.locator("[data-head='1'] .pad").bounding_box()
        cell = box["width"] / 5
        self.page.mouse.move(box["x"] + 3.5 * cell, box["y"] + 1.5 * cell)
        self.until(lambda: self.sentence().startswith("Position 1 attends to position 3"), self.sentence())
        self.assertEqual(
            self.sentence(), "Position 1 attends to position 3 because key 1 == query 1. "
            "The value \"l\" found there is its output.")
        lit = self.page.locator("[data-head='1'] text.lit").all_text_contents()
        self.assertEqual(sorted(lit), ["1", "1", "l", "l"])
        self.page.mouse.move(box["x"] + 0.5 * cell, box["y"] + 1.5 * cell)
        self.until(lambda: "does not attend to position 0" in self.sentence(), self.sentence())
        self.assertEqual(self.page.locator("[data-head='1'] text.lit").count(), 2)
        self.page.mouse.move(2, 2)
        self.until(lambda: self.sentence().startswith("Point at a cell"), self.sentence())
        self.assertEqual(self.page.locator("text.lit").count(), 0)

    def test_pointing_at_a_picked_cell_says_what_was_preferred(self):
        self.write("(key(tokens) == query(tokens)).rightmost().value(indices)", "abab")
        box = self.page.locator("[data-head='0'] .pad").bounding_box()
        cell = box["width"] / 4
        for key, said in [(2, "Position 0 attends to position 2"), (0, "does not attend to position 0")]:
            self.page.mouse.move(box["x"] + (key + 0.5) * cell, box["y"] + 0.5 * cell)
            self.until(lambda: said in self.sentence(), self.sentence())
        self.assertIn("of the 2 that match, the last is position 2", self.sentence())
        self.assertEqual(self.page.locator("[data-head='0'] g.s[fill-opacity]").count(), 1)

    def test_lines_and_heads_are_linked(self):
        self.write(FLIP)
        self.page.hover("[data-head='1'] .pad")
        self.assertIn("length - indices", self.page.inner_text(".line.linked"))
        self.page.locator("#source").hover(position={"x": 60, "y": 20})
        linked = self.page.locator(".head.linked")
        self.until(lambda: linked.count() == 1, "a line lights up its head")
        self.assertEqual(linked.get_attribute("data-head"), "0")
        self.page.click("[data-head='1'] .line-link")
        self.assertEqual(
            self.page.evaluate("document.activeElement.selectionStart"), FLIP.index("\n") + 1)
        self.until(lambda: linked.get_attribute("data-head") == "1", "the caret's line too")

    def test_captions(self):
        self.write(FLIP)
        captions = self.page.locator(".head figcaption > code").all_inner_texts()
        self.assertEqual(
            captions, ["key(1) == query(1)", "key((length - indices) - 1) == query(indices)"])

    def test_an_output_is_traced(self):
        self.write(FLIP, "hello")
        self.page.click("button.result >> nth=0")
        self.until(lambda: self.sentence().startswith("The result"), self.sentence())
        self.assertIn("comes from the token \"o\" at 4", self.sentence())
        self.assertEqual(self.page.locator("[data-head='1'] .path rect").count(), 1)
        self.assertEqual(self.page.locator("[data-head='0'] .path rect").count(), 5)
        self.assertEqual(self.page.locator(".inputs .traced").inner_text(), "o")
        self.page.keyboard.press("Escape")
        self.assertEqual(self.page.locator(".path rect").count(), 0)

    def test_stepping(self):
        self.write(FLIP)
        later = self.page.locator(".row.later h3")
        self.page.click("[aria-label='Step one layer back']")
        self.assertEqual(later.all_inner_texts(), ["Final"])
        self.assertEqual(self.page.inner_text(".row.current h3"), "Layer 2")
        self.page.click("[aria-label='Step one layer back']")
        self.assertEqual(later.all_inner_texts(), ["Layer 2", "Final"])
        self.assertEqual(self.page.inner_text(".step-text"), "layer 1 of 2")
        self.page.click("[aria-label='Step one layer back']")
        self.assertEqual(later.count(), 3)
        for _ in range(3):
            self.page.click("[aria-label='Step one layer forward']")
        self.assertEqual(later.count(), 0)
        self.assertTrue(self.page.is_disabled("[aria-label='Step one layer forward']"))

    def test_causal(self):
        self.write(FLIP, "abc")
        self.after(lambda: self.page.check("#causal"))
        self.assertEqual(self.page.locator("[data-head='0'] g.o text").all_text_contents(), ["1", "2", "3"])
        self.page.focus("[data-head='0'] .matrix")
        self.page.keyboard.press("ArrowRight")
        self.until(lambda: "cannot see position 1" in self.sentence(), self.sentence())

    def test_selectors_have_a_figure(self):
        self.write("key(indices) < query(indices)", "abc")
        self.assertEqual(self.page.locator(".head").count(), 1)
        self.assertEqual(self.page.locator(".results").count(), 0)

    def test_long_inputs_have_a_result(self):
        self.write("indices", "x" * 3000)
        self.assertIn("up to 100 tokens", self.page.inner_text(".fig .empty"))
        self.assertEqual(self.tokens()[-1], "2999")

    def test_a_puzzle_fails_and_is_solved(self):
        self.after(lambda: self.page.click("nav >> text=Puzzles"))
        self.assertEqual(self.tokens("expected"), list("hhhhh"))
        self.after(lambda: self.page.click("#check"))
        self.assertIn("Not yet", self.page.inner_text("#verdict"))
        self.page.click("text=Hint")
        self.assertEqual(self.page.locator(".hints li").count(), 1)
        self.write("def first_token(seq=tokens):\n    return (key(indices) == query(0)).value(seq)")
        self.assertEqual(self.tokens(), list("hhhhh"))
        self.page.focus("#source")
        self.after(lambda: self.page.keyboard.press("Control+Enter"))
        self.assertIn("Solved! In 1 layer, 1 head, at par", self.page.inner_text("#verdict"))
        self.assertEqual(self.page.locator("canvas.confetti").count(), 1)
        self.assertIn("1 of 26 solved", self.page.inner_text("#guide"))
        again = self.open(self.address)
        again.click("nav >> text=Puzzles")
        self.assertIn("1 of 26 solved", again.inner_text("#guide"))

    def test_a_wrong_solution_shows_its_case(self):
        self.after(lambda: self.page.click("nav >> text=Puzzles"))
        self.after(lambda: self.page.click("[aria-label='Puzzle histogram']"))
        self.write("def histogram(seq=tokens):\n    return (key(seq) != query(seq)).value(1)")
        self.after(lambda: self.page.click("#check"))
        self.assertIn("histogram() gives", self.page.inner_text("#verdict"))
        self.assertGreater(self.page.locator("button.result.wrong").count(), 0)
        self.write("def histogram(seq=tokens):\n    return seq + 'x' + 1")
        self.after(lambda: self.page.click("#check"))
        self.assertIn("An error.", self.page.inner_text("#verdict"))

    def test_sharing_and_opening(self):
        self.write(FLIP + "  # ✓ \U0001F642", "añb\U0001F642")
        self.page.check("#causal")
        self.page.click("[aria-label='Step one layer back']")
        self.page.click("#share")
        # It is said when the address has it; another may have been there before.
        self.page.wait_for_selector("#toast.shown")
        other = self.open(self.page.url)
        self.assertEqual(other.input_value("#source"), FLIP + "  # ✓ \U0001F642")
        self.assertEqual(other.input_value("#input"), "añb\U0001F642")
        self.assertTrue(other.is_checked("#causal"))
        self.assertEqual(other.inner_text(".row.current h3"), "Layer 2")

    def test_links_to_what_is_not_there(self):
        self.page.click("nav >> text=Puzzles")
        packed = self.page.evaluate("""async () => {
          const state = { mode: "puzzles", puzzle: "__proto__", dialect: "french", tour: "x", step: -7,
            source: "tokens", input: "ab", call: 3, tab: "charts", vocabulary: 3 };
          const bytes = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
          const packed = new Uint8Array(await new Response(bytes).arrayBuffer());
          return btoa(String.fromCharCode(...packed)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
        }""")
        page = self.open(self.address + "#s=" + packed)
        self.assertEqual(page.inner_text("#guide h2"), "first_token")
        self.assertEqual(page.locator("#messages .error").count(), 0)
        self.assertTrue(page.is_visible("#panel-figure"))

    def test_the_solutions_that_are_shown_are_right(self):
        self.after(lambda: self.page.click("nav >> text=Puzzles"))
        for name in ["shift", "first", "add"]:
            self.after(lambda: self.page.click(f"[aria-label='Puzzle {name}']"))
            self.after(lambda: self.page.click("text=Show a solution"))
            self.assertEqual(self.errors(), [])
            self.after(lambda: self.page.click("#check"))
            self.assertIn("at par", self.page.inner_text("#verdict"))

    def test_the_address_follows(self):
        self.write("indices + 41")
        self.until(lambda: "#s=" in self.page.url, "the address is kept")
        self.page.wait_for_timeout(600)
        self.page.reload()
        self.page.wait_for_selector("body[data-ran]")
        self.assertEqual(self.page.input_value("#source"), "indices + 41")

    def test_broken_links_are_refused(self):
        for broken in ["#s=", "#s=!!!", "#s=AAAA", "#s=q1YqVrJSMlSqBQA"]:
            page = self.open(self.address + broken)
            self.assertEqual(page.locator("button.result").all_inner_texts(), list("olleh"))
            page.close()

    def test_keyboard_only(self):
        press = self.page.keyboard.press
        self.page.evaluate("document.querySelector('nav button').focus()")
        def tab_to(selector):
            for _ in range(30):
                press("Tab")
                if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                    return
            self.fail(f"Tab never comes to {selector}")
        tab_to("#source")
        press("Control+a")
        self.after(lambda: self.page.keyboard.insert_text("def f():"))
        press("Enter")
        self.page.keyboard.type("return tokens")
        self.assertEqual(self.page.input_value("#source"), "def f():\n    return tokens")
        press("Control+a")
        self.after(lambda: self.page.keyboard.insert_text(FLIP))
        press("Tab")
        self.assertEqual(self.page.evaluate("document.activeElement.id"), "source")
        press("Control+z")
        press("Escape")
        tab_to("#input")
        press("Control+a")
        self.after(lambda: self.page.keyboard.type("abc"))
        tab_to("[role=tab]")
        press("ArrowRight")
        self.until(lambda: self.page.is_visible("#panel-heads table"), "the other tab is shown")
        press("ArrowLeft")
        tab_to("input[type=range]")
        press("ArrowLeft")
        self.assertEqual(self.page.inner_text(".row.current h3"), "Layer 2")
        press("ArrowRight")
        tab_to("[data-head='1'] .matrix")
        for _ in range(2):
            press("ArrowRight")
        self.until(lambda: self.sentence().startswith("Position 0 attends to position 2"), self.sentence())
        press("Enter")
        self.until(lambda: self.sentence().startswith("The output \"c\""), self.sentence())
        press("Escape")
        tab_to("button.result")
        press("Enter")
        self.until(lambda: self.sentence().startswith("The result \"c\""), self.sentence())

    def test_programs_cannot_touch_the_page(self):
        markup = "<img src=x onerror=alert(1)><script>alert(2)</script>"
        self.write(f'print("{markup}")\n(key(tokens) == query(tokens)).value("{markup}").name("{markup}")', "<b>")
        self.assertEqual(self.page.inner_text("#printed").strip(), markup)
        self.assertEqual(self.tokens(), [markup] * 3)
        self.write(f'"{markup}".nothing', json.dumps([markup]))
        self.assertEqual(self.page.locator("img[src=x], body script").count(), 0)
        self.write('tokens', json.dumps(["</text><script>alert(3)</script>"]))
        self.write('(key(tokens) == query(tokens)).value(tokens)')
        self.assertEqual(self.page.locator("body script, svg script").count(), 0)

    def test_saving(self):
        self.write(FLIP, "hello")
        with self.page.expect_download() as download:
            self.page.click("text=SVG")
        saved = Path(download.value.path()).read_text()
        self.assertEqual(saved, rasp("draw", "-c", FLIP, "hello") + "\n")
        with self.page.expect_download() as download:
            self.page.click("text=PNG")
        picture = Path(download.value.path()).read_bytes()
        self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
        width = int.from_bytes(picture[16:20], "big")
        self.assertEqual(width, 2 * int(saved.split('width="')[1].split('"')[0]))

    def test_saving_a_moving_figure(self):
        self.write(FLIP, "hello")
        with self.page.expect_download() as download:
            self.page.click("text=Moving")
        moving = Path(download.value.path()).read_text()
        still = rasp("draw", "-c", FLIP, "hello") + "\n"
        # But for the rules and their classes, it is the figure that `rasp draw` draws.
        stripped = re.sub(r"\n<style>@media \(prefers-reduced-motion.*?</style>", "", moving)
        self.assertNotEqual(stripped, moving)
        self.assertEqual(re.sub(r' class="a\d"', "", stripped), still)
        picture = self.context.new_page()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "moving.svg"
            file.write_text(moving)
            picture.goto(file.as_uri())
            shown = """time => {
                for (const animation of document.getAnimations()) { animation.pause(); animation.currentTime = time; }
                return [0, 1, 2, 3].map((part) => getComputedStyle(document.querySelector(`.a${part}`)).opacity);
            }"""
            self.assertEqual(picture.evaluate("document.getAnimations().length"), 4)
            # The input, two layers, the result: one more each second.
            self.assertEqual(picture.evaluate(shown, 900), ["1", "0.08", "0.08", "0.08"])
            self.assertEqual(picture.evaluate(shown, 1900), ["1", "1", "0.08", "0.08"])
            self.assertEqual(picture.evaluate(shown, 6000), ["1", "1", "1", "1"])
        self.requests = [request for request in self.requests if "moving.svg" not in request]

    def test_the_figure_alone(self):
        self.write(FLIP, "abc")
        self.page.click("text=Embed")
        self.page.wait_for_selector("#toast.shown")
        alone = self.page.evaluate("location.href.replace('#', '?view=figure#')")
        page = self.open(alone)
        self.assertEqual(self.tokens(page=page), list("cba"))
        for hidden in [".top", ".tabbar", "#editor", "#input", "#guide"]:
            self.assertTrue(page.is_hidden(hidden), hidden)
        self.assertTrue(page.is_visible(".stepper"))
        page.click("button.result >> nth=0")
        page.wait_for_selector(".fig.tracing")
        with page.expect_popup() as whole:
            page.click("#whole-page")
        whole.value.wait_for_selector("body[data-ran]")
        self.assertEqual(whole.value.input_value("#source"), FLIP)
        self.assertTrue(whole.value.is_visible("#editor"))

    def test_the_tour_runs(self):
        self.after(lambda: self.page.click("nav >> text=Tour"))
        steps = self.page.locator("#guide select option").count()
        self.assertGreater(steps, 10)
        for step in range(1, steps + 1):
            self.assertEqual(self.page.inner_text(".count"), f"Step {step} of {steps}")
            self.assertEqual(self.errors(), [])
            self.assertEqual(self.page.locator(".fig.stale").count(), 0)
            if step < steps:
                self.after(lambda: self.page.click("#guide button.primary"))
        self.assertIn("The puzzles are next: 26 tasks", self.page.inner_text("#guide"))
        self.assertEqual(self.tokens(), list("0001028"))
        self.page.click("#tab-weights")
        self.compile()
        self.assertIn("gives what the program gives", self.page.inner_text("#agreement"))
        self.page.click("#tab-figure")
        self.write("tokens")
        self.after(lambda: self.page.click("#guide .guide-bottom button >> nth=0"))
        self.after(lambda: self.page.click("#guide button.primary"))
        self.assertEqual(self.page.input_value("#source"), "tokens")
        self.after(lambda: self.page.click("text=Start this step again"))
        self.assertEqual(self.tokens(), list("0001028"))
        self.after(lambda: self.page.click("text=To the puzzles"))
        self.assertIn("0 of 26 solved", self.page.inner_text("#guide"))

    def test_everything_has_a_name(self):
        for mode in ["Playground", "Tour", "Puzzles"]:
            self.page.click(f"nav >> text={mode}")
            self.page.wait_for_timeout(200)
            nameless = self.page.evaluate("""() => [...document.querySelectorAll(
                'button, input, select, textarea, a, [role], [tabindex]')].filter(element =>
                !element.closest('[hidden]') && !(element.getAttribute('aria-label')
                || element.getAttribute('aria-labelledby') || element.textContent.trim()
                || element.labels?.length || element.matches('[role=status], [role=alert]')))
                .map(element => element.outerHTML.slice(0, 90))""")
            self.assertEqual(nameless, [])


    # The other dialect

    NOTEBOOK = json.dumps({
        "nbformat": 4, "metadata": {"kernelspec": {"language": "python"}},
        "cells": [
            {"cell_type": "markdown", "source": "# Counting"},
            {"cell_type": "code", "source": ["%matplotlib inline\n", "!pip install raspy\n", "n = 2"]},
            {"cell_type": "code", "source": "%%time\nnothing at all"},
            {"cell_type": "code", "source": "tokens.map(int) * n"},
        ]})

    def paste(self, text):
        self.page.focus("#source")
        self.page.evaluate("""text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.getElementById("source").dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""", text)

    def test_a_notebook_is_pasted_as_its_cells(self):
        self.write("tokens", "12")
        self.after(lambda: self.paste(self.NOTEBOOK))
        self.until(lambda: self.tokens() == ["2", "4"], "the cells are run")
        self.assertIn("# cell 3\ntokens.map(int) * n", self.page.input_value("#source"))
        self.assertIn("# !pip install raspy", self.page.input_value("#source"))

    def test_a_notebook_is_dropped_as_its_cells(self):
        self.write("tokens", "12")
        self.after(lambda: self.page.evaluate("""text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "some.ipynb"));
            document.getElementById("source").dispatchEvent(
                new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""", self.NOTEBOOK))
        self.until(lambda: self.tokens() == ["2", "4"], "the cells are run")

    def test_another_text_can_be_undone(self):
        self.write("tokens  # my own", "hello")
        self.after(lambda: self.page.select_option("#example", "sort"))
        self.assertIn("def rank", self.page.input_value("#source"))
        self.page.focus("#source")
        self.after(lambda: self.page.keyboard.press("Control+z"))
        self.until(lambda: self.page.input_value("#source") == "tokens  # my own", "the own text is back")
        self.assertEqual(self.page.locator(".editor").evaluate("frame => frame.scrollLeft"), 0)

    def test_texts_that_import(self):
        self.assertFalse(self.page.evaluate("'raspTexts' in self"))
        self.write("import math\ntokens.map(int).map(math.factorial)", "123")
        self.assertEqual(self.tokens(), ["1", "2", "6"])
        self.assertTrue(self.page.evaluate("'raspTexts' in self"))
        self.write("from raspy import *\n(key(tokens) == query(tokens)).value(1)", "aba")
        self.assertEqual(self.tokens(), ["2", "1", "2"])
        self.write("import maths", "a")
        self.assertIn("no module 'maths'", self.page.inner_text("#messages"))

    def test_the_other_dialect(self):
        self.after(lambda: self.page.select_option("#dialect", "rasp"))
        self.assertIn("select(indices", self.page.input_value("#source"))
        self.assertEqual(self.tokens(), list("olleh"))
        self.assertEqual(self.page.locator(".paint .language").first.inner_text(), "select")
        self.write("a = indices;\nb = indicse + 1;")
        self.assertEqual(self.page.inner_text(".paint .line:nth-child(2) span.error:not(.note)"), "indicse")
        self.assertEqual(self.page.inner_text(".gutter .error"), "2")
        self.assertIn("indicse", self.errors()[0])
        self.write("selector_width(select(tokens, tokens, ==));", "hello")
        self.assertEqual([float(count) for count in self.tokens()], [1, 1, 2, 2, 1])
        self.assertGreater(self.page.locator(".head").count(), 0)
        self.after(lambda: self.page.select_option("#dialect", "raspy"))
        self.assertIn("def flip", self.page.input_value("#source"))
        self.after(lambda: self.page.select_option("#dialect", "rasp"))
        self.assertIn("selector_width", self.page.input_value("#source"))
        # The address follows by itself, a little later; this one is the button's.
        self.page.evaluate("history.replaceState(history.state, '', location.pathname)")
        self.page.click("#share")
        # It is said when the address has it; another may have been there before.
        self.page.wait_for_selector("#toast.shown")
        other = self.open(self.page.url)
        self.assertEqual(other.input_value("#dialect"), "rasp")
        self.assertIn("selector_width", other.input_value("#source"))
        self.after(lambda: self.page.click("nav >> text=Tour"))
        self.assertEqual(self.errors(), [])
        self.after(lambda: self.page.click("nav >> text=Playground"))
        self.assertEqual(self.page.input_value("#dialect"), "rasp")
        self.assertEqual(self.errors(), [])

    # The weights

    def compiled(self):
        return int(self.page.get_attribute("#panel-weights", "data-compiled") or 0)

    def compile(self, action=None):
        before = self.compiled()
        (action or (lambda: self.page.click("#compile")))()
        self.until(lambda: self.compiled() > before, "a model is compiled", timeout=10)

    def test_weights(self):
        self.write(FLIP, "hello")
        self.page.click("#tab-weights")
        self.compile()
        sizes = self.page.inner_text("#sizes").split("\n")
        self.assertEqual(sizes[:4], ["layers", "2", "blocks", "2"])
        record = json.loads(rasp(
            "compile", "-c", FLIP, "--vocabulary", "helo", "--max-length", "5", "--dry-run", "--json"))
        for shown, name in [("d_model", "d_model"), ("parameters", "parameters"), ("not zero", "nonzero_parameters")]:
            self.assertEqual(int(sizes[sizes.index(shown) + 1]), record[name])
        rows = self.page.locator(".beside tr")
        self.assertEqual(rows.nth(1).locator("td").all_inner_texts(), list("olleh"))
        self.assertEqual(rows.nth(2).locator("td").all_inner_texts(), list("olleh"))
        self.assertIn("gives what the program gives", self.page.inner_text("#agreement"))
        texts = self.page.locator("#weights-figure text").all_text_contents()
        self.assertEqual(texts.count("intended"), 2)
        self.assertEqual(texts.count("softmax"), 2)
        self.assertTrue(any(text.endswith('tokens = "h"') for text in texts))
        self.page.fill("#input", "hole")
        self.until(lambda: rows.nth(2).locator("td").all_inner_texts() == list("eloh"), "the model follows the input")
        self.page.fill("#input", "hallo")
        self.until(lambda: "\"a\" at position 1" in self.page.inner_text("#weights-status"), "unknown tokens are refused")
        self.after(lambda: self.page.fill("#source", "indices"))
        self.until(lambda: "another program" in self.page.inner_text("#weights-status"), "the model is of another program")

    def test_refusals_of_the_compiler(self):
        self.write("a = tokens\na + 1\n", "ab")
        self.page.click("#tab-weights")
        self.page.fill("#vocabulary", "ab")
        self.page.press("#vocabulary", "Enter")
        status = lambda: self.page.inner_text("#weights-status")
        self.until(lambda: "+ has no meaning" in status(), "the refusal is shown")
        self.write("key(indices) == query(indices)", "ab")
        self.page.click("#compile")
        self.until(lambda: "is a selector" in status(), "selectors are refused")
        self.write("indices", "ab")
        self.page.fill("#vocabulary", "aa")
        self.page.click("#compile")
        self.until(lambda: "twice" in status(), "a token that is there twice is refused")
        self.page.fill("#maximum-length", "many")
        self.page.click("#compile")
        self.until(lambda: "whole number" in status(), "a length is a number")
        self.assertEqual(self.page.locator("#sizes > *").count(), 0)

    def test_weights_by_keyboard_and_link(self):
        self.page.focus("#tab-figure")
        for _ in range(2):
            self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("Tab")
        while not self.page.evaluate("document.activeElement.matches('#vocabulary')"):
            self.page.keyboard.press("Tab")
        self.page.keyboard.type("abc")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type("3")
        self.compile(lambda: self.page.keyboard.press("Enter"))
        self.page.click("#share")
        # It is said when the address has it; another may have been there before.
        self.page.wait_for_selector("#toast.shown")
        other = self.open(self.page.url)
        self.assertEqual(other.input_value("#vocabulary"), "abc")
        self.assertEqual(other.input_value("#maximum-length"), "3")
        self.assertTrue(other.is_visible("#panel-weights"))

    def test_compiling_that_takes_long_is_stopped(self):
        self.after(lambda: self.page.select_option("#example", "add"))
        self.page.click("#tab-weights")
        self.page.fill("#vocabulary", "0123456789+")
        self.page.fill("#maximum-length", "400")
        self.page.click("#compile")
        status = lambda: self.page.inner_text("#weights-status")
        self.until(lambda: "Stopped" in status() or "in:" in status(), "it ends", timeout=9)
        self.page.fill("#maximum-length", "7")
        self.compile()
        self.assertIn("gives what the program gives", self.page.inner_text("#agreement"))

    def test_models_are_saved(self):
        self.write(FLIP, "hello")
        self.page.click("#tab-weights")
        self.compile()
        with self.page.expect_download() as download:
            self.page.click("#save-onnx")
        onnx = Path(download.value.path()).read_bytes()
        with self.page.expect_download() as download:
            self.page.click("#save-checkpoint")
        archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
        self.assertIsNone(archive.testzip())
        with tempfile.TemporaryDirectory() as folder:
            rasp("compile", "-c", FLIP, "--vocabulary", "helo", "--max-length", "5", "-o", folder + "/m",
                "--format", "onnx,huggingface")
            model = Path(folder) / "m"
            for mine, other in zip(onnx_parts(onnx), onnx_parts((model / "model.onnx").read_bytes())):
                self.assertEqual(mine, other)
            names = sorted(str(path.relative_to(model)) for path in (model / "huggingface").iterdir())
            self.assertEqual(sorted(archive.namelist()), names)
            for name in names:
                mine, other = archive.read(name), (model / name).read_bytes()
                if name.endswith("labels.json"):
                    mine, other = nameless(mine), nameless(other)
                if name.endswith("README.md"):
                    # What the text is called differs: the command line's has no file.
                    self.assertIn(b"# program.py\n", mine)
                    mine, other = mine.split(b"## The program", 1)[1], other.split(b"## The program", 1)[1]
                self.assertEqual(mine, other, name)


class StartTests(PageTest):
    """What stands in the way of a start is said, and tried again."""

    def open_with(self, file, answer):
        """The page, with an answer to the requests for a file."""
        self.context.route(f"**/{file}", answer)
        return self.open(self.address, ready=False)

    def told(self, page):
        page.wait_for_selector("#again", timeout=30_000)
        return page.inner_text("#messages")

    def tearDown(self):
        # The browser says for itself what it could not load.
        self.faults = [fault for fault in self.faults if "Failed to load resource" not in fault]
        super().tearDown()

    def try_again(self, page, file):
        self.context.unroute(f"**/{file}")
        page.click("#again")
        page.wait_for_selector("body[data-ran]")
        self.assertEqual(page.locator("#again").count(), 0)
        self.assertEqual(self.errors(page), [])

    def test_a_missing_file_is_named_and_loaded_later(self):
        page = self.open_with("module.js", lambda route: route.fulfill(status=404, body=""))
        self.assertIn("The file module.js of the page cannot be loaded.", self.told(page))
        page.click("#again")
        self.assertIn("module.js", self.told(page))
        self.try_again(page, "module.js")

    def test_a_file_without_a_module_is_a_missing_one(self):
        page = self.open_with("module.js", lambda route: route.fulfill(status=200, body="// nothing"))
        self.assertIn("module.js", self.told(page))
        self.try_again(page, "module.js")

    def test_a_damaged_file_is_told(self):
        text = base64.b64encode(gzip.compress(b"no module")).decode()
        page = self.open_with("module.js", lambda route: route.fulfill(status=200, body=f"self.raspModule='{text}';"))
        self.assertIn("damaged", self.told(page))
        self.try_again(page, "module.js")

    def test_an_old_browser_is_told(self):
        self.context.add_init_script("delete self.DecompressionStream")
        self.assertIn("too old", self.told(self.open(self.address, ready=False)))

    def test_a_slow_start_is_waited_for(self):
        """Four seconds, which is longer than any program may take."""
        self.context.add_init_script("""
            const post = Worker.prototype.postMessage;
            Worker.prototype.postMessage = function (message) {
              if (message instanceof WebAssembly.Module) setTimeout(() => post.call(this, message), 4000);
              else post.call(this, message);
            };""")
        page = self.open(self.address)
        self.assertEqual(self.errors(page), [])
        self.assertEqual(self.tokens(page=page), list("olleh"))

    def test_a_part_that_failed_once_is_asked_for_again(self):
        answer = lambda route: route.fulfill(status=404, body="")
        self.context.route("**/texts.js", answer)
        self.write("import math\ntokens")
        self.assertIn("The file texts.js of the page cannot be loaded.", self.told(self.page))
        self.context.unroute("**/texts.js")
        self.after(lambda: self.page.click("#again"))
        self.assertEqual(self.tokens(), list("hello"))
        self.context.route("**/weights.js", answer)
        self.page.click("#tab-weights")
        self.page.click("#compile")
        self.page.wait_for_selector("text=weights.js of the page cannot be loaded")
        self.context.unroute("**/weights.js")
        self.page.click("#compile")
        self.page.wait_for_selector("#agreement")
        self.assertIn("gives what the program gives", self.page.inner_text("#agreement"))


class ServedTests(Everywhere, PageTest):
    """From `rasp playground --serve`."""

    def test_the_frame_that_is_copied(self):
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.write(FLIP, "abc")
        self.page.click("text=Embed")
        self.page.wait_for_selector("#toast.shown")
        frame = self.page.evaluate("navigator.clipboard.readText()")
        other = self.context.new_page()
        other.set_content(f"<h1>Elsewhere</h1>{frame}")
        shown = other.frame_locator("iframe")
        shown.locator("body[data-ran]").wait_for()
        self.assertEqual(shown.locator("button.result").all_inner_texts(), list("cba"))
        # Nothing of it has to be scrolled.
        self.assertTrue(other.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight"))

    def test_a_link_has_a_title_a_description_and_a_picture(self):
        told = {name: self.page.get_attribute(f"meta[property='og:{name}']", "content")
                for name in ["title", "description", "image"]}
        self.assertEqual(told["title"], "RASP playground")
        self.assertEqual(told["description"], self.page.get_attribute("meta[name=description]", "content"))
        picture = self.context.request.get(self.address + told["image"])
        self.assertEqual(picture.headers["content-type"], "image/png")
        self.assertEqual(
            (picture.body()[16:20], picture.body()[20:24]), ((1200).to_bytes(4, "big"), (630).to_bytes(4, "big")))

    def test_examples_give_what_the_command_line_gives(self):
        names = self.page.locator("#example optgroup option").evaluate_all(
            "options => options.map(option => option.value)")
        # The page has the circuits as texts for causal models.
        circuits = {"previous_token", "duplicate_token", "mean_induction", "copying", "skip_trigram", "bracket_depth"}
        gallery = sorted({line.split()[0] for line in rasp("gallery").splitlines()} - circuits)
        texts = {path.stem: str(path) for path in (ROOT / "Examples" / "RASP").glob("*.rasp")}
        for name in ["anbncn", "contains_ab", "dyck1", "majority"]:
            texts[f"crasp-{name}"] = str(ROOT / "Examples" / "C-RASP" / f"{name}.cr")
        for path in (ROOT / "Examples" / "Circuits").glob("*.py"):
            texts[f"circuit-{path.stem}"] = str(path)
        for name in ["contains_ab", "dyck1_depth2", "increment"]:
            texts[f"brasp-{name}"] = str(ROOT / "Examples" / "B-RASP" / f"{name}.brasp")
        texts["rasp-flip"] = str(ROOT / "Playground" / "Examples" / "flip.rasp")
        self.assertEqual(sorted(names), sorted([*gallery, *texts]))
        for name in names:
            with self.subTest(name):
                self.after(lambda: self.page.select_option("#example", name))
                text = self.page.input_value("#input")
                causal = ["--causal"] if name.startswith("circuit-") else []
                self.assertEqual(self.page.is_checked("#causal"), bool(causal))
                record = json.loads(rasp("run", texts.get(name, name), text, "--json", *causal))
                self.assertEqual(self.tokens(), [figure_text(v) for v in record["output"]])
                layers = self.page.locator(".row.layer").count()
                self.assertEqual(layers, record["layers"])


    def test_examples_compile(self):
        self.page.click("#tab-weights")
        names = self.page.locator("#example optgroup option").evaluate_all(
            "options => options.map(option => option.value)")
        for name in names:
            with self.subTest(name):
                self.after(lambda: self.page.select_option("#example", name))
                if name == "circuit-induction":
                    # It has no value where what followed does not agree.
                    self.page.click("#compile")
                    self.until(lambda: "cannot average" in self.page.inner_text("#weights-status"), "it is refused")
                    continue
                self.compile()
                self.assertIn("gives what the program gives", self.page.inner_text("#agreement"))


class FileTests(Everywhere, PageTest):
    """From a file, as a download would be opened."""

    @property
    def address(self):
        return (SITE / "index.html").as_uri()


class HistoryTests(PageTest):
    """No text is lost where another one is shown: Back leads to it, and Forward from it."""

    def shows(self, text):
        self.until(lambda: self.page.input_value("#source") == text, self.page.input_value("#source"))

    def source_of_address(self):
        """The program that the address holds; none before anything was written into it."""
        _, _, packed = self.page.url.partition("#s=")
        if not packed:
            return None
        packed += "=" * (-len(packed) % 4)
        return json.loads(zlib.decompress(base64.urlsafe_b64decode(packed), -15)).get("source")

    def leave(self, action):
        """Does something that leads elsewhere, and waits until Back would lead here."""
        before = self.page.evaluate("history.length")
        self.after(action)
        self.until(lambda: self.page.evaluate("history.length") > before, "an entry of the history")
        return self.page.input_value("#source")

    def test_examples_dialects_steps_puzzles_and_solutions(self):
        own = "tokens  # my own"
        self.write(own, "abc")
        texts = [own]
        for action in [
            lambda: self.page.select_option("#example", "sort"),
            lambda: self.page.select_option("#dialect", "rasp"),
            lambda: self.page.click("nav >> text=Tour"),
            lambda: self.page.click("#guide >> text=Next"),
            lambda: self.page.click("nav >> text=Puzzles"),
            lambda: self.page.click("#guide >> text=Show a solution"),
            lambda: self.page.click("#guide >> text=Next puzzle"),
        ]:
            texts.append(self.leave(action))
        self.assertEqual(len(set(texts)), len(texts))
        for text in reversed(texts[:-1]):
            self.page.go_back()
            self.shows(text)
        self.assertEqual(self.page.input_value("#input"), "abc")
        for text in texts[1:]:
            self.page.go_forward()
            self.shows(text)
        self.assertIn("Puzzle", self.page.inner_text("nav [aria-current]"))

    def test_what_was_typed_last_is_what_back_leads_to(self):
        self.leave(lambda: self.page.click("nav >> text=Puzzles"))
        self.page.fill("#source", "def first_token(seq=tokens):\n    return seq  # mine")
        mine = self.page.input_value("#source")
        self.leave(lambda: self.page.click("#guide >> text=Start again"))
        self.page.go_back()
        self.shows(mine)

    def test_a_solution_that_is_shown_does_not_take_the_place_of_the_own_text(self):
        self.leave(lambda: self.page.click("nav >> text=Puzzles"))
        mine = "def first_token(seq=tokens):\n    return seq  # mine"
        self.after(lambda: self.page.fill("#source", mine))
        self.leave(lambda: self.page.click("#guide >> text=Show a solution"))
        self.leave(lambda: self.page.click("#guide >> text=Next puzzle"))
        self.leave(lambda: self.page.click("[aria-label^='Puzzle first_token']"))
        self.shows(mine)
        other = self.open(self.address)
        other.click("nav >> text=Puzzles")
        self.until(lambda: other.input_value("#source") == mine, "the own text in another page")

    def test_what_was_typed_just_before_back_is_what_forward_leads_to(self):
        first = self.page.input_value("#source")
        self.leave(lambda: self.page.select_option("#example", "sort"))
        # The address follows after 400 ms; this is faster.
        self.page.evaluate("""async () => {
            const area = document.getElementById("source");
            area.value = "tokens  # typed just now";
            area.dispatchEvent(new Event("input"));
            await new Promise((done) => setTimeout(done, 20));
            history.back();
        }""")
        self.shows(first)
        self.page.wait_for_timeout(600)
        self.assertNotIn("typed just now", self.source_of_address())
        self.page.go_forward()
        self.shows("tokens  # typed just now")
        self.until(lambda: self.source_of_address() == "tokens  # typed just now", "the address follows")

    def test_what_was_typed_just_before_reloading_is_there(self):
        self.after(lambda: self.page.fill("#source", "tokens  # just now"))
        self.page.reload()
        self.page.wait_for_selector("body[data-ran]")
        self.shows("tokens  # just now")

    def test_the_own_text_survives_the_tab(self):
        self.write("indices * 3\nindices + 7  # mine", "abc")
        self.page.close()
        self.page = self.open(self.address)
        self.shows("indices * 3\nindices + 7  # mine")
        self.assertEqual(self.tokens(), ["7", "8", "9"])

    def own_titles(self):
        return self.page.locator("#own option").all_inner_texts()

    def test_own_texts_are_in_the_menu_beside_examples(self):
        self.assertEqual(self.own_titles(), [])
        self.write("tokens  # first", "abc")
        self.leave(lambda: self.page.select_option("#example", "sort"))
        self.after(lambda: self.page.fill("#source", "indices  # second"))
        self.assertEqual(self.own_titles(), ["indices  # second", "tokens  # first"])
        self.leave(lambda: self.page.select_option("#example", label="tokens  # first"))
        self.shows("tokens  # first")
        self.assertEqual(self.page.input_value("#input"), "abc")
        # What is changed now is that text, which is the latest from then on.
        self.after(lambda: self.page.fill("#source", "tokens  # first, later"))
        self.assertEqual(self.own_titles(), ["tokens  # first, later", "indices  # second"])
        # An example alone is no own text, nor is what is written in the tour.
        self.leave(lambda: self.page.select_option("#example", "flip"))
        self.leave(lambda: self.page.click("nav >> text=Tour"))
        self.after(lambda: self.page.fill("#source", "tokens  # tour"))
        self.leave(lambda: self.page.click("nav >> text=Playground"))
        self.assertEqual(len(self.own_titles()), 2)
        # Deleting a text is no way to lose it.
        self.leave(lambda: self.page.select_option("#example", label="tokens  # first, later"))
        self.after(lambda: self.page.fill("#source", ""))
        self.after(lambda: self.page.fill("#source", "tokens  # third"))
        self.assertEqual(len(self.own_titles()), 3)

    def test_a_link_is_no_own_text_until_it_is_changed(self):
        self.write("indices  # mine")
        self.leave(lambda: self.page.select_option("#example", "sort"))
        self.page.click("#share")
        self.page.wait_for_selector("#toast.shown")
        link = self.page.url
        self.page.close()
        self.page = self.open(link)
        self.assertIn("rank", self.page.input_value("#source"))
        self.assertEqual(self.own_titles(), ["indices  # mine"])

    def test_a_link_of_a_friend_and_the_own_text(self):
        own = "indices  # my own"
        self.write(own)
        self.write("tokens  # of a friend")
        self.page.click("#share")
        self.until(lambda: self.source_of_address() == "tokens  # of a friend", "the address")
        link = self.page.url
        self.write("indices + 1  # later")
        self.page.wait_for_timeout(600)
        self.page.evaluate("link => location.assign(link)", link)
        self.shows("tokens  # of a friend")
        self.page.go_back()
        self.shows("indices + 1  # later")

    def test_two_pages_share_what_is_solved(self):
        self.page.click("nav >> text=Puzzles")
        other = self.open(self.address)
        other.click("nav >> text=Puzzles")
        other.click("[aria-label^='Puzzle histogram']")
        for page, source in [
            (self.page, "def first_token(seq=tokens):\n    return (key(indices) == query(0)).value(seq)"),
            (other, "def histogram(seq=tokens):\n    return (key(seq) == query(seq)).value(1)"),
        ]:
            self.after(lambda: page.fill("#source", source), page)
            self.after(lambda: page.click("#check"), page)
            page.wait_for_selector("#verdict.solved")
        for page in [self.page, other, self.open(self.address)]:
            if page.locator("#guide").is_hidden():
                page.click("nav >> text=Puzzles")
            self.until(lambda: "2 of 26 solved" in page.inner_text("#guide"), page.inner_text("#guide"))
        self.page.wait_for_selector("#verdict.solved")


class PhoneTests(PageTest):
    """On a narrow screen."""

    viewport = {"width": 390, "height": 844}
    has_touch = True

    def test_nothing_is_wider_than_the_screen(self):
        for width in [320, 375, 390]:
            self.page.set_viewport_size({"width": width, "height": 700})
            for mode in ["Playground", "Tour", "Puzzles"]:
                self.page.click(f"nav >> text={mode}")
                self.page.wait_for_timeout(200)
                self.assertLessEqual(
                    self.page.evaluate("document.documentElement.scrollWidth"), width, (width, mode))

    def test_what_is_typed_into_is_so_large_that_no_phone_enlarges_the_page(self):
        for mode in ["Playground", "Tour", "Puzzles"]:
            self.page.click(f"nav >> text={mode}")
            sizes = self.page.evaluate("""
                [...document.querySelectorAll("input, select, textarea")].filter((e) => e.checkVisibility())
                  .map((e) => parseFloat(getComputedStyle(e).fontSize))""")
            self.assertGreater(len(sizes), 2)
            self.assertGreaterEqual(min(sizes), 16)

    def test_words_above_the_keyboard(self):
        row = self.page.locator(".words")
        self.assertFalse(row.is_visible())
        self.page.tap("#source")
        self.page.wait_for_selector(".words:not([hidden])")
        self.after(lambda: self.page.fill("#source", ""))
        for word in ["key(", "tokens", ")", "==", "query(", "tokens", ")"]:
            self.after(lambda: row.locator("button", has_text=re.compile("^" + re.escape(word) + "$")).tap())
        self.assertEqual(self.page.input_value("#source"), "key(tokens)==query(tokens)")
        self.assertEqual(self.page.locator(".head").count(), 1)
        self.assertEqual(self.page.evaluate("document.activeElement.id"), "source")
        # It is at the lower edge, and covers nothing that cannot be scrolled up.
        box = row.bounding_box()
        self.assertAlmostEqual(box["y"] + box["height"], 844, delta=1)
        self.assertLessEqual(box["width"], 390)
        self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        main = self.page.locator("main").bounding_box()
        self.assertLessEqual(main["y"] + main["height"], box["y"] + 1)
        self.page.tap("#input")
        self.until(lambda: not row.is_visible(), "without the editor's focus there is no row")

    def test_every_dialect_has_its_words(self):
        for dialect, word in [("rasp", "select("), ("crasp", "#define"), ("brasp", "Q_"), ("raspy", "tokens")]:
            self.after(lambda: self.page.select_option("#dialect", dialect))
            self.assertIn(word, self.page.locator(".words button").all_text_contents())

    def test_definitions_stay_on_the_screen(self):
        for width in [320, 390]:
            self.page.set_viewport_size({"width": width, "height": 700})
            self.page.click("nav >> text=Tour")
            for word in self.page.locator("#guide .term").all():
                word.tap()
                box = self.page.locator("#definition").bounding_box()
                self.assertGreaterEqual(box["x"], 0)
                self.assertLessEqual(box["x"] + box["width"], width)
                self.assertGreaterEqual(box["y"], 0)
                self.assertLessEqual(box["y"] + box["height"], 700)
                self.page.keyboard.press("Escape")
            self.page.click("nav >> text=Playground")

    def test_tapping_explains(self):
        self.page.tap("[data-head='0'] .pad", position={"x": 10, "y": 10})
        self.until(lambda: "attends to position 0" in self.sentence(), self.sentence())


class FigureTests(PageTest):
    """What the page's own figure shows beside the heads."""

    FAILING = """\
count = (key(tokens) == query(tokens)).value(1).name("count")
word = where(count > 1, tokens, "").name("word")
moved = (key(tokens) == query(tokens)).value(word).name("moved")
(key(moved) == query(moved)).value(1).name("later")"""

    def rows(self):
        """The rows from above to below, by their headings; those out of sight are not rendered."""
        return self.page.locator(".fig .row h3").all_text_contents()

    def test_named_steps_stand_between_the_layers(self):
        self.after(lambda: self.page.select_option("#example", "add"))
        self.assertEqual(self.rows(), [
            "Input", "Layer 1", "Layer 2", "Layer 3", "sums", "carries", "Layer 4", "Layer 5", "Layer 6", "Final"])
        values = lambda name: self.page.locator(f"[aria-label='Step {name}'] .value").all_inner_texts()
        self.assertEqual(values("sums"), ["0", "0", "0", "0", "9", "12", "8"])
        self.assertEqual(values("carries"), ["0", "0", "0", "0", "<", "1", "0"])
        for _ in range(5):
            self.page.click("[aria-label='Step one layer back']")
        self.assertIn("sums", self.page.locator(".row.later h3").all_inner_texts())
        self.page.click("[aria-label='Step one layer forward']")
        self.assertNotIn("sums", self.page.locator(".row.later h3").all_inner_texts())

    def test_a_legend_tells_what_stands_where(self):
        self.write("tokens")
        self.assertEqual(self.page.locator(".legend").count(), 0)
        self.write(FLIP, "hello")
        legend = lambda: self.page.inner_text(".legend")
        for part in ["above: keys", "left: queries", "below: values", "right: outputs"]:
            self.assertIn(part, legend())
        for part in ["pale", "hatched", "red"]:
            self.assertNotIn(part, legend())
        colours = self.page.evaluate("""
            [["k", "key"], ["q", "query"], ["v", "value"], ["o", "output"]].map(([letter, role]) => [
              getComputedStyle(document.querySelector(`.fig g.${letter}`)).fill,
              getComputedStyle(document.querySelector(`.role-${role}`)).color])""")
        for drawn, told in colours:
            self.assertEqual(drawn, told)
        self.assertEqual(len({told for _, told in colours}), 4)
        self.after(lambda: self.page.check("#causal"))
        self.assertIn("hatched: later positions, which a causal head does not see", legend())
        self.assertEqual(self.page.locator(".fig .head path[data-style*='#hatching']").count(), 2)
        self.after(lambda: self.page.uncheck("#causal"))
        self.write("(key(tokens) == query(tokens)).rightmost().value(indices)", "abab")
        self.assertIn("pale: it matches, another was chosen", legend())
        self.write("key(indices) < query(indices)")
        self.assertNotIn("values", legend())

    def test_a_program_that_fails_is_drawn_up_to_the_head_that_fails(self):
        self.write(self.FAILING, "xhll")
        self.assertIn("at: position 2", self.errors()[0])
        self.assertEqual(self.page.locator(".fig.stale").count(), 0)
        self.assertEqual(self.rows(), ["Input", "Layer 1", "word", "Layer 2"])
        self.assertEqual(self.tokens("value"), ['""', '""', "l", "l"])
        self.assertEqual(self.page.inner_text(".step-text"), "2 layers")
        self.assertIn("red: the row where the program failed", self.page.inner_text(".legend"))
        self.assertEqual(self.sentence(), "The program failed in the row that is marked: the figure ends there.")
        mark = self.page.locator(".fig path.v")
        self.assertEqual(mark.count(), 1)
        band, pad = mark.bounding_box(), self.page.locator("[data-head='1'] .pad").bounding_box()
        row = pad["height"] / 4
        self.assertAlmostEqual(band["y"] - pad["y"], 2 * row, delta=2)
        self.assertAlmostEqual(band["height"], row, delta=2)
        self.page.mouse.move(pad["x"] + 2.5 * row, pad["y"] + 2.5 * row)
        self.until(lambda: self.sentence().startswith("Position 2 attends to position 2"), self.sentence())
        self.write(self.FAILING, "xhl")
        self.assertEqual(self.rows()[-2:], ["Layer 3", "Final"])
        self.assertEqual(mark.count(), 0)
        self.assertTrue(self.sentence().startswith("Point at a cell"))

    def test_a_selector_that_fails_is_empty(self):
        self.write("(key(tokens) < query(indices)).value(1)", "ab")
        self.assertEqual(self.page.locator(".fig path.v").count(), 1)
        self.page.hover("[data-head='0'] .pad")
        self.until(lambda: "failed before it was known who attends to whom" in self.sentence(), self.sentence())


class AdviceTests(PageTest):
    """What is missing is put in, and what is solved passed on."""

    def test_a_definition_that_is_missing_is_put_in(self):
        for dialect, text in [("raspy", "length"), ("raspy", "shift(2)"), ("rasp", "aggregate(before, 1);")]:
            with self.subTest(text=text):
                if self.page.input_value("#dialect") != dialect:
                    self.after(lambda: self.page.select_option("#dialect", dialect))
                self.write(text, "hello")
                self.after(lambda: self.page.click(".insert"))
                self.assertEqual(self.errors(), [])
                self.assertTrue(self.page.input_value("#source").endswith("\n" + text))
                self.assertEqual(len(self.tokens()), 5)
                self.page.focus("#source")
                self.after(lambda: self.page.keyboard.press("Control+z"))
                self.assertEqual(self.page.input_value("#source"), text)

    def test_a_challenge_has_no_solution_in_it(self):
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.after(lambda: self.page.click("nav >> text=Puzzles"))
        solution = "def first_token(seq=tokens):\n    return (key(indices) == query(0)).value(seq)\n"
        self.write(solution)
        self.page.click("#check")
        self.page.click("#challenge")
        self.page.wait_for_selector("#toast.shown")
        text = self.page.evaluate("navigator.clipboard.readText()")
        self.assertRegex(text, r"^Can you solve the puzzle first_token in less than 1 layer, 1 head\? http")
        stranger = Browser.get().new_context()
        page = stranger.new_page()
        page.goto(text.split()[-1])
        page.wait_for_selector("body[data-ran]")
        self.assertEqual(page.get_attribute("body", "data-mode"), "puzzles")
        self.assertEqual(page.inner_text("#guide h2"), "first_token")
        self.assertIn("def first_token", page.input_value("#source"))
        self.assertNotIn("query(0)", page.input_value("#source"))
        stranger.close()


class LinkTests(PageTest):
    """Which output becomes which key, query and value, for those who ask."""

    def titles(self, page=None):
        return (page or self.page).locator("#linked .w > title").all_text_contents()

    def test_links_are_drawn_on_demand(self):
        self.write(FLIP, "hello")
        self.assertTrue(self.page.is_hidden("#linked"))
        self.assertFalse(any("weights.js" in request for request in self.requests), "loaded before it is needed")
        self.page.check("#links")
        self.until(lambda: self.titles() == ["length: key of (flip)", "flip: the result"], "links of flip", timeout=15)
        self.assertTrue(self.page.is_hidden("#figure"))
        # The lines have the colours of what they lead to, and are no areas.
        for place, role in [(0, "k"), (1, "o")]:
            line = self.page.locator("#linked .w > path").nth(2 * place)
            stroke, fill = line.evaluate("(path) => [getComputedStyle(path).stroke, getComputedStyle(path).fill]")
            text = self.page.locator(f"#linked .{role}").first.evaluate("(each) => getComputedStyle(each).fill")
            self.assertEqual((stroke, fill), (text, "none"))
        # The picture follows the program, and is what is saved.
        self.after(lambda: self.page.fill("#input", "abc"))
        self.until(lambda: "a" in self.page.locator("#linked .o text").all_text_contents(), "the new input")
        with self.page.expect_download() as download:
            self.page.click("text=SVG")
        self.assertEqual(
            Path(download.value.path()).read_text(), rasp("draw", "--links", "-c", FLIP, "abc") + "\n")
        self.page.uncheck("#links")
        self.assertTrue(self.page.is_visible("#figure"))
        self.assertTrue(self.page.is_hidden("#linked"))

    def test_the_address_keeps_the_choice(self):
        self.write(FLIP, "hello")
        self.page.check("#links")
        self.page.click("#share")
        self.page.wait_for_selector("#toast.shown")
        for address in [self.page.url, self.page.url.replace("#", "?view=figure#")]:
            other = self.open(address)
            self.until(lambda: len(self.titles(other)) == 2, self.titles(other))

    def test_where_there_is_no_head_there_is_no_switch(self):
        self.write("tokens", "ab")
        self.assertTrue(self.page.is_hidden("#links"))
        self.write(FLIP, "ab")
        self.page.check("#links")
        self.until(lambda: len(self.titles()) == 2, "links")
        self.write("key(tokens) == query(tokens)")
        self.assertTrue(self.page.is_visible("#figure"))

    def test_links_on_a_phone(self):
        self.page.set_viewport_size({"width": 320, "height": 640})
        self.after(lambda: self.page.select_option("#example", "add"))
        self.page.check("#links")
        self.until(lambda: len(self.titles()) > 10, self.titles())
        self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), 320)


class GlossaryTests(PageTest):
    """Words lead to what they mean: the tables of Docs/glossary.md."""

    @staticmethod
    def meaning(words):
        """What stands in the table, without its marks for code."""
        text = (ROOT / "Docs" / "glossary.md").read_text()
        return re.search(rf"^\| {re.escape(words)} \| (.*?) \|", text, re.MULTILINE)[1].replace("`", "")

    def defined(self, locator):
        locator.click()
        self.page.wait_for_selector("#definition:popover-open")
        text = self.page.inner_text("#definition p")
        self.page.keyboard.press("Escape")
        self.assertFalse(self.page.is_visible("#definition"))
        return text

    def test_words_of_the_tour(self):
        self.after(lambda: self.page.click("nav >> text=Tour"))
        self.assertEqual(
            self.defined(self.page.locator("#guide .term", has_text="s-op")), f"s-op: {self.meaning('s-op')}")
        known = set()
        for step in self.page.locator("#guide select option").all():
            value = step.get_attribute("value")
            self.after(lambda: self.page.select_option("#guide select", value))
            words = self.page.locator("#guide .term").all_inner_texts()
            self.assertEqual(len(words), len(set(words)), "once a step")
            known.update(word.lower() for word in words)
        for word in ["s-op", "selector", "query", "key", "layer", "causal", "head"]:
            self.assertTrue(any(each.startswith(word) for each in known), (word, known))

    def test_words_elsewhere(self):
        self.write(FLIP, "hello")
        self.assertEqual(
            self.defined(self.page.locator(".legend .term", has_text="keys")), f"key, query: {self.meaning('key, query')}")
        self.page.click("#tab-heads")
        self.assertEqual(
            self.defined(self.page.locator("th .term", has_text="Attends where")), f"selector: {self.meaning('selector')}")
        self.page.click("#tab-weights")
        self.page.click("#compile")
        self.page.wait_for_selector("#sizes .term")
        self.assertEqual(
            self.defined(self.page.locator("#sizes .term", has_text="d_model")), f"d_model: {self.meaning('d_model')}")
        self.after(lambda: self.page.click("nav >> text=Puzzles"))
        self.assertEqual(self.defined(self.page.locator(".par .term")), f"par: {self.meaning('par')}")

    def test_all_words(self):
        self.page.click("#words")
        shown = self.page.locator("#glossary dt").all_inner_texts()
        for words in ["s-op", "selector", "aggregate", "head", "par", "residual stream", "d_model"]:
            self.assertIn(words, shown)
        self.assertNotIn("diagnostic", shown)
        self.page.keyboard.press("Escape")
        self.assertFalse(self.page.is_visible("#glossary"))
        self.page.click("#words")
        self.page.click("#glossary >> text=Close")
        self.assertFalse(self.page.is_visible("#glossary"))


class TourTests(PageTest):
    """The tour shows its figure at every step without scrolling."""

    VISIBLE = """() => {
      const box = document.getElementById("figure").getBoundingClientRect();
      const frame = document.getElementById("panels").getBoundingClientRect();
      const sentence = document.getElementById("sentence").getBoundingClientRect();
      const below = sentence.height > 0 ? sentence.top : Infinity;
      const top = Math.max(0, box.top, frame.top), bottom = Math.min(innerHeight, box.bottom, frame.bottom, below);
      const places = [0.1, 0.5, 0.9].map((part) => top + part * (bottom - top));
      const isClear = places.every((y) => document.elementFromPoint(box.left + 30, y)?.closest("#figure"));
      return isClear ? (bottom - top) / Math.min(box.height, 240) : 0;
    }"""

    def test_the_figure_is_in_sight_at_every_step(self):
        for width, height in [(1366, 768), (375, 812)]:
            self.page.set_viewport_size({"width": width, "height": height})
            self.after(lambda: self.page.click("nav >> text=Tour"))
            self.after(lambda: self.page.select_option("#guide select", "tokens"))
            steps = self.page.locator("#guide select option").count()
            for step in range(1, steps + 1):
                with self.subTest(width=width, step=step):
                    self.assertGreaterEqual(self.page.evaluate(self.VISIBLE), 1)
                    self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), width)
                if step < steps:
                    self.after(lambda: self.page.click("#guide button.primary"))
            if width < 1000:
                # The figure stays beside the editor, which is below it.
                self.page.locator("#input").scroll_into_view_if_needed()
                self.assertGreaterEqual(self.page.evaluate(self.VISIBLE), 1)
                self.page.click("#input")
            self.after(lambda: self.page.click("nav >> text=Playground"))

    #: What the answers that are programs give on their inputs; a selector has no result.
    ANSWERS = {
        "tokens": list("01234"), "elementwise": list("HELLO"), "selector": [], "order": [], "value": list("ello_"),
        "sum": ["4", "3.0", "4.0"], "running": ["3", "4", "2", "2", "2"], "length": ["2"] * 5,
        "functions": list("___he"), "sort": ["5", "5", "3", "2", "2"], "nearest": list("abbbcc"), "best": ["2"] * 5,
        "circuits": list("012100"), "split": list("0000345"), "digits": ["0", "0", "0", "0", "5", "7", "9"],
    }

    def test_each_attempt_is_answered(self):
        self.after(lambda: self.page.click("nav >> text=Tour"))
        steps = [each.get_attribute("value") for each in self.page.locator("#guide select option").all()]
        answered = []
        for step in steps:
            self.after(lambda: self.page.select_option("#guide select", step))
            self.assertTrue(self.page.is_hidden(".answer p"))
            self.page.click(".answer summary")
            self.assertGreater(len(self.page.inner_text(".answer p")), 20)
            program = self.page.locator(".answer > button")
            if program.count() == 1:
                before = self.page.input_value("#source")
                self.after(program.click)
                self.until(lambda: self.tokens() == self.ANSWERS[step], (step, self.tokens()))
                self.assertEqual(self.errors(), [], step)
                answered.append(step)
                self.after(self.page.go_back)
                self.assertEqual(self.page.input_value("#source"), before)
        self.assertEqual(answered, list(self.ANSWERS))

    def test_a_step_leads_to_the_circuits(self):
        circuits = {path.stem: path for path in (ROOT / "Examples" / "Circuits").glob("*.py")}
        self.after(lambda: self.page.click("nav >> text=Tour"))
        self.after(lambda: self.page.select_option("#guide select", "circuits"))
        buttons = self.page.locator("#guide .circuits button")
        self.assertEqual(buttons.count(), len(circuits))
        texts = set()
        for place in range(len(circuits)):
            self.after(lambda: buttons.nth(place).click())
            self.assertTrue(self.page.is_checked("#causal"))
            self.assertEqual(self.errors(), [])
            texts.add(self.page.input_value("#source"))
            self.after(self.page.go_back)
            self.assertEqual(self.page.input_value("#guide select"), "circuits")
        self.assertEqual(texts, {path.read_text().rstrip() for path in circuits.values()})

    def test_what_the_steps_before_define_is_folded(self):
        self.after(lambda: self.page.click("nav >> text=Tour"))
        self.assertTrue(self.page.is_hidden("#helpers"))
        self.after(lambda: self.page.select_option("#guide select", "split"))
        self.assertEqual(self.page.input_value("#source"), 'split("+", True)')
        self.assertEqual(
            self.page.locator("#helpers summary code").all_inner_texts(),
            ["before", "shift", "ralign", "split", "atoi"])
        self.assertTrue(self.page.is_hidden(".defined"))
        self.page.click("#helpers summary")
        self.assertIn("def ralign", self.page.inner_text(".defined"))
        self.assertEqual(self.page.locator(".defined .definition").first.inner_text(), "shift")
        self.page.click("#helpers summary")
        self.write("def split(separator, first, seq=tokens):\n    return seq\nsplit(1, 2)")
        self.assertEqual(self.tokens(), list("683+345"))
        self.assertEqual(self.errors(), [])


class ColourTests(PageTest):
    """Light and dark."""

    def test_the_button_changes_colours(self):
        background = lambda: self.page.evaluate("getComputedStyle(document.body).backgroundColor")
        light = background()
        self.page.click("#theme")
        self.assertEqual(background(), light)
        self.page.click("#theme")
        self.assertNotEqual(background(), light)
        again = self.open(self.address)
        self.assertEqual(again.get_attribute("html", "data-theme"), "dark")


if __name__ == "__main__":
    unittest.main()
