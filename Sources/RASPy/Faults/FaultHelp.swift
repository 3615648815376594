import RASP
import RASPText

extension Fault {
  /// The word that may be misspelt.
  var misspelt: String? {
    switch self {
    case .call(.undefinedName(let name)),
      .call(.noAttribute(_, _, let name)),
      .call(.unknownKeyword(_, let name, _)),
      .call(.noMember(let name, _, _)), .call(.noModule(let name, _)),
      .reading(.unknownStatement(let name)):
      name.utf8.count > 1 ? name : nil
    default: nil
    }
  }

  /// Words that may have been meant.
  var knownNames: [String] {
    switch self {
    case .call(.noAttribute(_, let receiver, _)): receiver.methods
    case .call(.unknownKeyword(_, _, let known)): known
    case .call(.noMember(_, _, let known)), .call(.noModule(_, let known)): known
    case .reading(.unknownStatement): Keyword.allCases.map { $0.rawValue }
    default: []
    }
  }

  var help: String? {
    switch self {
    case .reading(let fault): fault.help
    case .call(let fault): fault.help
    case .value(let fault): fault.help
    case .sop(let fault): fault.help
    case .problem(let problem): problem.help
    case .run(let diagnostic, _): diagnostic.problem.help
    case .noProgram(let reason): reason.help
    case .module(let diagnostic): diagnostic.help
    case .limit(let limit, let most): limit.help(most)
    case .cancelled: nil
    }
  }
}

extension CallFault {
  fileprivate var help: String? {
    switch self {
    case .undefinedName(let name): CallFault.namesOfOthers(name)
    case .noModule(_, let known): "there are " + known.listed
    case .noMember(_, _, let known):
      known.isEmpty ? nil : "it has " + known.prefix(CallFault.listedNames).map { $0 }.listed
    case .noAttribute(_, let receiver, let name): receiver.help(name)
    case .unknownKeyword(_, _, let known):
      known.isEmpty ? "its arguments are given by position" : "it has " + known.listed
    case .notCallable(let object):
      object.hasPrefix("the string") || object.hasPrefix("the integer")
        ? "is an operator missing before the bracket?" : nil
    default: nil
    }
  }

  /// So many names at most are listed.
  private static let listedNames = 24

  private static func namesOfOthers(_ name: String) -> String? {
    switch name {
    case "true": "did you mean 'True'?"
    case "false": "did you mean 'False'?"
    case "null", "nil", "none": "did you mean 'None'?"
    case "open", "input", "exec", "eval", "import":
      "a program reads its input from 'tokens' and has no files"
    case "frozenset": "set(...) is there; a tuple can be a key of a dictionary"
    default: nil
    }
  }
}

extension ReadingFault {
  fileprivate var help: String? {
    switch self {
    case .unknownStatement("print"): "print is a function: print(...)"
    case .assignmentInExpression: "'==' compares"
    case .notAssignable(.comparison): "a single '=' assigns"
    case .notAssignable(.attribute): ".name(\"...\") names an s-op"
    case .notAssignable(.slice): "assign to one index, or build a new list with +"
    case .notAssignable(.star): "write *a, = ..."
    case .lonelyStar: "[*values] is a list of them"
    case .tryAlone: "write 'except ValueError:' and a block, or 'finally:'"
    case .handlersNeedBrackets: "write except (A, B):"
    case .nothingToRaise: "raise ValueError(\"...\") raises one"
    case .foreignOperator(let text): ReadingFault.insteadOf(operator: text)
    case .lonelyBrace, .emptyField: "in a formatted string, '{{' and '}}' stand for braces"
    case .unknownConversion: "there are !s, !r and !a"
    case .leadingZero: "0o starts an octal number"
    case .text(.unknownCharacter("!")): "'not' and '!=' exist, and '~' for s-ops"
    case .text(.unknownCharacter("?")): "a conditional expression is: value if test else other"
    case .text(let fault): fault.help
    case .unclosedString(isTriple: false): "\"\"\" starts a string of several lines"
    case .missingElse: "value if test else other"
    case .elseInComprehension: "[a if test else b for x in xs] chooses between values"
    case .unexpectedIndent: "lines of one block start in the same column"
    case .unsupported(let construct): construct.help
    default: nil
    }
  }

  private static func insteadOf(operator text: String) -> String {
    switch text {
    case "&&": "'and' joins truth values, '&' joins s-ops"
    case "||": "'or' joins truth values, '|' joins s-ops"
    case "===": "'==' compares"
    case "<>", "!==": "'!=' compares"
    default: "write x += 1 or x -= 1"
    }
  }
}

extension ValueFault {
  fileprivate var help: String? {
    switch self {
    case .noOperation(_, _, _, let advice): advice.help
    case .noKey(_, let names):
      names.isEmpty ? nil : "it has " + names.prefix(8).map { "'" + $0 + "'" }.listed
    case .notIterable(_, isSOp: true):
      "an s-op has values only when it runs: s-op(\"hello\").toseq()"
    case .noIndex(_, isSOp: true):
      "(key(indices) == query(i)).value(tokens) is the token at position i"
    case .noItemAssignment(_, isSOp: true): "where(indices == i, new, s-op) changes position i"
    case .badPercentFormat: "there are %s %r %d %i %x %o %c %e %f %g, and %% is a percent sign"
    case .badFieldName: "fields are {} {0} {name}, and {{ and }} are braces"
    case .elsewhere(_, let instead): instead
    case .endless: "range(n) counts, and repeat(x, n) repeats"
    case .noElement: "next(iterator, default) gives the default instead"
    case .sumOfStrings: "\"\".join(strings) joins them"
    default: nil
    }
  }
}

extension SOpFault {
  fileprivate var help: String? {
    switch self {
    case .notSequence(_, _, let advice): advice.help
    case .truth(let object, let context): object == "an s-op" ? context.help : context.otherHelp
    case .membership: "s-op.has(values) is true where the value is one of them"
    case .builtinOfSOp(let function, _): SOpFault.insteadOf(function)
    case .keyWithoutQuery: "write key(...) == query(...); scalars can be keys and queries too"
    case .notAnInput: "tokens.input(\"hello\") or tokens.input([1, 2, 3])"
    case .notOneValue: "a sequence has one value at each position"
    case .sopIsNotMade: "start from tokens, indices or raw([...]); SOp.zip(f, a, b) combines s-ops"
    case .notValues, .largeTuple, .impure, .impurePrint: nil
    }
  }

  private static func insteadOf(_ function: String) -> String {
    switch function {
    case "len": "(key(1) == query(1)).value(1) is the length of the input"
    case "abs": "where(x < 0, -x, x) is the absolute value"
    case "round": "s-op.round() rounds each value"
    case "sum": "(key(1) == query(1)).value(x) is the sum of the values"
    case "sorted", "reversed", "min", "max", "any", "all":
      "attention does it: a selector of the positions, then .value(...)"
    case "enumerate", "zip": "indices has the positions; SOp.zip(f, a, b) combines s-ops"
    case "list", "tuple", "dict", "join":
      "s-op(\"hello\").toseq() is a list of its values on an input"
    default: "s-op.map(" + function + ") applies it to each value"
    }
  }
}

extension Construct {
  fileprivate var help: String? {
    switch self {
    case .classes: "functions, lists and dictionaries hold what a program needs"
    case .exceptionGroups: "except (A, B) takes several"
    case .with: "a program has no files: its input is 'tokens'"
    case .async: nil
    case .decorators: "call the function: f = wrap(f)"
    case .match: "use if, elif and else"
    case .del: "list.pop(i) and dictionary.pop(key) take elements out"
    case .yield: "return a list, or write a comprehension"
    case .walrus: "assign in a line of its own"
    case .matrixProduct: "attention is: selector.value(s-op)"
    case .shifts: "x * 2 ** n and x // 2 ** n shift"
    case .bytes: "use an ordinary string"
    case .complex: nil
    case .ellipsis: "'pass' does nothing"
    case .namedCharacters: "write the character itself, or its number: \\u2192"
    }
  }
}

extension TruthContext {
  /// What to write for an s-op.
  fileprivate var help: String? {
    switch self {
    case .condition: "where(condition, a, b) chooses at each position"
    case .comprehension, .assertion, .builtin:
      "run it first: s-op(\"hello\").toseq() is a list of values"
    case .and: "'&' combines s-ops position by position: (a) & (b)"
    case .or: "'|' combines s-ops position by position: (a) | (b)"
    case .not: "'~' negates an s-op position by position"
    case .chain: "compare twice: (a < b) & (b < c)"
    }
  }

  /// What to write for a selector.
  fileprivate var otherHelp: String? {
    switch self {
    case .and: "'&' combines selectors: (a) & (b)"
    case .or: "'|' combines selectors: (a) | (b)"
    case .not: "'~' negates a selector"
    default: nil
    }
  }
}

extension Receiver {
  /// What there is instead of a method.
  fileprivate func help(_ name: String) -> String? {
    switch (self, name) {
    case (.sop, "toseq"): "run it first: s-op(\"hello\").toseq()"
    case (.selector, "name"): "name the s-op: selector.value(...).name(\"...\")"
    case (.selector, "map"), (.selector, "toseq"): "a selector gives an s-op by .value(...)"
    case (.key, _), (.query, _): "compare it: key(...) == query(...) is a selector"
    case (.sop, _) where suggestion(for: name, among: Receiver.selector.methods) != nil:
      "attention is of a selector: (key(...) == query(...)).value(...)"
    default: methods.isEmpty ? nil : "it has " + methods.listed
    }
  }
}

extension Advice {
  fileprivate var help: String? {
    switch self {
    case .none: nil
    case .callIt(let name): name == "lambda" ? "call it" : "call it: " + name + "(...)"
    case .takeValue: "a selector gives an s-op by .value(...)"
    case .operateInside: "compute inside: key(x + 1), and compare keys with queries"
    case .takeElement: "of tuples take an element, [0], or map a function over them"
    case .leaveInputOff: "this has been run already: leave the input off to go on computing"
    }
  }
}

extension Problem {
  fileprivate var help: String? {
    switch self {
    case .notNumbers: "a selector that selects one position at most can move strings"
    case .notEqual: "only(x) is of positions that agree: value(x) adds, mean(x) averages"
    case .noMeaning("+", let values) where values.contains { $0.kind == .string }:
      "str(x) turns a number into a string, and s-op.map(int) digits into integers"
    case .listLength: "raw([...]) and lists fit inputs of their own length only"
    default: nil
    }
  }
}
