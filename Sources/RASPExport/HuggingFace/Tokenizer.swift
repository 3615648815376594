import RASP
import RASPModel

/// The files that make a text to ids and back: BOS first, then the tokens.
struct Tokenizer {
  let vocabulary: StockVocabulary

  /// `tokenizer.json`.
  var json: JSON {
    let ids = vocabulary.entries.enumerated().map {
      JSON.Member(key: $0.element.text, json: .integer($0.offset))
    }
    return .members([
      "version": .string("1.0"),
      "truncation": .null,
      "padding": .null,
      "added_tokens": .array(
        vocabulary.entries.enumerated().filter { $0.element.value == nil }
          .map { added($0.element.text, $0.offset) }),
      "normalizer": .null,
      "pre_tokenizer": split,
      "post_processor": template,
      "decoder": vocabulary.notation == .characters ? Tokenizer.type("Fuse") : .null,
      "model": .members([
        "type": .string("WordLevel"),
        "vocab": .object(ids),
        "unk_token": .string(StockVocabulary.unknown),
      ]),
    ])
  }

  /// `tokenizer_config.json`.
  func configuration(maximumLength: Int) -> JSON {
    .members([
      "tokenizer_class": .string("PreTrainedTokenizerFast"),
      "model_max_length": .integer(maximumLength + 1),
      "padding_side": .string("right"),
      "bos_token": .string(StockVocabulary.beginning),
      "pad_token": .string(StockVocabulary.padding),
      "unk_token": .string(StockVocabulary.unknown),
      "clean_up_tokenization_spaces": .boolean(false),
      "model_input_names": .strings(["input_ids", "attention_mask"]),
    ])
  }

  /// `special_tokens_map.json`.
  var specialTokens: JSON {
    .members([
      "bos_token": .string(StockVocabulary.beginning),
      "pad_token": .string(StockVocabulary.padding),
      "unk_token": .string(StockVocabulary.unknown),
    ])
  }

  private static func type(_ name: String) -> JSON { .members(["type": .string(name)]) }

  private func added(_ text: String, _ id: Int) -> JSON {
    .members([
      "id": .integer(id), "content": .string(text), "single_word": .boolean(false),
      "lstrip": .boolean(false), "rstrip": .boolean(false), "normalized": .boolean(false),
      "special": .boolean(true),
    ])
  }

  private var split: JSON {
    guard vocabulary.notation == .characters else { return Tokenizer.type("WhitespaceSplit") }
    return .members([
      "type": .string("Split"),
      // Every character, line ends too.
      "pattern": .members(["Regex": .string("[\\s\\S]")]),
      "behavior": .string("Isolated"), "invert": .boolean(false),
    ])
  }

  private var template: JSON {
    let beginning = StockVocabulary.beginning
    let first = JSON.members([
      "SpecialToken": .members(["id": .string(beginning), "type_id": .integer(0)])
    ])
    let sequence = { (name: String) in
      JSON.members(["Sequence": .members(["id": .string(name), "type_id": .integer(0)])])
    }
    let special = JSON.members([
      "id": .string(beginning), "ids": .array([.integer(Transformer.beginning)]),
      "tokens": .strings([beginning]),
    ])
    return .members([
      "type": .string("TemplateProcessing"),
      "single": .array([first, sequence("A")]),
      "pair": .array([first, sequence("A"), sequence("B")]),
      "special_tokens": .object([.init(key: beginning, json: special)]),
    ])
  }
}
