"""Two audits held against each other: of two revisions, of a revision and the work tree, or as two files say."""
