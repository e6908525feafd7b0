"""What lies in the sample projects is scanned, never collected."""

collect_ignore_glob = ["*/tree", "*/twin"]
