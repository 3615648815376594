"""The WebAssembly module by itself, in Chromium: the same programs give the same results as the
original implementation."""
import json
import unittest

from support import ROOT, SITE, Browser

GOLDEN = ROOT.parent / "shared" / "golden" / "raspy.jsonl"
LIBRARY = ROOT / "Tests" / "RASPyTests" / "golden.py"

START = """async () => {
  const packed = Uint8Array.from(atob(self.raspModule ?? self.raspTexts), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = await new Response(bytes).arrayBuffer();
  const module = await WebAssembly.compile(code);
  const language = (await WebAssembly.instantiate(module, {})).exports;
  language._initialize();
  self.ask = (request) => {
    const bytes = new TextEncoder().encode(request);
    const place = language.rasp_alloc(bytes.length);
    new Uint8Array(language.memory.buffer, place, bytes.length).set(bytes);
    const reply = language.rasp_call(place, bytes.length);
    const length = new DataView(language.memory.buffer).getUint32(reply - 4, true);
    return new TextDecoder().decode(new Uint8Array(language.memory.buffer, reply, length));
  };
  return { imports: WebAssembly.Module.imports(module).length, bytes: code.byteLength };
}"""

SELECTORS = {
    "not after and not same index": "~after & (key(indices) != query(indices))",
    "same xor before (as (a|b) & (key != query | key >= query))":
        "(same | before) & ((key(tokens) != query(tokens)) | (key(indices) >= query(indices)))",
}


class ModuleTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.page = Browser.get().new_context().new_page()
        cls.page.add_script_tag(path=str(SITE / "module.js"))
        cls.size = cls.page.evaluate(START)

    def ask(self, *request):
        return json.loads(self.page.evaluate("text => ask(text)", json.dumps(request)))

    def run_program(self, source, text, expression=None):
        return self.ask("run", "raspy", source, expression, text, False)

    def test_it_is_small_and_asks_for_nothing(self):
        self.assertEqual(self.size["imports"], 0)
        self.assertLess(self.size["bytes"], 1_576_000)

    def test_it_tells_of_all_dialects_and_reads_one(self):
        about = self.ask("about")
        self.assertEqual(
            [dialect["id"] for dialect in about["dialects"]], ["raspy", "rasp", "crasp", "brasp"])
        self.assertEqual(about["reads"], ["raspy"])
        self.assertTrue(self.ask("run", "rasp", "tokens;", None, "ab", False).get("refused"))

    def test_the_language_has_its_names_without_an_import_and_with_one(self):
        for source in ["tokens", "from raspy import *\ntokens", "from typing import List\ntokens"]:
            self.assertEqual(self.run_program(source, "ab")["result"], '["a","b"]')
        self.assertIn("no module", str(self.run_program("import math\ntokens", "ab")))

    def test_golden_lines(self):
        if not GOLDEN.exists():
            self.skipTest("../shared/golden/raspy.jsonl is not there")
        lines = [json.loads(line) for line in GOLDEN.read_text().splitlines()]
        self.assertEqual(len(lines), 396)
        library = LIBRARY.read_text()
        for line in lines:
            text = line["input"]
            text = text if isinstance(text, str) else json.dumps(text)
            if "program" in line:
                call = f"{line['program']}({', '.join(map(repr, line['arguments']))})"
                reply = self.run_program(library, text, call)
                self.assertEqual(self.exact(json.loads(reply["result"])), self.exact(line["output"]), line)
                self.assertEqual(reply["layers"], line["layers"], line)
            else:
                selector = SELECTORS.get(line["selector"], line["selector"])
                reply = self.run_program(library, text, selector)
                rows = [[int(cell) for cell in row] for row in reply["heads"][-1]["rows"]]
                self.assertEqual(rows, line["matrix"], line)

    def exact(self, values):
        """Values with their kinds: 1, 1.0 and True are told apart."""
        return [(type(value), value) for value in values]

    def test_large_integers_are_exact(self):
        self.assertEqual(self.run_program("tokens", "[9007199254740993]")["result"], "[9007199254740993]")

    def test_requests_that_cannot_be_answered(self):
        self.run_program("nothing", "a")
        for request in ["", "[", "[]", "[1]", "{}", '["what"]', '["run"]', '["run","french","","","",false]',
                        '["run","raspy","tokens",null,"a"]', '["cell",0,0,0]', '["output",0,0]', '["figure"]',
                        '["plan"]', '["check","raspy","no such","",""]', '["cell",null]']:
            reply = json.loads(self.page.evaluate("text => ask(text)", request))
            self.assertTrue(reply.get("refused"), f"{request} {reply}"[:300])
        self.run_program("key(tokens) == query(tokens)", "ab")
        for request in [["cell", 1, 0, 0], ["cell", 0, 2, 0], ["cell", 0, 0, -1], ["output", -1, 0],
                        ["output", 0, 0], ["cell", 0, 9e15, 0], ["cell", 0, 0.5, 0]]:
            self.assertTrue(self.ask(*request).get("refused"), request)

    def test_the_empty_input(self):
        reply = self.run_program("(key(tokens) == query(tokens)).value(1)", "")
        self.assertEqual((reply["result"], reply["heads"][0]["rows"]), ("[]", []))


class TextsTests(unittest.TestCase):
    """The module that the page loads for texts that the smaller one does not read."""

    @classmethod
    def setUpClass(cls):
        cls.page = Browser.get().new_context().new_page()
        cls.page.add_script_tag(path=str(SITE / "texts.js"))
        cls.size = cls.page.evaluate(START)

    def ask(self, *request):
        return json.loads(self.page.evaluate("text => ask(text)", json.dumps(request)))

    def test_it_asks_for_nothing(self):
        self.assertEqual(self.size["imports"], 0)

    def test_it_reads_all_dialects_and_their_modules(self):
        about = self.ask("about")
        self.assertEqual(about["reads"], [dialect["id"] for dialect in about["dialects"]])
        for dialect, source, result in [
            ("raspy", "import math\ntokens + math.factorial(3)", "[7,8]"),
            ("raspy", "from tracr.rasp import rasp\nrasp.Map(lambda x: x * 2, rasp.tokens)", "[2,4]"),
            ("rasp", "tokens_int + 1;", "[2,3]"),
            ("crasp", '# "1"', "[1,1]"),
            ("brasp", "A(i) = rightmost j [j < i, 1] Q_1(j) : 0", "[false,true]"),
        ]:
            reply = self.ask("run", dialect, source, None, "12" if dialect != "raspy" else "[1,2]", False)
            self.assertEqual(reply.get("result"), result, (source, reply))


if __name__ == "__main__":
    unittest.main()
