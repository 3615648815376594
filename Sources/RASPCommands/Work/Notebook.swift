import Foundation
import RASP
import RASPSyntax
import RASPText

/// The code of a Jupyter notebook: its cells in order, each a text of its own.
struct Notebook {
  let cells: [SourceText]
  /// What was passed over, a line each.
  let notes: [String]

  private static let largest = 1 << 28

  /// Whether a file is one, by its name.
  static func isNotebook(_ path: String) -> Bool { path.hasSuffix(".ipynb") }

  /// - Throws: a ``Failure`` if the file cannot be read or is no notebook of Python.
  init(_ path: String) throws {
    let bytes = try FileIO.bytes(path, limit: Notebook.largest) { "there is no file " + path }
    if let fault = NotUTF8(bytes) {
      let start = SourceText(Array(bytes[...fault.offset]), name: path)
      if let diagnostic = SyntaxDiagnostic(unreadable: start) { throw Failure(diagnostic) }
    }
    let file: NotebookFile
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      file = try decoder.decode(NotebookFile.self, from: Data(bytes))
    } catch {
      throw Failure("cannot read \(path): it is no notebook")
    }
    if let language = file.language, language.lowercased() != "python" {
      throw Failure("cannot read \(path): its cells are in \(language), not in Python")
    }
    var (cells, notes): ([SourceText], [String]) = ([], [])
    for (index, text) in file.code.enumerated() {
      let name = "\(path), cell \(index + 1)"
      var cell = NotebookCell(text)
      cell.passOver { line, text in notes.append("\(name), line \(line): passed over: " + text) }
      cells.append(SourceText(cell.text, name: name))
    }
    self.cells = cells
    self.notes = notes
  }

  /// Everything that is wrong with the cells, as far as that can be told without running them. They
  /// are read as one text, since each knows what those before it define.
  func check(_ session: TextSession) -> [SyntaxDiagnostic] {
    var (text, starts): ([UInt8], [Int]) = ([], [])
    for cell in cells {
      starts.append(text.count)
      text += cell.bytes + [UInt8(ascii: "\n")]
    }
    let whole = SourceText(text, name: "")
    return session.check(whole).map { diagnostic in
      guard let place = diagnostic.place else { return diagnostic }
      let index = max(0, (starts.firstIndex { $0 > Int(place.span.start) } ?? starts.count) - 1)
      let (cell, start) = (cells[index], UInt32(starts[index]))
      let end = min(place.span.end, start + UInt32(cell.bytes.count))
      let span = Span(place.span.start - start, max(place.span.start, end) - start)
      return SyntaxDiagnostic(diagnostic.report, at: Place(source: cell, span: span))
    }
  }
}

/// A notebook as its file has it, in the formats 4 and 3.
private struct NotebookFile: Decodable {
  struct Metadata: Decodable {
    struct Language: Decodable {
      var name: String?
    }
    struct Kernel: Decodable {
      var language: String?
    }
    var languageInfo: Language?
    var kernelspec: Kernel?
  }
  struct Cell: Decodable {
    let cellType: String
    var source: Lines?
    var input: Lines?
  }
  struct Worksheet: Decodable {
    let cells: [Cell]
  }

  var metadata: Metadata?
  var cells: [Cell]?
  var worksheets: [Worksheet]?

  var language: String? { metadata?.languageInfo?.name ?? metadata?.kernelspec?.language }

  /// The texts of the cells that are code.
  var code: [String] {
    let all = cells ?? worksheets?.flatMap(\.cells) ?? []
    return all.filter { $0.cellType == "code" }.map { ($0.source ?? $0.input)?.text ?? "" }
  }

  /// A text, or its lines with their ends.
  struct Lines: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text =
        if let lines = try? container.decode([String].self) {
          lines.joined()
        } else {
          try container.decode(String.self)
        }
    }
  }
}

/// The text of a cell, without what is for the notebook and not for Python.
private struct NotebookCell {
  private var lines: [Substring]

  /// What a cell starts with that says how Python is to run, and leaves it Python.
  private static let timing = ["%%capture", "%%time", "%%timeit", "%%prun"]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  var text: String { lines.joined(separator: "\n") }

  /// Empties the lines that start with `%`, `!` or `get_ipython()`, and a cell in another language;
  /// `note` is given each.
  mutating func passOver(_ note: (_ line: Int, _ text: String) -> Void) {
    if let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      lines[first].hasPrefix("%%")
    {
      let magic = String(lines[first].prefix { !$0.isWhitespace })
      note(first + 1, String(lines[first]))
      lines[first] = ""
      if !NotebookCell.timing.contains(magic) { lines = lines.map { _ in "" } }
    }
    var isInString = false
    for (number, line) in lines.enumerated() {
      let words = line.drop { $0 == " " || $0 == "\t" }
      if !isInString, NotebookCell.isMagic(words) {
        note(number + 1, String(words))
        // A block that has nothing else still has something.
        lines[number] = line.prefix(line.count - words.count) + "pass"
      }
      for quotes in ["\"\"\"", "\'\'\'"] {
        let count = line.components(separatedBy: quotes).count - 1
        if count % 2 == 1 { isInString.toggle() }
      }
    }
  }

  private static func isMagic(_ words: Substring) -> Bool {
    if words.hasPrefix("!") || words.hasPrefix("get_ipython()") { return true }
    guard words.hasPrefix("%") else { return false }
    return words.dropFirst().first { $0 != "%" }?.isLetter ?? false
  }
}
