import Foundation
import Testing

/// `rasp playground`: finding, copying and serving the page. The page's own tests are in
/// Tests/Playground.
@Suite struct PlaygroundTests {
  /// A folder that is removed, with a page in it that is no real one.
  private func withFolders(_ body: (_ site: URL, _ folder: URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-playground-" + UUID().uuidString)
    let site = folder.appendingPathComponent("site")
    try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in ["index.html": "<p>page", "module.js": "module", "style.css": "p {}"] {
      try text.write(to: site.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try body(site, folder)
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func copiesThePage() throws {
    try withFolders { site, folder in
      let copy = folder.appendingPathComponent("copy")
      for _ in 0..<2 {
        let result = try Tool.rasp("playground", "--site", site.path, "-o", copy.path)
        #expect(result.status == 0)
        #expect(result.output.contains("index.html"))
        #expect(
          try names(copy) == [".rasp-files.json", "index.html", "module.js", "style.css"])
      }
      #expect(try names(folder) == ["copy", "site"])
    }
  }

  @Test func leavesOtherFoldersAlone() throws {
    try withFolders { site, folder in
      let other = folder.appendingPathComponent("other")
      try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
      try "mine".write(
        to: other.appendingPathComponent("mine.txt"), atomically: true, encoding: .utf8)
      let result = try Tool.rasp("playground", "--site", site.path, "-o", other.path)
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("error: cannot write"))
      #expect(try names(other) == ["mine.txt"])
    }
  }

  @Test func saysWhatIsMissing() throws {
    try withFolders { site, folder in
      let nowhere = folder.appendingPathComponent("no/where").path
      let unwritten = try Tool.rasp("playground", "--site", site.path, "-o", nowhere)
      #expect(unwritten.status == 1)
      #expect(unwritten.errors.contains("there is no folder"))
      let unbuilt = try Tool.rasp("playground", "--site", folder.path, "-o", folder.path + "/new")
      #expect(unbuilt.status == 1)
      #expect(unbuilt.errors.contains("there is no built page"))
    }
  }

  @Test(arguments: [["-o", "x", "--serve"], ["--serve", "80000"], ["--serve", "port"]])
  func wrongUseIsRefused(arguments: [String]) throws {
    #expect(try Tool.run("rasp", ["playground"] + arguments).status == 64)
  }

  @Test func aTakenPortIsAnError() throws {
    try withFolders { site, _ in
      let server = try Server(site)
      defer { server.stop() }
      let second = try Tool.rasp("playground", "--site", site.path, "--serve", server.port)
      #expect(second.status == 1)
      #expect(second.errors.contains("something else is served there"))
    }
  }

  @Test func servesThePageAndNothingElse() throws {
    try withFolders { site, _ in
      let server = try Server(site)
      defer { server.stop() }
      let page = try server.get("")
      #expect(page.hasPrefix("HTTP/1.1 200 OK"))
      #expect(page.contains("Content-Type: text/html; charset=utf-8"))
      #expect(page.hasSuffix("<p>page"))
      #expect(try server.get("module.js").contains("Content-Type: text/javascript"))
      for path in [
        "nothing", "../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "site",
      ] {
        #expect(try server.get(path).hasPrefix("HTTP/1.1 404"), "\(path)")
      }
      #expect(server.interrupt() == 0)
    }
  }
}

/// A running `rasp playground --serve`.
private final class Server {
  private let process = Process()
  let port: String

  init(_ site: URL) throws {
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "rasp", relativeTo: Tool.products)
    process.arguments = ["playground", "--site", site.path, "--serve", "0"]
    process.standardOutput = pipe
    try process.run()
    var line = ""
    while !line.hasSuffix("\n") {
      let byte = pipe.fileHandleForReading.readData(ofLength: 1)
      if byte.isEmpty { break }
      line += String(decoding: byte, as: UTF8.self)
    }
    let address = try #require(
      line.split(separator: " ").first { $0.hasPrefix("http://127.0.0.1:") })
    port = String(address.dropFirst("http://127.0.0.1:".count).dropLast())
  }

  /// The whole answer to a request for a path, as it comes over the wire.
  func get(_ path: String) throws -> String {
    let request = "GET /\(path) HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n"
    let script = "exec 3<>/dev/tcp/127.0.0.1/\(port); printf '\(request)' >&3; cat <&3"
    return try Tool.shell(script).output
  }

  /// Ctrl-C; gives the exit status.
  func interrupt() -> Int32 {
    process.interrupt()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  func stop() {
    if process.isRunning { process.interrupt() }
    process.waitUntilExit()
  }
}
