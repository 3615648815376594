import RASP
import RASPCompiler
import RASPModel

/// What the host holds between calls. One class for all kinds, so that a handle of the wrong kind is
/// a fault and no crash.
final class Handle {
  enum Content {
    /// A program, and what it was made of, for programs that are made of it.
    case program(Program, Runnable)
    case model(CompiledModel)
    case texts(TextHandle)
  }

  let content: Content
  /// The sessions of texts that the content came from, and may need to run.
  let texts: [TextHandle]

  init(_ content: Content, texts: [TextHandle] = []) {
    self.content = content
    self.texts = texts
  }

  /// The session that the program's texts are of. Each session counts its texts from 0, so of several
  /// none can be told.
  var onlyText: TextHandle? { texts.count == 1 ? texts[0] : nil }

  /// The handle as a number for the host, which holds it until `rasp_release`.
  var retained: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

  /// The handle that a number stands for.
  static func at(_ pointer: UnsafeRawPointer) -> Handle {
    Unmanaged<Handle>.fromOpaque(pointer).takeUnretainedValue()
  }

  static func release(_ pointer: UnsafeRawPointer) {
    Unmanaged<Handle>.fromOpaque(pointer).release()
  }
}

extension Block {
  /// The number of a handle.
  init(_ handle: Handle) { self.init(number: Int(bitPattern: handle.retained)) }
}
