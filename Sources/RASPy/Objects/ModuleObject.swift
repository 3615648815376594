/// A module that was imported.
final class ModuleObject {
  enum Content {
    /// Of members that come with the dialect.
    case table(NativeModule)
    /// Of a text, the program's own or one that comes with the dialect.
    case text(Namespace)
    /// A folder of modules that has no text itself.
    case package
  }

  let name: String
  let content: Content

  init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }
}
