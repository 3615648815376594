import RASP
import RASPText

extension ReadingFault {
  var message: String {
    switch self {
    case .text(let fault): fault.message
    case .unclosed(let byte): byte.shown + " is never closed"
    case .unopened(let byte): byte.shown + " closes nothing"
    case .mismatched(let open, let closing):
      closing.shown + " does not close " + open.shown
    case .unclosedString(let isTriple):
      isTriple ? "the string is never closed" : "the string is not closed on its line"
    case .unclosedField(let isTriple):
      isTriple
        ? "the field is never closed with '}'" : "the field is not closed with '}' on its line"
    case .unfinished: "the text ends behind a backslash, which continues a line"
    case .lonelyBrace: "a single '}' in a formatted string"
    case .emptyField: "there is no value between the braces"
    case .unknownConversion(let letter): "'!" + letter.cut(to: 24) + "' is no conversion"
    case .badEscape(let digits): "the escape needs \(digits) hexadecimal digits"
    case .noCharacter(let code): "there is no character number \(code)"
    case .letterAfterNumber: "a number is followed by letters"
    case .badNumber(let text): "'" + text + "' is no number"
    case .leadingZero: "an integer does not start with 0"
    case .inconsistentDedent: "the line is indented like no line of a block around it"
    case .tabsAndSpaces: "the line mixes tabs and spaces unlike the lines around it"
    case .unexpectedIndent: "the line is indented, but no block starts before it"
    case .missingBlock(let keyword): "the block of '" + keyword + "' is missing"
    case .missingColon(let keyword): "':' is missing at the end of the '" + keyword + "' line"
    case .strayColon: "there is nothing here for a ':' to start"
    case .blockOnLine: "a block cannot start in the middle of a line"
    case .unexpectedEnd(let expected): "expected " + expected + ", but the line ends"
    case .unsupported(let construct): construct.message
    case .unknownStatement(let word): "no statement starts with '" + word + "'"
    case .lonely(let keyword): "'" + keyword + "' has no 'if', 'for' or 'while' to belong to"
    case .lonelyHandler(let keyword): "'" + keyword + "' has no 'try' to belong to"
    case .tryAlone: "'try' has no 'except' and no 'finally'"
    case .handlerBehindAll: "no 'except' can stand behind one that takes all exceptions"
    case .handlersNeedBrackets: "several exceptions need brackets around them"
    case .nothingToRaise: "'raise' by itself stands in the block of an 'except'"
    case .misplacedSlash: "'/' stands once, behind the parameters given by position alone"
    case .parameterBehindKeywords: "a parameter stands behind one with '**'"
    case .lonelyStar: "'*' unpacks only among elements or arguments"
    case .twoStars: "'*' can stand only once"
    case .notNeedsBrackets: "'not' behind an operator needs brackets around it"
    case .lambdaNeedsBrackets: "a lambda behind an operator needs brackets around it"
    case .foreignOperator(let text): "'" + text + "' is no operator"
    case .missingElse: "a conditional expression needs an 'else'"
    case .elseInComprehension: "a comprehension's 'if' has no 'else'"
    case .assignmentInExpression: "'=' assigns and cannot stand within an expression"
    case .notAssignable(let what): "cannot assign to " + what.phrase
    case .duplicateParameter(let name): "the parameter '" + name + "' occurs twice"
    case .defaultBefore(let name):
      "the parameter '" + name + "' needs a default, since the one before it has one"
    case .positionAfterKeyword: "an argument without a name stands behind one with a name"
    case .repeatedKeyword(let name): "the argument '" + name + "' is given twice"
    case .outsideLoop(let word): "'" + word + "' is not in a loop"
    case .outsideFunction: "'return' is not in a function"
    case .declaredLate(let name, let keyword):
      "'" + name + "' is used before '" + keyword + "' declares it"
    case .noNonlocal(let name): "no function around this one has a variable '" + name + "'"
    case .starImportInside: "'import *' cannot stand in a function"
    }
  }
}

extension UInt8 {
  fileprivate var shown: String { "'" + String(decoding: [self], as: UTF8.self) + "'" }
}

extension Unassignable {
  fileprivate var phrase: String {
    switch self {
    case .literal: "a literal"
    case .call: "the result of a call"
    case .comparison: "a comparison"
    case .operation: "the result of an operator"
    case .attribute: "an attribute"
    case .slice: "a slice"
    case .star: "a starred name alone"
    case .severalAtOnce: "several names at once with an operator"
    case .expression: "an expression"
    }
  }
}

extension Construct {
  fileprivate var message: String {
    switch self {
    case .classes: "classes are not part of the dialect"
    case .exceptionGroups: "'except*' is not part of the dialect"
    case .with: "'with' is not part of the dialect"
    case .async: "'async' and 'await' are not part of the dialect"
    case .decorators: "decorators are not part of the dialect"
    case .match: "'match' is not part of the dialect"
    case .del: "'del' is not part of the dialect"
    case .yield: "'yield' is not part of the dialect"
    case .walrus: "':=' is not part of the dialect"
    case .matrixProduct: "'@' is not an operator of the dialect"
    case .shifts: "'<<' and '>>' are not operators of the dialect"
    case .bytes: "byte strings are not part of the dialect"
    case .complex: "complex numbers are not part of the dialect"
    case .ellipsis: "'...' is not part of the dialect"
    case .namedCharacters: "'\\N{...}' is not part of the dialect"
    }
  }
}
