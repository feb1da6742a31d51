"""What people do in a small program, in whatever order chance has it."""
