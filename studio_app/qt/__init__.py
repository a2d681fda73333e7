"""The window: asks workflow, shows the answer, holds no rule.

May import `domain` and `workflow.views`; everything else reaches it by constructor, in the shape `asks.py` states.
"""
