#!/usr/bin/env python3
"""What import jobs cost: made-up workers sent, sent again, read again by a receipt, and taken back.

    tests/bench/import_jobs.py --laowu build/bench/laowu [--laowu OTHER] [--rows 20000] [--rounds 2]

Each round starts a server of each program on an empty folder, in turn, so that what else the machine
does falls on all alike. Printed are wall and processor time of the server by step, the least of the
rounds, and of several programs their part of the first one's. No pass or fail.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    def __init__(self, laowu, folder):
        self.laowu, self.folder = laowu, folder
        self.run("init", "--data", "data", "--keys", "keys")
        said = self.run("token", "create", "--keys", "keys", "--id", "bench", "--role", "administrator")
        self.environment = {**os.environ, "LAOWU_TOKEN": said.strip().splitlines()[-1]}

    def run(self, *arguments):
        done = subprocess.run([self.laowu, *arguments], cwd=self.folder, text=True, capture_output=True)
        if done.returncode != 0:
            raise SystemExit(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def __enter__(self):
        self.process = subprocess.Popen(
            [self.laowu, "serve", "--data", "data", "--keys", "keys", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"],
            cwd=self.folder, text=True, stdout=subprocess.PIPE, stderr=open(self.folder / "server.log", "w"))
        line = self.process.stdout.readline()
        self.environment["LAOWU_SERVER"] = re.search(r"gRPC (\S+)", line).group(1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def measure(self, *arguments):
        """Wall and processor time, and what was printed."""
        wall, cpu = time.monotonic(), self.cpu()
        done = subprocess.run([self.laowu, *arguments], cwd=self.folder, env=self.environment, text=True,
                              capture_output=True)
        if done.returncode not in (0, 3):  # 3: some rows were rejected
            raise SystemExit(f"{arguments}: {done.stdout}{done.stderr}")
        return (time.monotonic() - wall, self.cpu() - cpu), done.stdout


def one_round(laowu, rows_file, root):
    with tempfile.TemporaryDirectory(dir=root) as folder, Server(laowu, pathlib.Path(folder)) as server:
        send = ["--json", "import", "workers", rows_file, "--division", "520000"]
        steps, names = {}, []
        for step in ["first", "again"]:
            steps[step], said = server.measure(*send)
            names.append(json.loads(said)["import"])
        name, again = names
        steps["receipt"], _ = server.measure("import", "receipt", name, "r.xlsx")
        server.measure("import", "undo", again)  # while it stands, the people whom it names do
        steps["undo"], _ = server.measure("import", "undo", name)
        return steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--laowu", action="append", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--rows", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folder", help="where the stores go; the system's temporary folder if not given")
    flags = parser.parse_args()
    best = {}
    with tempfile.TemporaryDirectory(dir=flags.folder) as root:
        rows_file = str(pathlib.Path(root) / "workers.csv")
        subprocess.run([flags.laowu[0], "generate", "workers", "--count", str(flags.rows), "--seed", "11", "--out",
                        rows_file], check=True, capture_output=True)
        for _ in range(flags.rounds):
            for laowu in flags.laowu:
                for step, times in one_round(laowu, rows_file, root).items():
                    old = best.get((laowu, step), times)
                    best[laowu, step] = tuple(map(min, old, times))
    for laowu in flags.laowu:
        print(laowu)
        for step in ["first", "again", "receipt", "undo"]:
            wall, cpu = best[laowu, step]
            line = f"  {step:8} {wall:6.1f} s wall, {flags.rows / wall:6.0f} rows/s; {cpu:6.1f} s of the server's processor"
            if step != "first":
                line += f", {cpu / best[laowu, 'first'][1]:.2f} of the first"
            if laowu != flags.laowu[0]:
                line += f"; {cpu / best[flags.laowu[0], step][1]:.2f} of {pathlib.Path(flags.laowu[0]).parent.name}'s"
            print(line)


main()
