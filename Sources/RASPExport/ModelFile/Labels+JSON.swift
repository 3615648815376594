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
    var members = [
      JSON.Member(key: "sops", json: .strings(sops)),
      JSON.Member(key: "selects", json: .string(selects)),
      JSON.Member(key: "moves", json: .strings(moves)),
      JSON.Member(key: "kind", json: .string(kind)),
      JSON.Member(key: "atoms", json: .array(atoms.map { $0.json })),
    ]
    if let prefers { members.append(JSON.Member(key: "prefers", json: prefers.json)) }
    return .object(members)
  }
}

extension Labels.Preference {
  fileprivate var json: JSON { .members(["text": .string(text), "grade": grade.json]) }

  fileprivate init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    self.init(
      text: try field["text"].string(), grade: try Labels.Readout(field["grade"], sizes))
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
  /// The labels that a JSON text holds, which must fit a model of these sizes.
  init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    let dimensions = try field["dimensions"].map { field throws(ModelFileError) in
      try Dimension(field, sizes)
    }
    let heads = try field["heads"].map(
      count: sizes.blocks.count
    ) { field, index throws(ModelFileError) in
      try field.map(count: sizes.blocks[index].heads.count) { field, _ throws(ModelFileError) in
        try Head(field, sizes)
      }
    }
    let units = try field["units"].map(
      count: sizes.blocks.count
    ) { field, index throws(ModelFileError) in
      try field.map(count: sizes.blocks[index].hidden) { field, _ throws(ModelFileError) in
        try field.string()
      }
    }
    self.init(dimensions: dimensions, heads: heads, units: units)
  }
}

extension Labels.Dimension {
  fileprivate init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    let lastTime = 2 * sizes.blocks.count
    self.init(
      index: try field["index"].size(most: sizes.residual - 1),
      sop: try field["sop"].string(), content: try field["content"].string(),
      from: try field["from"].size(most: lastTime),
      // What is left at the end is read by the unembedding.
      through: try field["through"].size(most: lastTime + 1))
  }
}

extension Labels.Head {
  fileprivate init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    self.init(
      sops: try field["sops"].strings(), selects: try field["selects"].string(),
      moves: try field["moves"].strings(), kind: try field["kind"].string(),
      atoms: try field["atoms"].map { field throws(ModelFileError) in
        try Labels.Atom(field, sizes)
      },
      prefers: try field.optional("prefers").map { field throws(ModelFileError) in
        try Labels.Preference(field, sizes)
      })
  }
}

extension Labels.Atom {
  fileprivate init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    let (keys, queries) = (try field["keys"].values(), try field["queries"].values())
    let readout = { (field: JSONField, _: Int) throws(ModelFileError) in
      try Labels.Readout(field, sizes)
    }
    self.init(
      key: try field["key"].string(), query: try field["query"].string(),
      keys: keys, queries: queries,
      allowed: try field["allowed"].map(
        count: queries.count
      ) { field, _ throws(ModelFileError) in
        try field.bits(count: keys.count)
      },
      keyReadouts: try field["key_readouts"].map(count: keys.count, readout),
      queryReadouts: try field["query_readouts"].map(count: queries.count, readout))
  }
}

extension Labels.Readout {
  fileprivate init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    let dimensions = try field["dimensions"].map { field throws(ModelFileError) in
      try field.size(most: sizes.residual - 1)
    }
    self.init(
      dimensions: dimensions,
      weights: try field["weights"].map(
        count: dimensions.count
      ) { field, _ throws(ModelFileError) in
        try field.double()
      })
  }
}
