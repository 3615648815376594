import RASP

/// Running a program on a file of numpy's: one input, or one a row, with one result a value.
struct NumpyRun {
  let program: Program
  let limit: TokenLimit
  /// The file that is read; `nil` for standard input.
  let path: String?

  /// The file of the results, of the same shape.
  /// - Parameter describe: what an error of the program says.
  /// - Throws: a ``Failure``; no result is given if one of several rows fails.
  func callAsFunction(_ describe: (Diagnostic) -> Failure) throws -> [UInt8] {
    let name = path ?? "standard input"
    let bytes = try FileIO.bytes(path ?? "/dev/stdin") { "there is no file " + name }
    let file = try NumpyFile(bytes, name: name)
    try limit.check(file.shape[file.shape.count - 1])
    return try NumpyFile(column: results(file, describe), shape: file.shape).bytes()
  }

  private func results(
    _ file: NumpyFile, _ describe: (Diagnostic) -> Failure
  ) throws -> TypedColumn {
    if file.shape.count == 1 {
      do throws(Diagnostic) { return try program.run(file.column) } catch { throw describe(error) }
    }
    guard let batch = Batch(file.column, starts: file.starts) else {
      preconditionFailure("rows follow one another")
    }
    var outputs = BatchOutput()
    for piece in program.runOnAllCores(batch) { outputs.append(piece) }
    if let fault = outputs.faults.first {
      let messages = describe(fault.diagnostic).messages
      throw Failure("row \(fault.sequence): " + (messages.first ?? ""))
    }
    return outputs.column
  }
}
