import ArgumentParser

/// `rasp playground`: the page that runs programs in a browser, copied to a folder or served.
struct PlaygroundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "playground",
    abstract: "Write the page that runs programs in a browser, or serve it here.",
    discussion: """
      The page is static: it works from any host, from a folder, and as a file. Scripts/playground \
      builds it. Without -o it is served on this machine alone, until Ctrl-C.
      """)

  @Option(name: [.short, .customLong("output")], help: "The folder to write the page to.")
  var output: String?

  @Flag(help: "Serve the page on this machine.")
  var serve = false

  @Argument(help: "The port to serve it at, up to 65535; 0 for any that is free.")
  var port: UInt16?

  @Option(help: "The folder of the built page, if it is not where Scripts/playground leaves it.")
  var site: String?

  func validate() throws {
    if output != nil && (serve || port != nil) {
      throw ValidationError("-o writes the page and --serve serves it: choose one")
    }
  }

  func run() throws {
    if let output {
      let folder = try OutputFolder(output, .page)
      try folder.write(try SiteFolder(named: site).files())
      FileIO.print("open \(output)/index.html in a browser")
    } else {
      try SiteServer(SiteFolder(named: site)).run(port: port ?? 8080)
    }
  }
}
