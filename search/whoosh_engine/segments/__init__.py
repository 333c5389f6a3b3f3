"""The files of the index: arrays that are read in place."""
