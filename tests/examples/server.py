"""A server process for one test: data in memory, free ports, keys and three tokens of its own."""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # what the build calls a skipped test


def skip(reason):
    print("skipped: " + reason)
    sys.exit(SKIPPED)


def npm_folder(folder):
    """Where deploy/setup puts the npm packages of a folder of the tree."""
    said = subprocess.run([ROOT / "deploy/setup", "where", folder], capture_output=True, text=True, check=True)
    return pathlib.Path(said.stdout.strip())


class Server:
    """`environment` has CITY, OFFICE and COUNTY (tokens), laowu and buf on the path, and the samples
    as data/samples below `folder`. With `tls` both doors speak it, and ca.pem vouches for localhost."""

    def __init__(self, laowu, folder, tls=False):
        self.folder = folder
        self.laowu = laowu.resolve()
        programs = folder / "bin"
        programs.mkdir()
        (programs / "laowu").symlink_to(self.laowu)
        (folder / "data").symlink_to(ROOT / "data")
        path = [str(programs), str(npm_folder("deploy/buf") / "node_modules/.bin"), str(ROOT / "tests/examples"),
                os.environ["PATH"]]
        self.environment = {**os.environ, "PATH": ":".join(path), "LC_ALL": "C.UTF-8"}
        self.environment.pop("LAOWU_TOKEN", None)
        self.tls = tls

    def __enter__(self):
        if self.tls:
            self._make_certificate()
        self._say("init", "--keys", "keys")
        for variable, options in {
            "CITY": ["--id", "liupanshui", "--role", "administrator"],
            "OFFICE": ["--id", "zhongshan", "--role", "office", "--office", "zhongshan"],
            "COUNTY": ["--id", "panzhou", "--role", "county-bureau", "--division", "520281"],
        }.items():
            self.environment[variable] = self._say("token", "create", "--keys", "keys", *options).strip()
        self.start("127.0.0.1:0")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def start(self, grpc_address):
        self.process = subprocess.Popen(
            [self.laowu, "serve", "--data", "memory:", "--keys", "keys", "--grpc", grpc_address, "--http",
             "127.0.0.1:0", *(["--tls-cert", "server.pem", "--tls-key", "server.key"] if self.tls else [])],
            cwd=self.folder, env=self.environment, text=True, stdout=subprocess.PIPE,
            stderr=open(self.folder / "server.log", "w"))
        line = self.process.stdout.readline()
        serving = re.search(r"gRPC (\S+)\s+HTTP https?://(\S+)", line)
        if not serving:
            sys.exit(f"the server did not start: {line}" + (self.folder / "server.log").read_text())
        self.grpc, self.http = serving.groups()
        if self.tls:  # the name that the certificate bears
            self.grpc = self.grpc.replace("127.0.0.1", "localhost")
            self.environment["LAOWU_TLS_CA"] = str(self.folder / "ca.pem")
        self.environment["LAOWU_SERVER"] = self.grpc

    def with_own_ports(self, text):
        return text.replace("127.0.0.1:50051", self.grpc).replace("127.0.0.1:8080", self.http)

    def with_shown_ports(self, text):
        return text.replace(self.grpc, "127.0.0.1:50051").replace(self.http, "127.0.0.1:8080")

    def _make_certificate(self):
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        for command in [
            ["req", "-x509", *key, "-days", "2", "-subj", "/CN=test authority", "-keyout", "ca.key", "-out",
             "ca.pem"],
            ["req", *key, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
             "server.key", "-out", "server.csr"],
            ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
             "-copy_extensions", "copy", "-days", "2", "-out", "server.pem"],
        ]:
            subprocess.run(["openssl", *command], cwd=self.folder, check=True, capture_output=True)

    def _say(self, *arguments):
        return subprocess.run([self.laowu, *arguments], cwd=self.folder, env=self.environment, text=True,
                              capture_output=True, check=True).stdout
