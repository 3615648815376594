extension LibraryText {
  /// The core and the library of RASP-L, on s-ops instead of arrays of integers: what it computes
  /// for one input, the s-op computes for all.
  static let numpyRASP = """
    from _sequences import constant as _constant, sequence as _sequence
    from raspy import SOp as _SOp, indices as _indices, key as _key, query as _query
    from raspy import select as _select, where as _where

    _causal = _key(_indices) <= _query(_indices)

    def full(x, const): return _constant(int(const))
    def indices(x): return _indices
    def tok_map(x, func): return _sequence(x).map(lambda value: int(func(value)))
    def seq_map(x, y, func):
        return _SOp.zip(lambda a, b: int(func(a, b)), _sequence(x), _sequence(y))

    def select(k, q, pred, causal=True):
        chosen = _select(_sequence(k), _sequence(q), pred)
        return chosen & _causal if causal else chosen

    def sel_width(A): return A.width()
    def aggr_mean(A, v, default=0): return A.mean(_sequence(v), default).map(int)
    def aggr_max(A, v, default=0): return A.max(_sequence(v), default)
    def aggr_min(A, v, default=0): return A.min(_sequence(v), default)

    def aggr(A, v, default=0, reduction='mean'):
        if reduction == 'mean': return aggr_mean(A, v, default)
        if reduction == 'max': return aggr_max(A, v, default)
        if reduction == 'min': return aggr_min(A, v, default)
        raise ValueError(f"reduction is 'mean', 'max' or 'min', not {reduction!r}")

    def kqv(k, q, v, pred, default=0, reduction='mean'):
        return aggr(select(k, q, pred), v, default=default, reduction=reduction)

    def equals(x, y): return x == y
    def leq(x, y): return x <= y
    def lt(x, y): return x < y
    def geq(x, y): return x >= y
    def gt(x, y): return x > y

    def shift_right(x, n, default=0):
        return kqv(_indices + n, _indices, x, equals, default=default)

    def cumsum(bool_array):
        return sel_width(select(bool_array, bool_array, lambda k, q: k != 0))

    def where(condition, x_if, y_else):
        return _where(_sequence(condition), _sequence(x_if), _sequence(y_else))

    def mask(x, bool_mask, mask_val=0): return where(bool_mask, x, _constant(mask_val))

    def maximum(x): return aggr_max(select(x, x, lambda k, q: True), x)
    def minimum(x): return aggr_min(select(x, x, lambda k, q: True), x)
    def argmax(x): return kqv(x, maximum(x), _indices, equals, reduction='max')
    def argmin(x): return kqv(x, minimum(x), _indices, equals, reduction='max')

    def num_prev(x, queries): return sel_width(select(x, queries, equals))
    def has_seen(x, queries): return kqv(x, queries, _constant(1), equals, default=0)
    def firsts(x, queries, default=-1):
        return kqv(x, queries, _indices, equals, default=default, reduction='min')
    def lasts(x, queries, default=-1):
        return kqv(x, queries, _indices, equals, default=default, reduction='max')
    def index_select(x, idx, default=0): return kqv(_indices, idx, x, equals, default=default)

    def first_true(x, default=-1):
        so_far = has_seen(x, _constant(1))
        begins = seq_map(so_far, shift_right(so_far, 1), lambda now, before: now and not before)
        return kqv(begins, _constant(1), _indices, equals, default=default)

    def mode(x): return index_select(x, argmax(num_prev(x, x)))
    def binary_mode(x):
        return seq_map(num_prev(x, _constant(1)), num_prev(x, _constant(0)), gt)

    def induct_kqv(k, q, v, offset, default=0, null_val=-999):
        places = firsts(shift_right(k, offset, default=null_val), q, default=null_val)
        return index_select(v, places, default=default)

    def induct(k, q, offset, default=0, null_val=-999):
        return induct_kqv(k, q, k, offset, default, null_val)

    def induct_prev(k, q, offset, default=0, null_val=-999):
        return index_select(k, firsts(k, q, default=null_val) + offset, default=default)
    """

  /// What such programs use of numpy itself.
  static let numpy = """
    from _sequences import constant as _constant, sequence as _sequence
    from raspy import SOp as _SOp, raw as _raw, where as _where

    def array(object, dtype=None): return _raw(list(object))
    def arange(start, stop=None, step=1, dtype=None):
        return _raw(list(range(start) if stop is None else range(start, stop, step)))
    def full_like(a, fill_value, dtype=None): return _constant(fill_value)
    def zeros_like(a, dtype=None): return _constant(0)
    def ones_like(a, dtype=None): return _constant(1)
    def where(condition, x, y): return _where(_sequence(condition), _sequence(x), _sequence(y))
    def logical_and(x, y): return _SOp.zip(lambda a, b: bool(a and b), _sequence(x), _sequence(y))
    def logical_or(x, y): return _SOp.zip(lambda a, b: bool(a or b), _sequence(x), _sequence(y))
    def logical_not(x): return _sequence(x).map(lambda a: not a)
    def equal(x, y): return _sequence(x) == _sequence(y)
    def not_equal(x, y): return _sequence(x) != _sequence(y)
    def maximum(x, y): return _SOp.zip(lambda a, b: max(a, b), _sequence(x), _sequence(y))
    def minimum(x, y): return _SOp.zip(lambda a, b: min(a, b), _sequence(x), _sequence(y))
    def abs(x): return _where(_sequence(x) < 0, -_sequence(x), _sequence(x))
    int64 = int32 = int_ = int
    float64 = float32 = float
    bool_ = bool
    """
}
