extension NativeModule {
  private static let anything = Signature([], hasRest: true, hasKeywordRest: true)

  /// `IPython.display`: `display` shows as `print` does; what is for a browser shows nothing.
  static func notebookDisplay() -> NativeModule {
    var module = NativeModule("IPython.display")
    module.add("display", signature: anything) { (machine, arguments) throws(Fault) in
      let objects = arguments.rest.filter { !$0.isNone }
      if objects.isEmpty { return .none }
      return try machine.call(.print, Arguments(parameters: [nil, nil, nil], rest: objects))
    }
    module.add(shown: [
      "Audio", "HTML", "IFrame", "Image", "Javascript", "Latex", "Markdown", "Math", "SVG", "Video",
      "YouTubeVideo", "clear_output",
    ])
    return module
  }

  /// `chalk`, which notebooks of the first implementation draw pictures of their own with.
  static func chalk() -> NativeModule {
    var module = NativeModule("chalk")
    module.add(
      [
        "circle", "concat", "hcat", "hstrut", "rectangle", "square", "text", "triangle", "unit_x",
        "unit_y", "vcat", "vstrut",
      ], elsewhere: "draw(x) makes the figure of a program; no other pictures are drawn here")
    module.add(shown: ["set_svg_draw_height", "set_svg_height"])
    return module
  }

  /// `colour`: a colour is its text.
  static func colour() -> NativeModule {
    var module = NativeModule("colour")
    module.add("Color", signature: Signature([.required("color")], hasKeywordRest: true)) {
      (_, arguments) throws(Fault) in arguments[0]
    }
    return module
  }

  /// Adds functions that would change or show something in a browser, and do nothing here.
  mutating func add(shown names: [String]) {
    for name in names {
      add(name, signature: NativeModule.anything) { (_, _) throws(Fault) in .none }
    }
  }

  /// Adds functions that are not here: calling one says what to write instead.
  mutating func add(_ names: [String], elsewhere instead: String) {
    for name in names {
      add(name, signature: NativeModule.anything) { (_, _) throws(Fault) in
        throw .value(.elsewhere(name, instead: instead))
      }
    }
  }
}
