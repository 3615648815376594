import RASP
import RASPDiagram

@_cdecl("probe") public func probe() {
  print("hi")
}
