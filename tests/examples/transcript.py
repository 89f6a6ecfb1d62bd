#!/usr/bin/env python3
"""Runs the commands of a document against a server of its own and holds the document to what they say.

    transcript.py --laowu build/dev/laowu docs/api.md            checks; exit 77 where a program is missing
    transcript.py --laowu build/dev/laowu --write docs/api.md    puts in the real output where it differs

A fenced block with lines "$ COMMAND" is a transcript; so is an HTML comment, whose commands are run
and not shown. Every line that the document shows must come, in that order; what differs from run to
run (names, times, dates) is not compared, and a line "…" stands for any lines. A command may fail only
where the document shows an error's code. 127.0.0.1:50051 and :8080 mean this server's own ports.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from server import Server, skip

# What no two runs have in common.
CHANGING = [
    (r"laowu_[A-Za-z0-9_-]{20,}", "TOKEN"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID"),
    (r"(workers|outcomes)/[a-z0-9]+", r"\1/ID"),
    (r"\d{4}-\d\d-\d\d(T[\d:.]+Z)?", "TIME"),
    (r'"(\w*[sS]equence|etag|storeId)":\s*"(?:[^"\\]|\\.)*"', r'"\1": "…"'),
    (r'"(year|month|day)":\s*\d+', r'"\1": N'),
    (r"\s+", " "),
    (r",$", ""),  # a field more behind it is no difference
]


def comparable(line):
    for pattern, replacement in CHANGING:
        line = re.sub(pattern, replacement, line.strip())
    return line


def is_open(command):
    """The command goes on in the next line."""
    text = "\n".join(command)
    heredoc = re.search(r"<<'(\w+)'", text)
    if heredoc:
        return command[-1] != heredoc[1]
    return text.endswith("\\") or text.count("'") % 2 == 1


class Step:
    """A command and what the document says that it prints."""

    def __init__(self, line, command, hidden):
        self.line = line  # index in the document
        self.command = [command]
        self.hidden = hidden
        self.shown = []


def steps_of(lines):
    steps, inside, hidden, step = [], False, False, None
    for index, line in enumerate(lines):
        if line.startswith("```") or line in ("<!--", "-->"):
            inside, hidden, step = not inside, line == "<!--", None
        elif inside and step and is_open(step.command):
            step.command.append(line)
        elif inside and line.startswith("$ "):
            step = Step(index, line[2:], hidden)
            steps.append(step)
        elif inside and step:
            step.shown.append(line)
    return steps


def missing_line(shown, said):
    """The first line shown that did not come in its order; None if all came."""
    came = iter([comparable(line) for line in said])
    for line in shown:
        if line.strip() not in ("…", "") and comparable(line) not in came:
            return line
    return None


def run(step, shell, server):
    command = server.with_own_ports("\n".join(step.command))
    shell.stdin.write(f"{{ {command}\n}} 2>&1 </dev/null; printf '\\n==done %s\\n' $?\n")
    shell.stdin.flush()
    said = []
    for line in shell.stdout:
        done = re.match(r"==done (\d+)", line)
        if done:
            while said and not said[-1]:
                said.pop()
            return said, int(done[1])
        said.append(server.with_shown_ports(line.rstrip("\n")))
    sys.exit("the shell ended: " + " ".join(step.command))


def check(path, write, server):
    lines = path.read_text().splitlines()
    steps = steps_of(lines)
    if not steps:
        sys.exit(f"{path} shows no commands")
    shell = subprocess.Popen(["bash"], cwd=server.folder, env=server.environment, text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    failures, outputs = [], []
    for step in steps:
        said, code = run(step, shell, server)
        outputs.append(said)
        wanted = missing_line(step.shown, said)
        error_shown = any('"code"' in line for line in step.shown)
        if (code and not error_shown and not write) or (wanted is not None and not write):
            failures.append(f"{path}:{step.line + 1}: {step.command[0]}\n  exit code {code}; the document "
                            f"says: {wanted}\n  it printed:\n    " + "\n    ".join(said))
            break  # the next steps build on this one
    shell.stdin.close()
    shell.wait()
    if write:
        for step, said in reversed(list(zip(steps, outputs))):
            begin = step.line + len(step.command)
            # What still holds stays, with what it leaves out.
            if not step.hidden and (not step.shown or missing_line(step.shown, said) is not None):
                lines[begin : begin + len(step.shown)] = said
        path.write_text("\n".join(lines) + "\n")
    return failures, len(steps)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--laowu", required=True, type=pathlib.Path)
    parser.add_argument("--needs", nargs="*", default=[], metavar="PROGRAM")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("document", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="laowu-transcript.") as folder:
        with Server(options.laowu, pathlib.Path(folder)) as server:
            for program in options.needs:
                if not shutil.which(program, path=server.environment["PATH"]):
                    skip(f"{program} is not installed here; deploy/setup installs it")
            failures, count = check(options.document, options.write, server)
    print("\n".join(failures) or f"{count} commands of {options.document.name}: all as it says")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
