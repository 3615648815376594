"""The live figure: its answers, and in Chromium, where a stand-in for a notebook asks them."""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

import swift_rasp_explorer as explorers
from swift_rasp import gallery, key, options, query, select, tokens

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def asked(explorer, *request):
    """What an explorer answers."""
    answers = []
    explorer.send = answers.append
    explorer.answer({"number": 7, "request": list(request)})
    assert answers[0]["number"] == 7
    return answers[0]["reply"]


def test_a_program_is_seen():
    reply = asked(gallery.flip().explore(), "view", "ab", False)
    assert (reply["input"], reply["output"], reply["layers"]) == (["a", "b"], ["b", "a"], 2)
    assert [head["name"] for head in reply["heads"]] == ["length", "flip"]
    assert reply["heads"][1]["rows"] == ["01", "10"]
    assert reply["heads"][1]["svg"].startswith("<svg")
    assert reply["palette"]


def test_what_meets_and_where_it_came_from():
    explorer = gallery.flip().explore("abc")
    assert asked(explorer, "cell", 1, 0, 2) == {
        "sentence": "Position 0 attends to position 2 because key 0 == query 0."
        ' The value "c" found there is its output.'
    }
    reply = asked(explorer, "output", -1, 0)
    assert reply["sentence"].startswith('The result "c" at position 0 comes from')
    assert reply["path"]["inputs"] == [2]
    asked(explorer, "view", "[1, 20]", True)
    assert "no later positions" in asked(explorer, "cell", 1, 0, 1)["sentence"]


def test_what_cannot_be_answered():
    explorer = (tokens + 1).explore("ab")
    assert "no such cell" in asked(explorer, "cell", 0, 0, 0)["refused"]
    assert "no question 'nothing'" in asked(explorer, "nothing")["refused"]
    assert "no JSON array" in asked(explorer, "view", "[1,", False)["refused"]
    assert "a list" in asked(explorer, "view", "[[1]]", False)["refused"]
    failed = asked(explorer, "view", "ab", False)
    assert failed["runErrors"][0]["message"].startswith("+ has no meaning")
    assert "output" not in failed
    assert (
        "up to 100 tokens" in asked(gallery.flip().explore(), "view", "a" * 101, False)["tooLarge"]
    )

    def raises(k, q):
        raise KeyError(k)

    failing = select(tokens, tokens, raises).value(1).explore("ab")
    assert "KeyError" in asked(failing, "view", "ab", False)["runErrors"][0]["message"]
    assert asked(gallery.flip().explore(), "view", "ab", False)["output"] == ["b", "a"]


def test_inputs_as_they_are_typed():
    for given, text in (("abc", "abc"), ([1, "b"], '[1, "b"]'), ("[a", '["[", "a"]'), ([], "")):
        explorer = tokens.explore(given)
        assert explorer.text == text
        assert explorers.tokens_of(text) == list(given)
    assert tokens.explore().text == options.example
    assert tokens([1, 2]).explore().text == "[1, 2]"
    assert (key(tokens) == query(tokens)).explore("ab").text == "ab"


PAGE = """<!doctype html><meta charset="utf-8">
<body data-jp-theme-light="true"><div id="cell"></div>
<script type="module">
  const [listeners, values] = [[], %s];
  const model = {
    get: (name) => values[name],
    on: (_, listener) => listeners.push(listener),
    off: (_, listener) => listeners.splice(listeners.indexOf(listener), 1),
    send: async (message) => {
      const reply = JSON.parse(await answer(JSON.stringify(message)));
      for (const listener of listeners) listener(reply);
    },
  };
  const { default: widget } = await import("/explorer.js");
  self.clean = widget.render({ model, el: document.getElementById("cell") });
</script>"""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        # As root, which tests in a container are, Chromium has no sandbox of its own.
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def serve(page, address, kind, body):
    """Answers a page's requests of an address."""
    page.route(
        address, lambda route: route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)
    )


@pytest.fixture
def shown(browser):
    """Shows an explorer in a page that stands for a notebook; no error may reach its console."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: line.type == "error" and problems.append(line.text))
    page.route(re.compile(".*"), lambda route: route.abort())

    def show(explorer):
        def answer(message):
            answers = []
            explorer.send = answers.append
            explorer.answer(json.loads(message))
            return json.dumps(answers[0])

        page.expose_function("answer", answer)
        values = json.dumps({"text": explorer.text, "causal": explorer.causal})
        script = (Path(explorers.__file__).parent / "explorer.js").read_text()
        serve(page, "http://notebook/", "text/html", PAGE % values)
        serve(page, "http://notebook/explorer.js", "text/javascript", script)
        page.goto("http://notebook/")
        expect(page.locator(".swift-rasp-explorer")).to_have_attribute("data-ran", "1")
        return page

    yield show
    page.close()
    assert problems == []


def test_it_is_drawn_and_answers(shown):
    page = shown(gallery.flip().explore("hello"))
    expect(page.locator(".results button")).to_have_text(list("olleh"))
    expect(page.locator(".row.layer")).to_have_count(2)
    sentence = page.locator("#sentence")
    page.locator(".head").nth(1).locator(".pad").hover(position={"x": 5, "y": 5})
    expect(sentence).to_contain_text("Position 0 does not attend to position 0")
    page.locator(".results button").first.click()
    expect(sentence).to_contain_text('The result "o" at position 0 comes from')
    expect(page.locator(".inputs .traced")).to_have_text("o")


def test_input_and_causal_can_be_changed(shown):
    page = shown(gallery.flip().explore("ab"))
    page.locator("#input").fill("[1, 2, 3]")
    expect(page.locator(".results button")).to_have_text(["3", "2", "1"])
    page.locator("#input").fill("[1, 2")
    expect(page.locator(".message")).to_contain_text("no JSON array")
    expect(page.locator(".fig")).to_have_class(re.compile("stale"))
    page.locator("#input").fill("abc")
    expect(page.locator(".results button")).to_have_text(["c", "b", "a"])
    expect(page.locator(".message")).to_have_count(0)
    page.locator("#causal").check()
    expect(page.locator(".results button")).to_have_text(["a", "0", "0"])


def test_steps_through_layers(shown):
    page = shown(gallery.flip().explore("ab"))
    page.get_by_label("Step one layer back").click()
    page.get_by_label("Step one layer back").click()
    expect(page.locator(".step-text")).to_have_text("layer 1 of 2")
    expect(page.locator(".row.layer.later")).to_have_count(1)


def test_words_lead_to_what_they_mean(shown):
    page = shown(gallery.flip().explore("ab"))
    page.locator(".legend .term").first.click()
    expect(page.locator("#definition")).to_contain_text("key")


def test_colours_follow_the_notebook(shown):
    page = shown(gallery.flip().explore("ab"))
    panel = page.locator(".panel")
    light = panel.evaluate("element => getComputedStyle(element).backgroundColor")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    expect(page.locator(".swift-rasp-explorer")).to_have_attribute("data-theme", "dark")
    assert panel.evaluate("element => getComputedStyle(element).backgroundColor") != light
    page.evaluate("self.clean()")
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    expect(page.locator(".swift-rasp-explorer")).to_have_attribute("data-theme", "dark")


def test_a_failing_program_shows_how_far_it_came(shown):
    page = shown(((key(tokens) == query(tokens)).value(1) + tokens).explore("ab"))
    expect(page.locator(".message")).to_contain_text("+ has no meaning")
    expect(page.locator(".row.layer")).to_have_count(1)
    expect(page.locator(".results")).to_have_count(0)
