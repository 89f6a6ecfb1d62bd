#!/usr/bin/env python3
"""The example clients do an office's work over a bad line, and nothing twice; and over TLS, which they
ask for before a token leaves the machine.

    clients_test.py --laowu build/dev/laowu python|node      exit 77 where a package is missing

The protos are those that the server hands out, as a partner gets them. The samples have 59 good rows
and three wrong ones (data/samples/README.md).
"""
import argparse
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile

from server import ROOT, Server, npm_folder, skip

SAMPLES = ROOT / "data/samples"


def get_protos(server):
    """Downloads them and makes Python of them, into protos/ and generated/."""
    with urllib.request.urlopen(f"http://{server.http}/protos.zip") as answer:
        (server.folder / "protos.zip").write_bytes(answer.read())
    with zipfile.ZipFile(server.folder / "protos.zip") as archive:
        archive.extractall(server.folder / "protos")
    generated = server.folder / "generated"
    generated.mkdir()
    protos = sorted(str(path) for path in (server.folder / "protos").rglob("*.proto"))
    assert any(path.endswith("laowu/v1/vacancy_service.proto") for path in protos), protos
    assert not any("internal" in path for path in protos), protos
    subprocess.run(
        ["protoc", f"--proto_path={server.folder}/protos", f"--python_out={generated}",
         f"--grpc_python_out={generated}", f"--plugin=protoc-gen-grpc_python={shutil.which('grpc_python_plugin')}",
         *protos], check=True)
    sys.path.insert(0, str(generated))


def laowu(server, token, *arguments):
    said = subprocess.run(["laowu", *arguments], cwd=server.folder, text=True, capture_output=True,
                          env={**server.environment, "LAOWU_TOKEN": server.environment[token]})
    assert said.returncode in (0, 3), f"{arguments}: {said.stderr}"
    return said.stdout


def place_people(server):
    """What the county does meanwhile; the names of an accepted placement and of one that is proposed still."""
    laowu(server, "COUNTY", "import", "workers", str(SAMPLES / "workers_520281.csv"), "--as-of", "2026-07-01")
    vacancies = json.loads(laowu(server, "OFFICE", "vacancy", "list", "--office", "zhongshan", "--json"))
    for vacancy in vacancies["vacancies"]:
        if vacancy.get("openingCount", 1) < 2:
            continue
        found = json.loads(laowu(server, "COUNTY", "candidates", vacancy["name"], "--count", "2", "--json"))
        if len(found.get("candidates", [])) > 1:
            break
    names = []
    for candidate in found["candidates"][:2]:
        laowu(server, "COUNTY", "place", "propose", "--worker", candidate["worker"], "--vacancy", vacancy["name"],
              "--decided-by", "officer 7")
        placements = json.loads(
            laowu(server, "COUNTY", "place", "list", "--worker", candidate["worker"], "--json"))
        names.append(placements["placements"][0]["name"])
    laowu(server, "COUNTY", "place", "accept", names[0])
    return names


class Client:
    """One of the examples, called as its README says."""

    def __init__(self, language, server, folder, address):
        self.language = language
        self.command = {"python": [sys.executable, str(ROOT / "examples/python/office.py")],
                        "node": ["node", str(ROOT / "examples/node/office.js")]}[language]
        self.folder = folder  # with the protos
        self.environment = {**server.environment, "LAOWU_SERVER": address, "LAOWU_TOKEN": server.environment["OFFICE"],
                            "NODE_PATH": str(npm_folder("examples/node") / "node_modules")}

    def __call__(self, code, *arguments, **environment):
        said = subprocess.run([*self.command, *arguments], cwd=self.folder, env={**self.environment, **environment},
                              text=True, capture_output=True, timeout=60)
        print(*arguments, "→", said.returncode, said.stdout[-500:], said.stderr)
        assert said.returncode == code, said.returncode
        return said.stdout if code in (0, 3) else said.stderr


def read_what_people_have(server, client):
    """As spreadsheets save CSV in China, the same answer; what is no table, one line that says so."""
    (server.folder / "utf8.csv").write_bytes("岗位名称\n缝纫工\n".encode("utf-8-sig"))
    (server.folder / "gb.csv").write_bytes("岗位名称\n缝纫工\n".encode("gb18030"))
    assert client(3, "send", "gb.csv", "zhongshan") == client(3, "send", "utf8.csv", "zhongshan")
    (server.folder / "none.csv").write_bytes(b"")
    (server.folder / "headers.csv").write_text("岗位名称,企业\n", encoding="utf-8")
    (server.folder / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff")
    for name, word in (("missing.csv", "cannot be opened"), ("none.csv", "is empty"), ("headers.csv", "headers alone"),
                       ("picture.csv", "is no CSV")):
        said = client(1, "send", name, "zhongshan")
        assert said.startswith(name) and word in said and len(said.splitlines()) == 1, said


def play(server, client, relay):
    vacancies = str(SAMPLES / "vacancies.csv")
    first = client(3, "send", vacancies, "zhongshan").splitlines()
    # The lost answer told of 59 rows made; the try that got through found them all there.
    assert first[-1] == "REJECTED 3, UNCHANGED 59", first
    assert sum(line.startswith("row ") for line in first) == 3, first
    waited = relay.times["/laowu.v1.IntakeService/SubmitRawVacancies"]
    assert len(waited) == 3 and waited[1] - waited[0] >= relay.RETRY_SECONDS, waited
    assert client(3, "send", vacancies, "zhongshan").splitlines() == first

    read_what_people_have(server, client)

    placement, proposed = place_people(server)
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
    (server.folder / "arrivals.csv").write_text(f"placement,date\n{placement},{today}\n")
    arrived = client(0, "arrivals", "arrivals.csv")
    assert arrived.startswith(f"{placement} arrived: outcomes/"), arrived
    assert client(0, "arrivals", "arrivals.csv") == arrived  # one outcome, however often it is said
    assert len(relay.times["/laowu.v1.PlacementService/ConfirmArrival"]) == 4, relay.times
    (server.folder / "slashes.csv").write_text(f"placement,date\n{placement},{today:%Y/%m/%d}\n")
    assert client(0, "arrivals", "slashes.csv") == arrived  # a day as spreadsheets write it: the same arrival
    laowu(server, "OFFICE", "outcome", "retract-arrival", placement)
    anew = client(0, "arrivals", "arrivals.csv")
    assert anew.startswith(f"{placement} arrived: outcomes/") and anew != arrived, anew
    sent = len(relay.times["/laowu.v1.PlacementService/ConfirmArrival"])
    (server.folder / "wrong.csv").write_text(f"placement,date\n{placement},{today}\n{placement},29.11\n")
    said = client(1, "arrivals", "wrong.csv")
    assert said.startswith("row 2: 日期应如 2026-07-01"), said
    (server.folder / "short.csv").write_text(f"placement,date\n{placement}\n")
    assert "row 1" in client(1, "arrivals", "short.csv")
    assert len(relay.times["/laowu.v1.PlacementService/ConfirmArrival"]) == sent, "nothing of such a file is sent"
    # A bad row costs only itself, and is named.
    (server.folder / "some.csv").write_text(
        f"placement,date\n{placement},{today}\n{proposed},{today}\nplacements/none,{today}\n{placement},{today}\n")
    rows = client(3, "arrivals", "some.csv").splitlines()
    assert len(rows) == 4 and rows[0] == rows[3] == anew.strip(), rows
    assert rows[1].startswith(f"row 2: {proposed}: FAILED_PRECONDITION: "), rows
    assert rows[2].startswith("row 3: placements/none: "), rows
    # A token that is not known makes every row fail: the first is named, and no other sent.
    said = client(1, "arrivals", "some.csv", LAOWU_TOKEN="laowu_nobody")
    assert said.startswith("UNAUTHENTICATED"), said
    for arguments in ((), ("send", "one.csv"), ("arrive", "arrivals.csv")):
        said = client(1, *arguments)
        assert "arrivals arrivals.csv" in said and "Error:" not in said and "Traceback" not in said, said


def hold_to_their_length():
    """An example is read in one sitting; and the channel of each finds a server that is back."""
    for path in ("python/office.py", "node/office.js"):
        text = (ROOT / "examples" / path).read_text(encoding="utf-8")
        assert len(text.splitlines()) < 100, path
        assert "grpc.max_reconnect_backoff_ms" in text, path


def play_over_tls(server, client):
    sent = client(3, "send", str(SAMPLES / "vacancies.csv"), "zhongshan").splitlines()
    assert sent[-1] == "CREATED 59, REJECTED 3", sent
    # A token that is not known; no token; and a way on which anybody could read it.
    one_row = server.folder / "one.csv"
    one_row.write_text("岗位名称\n缝纫工\n")
    for wrong in ({"LAOWU_TOKEN": "laowu_nobody"}, {"LAOWU_TOKEN": ""}):
        said = client(1, "send", str(one_row), "zhongshan", **wrong)
        assert "UNAUTHENTICATED" in said, said
    said = client(1, "send", str(one_row), "zhongshan", LAOWU_TLS_CA="", LAOWU_SERVER="laowu.example:50051")
    assert "LAOWU_TLS_CA" in said, said


def create_office(server):
    laowu(server, "CITY", "office", "create", "zhongshan", "--name", "中山市劳务协作站（样例）", "--division", "442000")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--laowu", required=True, type=pathlib.Path)
    parser.add_argument("language", choices=["python", "node"])
    options = parser.parse_args()
    hold_to_their_length()
    try:
        from relay import Relay
    except ImportError:
        skip("python3-grpcio is not installed here; deploy/setup installs it")
    packages = npm_folder("examples/node") / "node_modules"
    if options.language == "node" and not (shutil.which("node") and packages.is_dir()):
        skip("the packages of examples/node are not installed here; deploy/setup installs them")
    with tempfile.TemporaryDirectory(prefix="laowu-clients.") as folder, Server(
            options.laowu, pathlib.Path(folder)) as server:
        get_protos(server)
        create_office(server)
        relay = Relay(server.grpc)
        try:
            play(server, Client(options.language, server, server.folder, relay.address), relay)
        finally:
            relay.stop()
        (server.folder / "tls").mkdir()
        with Server(options.laowu, server.folder / "tls", tls=True) as guarded:
            create_office(guarded)
            play_over_tls(guarded, Client(options.language, guarded, server.folder, guarded.grpc))


if __name__ == "__main__":
    main()
