import RASP
import RASPText

extension Machine {
  /// Python's `str()`.
  func text(_ object: Object) throws(Fault) -> String {
    switch object {
    case .value(.string(let string)): return string
    case .exception(let exception): return try text(of: exception)
    default: return try representation(object)
    }
  }

  /// Python's `repr()`. S-ops and the like show their figures on the example.
  func representation(_ object: Object) throws(Fault) -> String {
    var text = ""
    try write(object, to: &text, depth: 0)
    return text
  }

  private func write(_ object: Object, to text: inout String, depth: Int) throws(Fault) {
    try meter.charge()
    if depth > Limits.nesting { throw .limit(.nesting, Limits.nesting) }
    if text.utf8.count > meter.limits.size { throw .limit(.size, meter.limits.size) }
    switch object {
    case .value(let value): text += value.representation
    case .list(let list): try write(list.items, start: "[", end: "]", to: &text, depth: depth)
    case .tuple(let tuple):
      let end = tuple.items.count == 1 ? ",)" : ")"
      try write(tuple.items, start: "(", end: end, to: &text, depth: depth)
    case .dictionary(let mapping):
      text += "{"
      for (index, key) in mapping.keys.enumerated() {
        if index > 0 { text += ", " }
        try write(key, to: &text, depth: depth + 1)
        text += ": "
        try write(mapping.values[index], to: &text, depth: depth + 1)
      }
      text += "}"
    case .set(let set):
      if set.count == 0 {
        text += "set()"
      } else {
        try write(set.elements, start: "{", end: "}", to: &text, depth: depth)
      }
    case .exception(let exception):
      let end = exception.fault == nil ? exception.arguments : [.string(try self.text(object))]
      try write(end, start: exception.kind.rawValue + "(", end: ")", to: &text, depth: depth)
    case .sequence(let result):
      try write(
        result.output.values.map { .value($0) }, start: "[", end: "]", to: &text, depth: depth)
    case .sop, .tracr, .selector, .key, .query, .matrix: text += try figure(object)
    default: text += object.shortRepresentation
    }
  }

  /// An exception's message: its argument, or all of them, or what the language said.
  private func text(of exception: ExceptionObject) throws(Fault) -> String {
    if let said = exception.said { return said }
    let arguments = exception.arguments
    switch arguments.count {
    case 0: return ""
    case 1:
      return exception.kind == .key
        ? try representation(arguments[0]) : try text(arguments[0])
    default: return try representation(try makeTuple(arguments))
    }
  }

  private func write(
    _ items: [Object], start: String, end: String, to text: inout String, depth: Int
  ) throws(Fault) {
    text += start
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      try write(item, to: &text, depth: depth + 1)
    }
    text += end
  }

  /// A program of so many heads is too large to be drawn; its values are shown alone.
  private static let drawnHeads = 256

  /// The figure of an s-op on the example.
  private func figure(_ sop: SOp) throws(Fault) -> String {
    let program = Program(sop)
    try charge(program, runtime.example)
    do {
      if program.heads.joined().count <= Machine.drawnHeads {
        return try sop.figure(on: runtime.example)
      }
      return Value.jsonArray(try program.run(runtime.example.tokens)) + "\n"
    } catch {
      throw .run(error, at: runtime.place(error.source))
    }
  }

  /// What stands for sequences or matrices, drawn: on the example, or on the input that it was run
  /// on.
  func figure(_ object: Object) throws(Fault) -> String {
    if case .sop(let sop) = object { return try figure(sop) }
    if case .tracr(let tracr) = object { return try figure(tracr.sop) }
    // A position of a figure has one plain value.
    if case .tuples = object { return object.shortRepresentation }
    do {
      switch object {
      case .selector(let selector): return try selector.figure(on: runtime.example)
      case .key(let key): return try key.figure(on: runtime.example)
      case .query(let query): return try query.figure(on: runtime.example)
      case .matrix(let result): return try result.selector.figure(on: result.input)
      case .sequence(let result): return result.output.description
      default: return ""
      }
    } catch {
      throw .run(error, at: runtime.place(error.source))
    }
  }
}

extension Object {
  /// What has no literal.
  fileprivate var shortRepresentation: String {
    switch self {
    case .range(let range):
      let step = range.step == 1 ? "" : ", \(range.step)"
      return "range(\(range.start), \(range.stop)" + step + ")"
    case .function(let closure): return "<function " + closure.code.name + ">"
    case .builtin(let builtin):
      return builtin.isClass
        ? "<class '" + builtin.rawValue + "'>" : "<built-in function " + builtin.rawValue + ">"
    case .unboundMethod(let method): return "<method " + method.name + ">"
    case .exceptionClass(let kind): return "<class '" + kind.rawValue + "'>"
    case .method(let method): return "<method " + method.method.name + ">"
    case .iterator: return "<iterator>"
    case .module(let module): return "<module '" + module.name + "'>"
    case .native(let native): return "<built-in function " + native.name + ">"
    case .partial: return "<partial function>"
    case .annotation(let name): return "typing." + name
    case .tuples: return "<s-op of tuples>"
    default: return ""
    }
  }

  /// The object for a message: its kind, and the value itself if it is short.
  var phrase: String {
    switch self {
    case .unbound, .cell: "nothing"
    case .value(.null): "None"
    case .value(.boolean(let boolean)): boolean ? "True" : "False"
    case .value(.integer(let integer)): "the integer " + String(integer)
    case .value(.double(let double)): "the float " + Value.double(double).representation
    case .value(let string): "the string " + string.representation.cut(to: 40)
    case .list(let list): "a list of \(list.items.count)"
    case .tuple(let tuple): "a tuple of \(tuple.items.count)"
    case .dictionary(let mapping): "a dictionary of \(mapping.count)"
    case .set(let set): "a set of \(set.count)"
    case .range: "a range"
    case .iterator: "an iterator"
    case .function(let closure):
      closure.code.name == "lambda" ? "a lambda" : "the function " + closure.code.name
    case .builtin(let builtin):
      (builtin.isClass ? "the type " : "the function ") + builtin.rawValue
    case .method(let method): "the method " + method.method.name
    case .unboundMethod(let method): "the method " + method.name
    case .exceptionClass(let kind): "the exception " + kind.rawValue
    case .exception(let exception): "the exception " + exception.kind.rawValue
    case .module(let module): "the module " + module.name
    case .native(let native): "the function " + native.name
    case .partial: "a partial function"
    case .annotation(let name): "the type " + name
    case .sop, .tracr: "an s-op"
    case .selector: "a selector"
    case .tuples(let tuples): tuples.role.phrase + " of tuples"
    case .key: "a key"
    case .query: "a query"
    case .sequence: "the result of a run"
    case .matrix: "the matrix of a run"
    }
  }
}
