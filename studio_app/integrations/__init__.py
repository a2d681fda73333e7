"""Other programs: the generators of a studio, asked over their own interfaces; imports workflow's ports and below.

Their words (prompt, history, txt2img) stay in here; outside there are sources, requests and candidates.
"""
