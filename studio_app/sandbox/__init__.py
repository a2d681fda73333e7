"""Decoding of files nobody has looked into yet, in a child process with limits on memory and time."""
