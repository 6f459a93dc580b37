"""The protocol, pure and sans-I/O: operations and their hash chain."""
