"""Addresses that no page has made, and requests that no page sends.

RASP_LINKS and RASP_PAGE_REQUESTS say how many, RASP_SEED with which seed.
"""
import base64
import json
import os
import random
import sys
import unittest
import zlib

from support import SITE, Browser, PageTest
from test_module import START

LINKS = int(os.environ.get("RASP_LINKS", "20"))
REQUESTS = int(os.environ.get("RASP_PAGE_REQUESTS", "1000"))
SEED = int(os.environ.get("RASP_SEED", "20210613"))
SOURCES = ["tokens", "indices * 2", "key(tokens) == query(tokens)", "(key(1) == query(1)).value(1)", "tokens +", "",
           "def f(x):\n  return x + 1\nf(indices)", "tokens;", "1", '"é"', "import math\ntokens", "x = ["]
SCALARS = [None, "", "__proto__", "constructor", -1, 9e15, 0.5, 2**53, True, 1e300, "a" * 2000, -0.0, "\u0000", "\ud800"]


def packed(data):
    """Bytes as an address has them."""
    compressor = zlib.compressobj(wbits=-15)
    data = compressor.compress(data) + compressor.flush()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Choice(random.Random):
    """Random links and requests."""

    def state(self):
        """What an address holds, with parts that are not what they should be."""
        state = {
            "mode": self.choice(["play", "tour", "puzzles"]), "dialect": self.choice(["raspy", "rasp", "crasp", "brasp"]),
            "source": self.choice(SOURCES), "input": self.choice(["ab", "", "[1,2]", "é", "[1,"]), "call": "",
            "causal": self.random() < 0.5, "step": self.choice([0, 1, 2, -7, 1e9]), "tour": self.choice(["", "select", "x"]),
            "puzzle": self.choice(["shift", "add", "x"]), "tab": self.choice(["figure", "weights", "x"]),
            "vocabulary": self.choice(["", "ab", "[1"]), "maximumLength": self.choice(["", "3", "-1", "1e9"])}
        for _ in range(self.choice([0, 0, 1, 3])):
            state[self.choice([*state, "other"])] = self.choice([*SCALARS, [], {}, [[1]], {"a": 1}])
        for name in self.sample([*state], self.choice([0, 0, 1, 5, 12])):
            del state[name]
        return self.choice([state] * 9 + [[], 1, None, "a", [state]])

    def changed(self, data):
        """Bytes with some of them removed, added or replaced."""
        data = bytearray(data)
        for _ in range(self.randint(1, 4)):
            place = self.randrange(len(data) + 1)
            data[place:place + self.choice([0, 1, 5])] = self.choice([b"", b"\0", b'"', b"[" * 500, self.randbytes(3)])
        return bytes(data)

    def link(self):
        """What stands behind the address of the page."""
        data = json.dumps(self.state()).encode()
        kind = self.random()
        if kind < 0.1:
            data = b'{"source": "' + b" " * self.choice([900_000, 5_000_000]) + b'tokens"}'
        elif kind < 0.3:
            data = self.changed(data)
        letters = packed(data)
        if kind > 0.7:
            letters = self.changed(letters.encode()).decode("latin-1").translate({10: None, 13: None})
        query = self.choice(["", "", "", "?view=figure", "?view=", "?view=figure&view=x", "?%", "?" + "a" * 2000])
        return query + self.choice(["#s="] * 18 + ["#s", "#"]) + letters

    def request(self):
        """A request to the module, mostly of a kind that it knows."""
        flag, place = self.random() < 0.5, self.randint(-1, 4)
        words = self.choice([
            ["run", "raspy", self.choice(SOURCES), None, self.choice(["ab", "", "[1,2]"]), flag],
            ["cell", place, self.randint(0, 2), self.randint(0, 2)], ["output", place, self.randint(0, 2)], ["figure"],
            ["plan"], ["about"], ["check", "raspy", self.choice(["shift", "add", "x"]), self.choice(SOURCES)]])
        if self.random() < 0.2:
            words[self.randrange(len(words))] = self.choice(SCALARS)
        if self.random() < 0.1:
            words = words[:self.randrange(len(words))]
        text = json.dumps(words)
        return self.changed(text.encode()).decode(errors="replace") if self.random() < 0.2 else text


class LinkTests(PageTest):
    def test_any_address_shows_a_page(self):
        choice, broken = Choice(SEED), 0
        for number in range(LINKS):
            link = choice.link()
            with self.subTest(number=number, link=link[:300]):
                self.page.goto("about:blank")
                self.page.goto(self.address + link)
                self.page.wait_for_selector("body[data-ran]")
                broken += "is broken" in (self.page.text_content("#toast") or "")
                self.assertEqual(self.faults, [])
        # The last link may have hidden the editor.
        self.page.goto("about:blank")
        self.page.goto(self.address)
        self.page.wait_for_selector("body[data-ran]")
        self.write("tokens", "ab")
        self.assertEqual(self.tokens(), ["a", "b"])
        self.assertTrue(0 < broken < LINKS)
        print(f"fuzzed: {LINKS} links of the page", file=sys.stderr)


class RequestTests(unittest.TestCase):
    def test_any_request_has_a_reply(self):
        page = Browser.get().new_context().new_page()
        page.add_script_tag(path=str(SITE / "module.js"))
        page.evaluate(START)
        choice, refused = Choice(SEED), 0
        requests = [choice.request() for _ in range(REQUESTS)]
        for start in range(0, REQUESTS, 200):
            part = requests[start:start + 200]
            replies = page.evaluate("requests => requests.map((request) => ask(request))", part)
            for request, reply in zip(part, replies, strict=True):
                with self.subTest(request=request):
                    refused += "refused" in dict(json.loads(reply))
        self.assertTrue(0 < refused < REQUESTS)
        print(f"fuzzed: {REQUESTS} requests to the page's module", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
