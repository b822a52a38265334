"""Frozen dataclasses that cross a layer, one file per noun; they import core and nothing else."""
