import ArgumentParser
import RASP
import RASPCertificate

/// `rasp check-certificate`: whether what the optimiser wrote down holds.
struct CheckCertificateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-certificate",
    abstract: "Check again what `rasp optimize --certificate` wrote down.",
    discussion: """
      Both programs are read and run with the reference evaluator on every input that is told, \
      and their layers and heads are counted again. A certificate that does not hold is refused, \
      and the exit status is 1.
      """)

  @Argument(help: ArgumentHelp("The certificate.", valueName: "file"))
  var file: String

  func run() throws {
    guard let bytes = FileIO.contents(file) else {
      throw Failure("there is no file \(file.cut(to: 60)) that can be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure("the certificate is refused: it is no UTF-8")
    }
    Interrupts.catchSignals()
    do throws(CertificateFault) {
      let certificate = try Certificate(reading: text)
      try certificate.check(isStopped: { Interrupts.happened })
      FileIO.print(report(certificate))
    } catch {
      throw Failure("the certificate is refused: \(error)")
    }
  }

  private func report(_ certificate: Certificate) -> String {
    let (before, after) = (certificate.original, certificate.result)
    let random =
      certificate.isComplete
      ? "enumerated: all \(certificate.inputs) inputs"
      : "tested only: all \(certificate.inputs) inputs up to \(certificate.enumeratedLength) tokens,"
        + " and \(certificate.random) random ones"
    return """
      accepted    \(random)
      layers      \(before.layers) -> \(after.layers)
      heads       \(heads(before)) -> \(heads(after))
      steps       \(certificate.steps.count)
      """
  }

  private func heads(_ claim: Certificate.Claim) -> String {
    claim.heads.map { String($0) }.joined(separator: ", ")
  }
}
