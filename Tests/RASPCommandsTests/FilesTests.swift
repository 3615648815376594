import Foundation
import Testing

/// Where commands write: what is refused, what is replaced, what stays. `Scripts/files` kills them
/// on the way.
@Suite struct FilesTests {
  private static let compile = "rasp compile flip --vocabulary ab --max-length 3 -o"

  /// A folder that is removed, with a folder `here` to work in, a page `site` and a home.
  private func withFolder(_ body: (_ folder: URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("rasp-files-" + UUID().uuidString)
    for name in ["here/.git", "home", "site"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "here/notes.txt": "mine", "here/.git/config": "mine", "site/index.html": "<p>",
      "site/module.js": "m",
    ]
    for (name, text) in files { try write(text, folder.appendingPathComponent(name)) }
    try body(folder)
  }

  private func write(_ text: String, _ file: URL) throws { try Data(text.utf8).write(to: file) }

  /// A command of the shell in the folder `here`.
  private func run(_ command: String, _ folder: URL) throws -> Tool {
    try Tool.shell("export HOME='\(folder.path)/home'; cd '\(folder.path)/here' && \(command)")
  }

  /// All that is in a folder: files with their texts, links with where they point.
  private func contents(_ folder: URL) throws -> [String: String] {
    var contents: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let place = folder.appendingPathComponent(path).path
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: place)
      let data = FileManager.default.contents(atPath: place) ?? Data()
      contents[path] = link.map { "-> " + $0 } ?? String(decoding: data, as: UTF8.self)
    }
    return contents
  }

  private func names(_ folder: URL) throws -> [String] { try contents(folder).keys.sorted() }

  /// A command that must fail and change nothing.
  private func expectRefusal(_ command: String, _ message: String, _ folder: URL) throws {
    let before = try contents(folder)
    let result = try run(command, folder)
    #expect(result.status == 1, "\(command)")
    #expect(result.output == "", "\(command)")
    #expect(result.errors == "error: \(message)\n", "\(command)")
    #expect(try contents(folder) == before, "\(command)")
  }

  @Test(arguments: [compile, "rasp playground --site ../site -o"])
  func foldersThatHoldAllOfSomebodysFilesAreRefused(command: String) throws {
    try withFolder { folder in
      let alone = ": name a folder that is for this alone"
      let empty = "cannot write to an empty path: name a place (or is a variable not set?)"
      let cases = [
        ("\"$UNSET\"", empty), ("''", empty),
        (".", "cannot write .: it is the current folder" + alone),
        ("./", "cannot write ./: it is the current folder" + alone),
        ("../here/.", "cannot write ../here/.: it is the current folder" + alone),
        ("..", "cannot write ..: the current folder is in it" + alone),
        (".git/../..", "cannot write .git/../..: the current folder is in it" + alone),
        ("/", "cannot write /: it is the root of all folders"),
        ("../home", "cannot write ../home: it is your home" + alone),
        ("/tmp/..", "cannot write /tmp/..: it is the root of all folders"),
      ]
      for (path, message) in cases { try expectRefusal("\(command) \(path)", message, folder) }
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/here/link", withDestinationPath: "..")
      try expectRefusal(
        "\(command) link", "cannot write link: the current folder is in it" + alone, folder)
    }
  }

  @Test func foldersWithOtherFilesAreRefused() throws {
    try withFolder { folder in
      let other = folder.appendingPathComponent("here/other")
      try FileManager.default.createDirectory(
        at: other.appendingPathComponent(".git"), withIntermediateDirectories: true)
      for name in [".git/config", "CNAME", "model.json", "index.html", "module.js"] {
        try write("{}", other.appendingPathComponent(name))
      }
      let message =
        "cannot write other: it holds .git/, CNAME, index.html and 2 more, which rasp did not write "
        + "(there is no .rasp-files.json): name another folder"
      try expectRefusal(FilesTests.compile + " other", message, folder)
      try expectRefusal("rasp playground --site ../site -o other", message, folder)
    }
  }

  @Test func onlyWhatWasWrittenIsReplaced() throws {
    try withFolder { folder in
      let here = folder.appendingPathComponent("here")
      let model = here.appendingPathComponent("model")
      let all = FilesTests.compile + " model --format onnx,huggingface"
      #expect(try run(all, folder).status == 0)
      #expect(try names(model).contains("huggingface/config.json"))
      #expect(try run(FilesTests.compile + " model", folder).status == 0)
      #expect(
        try names(model) == [
          ".rasp-files.json", "README.md", "model.json", "program.json", "weights.safetensors",
        ])
      try expectRefusal(
        "rasp playground --site ../site -o model",
        "cannot write model: it holds a model, not a page: name another folder", folder)
      try write("mine", model.appendingPathComponent("mine.txt"))
      try FileManager.default.createDirectory(
        at: model.appendingPathComponent("logs"), withIntermediateDirectories: true)
      try expectRefusal(
        FilesTests.compile + " model",
        "cannot write model: it holds logs/ and mine.txt, which rasp did not write: "
          + "name another folder", folder)
      #expect(
        try names(here) == [
          ".git", ".git/config", "model", "model/.rasp-files.json", "model/README.md", "model/logs",
          "model/mine.txt", "model/model.json", "model/program.json", "model/weights.safetensors",
          "notes.txt",
        ])
    }
  }

  /// A link in the place of a file that was written is not that file.
  @Test func linksAreNotFollowedIntoOtherFolders() throws {
    try withFolder { folder in
      #expect(try run(FilesTests.compile + " model", folder).status == 0)
      let links = "rm model/model.json; ln -s ../notes.txt model/model.json; "
      _ = try run(links + "ln -s ../.git model/huggingface", folder)
      try expectRefusal(
        FilesTests.compile + " model",
        "cannot write model: it holds huggingface and model.json, which rasp did not write: "
          + "name another folder", folder)
    }
  }

  @Test func aLinkIsFollowed() throws {
    try withFolder { folder in
      let here = folder.appendingPathComponent("here")
      let result = try run("ln -s ../target link; \(FilesTests.compile) link/", folder)
      #expect(result.status == 0)
      #expect(result.output.contains("wrote link/model.json\n"))
      #expect(try names(folder.appendingPathComponent("target")).contains("model.json"))
      #expect(try run(FilesTests.compile + " link", folder).status == 0)
      #expect(try contents(here)["link"] == "-> ../target")
      #expect(try names(folder).filter { $0.contains(".rasp-new") } == [])
      let figure =
        "touch ../old.svg; chmod 640 ../old.svg; ln -s ../old.svg figure.svg; "
        + "rasp draw flip -o figure.svg && stat -L -c %a figure.svg"
      #expect(try run(figure, folder).output == "640\n")
      #expect(try contents(here)["figure.svg"] == "-> ../old.svg")
      #expect(try contents(folder)["old.svg"]?.hasPrefix("<svg") == true)
    }
  }

  /// No message of the system reaches a user as it stands.
  @Test func pathsThatCannotBeWritten() throws {
    try withFolder { folder in
      _ = try run("ln -s b a; ln -s a b", folder)
      let long = String(repeating: "n", count: 256)
      let cases = [
        ("nowhere/m", "there is no folder nowhere"), ("notes.txt", "it is a file, not a folder"),
        ("notes.txt/m", "a part of the path is no folder"),
        ("a", "its links lead in a circle"), (long, "the name is too long"),
        ("/proc/m", "there is no such file or folder"),
      ]
      for (path, reason) in cases {
        try expectRefusal(
          FilesTests.compile + " " + path, "cannot write \(path): \(reason)", folder)
      }
      for (path, reason) in [
        (".git", "it is a folder"), ("nowhere/m", "there is no folder nowhere"),
        ("/dev/full", "no space is left there"), ("new/", "that is the name of a folder"),
      ] {
        try expectRefusal(
          "rasp draw flip -o \(path)", "cannot write \(path): \(reason)", folder)
      }
      try expectRefusal(
        "rasp draw flip -o ''",
        "cannot write to an empty path: name a place (or is a variable not set?)", folder)
      try expectRefusal(
        "rasp puzzles new notes.txt", "notes.txt exists; it is left as it is", folder)
      try expectRefusal(
        "rasp predict notes.txt a",
        "cannot read notes.txt/model.json: a part of the path is no folder",
        folder)
      try expectRefusal(
        "rasp check ../here", "cannot read ../here: it is a folder", folder)
      try expectRefusal("rasp run flip < .", "cannot read standard input: it is a folder", folder)
      try expectRefusal(
        "(ulimit -f 1; rasp draw flip -o big.svg)",
        "cannot write big.svg: the file would be larger than is allowed here", folder)
    }
  }

  @Test func aFigureGoesToAStreamAsItIs() throws {
    try withFolder { folder in
      let svg = try run("rasp draw flip", folder).output
      #expect(try run("rasp draw flip -o /dev/stdout", folder).output == svg)
      #expect(try run("rasp draw flip -o /dev/stdout | cat", folder).output == svg)
      #expect(
        try run("echo first > f.svg; rasp draw flip -o /dev/stdout >> f.svg; cat f.svg", folder)
          .output == "first\n" + svg)
    }
  }
}
