// The tour: the language from tokens to addition. Each step is a text, a program and an input. `helpers`
// are what the steps before it have defined: they are run before the program, and folded above it. `{puzzles}`
// in a text is how many puzzles there are; a step with `circuits` leads to those of the examples.

const length = 'length = (key(1) == query(1)).value(1).name("length")\n';

const functions = `before = key(indices) < query(indices)


def shift(i=1, default="_", seq=tokens):
    return (key(indices) == query(indices - i)).value(seq, default).name("shift")


def ralign(default="-", seq=tokens):
    padding = (key(seq) == query("_")).value(1).name("padding")
    return (key(indices + padding) == query(indices)).value(seq, default).name("ralign")


def split(separator, first, seq=tokens):
    place = (key(seq) == query(separator)).value(indices).name("split")
    if first:
        return ralign("0", where(indices < place, seq, "_"))
    return where(indices > place, seq, "0")


def atoi(seq=tokens):
    return seq.map(lambda c: ord(c) - ord("0"))
`;

const sums = 'x = (atoi(split("+", True)) + atoi(split("+", False))).name("sums")\n';

const marks = '# 1: carries one over, 0: carries none, <: as the column to its right does\n' +
  'carry = shift(-1, "0", where(x > 9, "1", where(x == 9, "<", "0")).name("carries"))\n';

const sliding = `decided = carry != "<"
number = (before | (key(indices) == query(indices))).value(decided).name("number")
following = (key(number) == query(number + 1)) & (key(decided) == query(True))
`;

const slid = 'slid = where(decided, carry, following.value(carry).name("slide"))\n';

export const tour = [
  {
    id: "tokens", title: "A sequence goes in, a sequence comes out",
    text: [
      "A transformer reads all positions of its input at once and computes, at every position, one result. A program here does the same: it is a **sequence operation**, an s-op, and it never changes the length.",
      "The smallest one is `tokens`, the input itself. The other one that is just there is `indices`: at each position its number, counted from 0.",
    ],
    attempt: "Type something else into the input. Then replace `tokens` by `indices`.",
    answer: "Each position gives its own number: 0, 1, 2, 3, 4.",
    solution: 'indices\n',
    source: "tokens\n", input: "hello",
  },
  {
    id: "elementwise", title: "Each position by itself",
    text: [
      "Operators work position by position, all at the same time. A plain number stands at every position. This is what the feed-forward part of a transformer layer can do: compute with what is already there, without looking elsewhere.",
      "`where(condition, a, b)` chooses at each position. It takes the place of an `if`: no position can decide for the others.",
    ],
    attempt: "Make all tokens uppercase: `tokens.map(lambda c: c.upper())`.",
    answer: "`HELLO`: the function is applied at each position by itself.",
    solution: 'tokens.map(lambda c: c.upper())\n',
    source: 'where((tokens == "h") | (tokens == "l"), tokens, "-")\n', input: "hello",
  },
  {
    id: "selector", title: "Who looks at whom",
    text: [
      "To bring something from one position to another, a position has to look there. A **selector** says who looks at whom: a matrix with a row for each position that asks (the **query**) and a column for each that can be looked at (the **key**).",
      "`key(tokens) == query(tokens)` is filled where the two hold the same token. Point at a cell: the sentence below the figure says why it is as it is.",
    ],
    attempt: 'Try `key(tokens) == query("l")`: now every row asks for the same.',
    answer: "All rows are alike: the two columns that hold an `l` are filled.",
    solution: 'key(tokens) == query("l")\n',
    source: "key(tokens) == query(tokens)\n", input: "hello",
  },
  {
    id: "order", title: "Before and after",
    text: [
      "Keys and queries can be compared in order too. With `indices` on both sides, a selector speaks about places, not about what stands there.",
      "`&`, `|` and `~` combine selectors cell by cell. The figure then has a line of keys and a column of queries for each comparison.",
    ],
    attempt: "Change `<` to `<=`, then `&` to `|`, and see what is filled.",
    answer: "With `<=` the diagonal is filled too. With `|` a cell is filled where either of the two holds.",
    solution: 'before = key(indices) <= query(indices)\nsame = key(tokens) == query(tokens)\nbefore | same\n',
    source: "before = key(indices) < query(indices)\nsame = key(tokens) == query(tokens)\nbefore & same\n", input: "banana",
  },
  {
    id: "value", title: "Attention",
    text: [
      "`.value(...)` turns a selector into **attention**: each position fetches the values at the positions that it selects. This is one attention head, and it costs one layer.",
      "Here position 1 asks for the position before it, 0, and gets the token from there. Position 0 asks for position -1, which is not there, so it gets the default.",
      "In the figure, keys are above the matrix, queries to its left, values below it, and what comes out to its right.",
    ],
    attempt: "Shift the other way: `query(indices + 1)`. Then click a result to see where it came from.",
    answer: "Position i asks for position i + 1 now, so it gets the token to its right; the last one gets the default.",
    solution: '(key(indices) == query(indices + 1)).value(tokens, "_").name("shift")\n',
    source: '(key(indices) == query(indices - 1)).value(tokens, "_").name("shift")\n', input: "hello",
  },
  {
    id: "sum", title: "Several at once add up",
    text: [
      "If a position selects several others, their values are added. So counting is attention too: select what should be counted, and let everything be worth 1.",
      "Here each position counts how often its own token occurs.",
    ],
    attempt: "`.mean(...)` averages instead. Try `(key(indices) <= query(indices)).mean(tokens)` on `[4, 2, 6]`.",
    answer: "The averages so far: 4, then 3, then 4.",
    solution: '(key(indices) <= query(indices)).mean(tokens).name("average")\n', solutionInput: "[4, 2, 6]",
    source: '(key(tokens) == query(tokens)).value(1).name("histogram")\n', input: "hello",
  },
  {
    id: "running", title: "A running total",
    text: [
      "Select everything up to your own position, and add: a running total, all positions at once. A loop would need one step a token; attention needs one layer, however long the input is.",
    ],
    attempt: "Only the last three values: `&` another selector, `key(indices) > query(indices - 3)`.",
    answer: "Both have to hold: not to the right, and less than three positions to the left.",
    solution: 'up_to_here = key(indices) <= query(indices)\nrecent = key(indices) > query(indices - 3)\n(up_to_here & recent).value(tokens).name("window")\n',
    source: 'up_to_here = key(indices) <= query(indices)\nup_to_here.value(tokens).name("total")\n', input: "[3, 1, -2, 3, 1]",
  },
  {
    id: "length", title: "How long is the input?",
    text: [
      "A position knows its own number, but not how many others there are. It has to ask: everybody looks at everybody and adds ones. The result is the same everywhere, which is how a transformer keeps a number that all positions need.",
    ],
    attempt: "Count only the vowels: give `.value(...)` something that is 1 at vowels and 0 elsewhere, such as `where(tokens.has(\"aeiou\"), 1, 0)`.",
    answer: "2, at every position: one is added for each vowel.",
    solution: '(key(1) == query(1)).value(where(tokens.has("aeiou"), 1, 0)).name("vowels")\n',
    source: length + "length\n", input: "hello",
  },
  {
    id: "layers", title: "One layer on another",
    text: [
      "Backwards: position i wants the token at position length - 1 - i. The length takes one layer of attention, so what uses it as a key comes in the second.",
      "**Layers** are what a program costs. Heads of one layer run side by side; a layer has to wait for those before it. Step through them with the buttons above the figure.",
    ],
    attempt: "Point at line 3: the head that the line wrote lights up. Click `line 3` at a head to go there.",
    answer: "Line 1 wrote the head of layer 1, line 3 that of layer 2.",
    source: length + '\n(key(length - indices - 1) == query(indices)).value(tokens).name("flip")\n', input: "hello",
  },
  {
    id: "functions", title: "Names for programs",
    text: [
      "A function gives a program a name and parameters. It builds the same heads; nothing is computed until an input is there. What is written twice is still computed once.",
    ],
    attempt: "Nest them: `shift(2, \"_\", shift())`. Why does this take two layers, and `shift(3)` only one?",
    answer: "The outer one fetches what the inner one has fetched, so it has to wait for it. `shift(3)` looks three positions back at once.",
    solution: 'def shift(i=1, default="_", seq=tokens):\n    return (key(indices) == query(indices - i)).value(seq, default).name("shift")\n\n\nshift(2, "_", shift())\n',
    source: 'def shift(i=1, default="_", seq=tokens):\n    return (key(indices) == query(indices - i)).value(seq, default).name("shift")\n\n\nshift(2)\n', input: "hello",
  },
  {
    id: "sort", title: "Sorting without a loop",
    text: [
      "Where does a value belong in the sorted sequence? There are as many places before it as there are smaller values. Each position can count those: one layer.",
      "Equal values would all get the same place, so of equal ones those further left come first. The second layer delivers: position i fetches the value whose place is i.",
    ],
    attempt: "Sort downwards by changing one character.",
    answer: "The place of a value is the number of larger ones: `<` becomes `>` in the line of `place`.",
    solution: 'earlier = (key(indices) < query(indices)) & (key(tokens) == query(tokens))\nplace = (earlier | (key(tokens) > query(tokens))).value(1).name("place")\n(key(place) == query(indices)).value(tokens).name("sort")\n',
    source: 'earlier = (key(indices) < query(indices)) & (key(tokens) == query(tokens))\nplace = (earlier | (key(tokens) < query(tokens))).value(1).name("place")\n(key(place) == query(indices)).value(tokens).name("sort")\n', input: "[5, 3, 2, 5, 2]",
  },
  {
    id: "nearest", title: "The nearest one",
    text: [
      "Values of several selected positions are added. Often only one of them is wanted: the nearest. `.rightmost()` keeps the last selected position of each row, `.leftmost()` the first. Here each gap takes the nearest letter to its left.",
      "This is still one head: the higher the position, the higher its score, and softmax gives everything to the highest. What was selected and passed over is paler in the figure.",
    ],
    attempt: "Fill the gaps from the right: turn `<=` around and take `.leftmost()`.",
    answer: "Of the letters that are not to the left, the first.",
    solution: 'letter = key(tokens != "_") == query(True)\nfrom_here = key(indices) >= query(indices)\n(letter & from_here).leftmost().value(tokens, "_").name("hold")\n',
    source: 'letter = key(tokens != "_") == query(True)\nup_to_here = key(indices) <= query(indices)\n(letter & up_to_here).rightmost().value(tokens, "_").name("hold")\n', input: "a__b_c",
  },
  {
    id: "best", title: "The best one",
    text: [
      "`.best(score)` keeps the selected positions whose score is largest, `.least(score)` those whose score is smallest. Several may be equally good; `.leftmost()` behind it leaves one of them.",
      "So the largest value is everywhere after one layer. By counting, as in the step on sorting, it takes two.",
    ],
    attempt: "Where is it? Fetch `indices` in the place of `tokens`. Then find the smallest.",
    answer: "The largest is at position 1, first of two; the smallest at position 2.",
    solution: '(key(1) == query(1)).least(tokens).leftmost().value(indices).name("smallest")\n',
    source: '(key(1) == query(1)).best(tokens).leftmost().value(tokens).name("maximum")\n', input: "[3, 8, 1, 8, 5]",
  },
  {
    id: "induction", title: "What followed the last time",
    text: [
      "Language models are found to have heads that continue what they have seen: where `a` was followed by `b` before, they expect `b` after the next `a`. Two layers do it: first each position fetches the token before it, then each looks for the nearest position whose token before is its own.",
      "Both heads look to the left only. Such a program is **causal**: it gives the same in a model in which later positions are hidden, as they are in GPT.",
    ],
    attempt: "Click the last result: it came from behind the earlier `b`. Then type a text that repeats itself.",
    answer: "It is `c`, which stands behind the earlier `b`. In a text that repeats itself, all is foretold but its first round.",
    source: 'before = (key(indices) == query(indices - 1)).value(tokens, None).name("before")\nup_to_here = key(indices) <= query(indices)\n(up_to_here & (key(before) == query(tokens))).rightmost().value(tokens, "_").name("induction")\n', input: "abcab",
  },
  {
    id: "circuits", title: "Heads that models have",
    text: [
      "Induction is not the only **circuit** that is found in trained models. Here a head counts the open brackets: everything so far, each `(` worth 1 and each `)` worth -1. Models that read code know their depth in this way.",
      "The others are as small. Open one, with later positions hidden as in GPT; the view **Weights** makes a model of it, to look at or to patch.",
    ],
    circuits: true,
    attempt: "Type brackets that do not close. Then give the brackets `[` and `]` a count of their own.",
    answer: "What does not close leaves a depth above 0 at the end. The second count is a head of its own, in the same layer.",
    solution: 'square = where(tokens == "[", 1, where(tokens == "]", -1, 0))\n(key(indices) <= query(indices)).value(square).name("depth")\n', solutionInput: "([[]])",
    source: 'step = where(tokens == "(", 1, where(tokens == ")", -1, 0))\n(key(indices) <= query(indices)).value(step).name("depth")\n', input: "(()())",
  },
  {
    id: "split", title: "Addition 1: two numbers out of one text",
    text: [
      "Now for something that looks impossible without going from right to left: adding two long numbers. The input is one text, `683+345`, and the result should stand digit by digit at its right end.",
      "First find the `+`: everybody fetches its position. What is left of it is one number. It has to move right so that its last digit stands in the last column: count how far, then fetch from there.",
    ],
    attempt: 'Show the other number: `split("+", False)`. It is in its place already, so it takes fewer layers.',
    answer: "What is behind the `+` is moved nowhere: the tokens before it only become 0.",
    solution: 'split("+", False)\n',
    helpers: functions, source: 'split("+", True)\n', input: "683+345",
  },
  {
    id: "digits", title: "Addition 2: column by column",
    text: [
      "With both numbers at the right end, the digits that belong together share a position, and adding them is elementwise: `ord` turns characters into numbers, `+` adds the columns.",
      "The result is right but for the carries: a column may hold more than 9.",
    ],
    attempt: "Find two numbers where no column exceeds 9. Then this is already the answer.",
    answer: "In `123+456` no column is more than 9.",
    solution: 'x = (atoi(split("+", True)) + atoi(split("+", False))).name("sums")\nx\n', solutionInput: "123+456",
    helpers: functions, source: sums + "x\n", input: "683+345",
  },
  {
    id: "carry", title: "Addition 3: who carries",
    text: [
      "A column of 10 or more carries one over to its left, a column of 8 or less carries nothing, whatever comes from its right. But a column of exactly 9 depends: it passes on what it gets. That one is marked `<`.",
      "The marks are about what a column receives, so they move one position to the left: a shift.",
    ],
    attempt: "Type `195+205`: which columns are marked `<`?",
    answer: "One, the tens: 9 + 0. Its mark stands at the hundreds, which receive what the tens carry.",
    helpers: functions + "\n\n" + sums, source: marks + "carry\n", input: "683+345",
  },
  {
    id: "slide", title: "Addition 4: carries slide",
    text: [
      "Each `<` takes the nearest mark to its right that is not a `<`. No need to go one by one: number the decided marks by a running count, and let each `<` fetch the one with the next number. Two layers, even for a row of a hundred nines.",
      "`&` asks for two things at once: the right number, and that the mark is a decided one.",
    ],
    attempt: "Type `9999+0001` and click the first 1: it came all the way from the right.",
    answer: "Each `<` has fetched the mark of the last column.",
    helpers: functions + "\n\n" + sums + marks, source: sliding + 'where(decided, carry, following.value(carry).name("slide"))\n', input: "695+305",
  },
  {
    id: "addition", title: "Addition 5: the sum",
    text: [
      "Add the carries to the columns, keep the last digit of each, and that is the sum: six attention layers, for numbers of any length.",
      "A program like this is a claim about what a transformer of so many layers is able to compute. A network that is trained might find another way, but it cannot be that there is none: the view **Weights** makes one, and compares it with the program.",
      "That is the whole language. The puzzles are next: {puzzles} tasks, from one head to this one.",
    ],
    attempt: "Can you do the addition in four layers? The puzzle `add` knows whether you can.",
    answer: "Yes, in three: with `leftmost` a nine finds the nearest column to its right that is none in one layer. The menu of examples has it.",
    helpers: functions + "\n\n" + sums + marks + sliding, source: slid + "(x + atoi(slid)) % 10\n", input: "683+345",
  },
];
