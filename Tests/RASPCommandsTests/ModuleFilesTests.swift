import Foundation
import Testing

/// Modules of a program's own, which lie beside its file.
@Suite struct ModuleFilesTests {
  @Test func modulesAndPackagesAreFoundBesideTheFile() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("parts"), withIntermediateDirectories: true)
    _ = try folder.write("from .counting import count\n", to: "parts/__init__.py")
    _ = try folder.write(
      "from base import same\ndef count(): return same.width()\n", to: "parts/counting.py")
    _ = try folder.write(
      "from raspy import *\nsame = key(tokens) == query(tokens)\n", to: "base.py")
    let file = try folder.write("from parts import count\ncount()\n", to: "main.py")
    #expect(try Tool.rasp("run", file, "hello").output == "[1,1,2,2,1]\n")
    #expect(try Tool.rasp("check", file).status == 0)
    #expect(try Tool.rasp("layers", file).status == 0)
  }

  @Test func aFaultNamesTheModulesFile() throws {
    let folder = try Folder()
    let base = try folder.write("x = 1\ny = x +\n", to: "base.py")
    let file = try folder.write("import base\ntokens\n", to: "main.py")
    let result = try Tool.rasp("run", file, "a")
    #expect(result.status != 0)
    #expect(result.errors.contains(base + ":2:8"), "\(result.errors)")
  }

  @Test func theSeedRepeatsARun() throws {
    let text = "import random\ntokens + random.randint(1, 10 ** 6)"
    func run(_ seed: String) throws -> String {
      try Tool.rasp("run", "--seed", seed, "-c", text, "[0]").output
    }
    #expect(try run("1") == run("1"))
    #expect(try run("1") != run("2"))
  }
}
