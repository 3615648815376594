/// The prompts of conversations, which people copy along with what they typed.
public enum Transcript {
  private static let first = [">>>", ">>"]
  private static let further = ["...", ".."]

  /// A line of a conversation without the prompt at its start, if it has one.
  ///
  /// - Parameter isContinuing: whether the line goes on with an entry.
  public static func withoutPrompt(_ line: String, isContinuing: Bool) -> String {
    let bytes = Array(line.utf8)
    let prompts = isContinuing ? further : first
    let length = promptLength(bytes, at: 0, prompts)
    return length == 0 ? line : String(decoding: bytes[length...], as: UTF8.self)
  }

  /// How many bytes at the start of a line are a prompt, with the space behind it; 0 if none are.
  ///
  /// - Parameter isTranscript: whether the text has had a prompt. The prompts of lines that go on
  ///   with others only count then, and within brackets only they do.
  package static func promptLength(
    _ bytes: [UInt8], at offset: Int, isTranscript: Bool, isInBrackets: Bool = false
  ) -> Int {
    if isInBrackets { return isTranscript ? promptLength(bytes, at: offset, further) : 0 }
    return promptLength(bytes, at: offset, isTranscript ? first + further : first)
  }

  private static func promptLength(
    _ bytes: [UInt8], at offset: Int, _ prompts: [String]
  ) -> Int {
    for prompt in prompts where bytes[offset...].starts(with: prompt.utf8) {
      let end = offset + prompt.utf8.count
      if end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D { return end - offset }
      if bytes[end] == 0x20 { return end - offset + 1 }
    }
    return 0
  }
}
