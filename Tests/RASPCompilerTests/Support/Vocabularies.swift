import RASP

extension Gallery.Entry {
  /// Tokens that the program has something to do with.
  var vocabulary: [Value] {
    switch name {
    case "affine", "window", "cumsum", "cumsum_from_end": [1, 2, 3, -1, 0]
    case "minus_plus_indices", "minimum", "sort": [1, 2, 3, 5, 8]
    case "atoi": ["0", "1", "2", "3", "4"]
    case "dashes_to_numbers": ["0", "1", "2", "-"]
    case "ralign": ["x", "y", "z", "_"]
    case "split_first", "split_second": ["x", "y", "z", "+"]
    case "slide": ["x", "h", "l", "<"]
    case "add": Input("0123456789+").tokens
    default: ["h", "e", "l", "o"]
    }
  }
}
