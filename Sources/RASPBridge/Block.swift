import RASP

/// What crosses the interface: a column of values or a handle, with a text beside it.
///
/// ```text
///  0  i32  status: 0 done, 1 a fault, which the text describes
///  4  i32  kind of the column
///  8  i64  values in the column, or a number
/// 16  i64  bytes of data
/// 24  i64  bytes of text, UTF-8
/// 32       the data, then zeros up to a multiple of 8, then the text and zeros likewise
/// ```
///
/// Replies are blocks; so are, one after the other, the arguments of a function of the host, and
/// what it gives. Numbers have the machine's order of bytes, which is little-endian.
struct Block {
  var isFault = false
  var kind = Kind.integers
  var count = 0
  var data = Data.bytes([])
  var text: [UInt8] = []

  /// The data as they are there already: they are copied once, into the block's memory.
  enum Data {
    case bytes([UInt8])
    case codes([Int32])
    case integers([Int64])
    case doubles([Double])
    case booleans([Bool])

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      switch self {
      case .bytes(let bytes): bytes.withUnsafeBytes(body)
      case .codes(let codes): codes.withUnsafeBytes(body)
      case .integers(let integers): integers.withUnsafeBytes(body)
      case .doubles(let doubles): doubles.withUnsafeBytes(body)
      // A boolean is a byte, 0 or 1.
      case .booleans(let booleans): booleans.withUnsafeBytes(body)
      }
    }

    var count: Int { withBytes { $0.count } }
  }

  /// Where the sequences of a batch start: behind the data, from the next multiple of 8 on.
  var starts: [Int64] = []

  /// The bytes of data with those of the starts.
  var dataSize: Int {
    starts.isEmpty ? data.count : data.count.roundedUp + 8 * starts.count
  }

  static let headerSize = 32

  /// How the values of a column lie in its data.
  enum Kind: Int32 {
    /// An int32 a value: its index in a table, a JSON array, which is the text or the member
    /// `table` of an object.
    case codes
    /// An int64 a value.
    case integers
    /// A double a value.
    case doubles
    /// A byte a value.
    case booleans
    /// UTF-8, a value a Unicode scalar; `starts` count bytes. Only for what a program is run on.
    case text
    /// No column: `count` is a number, `data` are bytes.
    case other
  }

  /// What the block takes in memory.
  var size: Int { Block.headerSize + dataSize.roundedUp + text.count.roundedUp }

  /// Writes the block, and gives the address behind it.
  func write(to start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    start.storeBytes(of: isFault ? 1 : 0, as: Int32.self)
    start.storeBytes(of: kind.rawValue, toByteOffset: 4, as: Int32.self)
    start.storeBytes(of: Int64(count), toByteOffset: 8, as: Int64.self)
    start.storeBytes(of: Int64(dataSize), toByteOffset: 16, as: Int64.self)
    start.storeBytes(of: Int64(text.count), toByteOffset: 24, as: Int64.self)
    var end = data.withBytes { Block.write($0, to: start + Block.headerSize) }
    end = starts.withUnsafeBytes { Block.write($0, to: end) }
    return text.withUnsafeBytes { Block.write($0, to: end) }
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let size = bytes.count.roundedUp
    if let base = bytes.baseAddress { start.copyMemory(from: base, byteCount: bytes.count) }
    for index in bytes.count..<size { start.storeBytes(of: 0, toByteOffset: index, as: UInt8.self) }
    return start + size
  }

  /// Memory with the block, which the caller frees.
  func allocated() -> UnsafeMutableRawPointer {
    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
    _ = write(to: start)
    return start
  }

  /// The block that the host wrote; `nil` if its kind or its lengths cannot be.
  init?(reading start: UnsafeRawPointer) {
    isFault = start.load(as: Int32.self) != 0
    guard let kind = Kind(rawValue: start.load(fromByteOffset: 4, as: Int32.self)),
      let count = Int(exactly: start.load(fromByteOffset: 8, as: Int64.self)), count >= 0,
      let dataSize = Int(exactly: start.load(fromByteOffset: 16, as: Int64.self)), dataSize >= 0,
      let textSize = Int(exactly: start.load(fromByteOffset: 24, as: Int64.self)), textSize >= 0
    else { return nil }
    self.kind = kind
    self.count = count
    let body = start + Block.headerSize
    data = .bytes(Array(UnsafeRawBufferPointer(start: body, count: dataSize)))
    text = Array(UnsafeRawBufferPointer(start: body + dataSize.roundedUp, count: textSize))
  }

  init() {}

  /// A text alone.
  init(text: String, isFault: Bool = false) {
    self.isFault = isFault
    kind = .other
    self.text = Array(text.utf8)
  }

  /// A number alone.
  init(number: Int) {
    kind = .other
    count = number
  }
}

extension Int {
  /// The next multiple of 8.
  fileprivate var roundedUp: Int { (self + 7) & ~7 }
}
