import Foundation
import RASP
import Testing

private let flip = """
  length = (key(1) == query(1)).value(1).name("length")
  (key(length - indices - 1) == query(indices)).value(tokens).name("flip")
  """

/// What a run gives back.
@Suite struct RunTests {
  private let page = Asking()

  @Test func aProgramGivesItsResultAndHeads() throws {
    let reply = try page.run(flip)
    #expect(reply.text("result") == #"["o","l","l","e","h"]"#)
    #expect(reply.texts("input") == ["h", "e", "l", "l", "o"])
    #expect(reply.number("layers") == 2)
    let heads = reply.objects("heads")
    #expect(heads.map { $0.text("name") } == ["length", "flip"])
    #expect(heads.map { $0.number("layer") } == [1, 2])
    #expect(heads.map { $0.number("line") } == [1, 2])
    #expect(heads[1].texts("rows") == ["00001", "00010", "00100", "01000", "10000"])
    #expect(heads[1].text("caption") == "key((length - indices) - 1) == query(indices)")
    #expect(heads[1].text("value") == "tokens")
  }

  @Test func helpSpeaksOfNoOptions() throws {
    let errors = try page.run("x = 1").objects("errors")
    #expect(errors.map { $0.text("help") } == ["end the text with the s-op to run"])
  }

  @Test func captionsNameHeadsOnlyIfTheNameIsUnique() throws {
    let source = """
      a = (key(1) == query(1)).value(1).name("same")
      b = (key(2) == query(2)).value(1).name("same")
      (key(a) == query(b)).value(1)
      """
    let caption = try page.run(source).objects("heads").last?.text("caption")
    #expect(
      caption == "key((key(1) == query(1)).value(1)) == query((key(2) == query(2)).value(1))")
  }

  @Test func headsAreDrawnWithoutStyleAndTooltips() throws {
    for head in try page.run(flip).objects("heads") {
      let svg = try #require(head.text("svg"))
      #expect(!svg.contains("<style>"))
      #expect(!svg.contains("<title>"))
      #expect(svg.contains("data-columns=\"0 24 48 72 96 120\" data-row=\"24\""))
    }
  }

  @Test func theWholeFigureIsTheCommandLines() throws {
    _ = try page.run("tokens", "ab")
    let svg = try #require(try page.ask("figure").text("svg"))
    #expect(svg.contains("<style>"))
  }

  @Test func errorsSayWhere() throws {
    let reply = try page.run("é = tokens\n\u{1F642} = 1")
    #expect(reply["result"] == nil)
    let error = try exactlyOne(reply.objects("errors"))
    #expect(error.number("line") == 2)
    #expect(error.number("start") == 11)
    #expect(error.number("end") == 13)
  }

  @Test func everyErrorOfATextIsListed() throws {
    let reply = try page.run("a = nothing\nb = neither\na + b")
    #expect(reply.objects("errors").map { $0.number("line") } == [1, 2])
    #expect(try page.ask("cell", 0, 0, 0).text("refused") == "there is no figure")
  }

  @Test func whatWouldFailIsAWarning() throws {
    let reply = try page.run("def never():\n    return nothing\ntokens")
    #expect(reply.text("result") != nil)
    #expect(reply.objects("warnings").map { $0.number("line") } == [2])
  }

  @Test func errorsOfARunHaveTheirPlace() throws {
    let error = try exactlyOne(page.run("x = 1\ntokens - x", "a").objects("runErrors"))
    #expect(error.number("line") == 2)
    #expect(error.texts("details") == ["in: tokens - 1", "at: position 0"])
  }

  @Test func namedStepsAreGivenWithTheirLayers() throws {
    let source = """
      count = (key(tokens) == query(tokens)).value(1).name("count")
      rare = (count == 1).name("rare")
      place = (indices + 1).name("place")
      (key(rare) == query(True)).mean(place)
      """
    let steps = try page.run(source, "aab").objects("steps")
    #expect(steps.map { $0.text("name") } == ["rare", "place"])
    #expect(steps.map { $0.number("layer") } == [1, 0])
    #expect(steps.map { $0.texts("values") } == [["0", "0", "1"], ["1", "2", "3"]])
  }

  @Test func theResultIsNoStep() throws {
    #expect(try page.run(#"(tokens + "!").name("x")"#).objects("steps").isEmpty)
  }

  @Test func aFailingProgramIsShownUpToTheHeadThatFails() throws {
    let source = """
      count = (key(tokens) == query(tokens)).value(1).name("count")
      word = where(count > 1, tokens, "").name("word")
      moved = (key(tokens) == query(tokens)).value(word).name("moved")
      (key(moved) == query(moved)).value(1).name("later")
      """
    let reply = try page.run(source, "xhll")
    #expect(reply["result"] == nil)
    #expect(try exactlyOne(reply.objects("runErrors")).texts("details").last == "at: position 2")
    #expect(reply.objects("steps").map { $0.texts("values") } == [["\"\"", "\"\"", "l", "l"]])
    let heads = reply.objects("heads")
    #expect(heads.map { $0.text("name") } == ["count", "moved"])
    let marks = heads.map { $0.text("svg")?.components(separatedBy: "fill-opacity=\".3\"").count }
    #expect(marks == [1, 2])
    // One row of keys and one for the name, then two queries.
    #expect(heads[1].text("svg")?.contains("translate(0,\(4 * 24))\"><path class=\"v\"") == true)
    #expect(try page.sentence(1, 2, 3).hasPrefix("Position 2 attends to position 3 because"))
    #expect(try page.ask("output", 1, 2)["refused"] != nil)
    #expect(try page.ask("output", -1, 2)["refused"] != nil)
    let sentence = try page.ask("output", 0, 2).text("sentence")
    #expect(sentence?.contains("output 2 at position 2") == true)
    #expect(try page.ask("figure").text("svg")?.contains("Final") == false)
    #expect(try page.ask("plan")["plan"] != nil)
  }

  @Test func aSelectorThatFailsIsShownEmptyWithItsRow() throws {
    for source in ["key(tokens) < query(indices)", "(key(tokens) < query(indices)).value(1)"] {
      let reply = try page.run(source, "ab")
      let head = try exactlyOne(reply.objects("heads"))
      #expect(head.texts("rows") == ["00", "00"])
      #expect(head.text("svg")?.contains("translate(0,24)\"><path class=\"v\"") == true)
      #expect(try page.ask("cell", 0, 0, 0).text("refused")?.contains("failed") == true)
      #expect(try page.ask("figure").text("svg")?.contains("fill-opacity=\".3\"") == true)
    }
  }

  @Test func whatFailsBeforeAnyHeadHasTheInputAlone() throws {
    let reply = try page.run("(key(tokens - 1) == query(1)).value(1)", "ab")
    #expect(reply.texts("input") == ["a", "b"])
    #expect(reply.objects("heads").isEmpty)
  }

  @Test func errorsOfACallPointIntoTheText() throws {
    let reply = try page.run("def f(x):\n    return x.nothing", expression: "f(tokens)")
    #expect(reply.objects("errors").first?.number("line") == 2)
  }

  @Test func brokenInputsAreNotThePrograms() throws {
    let reply = try page.run("tokens", "[1, ")
    #expect(reply.text("inputError")?.hasPrefix("broken JSON at column") == true)
    #expect(reply.objects("errors").isEmpty)
  }

  @Test func textsThatRunThemselvesBringTheirInput() throws {
    let reply = try page.run("(tokens + 1).input([1, 2])", "hello")
    #expect(reply.text("result") == "[2,3]")
  }

  @Test func whatIsPrintedIsCut() throws {
    let reply = try page.run("for i in range(10000):\n    print('x' * 60)\ntokens")
    let printed = try #require(reply.text("printed"))
    #expect((20_000..<20_100).contains(printed.utf8.count))
  }

  @Test func endlessTextsAreStopped() throws {
    let error = try exactlyOne(page.run("while True: pass").objects("errors"))
    #expect(error.text("message")?.contains("may never end") == true)
    #expect(error["help"] == nil, "the page has no options")
  }

  @Test func largeInputsHaveAResultAlone() throws {
    let reply = try page.run("indices", String(repeating: "a", count: 101))
    #expect(reply.objects("heads").isEmpty)
    #expect(reply.text("tooLarge")?.contains("100 tokens") == true)
    #expect(reply.texts("output").count == 101)
  }

  @Test func causalRunsHideLaterKeys() throws {
    let reply = try page.run(flip, "abc", causal: true)
    #expect(reply.objects("heads")[0].texts("rows") == ["100", "110", "111"])
  }

  @Test func selectorsAreDrawn() throws {
    let reply = try page.run("key(indices) < query(indices)", "abc")
    #expect(reply["result"] == nil)
    #expect(reply.objects("heads").map { $0.texts("rows") } == [["000", "100", "110"]])
  }

  private func exactlyOne(_ objects: [[String: Any]]) throws -> [String: Any] {
    try #require(objects.count == 1)
    return objects[0]
  }
}

/// Requests that no page would make.
@Suite struct RefusalTests {
  @Test(arguments: [
    "", "[", "[]", "[1]", "{}", #"["what"]"#, #"["run"]"#, #"["cell"]"#, #"["cell",0,0,0]"#,
    #"["run","french","","",false]"#, #"["run","raspy","tokens",null,"a"]"#, #"["plan"]"#,
    #"["output",-1,0]"#, #"["figure"]"#, #"["check","raspy","nothing",""]"#,
  ])
  func areRefused(request: String) throws {
    #expect(try Asking().reply(request).text("refused")?.isEmpty == false)
  }

  @Test func placesOutsideTheFigureAreRefused() throws {
    let page = Asking()
    _ = try page.run(flip, "ab")
    for request in ["cell,2,0,0", "cell,0,2,0", "cell,0,0,-1", "output,2,0", "output,-1,2"] {
      let words = request.split(separator: ",")
      let json = "[\"\(words[0])\"," + words.dropFirst().joined(separator: ",") + "]"
      #expect(try page.reply(json)["refused"] != nil, "\(json)")
    }
  }

  @Test func unknownDialectsAreNamed() throws {
    let reply = try Asking().ask("run", "french", "tokens", NSNull(), "a", false)
    #expect(reply.text("refused")?.contains("there is no dialect french; there is raspy") == true)
  }
}

/// The dialect of the paper, through the page's calls.
@Suite struct OtherDialectTests {
  private let page = Asking()

  private func run(_ source: String, _ input: String = "hello") throws -> [String: Any] {
    try page.ask("run", "rasp", source, NSNull(), input, false)
  }

  @Test func theLastValueIsTheProgram() throws {
    let reply = try run(
      "mirrored = select(indices, length-1-indices, ==);\naggregate(mirrored, tokens);")
    #expect(reply.text("result") == #"["o","l","l","e","h"]"#)
    #expect(reply.objects("heads").last?.number("line") == 2)
  }

  @Test func errorsSayWhere() throws {
    let errors = try run("a = indices;\nb = indicse;\nc = a +;").objects("errors")
    #expect(errors.first?.number("line") == 3)
    let unknown = try run("a = indices;\nb = indicse + 1;").objects("errors")
    #expect(unknown.first?.number("line") == 2)
    #expect(unknown.first?.number("start") == 17)
    #expect(try run("tokens + 1;").objects("runErrors").first?.number("line") == 1)
    #expect(try run("").objects("errors").count == 1)
  }

  @Test func puzzlesAreInTheOtherDialect() throws {
    let reply = try page.ask("check", "rasp", "first_token", "tokens;")
    #expect(reply.text("refused") == "puzzles are solved in RASPy")
  }
}
