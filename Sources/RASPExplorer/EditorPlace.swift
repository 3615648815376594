/// A stretch of a text that is being edited, in UTF-16 code units, and the line it starts in, from 1.
package struct EditorPlace {
  package let line: Int
  package let range: Range<Int>

  package init(line: Int, range: Range<Int>) {
    self.line = line
    self.range = range
  }

  package func add(to object: inout JSONObject) {
    object.add("line", line)
    object.add("start", range.lowerBound)
    object.add("end", range.upperBound)
  }
}
