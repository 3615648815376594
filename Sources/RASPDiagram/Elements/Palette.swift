/// The colours of the figures.
///
/// They are those of the article, except where those would be too faint to read: its orange and
/// its light grey on white are deepened, and dark pages have lighter tones of each. Every text has
/// a contrast of at least 3:1 with what it stands on (WCAG 2, large bold text).
public enum Palette {
  /// What a colour is for. The raw value is the class in the SVG.
  public enum Role: String, CaseIterable, Sendable {
    /// The page.
    case background = "b"
    /// Tokens, results and lines of a sketch.
    case ink = "o"
    /// "Input", "Layer 1", "Final".
    case label = "l"
    case key = "k"
    case query = "q"
    case value = "v"
    /// The name above a head.
    case name = "n"
    /// A cell that is selected.
    case selected = "s"
    /// The lines of a matrix.
    case grid = "g"
    /// A highlighted box of the sketch; its text is `boxText`.
    case box = "h"
    case keyBox = "hk"
    case queryBox = "hq"
    case valueBox = "hv"
    /// Text on a highlighted box.
    case boxText = "t"
  }

  /// The colour on a light page, as six hexadecimal digits.
  public static func light(_ role: Role) -> String {
    switch role {
    case .background: "ffffff"
    case .ink, .grid, .boxText: "071e22"
    case .label: "1d7874"
    case .key: "c2701c"
    case .query, .queryBox: "679289"
    case .value, .valueBox: "ee2e31"
    case .name: "8a8a8a"
    case .selected, .box: "d3d3d3"
    case .keyBox: "f4c095"
    }
  }

  /// The colour on a dark page.
  public static func dark(_ role: Role) -> String {
    switch role {
    case .background: "10191b"
    case .ink: "e9f1f0"
    case .label: "55b9b3"
    case .key, .keyBox: "f4c095"
    case .query: "8fbfb4"
    case .queryBox: "679289"
    case .value: "ff6f71"
    case .valueBox: "ee2e31"
    case .name: "98a4a5"
    case .selected: "4d6066"
    case .grid: "8b9b9e"
    case .box: "d3d3d3"
    case .boxText: "071e22"
    }
  }

  /// The rules of a figure's style but for the colours, for pages that draw figures in line and
  /// have a style of their own.
  public static let structure: String =
    "text{font:bold \(TextMetrics.fontSize)px " + TextMetrics.fonts + ";text-anchor:middle}"
    + ".u{fill:none;pointer-events:all}.g{fill:none;pointer-events:none}.p{stroke-width:1.2}"

  static let style: String =
    structure + colours(light) + "@media (prefers-color-scheme:dark){" + colours(dark) + "}"

  private static func colours(_ colour: (Role) -> String) -> String {
    var rules = ""
    for role in Role.allCases where role != .grid {
      rules += "." + role.rawValue + "{fill:#" + colour(role) + "}"
    }
    rules += ".g{stroke:#" + colour(.grid) + "}"
    return rules + ".p{fill:none;stroke:#" + colour(.ink) + "}"
  }
}
