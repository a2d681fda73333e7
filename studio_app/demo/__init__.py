"""The demonstration studio: its story, and pictures painted by code."""
