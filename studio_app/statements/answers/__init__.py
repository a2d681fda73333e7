"""Answers to those who ask how a picture was made: broadcasters, copyright offices, festivals.

Each answer is drawn up as values by a pure function from one reading of the ledger. It may import `domain` and
`statements`; it names for every line the entries it rests on, and says what is missing instead of filling it in.
"""
