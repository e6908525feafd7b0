"""Everything that opens a file, and remembers lines."""
