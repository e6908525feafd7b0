"""Write down what is said of the sample projects today: `python -m tests.projects.write_expected [NAME …]`."""

import sys

from tests.projects.project import projects, told

if __name__ == "__main__":
    for project in projects():
        if project.folder.name in sys.argv[1:] or not sys.argv[1:]:
            project.expected.write_text(told(project), encoding="utf-8", newline="\n")
