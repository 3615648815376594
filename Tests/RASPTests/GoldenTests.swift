import Testing

@testable import RASP

@Test func look() throws {
  print(Gallery.add())
  print(try Gallery.add()("683+345"))
  print(Gallery.before & Gallery.same)
  print(key(tokens))
  print(query(tokens))
  print(Gallery.shift(2))
  print(Gallery.affine())
  print(Program(Gallery.add()))
  try Program(Gallery.add()).verify()
  print(try (tokens == "h")("hello"))
}
