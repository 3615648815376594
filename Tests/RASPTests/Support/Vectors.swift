import Foundation

@testable import RASP

/// What Python answers, written down by `Tests/Vectors/generate.py`.
enum Vectors {
  /// `[operator, operand, ..., result]`, where a result `!kind` is an error.
  static let arithmetic = lines(of: "arithmetic.txt")
  /// Hexadecimal doubles, and after `=` their exact sum, rounded once.
  static let sums = lines(of: "sums.txt")

  private static func lines(of name: String) -> [String] {
    let file = packageRoot.appending(path: "Tests/Vectors/\(name)")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }
}

extension Problem {
  /// The name of the case, without what it carries.
  var caseName: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}
