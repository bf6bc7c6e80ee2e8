"""Lines typed as in the lecture, `e = a*b`, become the graph of their result.

Nothing that is typed is ever executed. `reading` takes the text apart and refuses what has no place
in it; Python's own `ast` says what belongs together; `formulas` computes that with Values, from a
list of what is allowed.
"""
