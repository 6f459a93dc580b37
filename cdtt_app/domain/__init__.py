"""What the field is made of: pure values and rules, no I/O."""
