import Foundation

#if FUZZER
  // `Scripts/fuzz-coverage` compiles this with the address sanitizer and with libFuzzer, which
  // chooses the bytes.
  private typealias Arguments = UnsafeMutablePointer<
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  >

  @_silgen_name("LLVMFuzzerRunDriver")
  private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: Arguments,
    _ attempt: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt

  private let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["RASP_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else { fatalError("no target is called \(name)") }
    return target
  }()

  /// What libFuzzer's own `main` calls, and this package's too, as a program here has one.
  @_cdecl("LLVMFuzzerTestOneInput")
  func attempt(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.attempt(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
  }

  @main enum Entry {
    static func main() {
      var (count, arguments) = (CommandLine.argc, CommandLine.unsafeArgv)
      exit(runFuzzer(&count, &arguments, attempt))
    }
  }
#else
  /// `fuzz-target FOLDER`: tries the files of the folders that are called as targets are.
  @main enum Entry {
    static func main() throws {
      guard CommandLine.arguments.count == 2 else {
        print(FuzzTarget.allCases.map { $0.rawValue }.joined(separator: " "))
        return
      }
      let folder = URL(fileURLWithPath: CommandLine.arguments[1])
      var count = 0
      for target in FuzzTarget.allCases {
        let place = folder.appendingPathComponent(target.rawValue).path
        for name in try FileManager.default.contentsOfDirectory(atPath: place).sorted() {
          let data = try Data(contentsOf: URL(fileURLWithPath: place + "/" + name))
          target.attempt([UInt8](data))
          count += 1
        }
      }
      print("fuzzed: \(count) kept inputs")
    }
  }
#endif
