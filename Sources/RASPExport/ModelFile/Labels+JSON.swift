import RASP
import RASPModel

/// Labels as JSON. `Docs/export.md` describes the members.
extension Labels {
  var json: JSON {
    .members([
      "definitions": .array(definitions.map { $0.json }),
      "dimensions": .array(dimensions.map { $0.json }),
      "heads": .array(
        heads.enumerated().map { block, heads in
          .array(heads.enumerated().map { $1.json(id: "L\(block)H\($0)") })
        }),
      "units": .array(units.map(JSON.strings)),
    ])
  }
}

extension Labels.Definition {
  fileprivate var json: JSON {
    .members([
      "id": .string(id), "name": name.map(JSON.string) ?? .null, "text": .string(text),
      "file": (line?.file).map(JSON.string) ?? .null,
      "line": (line?.number).map(JSON.integer) ?? .null,
    ])
  }

  fileprivate init(_ field: JSONField) throws(ModelFileError) {
    var line: Labels.Line?
    if let file = try field["file"].stringOrNull() {
      line = Labels.Line(file: file, number: try field["line"].integer())
    }
    self.init(
      id: try field["id"].string(), name: try field["name"].stringOrNull(),
      text: try field["text"].string(), line: line)
  }
}

extension Labels.Dimension {
  fileprivate var json: JSON {
    .members([
      "id": .string(id), "index": .integer(index), "sop": .string(sop),
      "node": node.map(JSON.string) ?? .null, "content": .string(content),
      "from": .integer(from), "through": .integer(through),
    ])
  }
}

extension Labels.Head {
  fileprivate func json(id: String) -> JSON {
    var members = [
      JSON.Member(key: "id", json: .string(id)),
      JSON.Member(key: "sops", json: .strings(sops)),
      JSON.Member(key: "nodes", json: .strings(nodes)),
      JSON.Member(key: "selects", json: .string(selects)),
      JSON.Member(key: "moves", json: .strings(moves)),
      JSON.Member(key: "kind", json: .string(kind)),
      JSON.Member(
        key: "reads",
        json: .members([
          "query": .integers(query), "key": .integers(key), "value": .integers(value),
        ])
      ),
      JSON.Member(key: "writes", json: .integers(writes)),
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
      "dimensions": .integers(dimensions),
      "weights": .array(weights.map(JSON.double)),
    ])
  }
}

extension Labels {
  /// The labels that a JSON text holds, which must fit a model of these sizes.
  init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    let definitions = try field["definitions"].map { field throws(ModelFileError) in
      try Definition(field)
    }
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
    self.init(definitions: definitions, dimensions: dimensions, heads: heads, units: units)
  }
}

extension Labels.Dimension {
  fileprivate init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    let lastTime = 2 * sizes.blocks.count
    self.init(
      index: try field["index"].size(most: sizes.residual - 1),
      sop: try field["sop"].string(), node: try field["node"].stringOrNull(),
      content: try field["content"].string(),
      from: try field["from"].size(most: lastTime),
      // What is left at the end is read by the unembedding.
      through: try field["through"].size(most: lastTime + 1))
  }
}

extension Labels.Head {
  fileprivate init(_ field: JSONField, _ sizes: ModelSizes) throws(ModelFileError) {
    let reads = try field["reads"]
    self.init(
      sops: try field["sops"].strings(), nodes: try field["nodes"].strings(),
      selects: try field["selects"].string(),
      moves: try field["moves"].strings(), kind: try field["kind"].string(),
      atoms: try field["atoms"].map { field throws(ModelFileError) in
        try Labels.Atom(field, sizes)
      },
      prefers: try field.optional("prefers").map { field throws(ModelFileError) in
        try Labels.Preference(field, sizes)
      },
      query: try reads["query"].dimensions(sizes), key: try reads["key"].dimensions(sizes),
      value: try reads["value"].dimensions(sizes), writes: try field["writes"].dimensions(sizes))
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
    let dimensions = try field["dimensions"].dimensions(sizes)
    self.init(
      dimensions: dimensions,
      weights: try field["weights"].map(
        count: dimensions.count
      ) { field, _ throws(ModelFileError) in
        try field.double()
      })
  }
}

extension JSONField {
  /// Numbers of dimensions of the residual stream.
  fileprivate func dimensions(_ sizes: ModelSizes) throws(ModelFileError) -> [Int] {
    try map { field throws(ModelFileError) in try field.size(most: sizes.residual - 1) }
  }
}
