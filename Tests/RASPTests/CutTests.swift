import RASP
import Testing

/// Texts that are cut for messages.
@Suite struct CutTests {
  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("abcdefghij", "abcdefghij"), ("abcdefghijk", "abcdefg…jk"),
    ("a abcdefghijk\nb", "a abcdefg…jk\nb"), ("ééééééééééé", "ééééééé…éé"),
    ("  aaaaaaaaaa  bbbbbbbbbbb ", "  aaaaaaaaaa  bbbbbbb…bb "),
    ("'aaaaaaaaaaaaaaa' is unknown", "'aaaaaa…a' is unknown"),
  ])
  func wordsAreCutInTheMiddle(text: String, cut: String) {
    #expect(text.cuttingWords(to: 10) == cut)
  }
}
