import RASP

/// What every number inside a model stands for: the ground truth of an interpretation.
public struct Labels: Sendable {
  /// What a dimension of the residual stream holds, between two points of the computation.
  ///
  /// The embedding is at time 0; the attention of block b (counted from 0) writes at time 2 b + 1,
  /// its MLP at 2 b + 2.
  public struct Dimension: Sendable {
    /// The dimension, from 0.
    public let index: Int
    /// The s-op that it is about, as it would be written: `tokens`, `length - indices - 1`.
    public let sop: String
    /// Its ``Definition``'s id; `nil` for what is in no program, such as the 1 at every token.
    public let node: String?
    /// What is held of it: `= "a"`, `sum`, `number selected` ...
    public let content: String
    /// When it is written, and the last time at which it is read.
    public let from: Int
    public let through: Int

    /// Which dimension and from when, as no other entry has it: `5@0`.
    public var id: String { "\(index)@\(from)" }

    package init(
      index: Int, sop: String, node: String? = nil, content: String, from: Int, through: Int
    ) {
      self.index = index
      self.sop = sop
      self.node = node
      self.content = content
      self.from = from
      self.through = through
    }
  }

  /// What a head does.
  public struct Head: Sendable {
    /// The name or text of the aggregates that it works for.
    public let sops: [String]
    /// Their ``Definition``s' ids.
    public let nodes: [String]
    /// The conjunction that it attends by: `[indices < indices][tokens = tokens]`.
    public let selects: String
    /// What it moves: `tokens`, `1` ...
    public let moves: [String]
    /// How an empty selection shows: `sum` (BOS is a sink of known weight), `mean` or `pick` (BOS is
    /// attended to only if nothing is selected).
    public let kind: String
    /// For each comparison of the conjunction which pairs it lets through.
    public let atoms: [Atom]
    /// What it prefers among the keys that the comparisons let through; `nil` if nothing.
    public let prefers: Preference?
    /// The dimensions that it reads at queries, at keys for the scores, and at keys for the values,
    /// and those that it adds to: ascending.
    public let query: [Int]
    public let key: [Int]
    public let value: [Int]
    public let writes: [Int]

    /// Whether BOS is a sink, of ``Transformer/sinkWeight``.
    public var isSum: Bool { kind.utf8.elementsEqual("sum".utf8) }

    package init(
      sops: [String], nodes: [String] = [], selects: String, moves: [String], kind: String,
      atoms: [Atom], prefers: Preference? = nil, query: [Int] = [], key: [Int] = [],
      value: [Int] = [], writes: [Int] = []
    ) {
      self.sops = sops
      self.nodes = nodes
      self.selects = selects
      self.moves = moves
      self.kind = kind
      self.atoms = atoms
      self.prefers = prefers
      self.query = query
      self.key = key
      self.value = value
      self.writes = writes
    }
  }

  /// What a head prefers among the keys that its comparisons let through.
  public struct Preference: Sendable, Hashable {
    /// As it is said: `the last`, `the largest tokens, then the first`.
    public let text: String
    /// Where the residual stream at a key holds its grade, a whole number. The keys with the highest
    /// grade share the attention.
    public let grade: Readout

    package init(text: String, grade: Readout) {
      self.text = text
      self.grade = grade
    }
  }

  /// One comparison of a head: which key values meet which query values.
  public struct Atom: Sendable {
    /// The s-ops that are compared.
    public let key: String
    public let query: String
    /// The values that they may have.
    public let keys: [Value]
    public let queries: [Value]
    /// For each query value, whether each key value is let through.
    public let allowed: [[Bool]]
    /// Where the residual stream holds the values, for each of `keys` and `queries`: the value is
    /// the one with the largest readout. Values with the same readout are let through alike, so
    /// the head does not tell them apart.
    public let keyReadouts: [Readout]
    public let queryReadouts: [Readout]

    package init(
      key: String, query: String, keys: [Value], queries: [Value], allowed: [[Bool]],
      keyReadouts: [Readout], queryReadouts: [Readout]
    ) {
      self.key = key
      self.query = query
      self.keys = keys
      self.queries = queries
      self.allowed = allowed
      self.keyReadouts = keyReadouts
      self.queryReadouts = queryReadouts
    }
  }

  /// A linear function of the residual stream: dimensions with weights.
  public struct Readout: Sendable, Hashable {
    public let dimensions: [Int]
    public let weights: [Double]

    /// The sum of dimensions, each times its weight. Cost: constant.
    public init(dimensions: [Int], weights: [Double]) {
      self.dimensions = dimensions
      self.weights = weights
    }
  }

  /// What an s-op or a selector of the program is made of, with nothing left off.
  public struct Definition: Sendable {
    /// The node's number in the program: `%12`. No two have the same.
    public let id: String
    /// The name that the program gave it.
    public let name: String?
    /// As it would be written. Long operands stand as their ids.
    public let text: String
    /// Where the program's text says so; `nil` if it is not known.
    public let line: Line?
    /// What a front end knows the place by.
    package let origin: Origin?

    package init(
      id: String, name: String?, text: String, line: Line? = nil, origin: Origin? = nil
    ) {
      self.id = id
      self.name = name
      self.text = text
      self.line = line
      self.origin = origin
    }
  }

  /// A line of a program's text.
  public struct Line: Sendable, Hashable {
    /// The text's name: `flip.py`.
    public let file: String
    /// The line, counted from 1 as editors do.
    public let number: Int

    /// A line of a text. Cost: constant.
    public init(file: String, number: Int) {
      self.file = file
      self.number = number
    }
  }

  /// The program's s-ops and selectors, those first that others are made of.
  public let definitions: [Definition]
  /// The residual stream, in the order in which its contents are written.
  public let dimensions: [Dimension]
  /// For each block its heads.
  public let heads: [[Head]]
  /// For each block what its hidden units stand for.
  public let units: [[String]]

  package init(
    definitions: [Definition] = [], dimensions: [Dimension], heads: [[Head]], units: [[String]]
  ) {
    self.definitions = definitions
    self.dimensions = dimensions
    self.heads = heads
    self.units = units
  }
}
