import Foundation

/// An open file or folder, which is closed when it goes.
final class Descriptor {
  let number: Int32

  /// Opens a name in an open folder, or a path if none is given.
  init(
    _ name: String, in folder: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0o666
  ) throws(SystemFault) {
    number = try SystemFault.check { openat(folder, name, flags | O_CLOEXEC, mode) }
  }

  deinit { close(number) }

  var status: stat {
    get throws(SystemFault) {
      var status = stat()
      _ = try SystemFault.check { fstat(number, &status) }
      return status
    }
  }

  func write(_ bytes: [UInt8]) throws(SystemFault) { try Descriptor.write(bytes, to: number) }

  /// Waits until what was written is on the disk, as far as the place can tell.
  func synchronise() throws(SystemFault) {
    do throws(SystemFault) {
      _ = try SystemFault.check { fsync(number) }
    } catch {
      // Not every place has a disk behind it.
      if error.code != EINVAL && error.code != ENOTSUP && error.code != EROFS { throw error }
    }
  }

  /// All bytes, or `nil` if there are more than `limit`. A file is asked for its size first; of
  /// what has none, such as a pipe, as much is read as is needed to know.
  func bytes(limit: Int) throws(SystemFault) -> [UInt8]? {
    var bytes: [UInt8] = []
    let status = try status
    if status.st_mode & S_IFMT == S_IFREG {
      if status.st_size > limit { return nil }
      bytes.reserveCapacity(Int(status.st_size))
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let size = chunk.count
      let count = try SystemFault.check { read(number, &chunk, size) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      if bytes.count > limit { return nil }
      if count == size, size < 1 << 22 { chunk = [UInt8](repeating: 0, count: 2 * size) }
    }
  }

  /// Writes all bytes, however many the other side takes at a time.
  static func write(_ bytes: [UInt8], to number: Int32) throws(SystemFault) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          Darwin.write(number, buffer.baseAddress.map { $0 + done }, bytes.count - done)
        #else
          Glibc.write(number, buffer.baseAddress.map { $0 + done }, bytes.count - done)
        #endif
      }
      if count >= 0 {
        done += count
        continue
      }
      let code = errno
      switch code {
      case EINTR: continue
      case EAGAIN:
        var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      default: throw SystemFault(code: code)
      }
    }
  }
}
