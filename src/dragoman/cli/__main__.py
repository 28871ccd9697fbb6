"""`python -m dragoman.cli`: the command line where the script `dragoman` is not on the path."""

from dragoman.cli import main

if __name__ == "__main__":
    main()
