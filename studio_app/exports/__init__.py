"""Sheets as files that someone opens."""
