import Foundation

/// What the system answered to a call that failed.
///
/// This is the one place that turns its numbers into sentences: none of its own words reach a user.
struct SystemFault: Error, Equatable {
  let code: Int32

  /// The result of a call that gives a negative number if it fails. One that a signal broke off is
  /// made again.
  static func check<Result: SignedInteger>(
    _ call: () -> Result
  ) throws(SystemFault) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let code = errno
      if code != EINTR { throw SystemFault(code: code) }
    }
  }

  var reason: String {
    switch code {
    case EACCES, EPERM: "permission denied"
    case ENOENT: "there is no such file or folder"
    case ENOTDIR: "a part of the path is no folder"
    case EISDIR: "it is a folder"
    case EEXIST, ENOTEMPTY: "something else has just been put there"
    case ELOOP: "its links lead in a circle"
    case ENAMETOOLONG: "the name is too long"
    case ENOSPC, EDQUOT: "no space is left there"
    case EFBIG: "the file would be larger than is allowed here"
    case EROFS: "the place can only be read"
    case EMFILE, ENFILE: "too many files are open"
    case EBUSY: "it is in use, perhaps because another disk is mounted there"
    case EXDEV: "a part of it is on another disk"
    case EBADF: "it is closed"
    case EIO: "the disk or the line has an error"
    case ENOMEM: "there is too little memory"
    case EPIPE, ENXIO: "nobody reads it"
    case EADDRINUSE: "something else is served there; name another port"
    case EINVAL, ENOTSUP, ENOSYS: "this system cannot do that there"
    default: "the system gave error number \(code)"
    }
  }
}
