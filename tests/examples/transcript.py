#!/usr/bin/env python3
"""Runs the commands of a document against a server of its own and holds the document to what they say.

    transcript.py --laowu build/dev/laowu docs/api.md            checks; exit 77 where a program is missing
    transcript.py --laowu build/dev/laowu --write docs/api.md    puts in what this run says

A fenced block with lines "$ COMMAND" is a transcript; so is an HTML comment, whose commands are run
and not shown. The document shows every line that comes, and no other; a line "…" stands for any lines.
What differs from run to run is not compared: names made by the server, times and dates, and sequences
and etags, which count every commit, the audit's too. --write puts in all of one run, so that they fit
together. A command may fail only where the document shows an error's code or rejected rows.
127.0.0.1:50051 and :8080 mean this server's own ports.
"""
import argparse
import difflib
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
    (r"(workers|outcomes)/[a-z0-9-]+", r"\1/ID"),
    (r"\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?", "TIME"),
    (r"sequence \d+", "sequence N"),
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


def aligned(shown, said):
    """What came for each line shown, and "…" for what is left out; None where the two differ."""
    parts = [[]]
    for line in shown:
        if line.strip() == "…":
            parts.append([])
        elif line.strip():
            parts[-1].append(comparable(line))
    said = [line for line in said if line.strip()]
    came = [comparable(line) for line in said]
    out, at = [], 0
    for number, part in enumerate(parts):
        end = len(came) - len(part)
        first = 0 if number == 0 else end if number == len(parts) - 1 else at
        last = 0 if number == 0 else end
        at = next((i for i in range(max(at, first), last + 1) if came[i : i + len(part)] == part), None)
        if at is None:
            return None
        out += (["…"] if number else []) + said[at : at + len(part)]
        at += len(part)
    return out if at == len(came) else None


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
        # A script's import of which some rows were sent back ends with a code of its own.
        error_shown = any('"code"' in line or "退回 rejected" in line for line in step.shown)
        as_shown = step.hidden or aligned(step.shown, said) is not None
        if not write and ((code and not error_shown) or not as_shown):
            difference = difflib.unified_diff(step.shown, said, "the document", "what came", lineterm="")
            failures.append(f"{path}:{step.line + 1}: {step.command[0]}\n  exit code {code}\n    " +
                            "\n    ".join(difference))
            break  # the next steps build on this one
    shell.stdin.close()
    shell.wait()
    if write:
        for step, said in reversed(list(zip(steps, outputs))):
            begin = step.line + len(step.command)
            if not step.hidden:  # what is left out stays so where all else holds
                lines[begin : begin + len(step.shown)] = aligned(step.shown, said) or said
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
