"""Proposals as people and programs read them. Decides nothing.

Each form is a module, to be imported by itself: who wants JSON doesn't wait for what draws pages.
"""
