"""The command line: asks `workflow`, prints the answer, holds no rule."""
