#!/usr/bin/env python3
"""An office's program: sends a table of vacancies, confirms arrivals. 报送岗位、确认到岗。

    office.py send vacancies.csv zhongshan     |     office.py arrivals arrivals.csv
README.md has the environment and generated/. Every step may be repeated: nothing is done twice."""
import csv, datetime, os, random, sys, time
sys.path.insert(0, "generated")
import grpc
from google.rpc import error_details_pb2, status_pb2
from laowu.v1 import intake_service_pb2, placement_service_pb2, types_pb2
from laowu.v1 import intake_service_pb2_grpc, placement_service_pb2_grpc

ROWS_A_MESSAGE, TRIES = 200, 15  # the server takes 500 rows
CUT = ("UNAVAILABLE", "CANCELLED")  # the server is away, or went in the middle of a call
HOPELESS = (*CUT, "UNAUTHENTICATED", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED")  # any row's
OPTIONS = [("grpc.max_reconnect_backoff_ms", 1000)]  # a server that is back is found at once


def details(status, kind):  # those of one kind in a google.rpc.Status
    return [detail for packed in status.details if packed.Unpack(detail := kind())]


def open_channel():
    server = os.environ.get("LAOWU_SERVER", "127.0.0.1:50051")
    if ca := os.environ.get("LAOWU_TLS_CA"):
        return grpc.secure_channel(server, grpc.ssl_channel_credentials(open(ca, "rb").read()), OPTIONS)
    if not server.startswith(("127.0.0.1:", "[::1]:", "localhost:")):
        sys.exit("Without LAOWU_TLS_CA the token would travel in plain text. 请设置 LAOWU_TLS_CA。")
    return grpc.insecure_channel(server, OPTIONS)


def call(method, request):  # again where another try can help
    metadata = [("authorization", "Bearer " + os.environ.get("LAOWU_TOKEN", ""))]
    for attempt in range(TRIES):
        try:
            return method(request, metadata=metadata, timeout=60)
        except grpc.RpcError as error:
            sent = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
            infos = details(status_pb2.Status.FromString(sent), error_details_pb2.RetryInfo)
            if attempt == TRIES - 1 or not (infos or error.code().name in CUT):
                sys.exit(f"{error.code().name}: {error.details()}")
            doubling = min(10, 0.2 * 2**attempt) * random.uniform(0.5, 1)  # the server knows better
            time.sleep(infos[0].retry_delay.ToTimedelta().total_seconds() if infos else doubling)


def read_table(path):  # in UTF-8, or as spreadsheets save CSV in China; without lines of remarks
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with open(path, encoding=encoding, newline="") as file:
                rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
            return rows if rows[1:] else sys.exit(f"{path}: 空文件或只有表头 / is empty, or headers alone")
        except OSError as error:
            sys.exit(f"{path}: 打不开文件 / cannot be opened: {error.strerror}")
        except (UnicodeDecodeError, csv.Error):
            continue
    sys.exit(f"{path}: 不是 CSV，请另存为 CSV UTF-8 / is no CSV: save it as CSV UTF-8")


def send(channel, path, office):  # the table in its own words; prints a receipt
    stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
    (headers, *rows), counts = read_table(path), {}
    for start in range(0, len(rows), ROWS_A_MESSAGE):
        request = intake_service_pb2.SubmitRawVacanciesRequest(
            parent="offices/" + office, headers=headers,
            rows=[{"cells": cells} for cells in rows[start : start + ROWS_A_MESSAGE]])
        for result in call(stub.SubmitRawVacancies, request).results:
            word = types_pb2.ImportResult.Result.Name(result.result)
            counts[word] = counts.get(word, 0) + 1
            if word == "REJECTED":
                bad = details(result.status, error_details_pb2.BadRequest)
                wrong = [f"{at.field}: {at.description}" for b in bad for at in b.field_violations]
                print(f"row {start + result.index + 1}:", "; ".join(wrong) or result.status.message)
    print(", ".join(f"{word} {count}" for word, count in sorted(counts.items())))
    return 3 if "REJECTED" in counts else 0


def confirm_arrivals(channel, path):  # columns: placement, date (2026-07-01 or 2026/7/1)
    requests = []  # all are read before the first is sent
    for number, (placement, *rest) in enumerate(read_table(path)[1:], 1):
        try:
            day = datetime.date(*map(int, rest[0].strip().replace("/", "-").split("-")))
        except (IndexError, TypeError, ValueError):
            sys.exit(f"row {number}: 日期应如 2026-07-01 / the date is to be like 2026-07-01")
        # No request_id: made of the row it would name the first for good, though it was taken back.
        requests.append(placement_service_pb2.ConfirmArrivalRequest(
            name=placement, arrive_date={"year": day.year, "month": day.month, "day": day.day}))
    stub, code = placement_service_pb2_grpc.PlacementServiceStub(channel), 0
    for number, request in enumerate(requests, 1):
        try:
            print(request.name, "arrived:", call(stub.ConfirmArrival, request).name)
        except SystemExit as refused:
            print(f"row {number}: {request.name}: {refused}")
            code = sys.exit(refused.code) if str(refused).startswith(HOPELESS) else 3
    return code


if __name__ == "__main__":
    run = {("send", 4): send, ("arrivals", 3): confirm_arrivals}.get((*sys.argv[1:2], len(sys.argv)))
    sys.exit(run(open_channel(), *sys.argv[2:]) if run else __doc__)
