"""Bytes in, checked data out."""
