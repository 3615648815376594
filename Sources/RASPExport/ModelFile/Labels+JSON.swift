import RASP
import RASPModel

/// Labels as JSON. `Docs/export.md` describes the members.
extension Labels {
  var json: JSON {
    .members([
      "dimensions": .array(dimensions.map { $0.json }),
      "heads": .array(heads.map { .array($0.map { $0.json }) }),
      "units": .array(units.map(JSON.strings)),
    ])
  }
}

extension Labels.Dimension {
  fileprivate var json: JSON {
    .members([
      "index": .integer(index), "sop": .string(sop), "content": .string(content),
      "from": .integer(from), "through": .integer(through),
    ])
  }
}

extension Labels.Head {
  fileprivate var json: JSON {
    .members([
      "sops": .strings(sops), "selects": .string(selects), "moves": .strings(moves),
      "kind": .string(kind), "atoms": .array(atoms.map { $0.json }),
    ])
  }
}

extension Labels.Atom {
  fileprivate var json: JSON {
    .members([
      "key": .string(key), "query": .string(query),
      "keys": .values(keys), "queries": .values(queries),
      // A text of ones and zeros for each query value: a tenth of an array's length.
      "allowed": .strings(allowed.map { $0.map { $0 ? "1" : "0" }.joined() }),
      "key_readouts": .array(keyReadouts.map { $0.json }),
      "query_readouts": .array(queryReadouts.map { $0.json }),
    ])
  }
}

extension Labels.Readout {
  fileprivate var json: JSON {
    .members([
      "dimensions": .array(dimensions.map(JSON.integer)),
      "weights": .array(weights.map(JSON.double)),
    ])
  }
}

extension Labels {
  /// The labels that a JSON text holds.
  init(_ field: JSONField) throws(ModelFileError) {
    let dimensions = try field["dimensions"].map { field throws(ModelFileError) in
      try Dimension(field)
    }
    let heads = try field["heads"].map { field throws(ModelFileError) in
      try field.map { field throws(ModelFileError) in try Head(field) }
    }
    let units = try field["units"].map { field throws(ModelFileError) in try field.strings() }
    self.init(dimensions: dimensions, heads: heads, units: units)
  }
}

extension Labels.Dimension {
  fileprivate init(_ field: JSONField) throws(ModelFileError) {
    self.init(
      index: try field["index"].integer(), sop: try field["sop"].string(),
      content: try field["content"].string(), from: try field["from"].integer(),
      through: try field["through"].integer())
  }
}

extension Labels.Head {
  fileprivate init(_ field: JSONField) throws(ModelFileError) {
    self.init(
      sops: try field["sops"].strings(), selects: try field["selects"].string(),
      moves: try field["moves"].strings(), kind: try field["kind"].string(),
      atoms: try field["atoms"].map { field throws(ModelFileError) in try Labels.Atom(field) })
  }
}

extension Labels.Atom {
  fileprivate init(_ field: JSONField) throws(ModelFileError) {
    let readout = { (field: JSONField) throws(ModelFileError) in try Labels.Readout(field) }
    self.init(
      key: try field["key"].string(), query: try field["query"].string(),
      keys: try field["keys"].values(), queries: try field["queries"].values(),
      allowed: try field["allowed"].map { field throws(ModelFileError) in
        try field.bits()
      },
      keyReadouts: try field["key_readouts"].map(readout),
      queryReadouts: try field["query_readouts"].map(readout))
  }
}

extension Labels.Readout {
  fileprivate init(_ field: JSONField) throws(ModelFileError) {
    self.init(
      dimensions: try field["dimensions"].map { field throws(ModelFileError) in
        try field.integer()
      },
      weights: try field["weights"].map { field throws(ModelFileError) in try field.double() })
  }
}
