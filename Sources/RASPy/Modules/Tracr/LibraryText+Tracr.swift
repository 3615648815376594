/// Texts of the dialect that come with it, as modules.
enum LibraryText {}

extension LibraryText {
  /// The programs of Tracr's library, under the names that they have there.
  static let tracr = """
    from tracr.rasp import rasp

    length = rasp.length

    def make_length():
        everywhere = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.TRUE)
        return rasp.SelectorWidth(everywhere).named("length")

    def make_reverse(sop):
        opposite = rasp.Select(rasp.indices, length - rasp.indices - 1, rasp.Comparison.EQ)
        return rasp.Aggregate(opposite, sop).named("reverse")

    def make_frac_prevs(bools):
        so_far = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.LEQ)
        return rasp.Aggregate(so_far, bools, default=0).named("frac_prevs")

    def make_pair_balance(sop, open_token, close_token):
        opened = make_frac_prevs(sop == open_token).named("opens")
        closed = make_frac_prevs(sop == close_token).named("closes")
        return rasp.LinearSequenceMap(opened, closed, 1, -1)

    def make_shuffle_dyck(pairs):
        assert pairs, "there must be a pair"
        balances = [make_pair_balance(rasp.tokens, pair[0], pair[1]) for pair in pairs]
        is_negative = balances[0] < 0
        is_zero = balances[0] == 0
        for balance in balances[1:]:
            is_negative = is_negative | (balance < 0)
            is_zero = is_zero & (balance == 0)
        everywhere = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.TRUE)
        share = rasp.Aggregate(everywhere, is_negative, default=0).named("has_neg")
        at_end = rasp.Select(rasp.indices, length - 1, rasp.Comparison.EQ)
        ends_at_zero = rasp.Aggregate(at_end, is_zero).named("last_zero")
        return ends_at_zero & ~share

    def make_shuffle_dyck2():
        return make_shuffle_dyck(["()", "{}"])

    def make_hist():
        same = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.EQ)
        return rasp.SelectorWidth(same).named("hist")

    def make_sort_unique(vals, keys):
        smaller = rasp.Select(keys, keys, rasp.Comparison.LT)
        rank = rasp.SelectorWidth(smaller).named("target_pos")
        return rasp.Aggregate(
            rasp.Select(rank, rasp.indices, rasp.Comparison.EQ), vals).named("sort")

    def make_sort(vals, keys, *, max_seq_len, min_key):
        distinct = rasp.SequenceMap(
            lambda key, place: key + min_key * place / max_seq_len, keys, rasp.indices)
        return make_sort_unique(vals, distinct)

    def make_sort_freq(max_seq_len):
        return make_sort(rasp.tokens, -1 * make_hist(), max_seq_len=max_seq_len, min_key=1)

    def shift_by(offset, /, sop):
        earlier = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + offset)
        return rasp.Aggregate(earlier, sop, default=None).named(f"shift_by({offset})")

    def detect_pattern(sop, pattern):
        if len(pattern) < 1:
            raise ValueError("the pattern is empty")
        found = sop == pattern[-1]
        for distance, element in enumerate(reversed(pattern[:-1])):
            found = shift_by(distance + 1, sop == element) & found
        return found

    def make_count_less_freq(n):
        hist = make_hist()
        rare = rasp.Select(hist, hist, lambda k, q: k <= n)
        return rasp.SelectorWidth(rare).named("count_less_freq")

    def make_count(sop, token):
        such = rasp.Select(sop, sop, lambda k, q: k == token)
        return rasp.SelectorWidth(such).named(f"count_{token}")

    def make_nary_sequencemap(f, *sops):
        if len(sops) == 1:
            return rasp.Map(f, sops[0])
        if len(sops) == 2:
            return rasp.SequenceMap(f, sops[0], sops[1])
        values = rasp.SequenceMap(lambda x, y: (x, y), sops[0], sops[1])
        for sop in sops[2:]:
            values = rasp.SequenceMap(lambda x, y: (*x, y), values, sop)
        return rasp.Map(lambda x: f(*x), values)
    """
}
