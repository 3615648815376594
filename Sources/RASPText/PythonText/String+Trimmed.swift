extension String {
  /// Without blanks and line ends around it.
  package var trimmed: String {
    let blank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let bytes = utf8.drop(while: blank).reversed().drop(while: blank).reversed()
    return String(decoding: Array(bytes), as: UTF8.self)
  }
}
