"""Whether a statement says what its evidence says: names, numbers, direction, roles and words.

See ``support.support``.
"""
