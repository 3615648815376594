import Foundation

/// Two names in a folder, changed in one step where the system can.
enum Renaming {
  private typealias Call =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  #if canImport(Darwin)
    private static let (symbol, swap) = ("renameatx_np", UInt32(2))
  #else
    private static let (symbol, swap) = ("renameat2", UInt32(2))
  #endif

  /// The system's call, looked up when it is needed: not every C library has it.
  private static let call: Call? = {
    guard let found = dlsym(dlopen(nil, RTLD_NOW), symbol) else { return nil }
    return unsafeBitCast(found, to: Call.self)
  }()

  static func move(_ old: String, to new: String, in folder: Int32) throws(SystemFault) {
    _ = try SystemFault.check { renameat(folder, old, folder, new) }
  }

  /// Exchanges two names. Gives false, and does nothing, where the system cannot.
  static func exchange(
    _ one: String, _ other: String, in folder: Int32
  ) throws(SystemFault) -> Bool {
    guard let call else { return false }
    do throws(SystemFault) {
      _ = try SystemFault.check { call(folder, one, folder, other, swap) }
      return true
    } catch {
      if [EINVAL, ENOSYS, ENOTSUP].contains(error.code) { return false }
      throw error
    }
  }
}
