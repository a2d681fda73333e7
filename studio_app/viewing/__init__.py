"""Pictures as they stand on the screen: arrays and a way of looking in, one array of the window's pixels out.

No Qt: what is seen can be checked against a computed truth, written to a file, and drawn by any window. Imports
`domain` only; all pixels here are 8-bit in the screen's own colours, ordered blue, green, red, and one unused.
"""
