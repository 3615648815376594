import Foundation
import RASP
import RASPDiagram
import Testing

@Test func drawAll() throws {
  func put(_ n: String, _ s: String) throws {
    try s.write(toFile: "/tmp/fig/\(n).svg", atomically: true, encoding: .utf8)
  }
  try put("flip", Figure.sop(Gallery.flip()))
  try put("add", Figure.sop(Gallery.add(), on: "683+345"))
  let c = ContinuousClock()
  print(try c.measure { _ = try Figure.sop(Gallery.add(), on: "683+345") })
  try put(
    "add60",
    Figure.sop(Gallery.add(), on: "123456789012345678901234567890+19234567890123456789012345678"))
  try put("combined", Figure.selector(Gallery.before & Gallery.same))
  try put("arch", Figure.architecture(highlighting: [.attention, .key, .query, .value, .output]))
  try put("arch0", Figure.architecture())
  try put("key", Figure.key(key(tokens)))
  try put("query", Figure.query(query(tokens)))
  try put("seq", Figure.sequence("Input", ["h", "e"]))
  try put(
    "wide", Figure.sop(Gallery.sort(), on: [1_234_567, -2, 3.14159265358979, 1e-7, 1e300, true]))
  try put(
    "two",
    Figure.sop(
      Gallery.window() + Gallery.cumsum() + (Gallery.same).mean(tokens), on: [3, 1, 200, 3, -17]))
  try put(
    "hist64", Figure.sop(Gallery.histogram(), on: Input(String(repeating: "abcWm+>1", count: 8))))
  try put("empty", Figure.sop(Gallery.flip(), on: ""))
  try put("add12", Figure.sop(Gallery.add(), on: "99999999+1234567"))
}
