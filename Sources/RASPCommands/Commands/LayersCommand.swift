import ArgumentParser
import RASP

/// `rasp layers`: the attention layers and heads of a program, without running it.
struct LayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers", abstract: "Count a program's attention layers and heads.")

  @OptionGroup var program: ProgramOptions

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(help: "Print one JSON object: layers, heads of each layer.")
  var json = false

  func run() throws {
    try program.expect(inputs: 0)
    let program = try program.choose().program(causal: causal)
    FileIO.print(json ? record(program) : LayersTable.text(program))
  }

  private func record(_ program: Program) -> String {
    var record = JSONRecord()
    record.add("layers", String(program.layer))
    record.add("heads", jsonArray(program.heads.map { String($0.count) }))
    if program.isCausal { record.add("causal", "true") }
    return record.text
  }
}

/// A line a head: its layer, its name, what it attends to and fetches.
enum LayersTable {
  static func text(_ program: Program) -> String {
    let heads = Array(program.heads.joined())
    let total =
      count(program.layer, "layer") + ", " + count(heads.count, "head")
      + (program.isCausal ? ", causal" : "")
    if heads.isEmpty { return total }
    let width = heads.map { $0.name?.count ?? 0 }.reduce("head".count, max)
    var text = "layer  " + "head".padding(to: width) + "  attention\n"
    for head in heads {
      let layer = String(head.layer)
      text += String(repeating: " ", count: max(0, 5 - layer.count)) + layer + "  "
      text += (head.name ?? "").padding(to: width) + "  "
      text += program.expression(head.aggregates[0]).cut(to: 100) + "\n"
    }
    return text + total
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)" + (number == 1 ? "" : "s")
  }
}
