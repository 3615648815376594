/// What is refused for its size.
enum SizeLimit {
  /// A model of more weights than are allowed, zeros counted.
  static func check(_ sizes: Sizes, _ options: CompilerOptions) throws(Refusal) {
    if sizes.parameters > options.parameterLimit {
      throw Refusal([.init(.tooLarge(sizes, limit: options.parameterLimit))])
    }
  }
}
