"""Data in, bytes out: papers and codes."""
