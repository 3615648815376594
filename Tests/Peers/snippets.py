"""Random programs of plain Python, of what Docs/raspy.md says the RASPy dialect has.

A production is a text with holes: `<int>` is filled by a production of integers, `<!int>` by one
that does not see the names that the production itself binds. Those stand before a bar, as in
`x:int|[<int> for x in <!ints>]`. A hole may be filled by something else than it asks for, now and
then, so that errors are compared too.
"""

from __future__ import annotations

import random
import re
import warnings

SURPRISE = 0.02
"""How often a hole is filled by a value of any kind."""

BARE = 0.15
"""How often an operation goes without its brackets, so that precedence is compared."""

INTEGERS = [0, 1, 2, 3, 4, 5, 7, 10, 12, 16, 37, 64, 100, 255, 999, 1000, 12345, 10**6]
LARGE = [2**31, 2**32 - 1, 2**53 + 1, 10**12, 10**18, 2**62, 2**63 - 1]
FLOATS = [
    "0.0", "0.1", "0.25", "0.5", "1.0", "1.5", "2.0", "2.5", "2.675", "3.14159", "7.0", "10.0",
    "100.0", "123.456", "1234.5678", "1e-05", "0.0001", "1e-320", "1e15", "1e16", "1.5e16",
    "1e22", "123456789012345.6", "9007199254740993.0", "1e100", "1e300", "5e-324", ".5", "3.",
    "1_000.5", "1e+3", "0.1e1", "1e23", "4.35", "0.045", "99.995",
]  # fmt: skip
WORDS = [
    "", "a", "b", "ab", "abc", "aab", "hello", "Hello World", "a b c", " a ", "a,b,,c", "x=1", "0",
    "7", "-3", "+4", "12", "0x1f", "0b11", "0o17", "1_000", "1__0", "_1", "1_.5", "1e_5", "- 1",
    "+-3", "0x_1f", "0_1", "012", "00", "1e5_0", "1 2", "3.5", "1e3", ".5", "-0",
    " 12 ", "nan", "abcabc", "banana", "A", "aB", "ABC", "a-b", "a\nb", "a\r\nb\n", "a\tb",
    "\t x\n",
    "tic-tac", "'", '"', "'\"", "\\", "{}", "{{", "%", "%d", "%s", "ab" * 5, "they're bill's",
    "\x00", "\x07", "\x1c", "a\x1cb", "\x85", "\xa0", "\u2028", "é", "ÄÖ", "ß", "ŉ", "ǆ", "ﬁ", "İ",
    "ı", "Σ", "ΑΣ", "αβγ", "٣", "٣٤", "½", "²", "Ⅷ", "五", "字", "日本", "\u0301", "e\u0301", "😀",
    "𝔘", "𝟘", "\u200b", "\ufeff", "\U000e0001", "\ue000", "ª", "ʰ", "ა", "Ꭰ", "ꭰ", "a😀b",
]  # fmt: skip
CHARACTERS = ["a", "b", "z", "A", " ", "0", "*", "-", "é", "😀", "x", "_"]
NAMES = ["x", "y", "z", "n", "s", "t"]
KINDS = ["int", "float", "str", "bool", "list", "tuple", "dict", "set", "range"]
ERRORS = [
    "ValueError", "TypeError", "KeyError", "IndexError", "ZeroDivisionError", "LookupError",
    "ArithmeticError", "Exception", "(KeyError, ValueError)", "AttributeError", "OverflowError",
]  # fmt: skip

EXPRESSIONS = {
    "int": """
        <int> + <int>; <int> - <int>; <int> * <int>; <int> // <int>; <int> % <int>; -<int>; ~<int>
        +<int>; <int> ** <exponent>; <int> & <int>; <int> | <int>; <int> ^ <int>; abs(<num>)
        len(<collection>); sum(<nums>); ord(<char>); int(<float>); int(<str>); int(<bool>)
        int(<str>, <base>); round(<num>); round(<int>, <small>); max(<ints>); min(<ints>)
        max(<int>, <int>); min(<int>, <int>, <int>); pow(<int>, <small>, <int>); <str>.find(<str>)
        <str>.rfind(<str>); <str>.index(<str>); <str>.count(<str>); <str>.rindex(<str>)
        <str>.find(<str>, <small>); <str>.count(<str>, <small>, <small>); <ints>[<small>]
        <str>.rfind(<str>, <small>, <small>); <str>.find(<str>, <small>, <small>)
        <list>.index(<any>); <list>.count(<any>); <tuple>.index(<any>); <tuple>.count(<any>)
        <int> if <bool> else <int>; <int> and <int>; <int> or <int>; divmod(<int>, <int>)[<bit>]
        <dict>[<str>]; <dict>.get(<str>, <int>); <ints>.pop(<small>); <ints>.pop()
        next(iter(<ints>))
        max(<list>, key=lambda x: <int>); min(<strs>, key=len); max(<ints>, default=<int>)
        x:int|(lambda x: <int>)(<!int>); x:int,y:int|(lambda x, y=<!int>: <int>)(<!int>)
        next(iter(<ints>), <int>); sum(<ints>, <int>); x:int|sum(<int> for x in <!ints>)
        x:ints|(lambda *x: <int>)(<!int>, *<!ints>); x:str|sum(<int> for x in <!str>)
    """,
    "float": """
        <float> + <num>; <float> - <num>; <num> * <float>; <num> / <num>; <num> // <float>
        <num> % <float>; -<float>; <num> ** <exponent>; float(<int>); float(<str>); abs(<float>)
        round(<float>, <small>); sum(<floats>); max(<floats>); min(<floats>); <floats>[<small>]
        divmod(<float>, <num>)[<bit>]; <float> if <bool> else <float>; float(<bool>)
        <float> ** <half>; pow(<num>, <half>); sum(<floats>, <num>); <int> / <int>; <num> % <num>
    """,
    "num": "<int>; <float>; <bool>; <int> + <float>; <bool> + <bool>; <bool> * <num>; max(<nums>)",
    "str": """
        <str> + <str>; <str> * <small>; <small> * <str>; <str>[<small>]; str(<any>); repr(<any>)
        <str>[<bound>:<bound>]; <str>[<bound>:<bound>:<step>]; <str>.upper(); <str>.lower()
        <str>.strip(); <str>.lstrip(<str>); <str>.rstrip(<str>); <str>.strip(<str>); <str>.title()
        <str>.replace(<str>, <str>); <str>.replace(<str>, <str>, <small>); <str>.capitalize()
        <str>.swapcase(); <str>.join(<strs>); <str>.join(<str>); <str>.zfill(<width>)
        <str>.ljust(<width>, <char>); <str>.rjust(<width>); <str>.center(<width>, <char>)
        <str>.center(<width>); <str>.removeprefix(<str>); <str>.removesuffix(<str>); chr(<code>)
        <strs>[<small>]; <str>.split(<str>)[<small>]; <str>.partition(<str>)[<small>]; max(<str>)
        <fstring>; <fstring>; <fstring>; <fstring>; <percent>; <percent>; <percent>; <braces>
        <braces>; <braces>; <str> or <str>; <str> if <bool> else <str>; min(<strs>)
        x:str|''.join(<str> for x in <!str>); ''.join(sorted(<str>)); ''.join(reversed(<str>))
        x:str|(lambda x: <str>)(<!str>); <str>.join(map(str, <list>)); type(<any>).__name__
        max(<strs>, key=len, default=<str>); <str>.strip(None)
    """,
    "bool": """
        <int> < <int>; <num> == <num>; <num> <= <num>; <str> < <str>; <any> == <any>; not <any>
        <any> != <any>; <any> in <list>; <str> in <str>; <str> not in <str>; <any> in <dict>
        <key> in <set>; <list> < <list>; <tuple> <= <tuple>; <tuple> == <tuple>; <num> > <num>
        <int> < <int> < <int>; <num> >= <num> != <int>; <bool> and <bool>; <bool> or <bool>
        bool(<any>); all(<list>); any(<list>); x:int|all(<bool> for x in <!ints>)
        x:int|any(<bool> for x in <!ints>); isinstance(<any>, <class>); <str>.startswith(<str>)
        isinstance(<any>, (<class>, <class>)); <str>.endswith(<str>); <str>.isdigit(); <any> is None
        <str>.isalpha(); <str>.isalnum(); <str>.isspace(); <str>.isupper(); <str>.islower()
        <str>.startswith((<str>, <str>)); <set> <= <set>; <set> < <set>; <set> == <set>
        <set> >= <set>; <set>.issubset(<set>); <set>.issuperset(<ints>); <set>.isdisjoint(<ints>)
        <bool> & <bool>; <bool> ^ <bool>; <bool> | <bool>; <int> in range(<small>, <int>)
        callable(<any>); <any> is not None; <any> < <any>; <dict> == <dict>; <float> == <int>
        type(<any>) == type(<any>); type(<any>) is <class>; range(<small>) == range(<small>)
    """,
    "ints": """
        [<int>, <int>]; [<int>, <int>, <int>]; []; [<int>]; list(range(<small>)); sorted(<ints>)
        list(range(<small>, <small>, <step>)); <ints> + <ints>; <ints> * <small>; list(<ints>)
        <ints>[<bound>:<bound>]; <ints>[<bound>:<bound>:<step>]; sorted(<ints>, reverse=<bool>)
        x:int|[<int> for x in <!ints>]; x:int|[<int> for x in <!ints> if <bool>]
        x:int|list(map(lambda x: <int>, <!ints>)); x:int|list(filter(lambda x: <bool>, <!ints>))
        list(reversed(<ints>)); x:int|sorted(<!ints>, key=lambda x: <any>); [*<ints>, <int>]
        x:int,y:int|[<int> for x, y in zip(<!ints>, <!ints>)]; list(map(len, <strs>)); <ints>.copy()
        x:int,y:int|[<int> for x in <!ints> for y in range(<!small>)]; list(map(int, <str>))
        x:int,y:int|[<int> for x, y in enumerate(<!ints>, <!small>)]; list(map(abs, <ints>))
        x:int|[<int> for x in range(<!small>, <!small>)]; list(map(ord, <str>)); sorted(<set>)
        list(range(<small>)[<bound>:<bound>:<step>]); list(<dict>.values())
    """,
    "floats": """
        [<float>, <float>]; [<float>, <num>, <float>]; [<float>]; <floats> + <floats>
        sorted(<floats>); <floats>[<bound>:<bound>]; x:int|[<float> for x in <!ints>]
    """,
    "nums": "<ints>; <floats>; [<num>, <num>]; (<num>, <num>, <num>); [<bool>, <bool>, <int>]",
    "strs": """
        [<str>, <str>]; [<str>, <str>, <str>]; <str>.split(); <str>.split(<str>); list(<str>)
        <str>.split(<str>, <small>); <str>.splitlines(); sorted(<str>); sorted(<strs>)
        x:str|[<str> for x in <!strs>]; x:str|[<str> for x in <!str> if <bool>]; list(<dict>)
        <str>.split(None, <small>); <str>.split(maxsplit=<small>); sorted(<strs>, key=len)
        list(map(str, <list>)); list(<dict>.keys()); x:str|sorted(<!strs>, key=lambda x: <any>)
        list(map(str.upper, <strs>)); list(<str>.partition(<str>)); sorted(<strs>, key=str.lower)
    """,
    "list": """
        <ints>; <strs>; <floats>; [<any>, <any>]; [<any>]; [<any>, <any>, <any>]; list(<tuple>)
        <list> + <list>; <list> * <small>; <list>[<bound>:<bound>:<step>]; list(<dict>.items())
        list(zip(<list>, <list>)); list(enumerate(<list>)); list(enumerate(<str>, <small>))
        sorted(<list>); x:any|[<any> for x in <!list>]; list(zip(<str>, <ints>, <list>)); [[]]
        x:any,y:any|[<any> for x, y in <!dict>.items()]; list(filter(None, <list>)); [*<str>, <any>]
        sorted(<list>, key=repr); sorted(<list>, key=str, reverse=True); list(<str>) * <small>
        list(reversed(<list>)); sorted(<set>, key=repr); sorted(<dict>.items()); [<list>, <list>]
        x:any|sorted(<!list>, key=lambda x: (<any>, <any>)); sorted(<list>, reverse=<any>)
    """,
    "tuple": """
        (<any>,); (<any>, <any>); (<int>, <str>); (); tuple(<list>); <tuple> + <tuple>; tuple(<str>)
        <tuple> * <small>; <tuple>[<bound>:<bound>]; divmod(<num>, <num>); <str>.partition(<str>)
        tuple(sorted(<ints>)); (<int>, <int>); (*<list>, <any>); x:any|tuple(<any> for x in <!list>)
        x:tuple|(lambda *x: x)(<!any>, *<!list>); <tuple>[<bound>:<bound>:<step>]
    """,
    "dict": """
        {}; {<str>: <int>}; {<str>: <int>, <str>: <int>}; {<key>: <any>, <key>: <any>}; dict(<dict>)
        dict(zip(<strs>, <ints>)); x:str|{<str>: <int> for x in <!strs>}; <dict> | <dict>
        x:int|{<key>: <any> for x in <!ints> if <bool>}; {**<dict>, <str>: <int>}; dict(a=<int>)
        x:any,y:any|{<key>: <any> for x, y in <!dict>.items()}; <dict>.copy(); dict([<tuple>])
        dict(<dict>, b=<any>); dict(<list>); x:dict|(lambda **x: x)(a=<!int>, b=<!any>)
    """,
    "set": """
        set(); {<int>, <int>}; set(<ints>); set(<str>); {<key>, <key>}; <set> | <set>; <set> & <set>
        <set> - <set>; <set> ^ <set>; x:int|{<int> for x in <!ints>}; <set>.union(<ints>)
        <set>.intersection(<set>, <ints>); <set>.difference(<ints>); <set>.copy(); set(<list>)
        <set>.symmetric_difference(<ints>); {<int>, <str>, <tuple>}
    """,
    "any": """
        <int>; <int>; <float>; <str>; <str>; <bool>; <list>; <tuple>; <dict>; None; <ints>; <strs>
        <wild>; <wild>; <nums>; <num>
    """,
    "wild": """
        <any> if <bool> else <any>; <any> or <any>; <any> and <any>; <list>[<small>]
        <tuple>[<small>]; <dict>[<key>]; <dict>.get(<key>); <dict>.get(<key>, <any>); max(<list>)
        <dict>.pop(<key>, <any>); <dict>.setdefault(<key>, <any>); <list>.pop(); min(<list>)
        <list>.pop(<small>); min(<any>, <any>); max(<list>, default=<any>); type(<any>)
        <any> + <any>; <any> * <any>; <any> - <any>; <any>[<any>]; -<any>; len(<any>); sum(<any>)
        <list>.append(<any>); <list>.sort(); <list>.reverse(); <list>.extend(<any>); <list>.clear()
        <list>.insert(<small>, <any>); <list>.remove(<any>); <set>.add(<any>); <set>.discard(<any>)
        <dict>.update(<any>); list(<any>); <any> % <any>; <any> / <any>; sorted(<any>); int(<any>)
        float(<any>); <any> // <any>; <any> ** <small>; <any> | <any>; <any> & <any>; tuple(<any>)
        abs(<any>); round(<any>); round(<any>, <any>); ord(<any>); chr(<any>); <any>[<any>:<any>]
        divmod(<any>, <any>); dict(<any>); <any>(<any>); range(<any>, <any>); int(<any>, <any>)
        range(<small>, <small>, <step>); range(<small>)[<bound>:<bound>]; all(<any>); max(<any>)
        list(zip(<any>, <any>)); list(map(<function>, <any>)); list(enumerate(<any>, <any>))
        pow(<any>, <any>); pow(<any>, <any>, <any>); <str>.join(<any>); <list>.index(<any>)
        <str>.<method>(<any>); <str>.<method>(); <str>.<method>(<any>, <any>); <any>.<method>(<any>)
        <list>.<listmethod>(<any>); <list>.<listmethod>(); <dict>.<dictmethod>(<any>)
        <dict>.<dictmethod>(<any>, <any>); <set>.<settest>(<any>)
        sorted(<set>.<setmethod>(<any>), key=repr); list(reversed(<any>))
        list(filter(<function>, <list>)); next(<any>); next(iter(<any>)); isinstance(<any>, <any>)
        sum(<list>, <any>); sorted(<list>, key=<function>); max(<list>, key=<function>); bool(<any>)
        x:any|(lambda x: <any>)(<!any>); x:any,y:any|(lambda x, y=<!any>: <any>)(<!any>)
        next(iter(<list>), <any>); list(iter(<any>)); <list>.copy(); {*<list>, <int>} == <set>
    """,
    "key": "<int>; <str>; <bool>; None; <float>; (<int>, <str>); <str>; <small>; ()",
    "collection": """
        <str>; <list>; <tuple>; <dict>; <set>; range(<small>); range(<int>, <int>, <step>)
    """,
    "function": """
        len; str; int; float; abs; repr; list; tuple; sum; max; ord; chr; None; bool; sorted
    """,
    "bound": "; ; ; <small>; <small>; None; <int>",
    "exponent": "0; 1; 2; 3; 5; 10; 19; 62; 63; -1; -2; 0.5; True",
    "half": "0.5; -0.5; 1.5; 2; 0; -1; 2.0; 10; 0.1",
    "step": "1; 2; -1; -2; 3; 0; -3; None; <int>",
    "base": "2; 3; 8; 10; 16; 36; 0; 0; 1; 37; -2; <any>",
    "width": "0; 1; 3; 5; 8; 11; -1; <small>; <any>",
    "code": "65; 97; 255; 0x300; 0x1f600; 10; 0; -1; 0x110000; <int>",
    "bit": "0; 1; -1",
}  # fmt: skip

STATEMENTS = """
    $ = <any>; $ = <int>; $ = <str>; $ = <ints>; $ = <list>; $ = <dict>; $ = <float>; $ = <strs>
    $, $ = <int>, <any>; $, *$ = <list>; $, ($, $) = <any>, <tuple>; $ = $ = <ints>; *$, $ = <str>
    @int += <int>; @int -= <int>; @int *= <int>; @float /= <num>; @str += <str>; @int //= <int>
    @int %= <int>; @list += <any>; @ints *= <small>; @any += <any>; @dict |= <dict>; @str *= <small>
    @list[<small>] = <any>; @dict[<key>] = <any>; @ints[<small>] += <int>; @dict[<key>] += <any>
    @list.append(<any>); @ints.sort(); @ints.reverse(); @list.insert(<small>, <any>); @list.pop()
    @list.extend(<any>); @list.remove(<any>); @dict.update(<dict>); @dict.pop(<key>); @strs.sort()
    @dict.setdefault(<key>, <any>); @list.sort(key=repr); @list.clear(); pass; assert <any>, <str>
    raise <error>(<str>); raise <error>; return <any>; @any = @any
"""

BLOCKS = """
    if <bool>:; if <any>:; for $ in <ints>:; for $ in <str>:; for $ in <list>:; while <bool>:
    for $, $ in <dict>.items():; for $, $ in enumerate(<list>):; for $, $ in zip(<list>, <str>):
    try:; try:; def:; for $ in range(<small>):; for $ in <any>:
"""

METHODS = {
    "method": """
        split strip lstrip rstrip replace upper lower index find count capitalize title swapcase
        rindex rfind partition splitlines removeprefix removesuffix startswith endswith isdigit
        isalpha isalnum isspace isupper islower zfill ljust rjust center join format
    """,
    "listmethod": "append extend index count insert pop remove reverse sort copy clear",
    "dictmethod": "get pop setdefault update copy clear",
    "setmethod": "union intersection difference symmetric_difference",
    "settest": "add discard remove issubset issuperset isdisjoint update",
}  # fmt: skip


def productions(text: str) -> list[str]:
    """The productions of a table's text, which semicolons and ends of lines separate."""
    return [part.strip() for line in text.split("\n") if line.strip() for part in line.split(";")]


class Snippets:
    """Draws snippets, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.scope: dict[str, list[str]] = {}
        self.tables = {kind: productions(text) for kind, text in EXPRESSIONS.items()}
        self.statements = productions(STATEMENTS)
        self.blocks = productions(BLOCKS)

    def snippet(self) -> str:
        """The body of a function that can be read, each line indented by four spaces."""
        while True:
            self.scope = {}
            lines: list[str] = []
            if self.random.random() < 0.3:
                for _ in range(self.random.randrange(1, 6)):
                    lines += self.statement(2)
            depth = self.random.choice([1, 2, 2, 3, 3, 4])
            lines.append("return " + self.value("any" if lines else self.kind(), depth))
            body = "\n".join("    " + line for line in lines)
            if len(body) < 4000 and is_readable(body):
                return body

    def kind(self) -> str:
        """What a snippet gives that is one expression: not the sets, as their order differs."""
        return self.random.choice(
            ["int", "float", "str", "str", "bool", "ints", "strs", "list", "tuple", "dict", "wild"]
        )

    # Statements

    def statement(self, depth: int) -> list[str]:
        """The lines of a statement."""
        if depth > 0 and self.random.random() < 0.35:
            return self.block(self.random.choice(self.blocks), depth)
        return [self.binding(self.random.choice(self.statements))]

    def binding(self, template: str) -> str:
        """A line that may bind names (`$`) or change what a variable (`@kind`) has."""
        kinds = re.findall(r"@(\w+)", template)
        for kind in kinds:
            name = self.variable(kind)
            if name is None:
                return self.binding(f"$ = <{kind}>")
            template = template.replace("@" + kind, name, 1)
        line = self.fill(template, 2)
        kind = re.search(r"<(\w+)>", template)
        while "$" in line:
            name = self.random.choice(NAMES)
            line = line.replace("$", name, 1)
            self.bind(name, kind[1] if kind and template.startswith("$ = <") else "any")
        return line

    def block(self, head: str, depth: int) -> list[str]:
        """The lines of a statement with a block."""
        if head == "def:":
            return self.definition(depth)
        limit = []
        if head.startswith("while"):
            limit = ["    k += 1", "    if k > 5: break"]
        lines = [self.binding(head)]
        body = [
            line for _ in range(self.random.randrange(1, 3)) for line in self.statement(depth - 1)
        ]
        if head[:3] in ("for", "whi") and self.random.random() < 0.3:
            body.append(f"if {self.value('bool', 1)}: {self.random.choice(['break', 'continue'])}")
        lines += limit + ["    " + line for line in body]
        if head == "try:":
            lines += self.handlers(depth)
        elif self.random.random() < 0.3:
            lines += ["else:"] + ["    " + line for line in self.statement(depth - 1)]
        return (["k = 0"] if limit else []) + lines

    def handlers(self, depth: int) -> list[str]:
        """What may stand behind the block of a `try`."""
        lines: list[str] = []
        ends = self.random.choice([["except"], ["except", "except"], ["except", "else"],
                                   ["except", "finally"], ["finally"]])  # fmt: skip
        for end in ends:
            error = self.random.choice(ERRORS)
            line = f"except {error} as e" if end == "except" else end
            lines += [line + ":"] + ["    " + line for line in self.statement(depth - 1)]
            if end == "except" and self.random.random() < 0.5:
                lines += ["    " + self.random.choice(["z = type(e).__name__", "raise"])]
        return lines

    def definition(self, depth: int) -> list[str]:
        """A function and a call of it."""
        name = self.random.choice(["g", "h"])
        kept = {kind: list(names) for kind, names in self.scope.items()}
        first, second = self.random.sample(NAMES, 2)
        default = self.value("any", 1)
        self.bind(first, "any")
        self.bind(second, "any")
        body = [line for _ in range(self.random.randrange(2)) for line in self.statement(depth - 1)]
        body.append("return " + self.value("any", 2))
        self.scope = kept
        call = self.random.choice([f"{name}(<any>)", f"{name}(<any>, <any>)",
                                   f"{name}({second}=<any>, {first}=<any>)",
                                   f"{name}(*<list>)"])  # fmt: skip
        result = self.random.choice(NAMES)
        lines = [f"def {name}({first}, {second}={default}):", *("    " + line for line in body)]
        lines.append(f"{result} = {self.fill(call, 2)}")
        self.bind(result, "any")
        return lines

    # Expressions

    def variable(self, kind: str) -> str | None:
        """A name that has such a value."""
        names = self.scope.get(kind) or self.scope.get("any") or []
        return self.random.choice(names) if names else None

    def bind(self, name: str, kind: str) -> None:
        """From here on the name has a value of this kind."""
        for names in self.scope.values():
            while name in names:
                names.remove(name)
        self.scope.setdefault(kind, []).append(name)

    def value(self, kind: str, depth: int) -> str:
        """An expression of a kind."""
        if self.random.random() < SURPRISE and kind in EXPRESSIONS:
            kind = "wild"
        if self.random.random() < 0.35:
            name = self.variable(kind)
            if name is not None and kind not in ("exponent", "bit"):
                return name
        if kind == "small" or (depth <= 0 and kind not in self.tables):
            return self.leaf(kind)
        if kind in self.tables and (depth > 0 or kind not in LEAVES):
            return self.fill(self.random.choice(self.tables[kind]), depth)
        return self.leaf(kind)

    def fill(self, template: str, depth: int) -> str:
        """A production with its holes filled."""
        outer, inner = self.scope, self.scope
        head, bar, body = template.partition("|")
        if bar and re.fullmatch(r"\w+:\w+(,\w+:\w+)*", head):
            template = body
            inner = {kind: list(names) for kind, names in outer.items()}
            for name, _, kind in (pair.partition(":") for pair in head.split(",")):
                self.scope = inner
                self.bind(name, kind)

        def hole(match: re.Match[str]) -> str:
            self.scope = outer if match[1] else inner
            return self.operand(match[2], depth - 1, template)

        filled = re.sub(r"<(!?)(\w+)>", hole, template)
        self.scope = outer
        return filled

    def operand(self, kind: str, depth: int, template: str) -> str:
        """What fills a hole: in brackets, unless it is plain or precedence is to be compared."""
        text = self.value(kind, depth)
        isolated = re.fullmatch(r"\w+|\d+\.\d*|'[^'\\]*'|[\[({].*[\])}]", text) is not None
        if isolated or not text or template == f"<{kind}>" or self.random.random() < BARE:
            return text
        return f"({text})"

    def leaf(self, kind: str) -> str:
        """An expression without holes."""
        draw = self.random
        if kind in METHODS:
            return draw.choice(METHODS[kind].split())
        match kind:
            case "small":
                return str(draw.choice([*range(-3, 8), *range(-12, 13)]))
            case "int":
                number = draw.choice(INTEGERS if draw.random() < 0.8 else LARGE)
                return self.integer(number) if draw.random() < 0.8 else f"-{number}"
            case "float":
                return ("-" if draw.random() < 0.2 else "") + draw.choice(FLOATS)
            case "str":
                return self.literal(draw.choice(WORDS))
            case "char":
                return self.literal(draw.choice(CHARACTERS))
            case "bool":
                return draw.choice(["True", "False"])
            case "class":
                return draw.choice(KINDS)
            case "error":
                return draw.choice([error for error in ERRORS if error[0] != "("])
            case "fstring" | "percent" | "braces":
                return self.formatted(kind)
            case _:
                return self.fill(draw.choice(LEAVES[kind]), 0)

    def integer(self, number: int) -> str:
        """An integer in one of its spellings."""
        spelling = self.random.choice(["{}", "{}", "{}", "{:#x}", "{:#b}", "{:#o}", "{:_}"])
        return spelling.format(number)

    def literal(self, text: str) -> str:
        """A string in one of its spellings."""
        quoted = self.random.choice([repr, ascii])(text)
        if self.random.random() < 0.1 and "\\" not in quoted:
            return "r" + quoted
        return quoted

    # Formats

    def specification(self) -> str:
        """What stands behind the colon of a field, right more often than not."""
        draw = self.random
        text = draw.choice(["", "", "", "<", ">", "^", "=", "*<", "x>", "0^", "é^", "0=", " ="])
        text += draw.choice(["", "", "", "+", "-", " "]) + draw.choice(["", "", "", "", "z", "#"])
        text += draw.choice(["", "", "", "0"]) + draw.choice(["", "", "1", "5", "8", "12", "20"])
        text += draw.choice(["", "", "", ",", "_"]) + draw.choice(
            ["", "", "", ".0", ".1", ".2", ".3", ".10", "."]
        )
        kind: str = draw.choice(["", "", *"dfsxXboeEgG%ncFrq"])
        return text + kind

    def formatted(self, kind: str) -> str:
        """A string that is made by a format."""
        draw = self.random
        value = self.operand(draw.choice(["int", "float", "num", "str", "any", "bool"]), 1, "")
        other = self.operand("any", 1, "")
        if kind == "percent":
            flags = draw.choice(["", "", "-", "+", " ", "0", "#", "-+", "0+", "#0"])
            width = draw.choice(["", "", "5", "10", "3"]) + draw.choice(
                ["", "", ".0", ".2", ".", ".5"]
            )
            text = f"%{flags}{width}{draw.choice('ddsrafgexoXEGcui%q')}"
            return draw.choice([
                f"'{text}' % {value}", f"'{text}' % ({value},)",
                f"'a{text}b%s' % ({value}, {other})",
                f"'{text}' % ({value}, {other})", f"'%(a){text[1:]}' % {{'a': {value}}}",
                f"'%*d' % ({self.value('small', 0)}, {value})", f"'{text}' % {other}",
            ])  # fmt: skip
        conversion = draw.choice(["", "", "", "", "!r", "!s", "!a"])
        colon = draw.choice(["", ":", ":", ":"])
        spec = colon + (self.specification() if colon else "")
        if kind == "fstring":
            inner = value.replace('"', "'")
            equals = draw.choice(["", "", "", "="])
            if draw.random() < 0.1:
                spec = f":{{{draw.choice(['3', '8', '0'])}}}.{{2}}" + draw.choice(
                    ["", "f", "s", "e"]
                )
            return f'f"a{{{inner}{equals}{conversion}{spec}}}{{{{b"'
        name = draw.choice(["", "0", "1", "a", "0[0]", "a[b]", "2", "[1]", "a[-1]"])
        end = draw.choice(["", "{}", "{{", "}}", "{1}", "}", "{a!r:>{1!s:.2}}"])
        template = self.literal("{" + name + conversion + spec + "}" + end)
        return f"{template}.format({value}, {other}, a={value})"


LEAVES: dict[str, list[str]] = {
    "num": ["<int>", "<float>", "<bool>"],
    "ints": ["[]", "[<int>]", "[3, 1, 2]", "[<int>, <int>]"],
    "floats": ["[<float>]", "[0.5, <float>]"],
    "nums": ["[<num>]", "[<int>, <float>]"],
    "strs": ["['a', <str>]", "['b', 'a', 'c']", "[]"],
    "list": ["[]", "[<int>]", "[1, 'a']", "[<str>, <int>]", "[None]", "[[1], [2]]"],
    "tuple": ["()", "(<int>,)", "(1, 'a')", "(<str>, <int>)"],
    "dict": ["{}", "{'a': <int>}", "{'a': 1, 'b': 2}", "{1: 'x', <str>: <int>}"],
    "set": ["set()", "{1, 2}", "{<int>, 3}"],
    "wild": ["<any>", "<any>[<small>]", "-<any>"],
    "any": ["<int>", "<float>", "<str>", "<bool>", "None", "[<int>]", "(1, 2)", "{'a': 1}", "'ab'"],
    "int": [], "float": [], "str": [], "bool": [], "small": [], "char": [], "class": [],
}  # fmt: skip


def is_readable(body: str) -> bool:
    """Whether Python takes the body of a function."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(f"def f():\n{body}\n", "snippet", "exec")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True
