"""The book of actors: names, offices and dates, and what they mean on a given day.

`dragoman.actors.book.book()` is the built-in book; its `with_user(path)` adds a user's own actors. Nothing is read
before it is asked for.
"""
