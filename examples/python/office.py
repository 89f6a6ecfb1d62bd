#!/usr/bin/env python3
"""An office's program: sends a table of vacancies, confirms arrivals. 报送岗位、确认到岗。

    office.py send vacancies.csv zhongshan     |     office.py arrivals arrivals.csv

LAOWU_SERVER is HOST:PORT, LAOWU_TOKEN the office's token, LAOWU_TLS_CA a PEM file of who vouches for
the server; README.md says how to make generated/. Every step may be repeated: nothing is done twice."""
import collections
import csv
import datetime
import os
import random
import sys
import time

sys.path.insert(0, "generated")
import grpc
from google.rpc import error_details_pb2, status_pb2
from laowu.v1 import intake_service_pb2, placement_service_pb2, types_pb2
from laowu.v1 import intake_service_pb2_grpc, placement_service_pb2_grpc

ROWS_A_MESSAGE, TRIES = 200, 10  # the server takes 500 rows


def details(status, kind):  # of a google.rpc.Status
    for packed in status.details:
        found = kind()
        if packed.Unpack(found):
            yield found


def seconds_to_wait(error, attempt):  # until the next try; None if another cannot help
    sent = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
    for info in details(status_pb2.Status.FromString(sent), error_details_pb2.RetryInfo):
        return info.retry_delay.ToTimedelta().total_seconds()  # the server knows best
    if error.code() == grpc.StatusCode.UNAVAILABLE:
        return min(10, 0.2 * 2**attempt) * random.uniform(0.5, 1)
    return None


def open_channel():
    server = os.environ.get("LAOWU_SERVER", "127.0.0.1:50051")
    if ca := os.environ.get("LAOWU_TLS_CA"):
        return grpc.secure_channel(server, grpc.ssl_channel_credentials(open(ca, "rb").read()))
    if not server.startswith(("127.0.0.1:", "[::1]:", "localhost:")):
        sys.exit("Without LAOWU_TLS_CA the token would travel in plain text. 请设置 LAOWU_TLS_CA。")
    return grpc.insecure_channel(server)


def call(method, request):
    metadata = [("authorization", "Bearer " + os.environ.get("LAOWU_TOKEN", ""))]
    for attempt in range(TRIES):
        try:
            return method(request, metadata=metadata, timeout=60)
        except grpc.RpcError as error:
            seconds = seconds_to_wait(error, attempt)
            if seconds is None or attempt == TRIES - 1:
                sys.exit(f"{error.code().name}: {error.details()}")
            time.sleep(seconds)


def read_table(path):  # in UTF-8, or as spreadsheets save CSV in China; without lines of remarks
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with open(path, encoding=encoding, newline="") as file:
                rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
            return rows or sys.exit(f"{path}: 文件是空的 / is empty")
        except OSError as error:
            sys.exit(f"{path}: 打不开文件 / cannot be opened: {error.strerror}")
        except (UnicodeDecodeError, csv.Error):
            continue
    sys.exit(f"{path}: 不是 CSV，请另存为 CSV UTF-8 / is no CSV: save it as CSV UTF-8")


def send(channel, path, office):  # the table in its own words; prints a receipt
    stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
    headers, *rows = read_table(path)
    counts = collections.Counter()
    for start in range(0, len(rows), ROWS_A_MESSAGE):
        request = intake_service_pb2.SubmitRawVacanciesRequest(
            parent="offices/" + office, headers=headers,
            rows=[{"cells": cells} for cells in rows[start : start + ROWS_A_MESSAGE]])
        for result in call(stub.SubmitRawVacancies, request).results:
            word = types_pb2.ImportResult.Result.Name(result.result)
            counts[word] += 1
            if word == "REJECTED":
                wrong = [f"{field.field}: {field.description}"
                         for bad in details(result.status, error_details_pb2.BadRequest)
                         for field in bad.field_violations]
                print(f"row {start + result.index + 1}:", "; ".join(wrong) or result.status.message)
    print(", ".join(f"{word} {count}" for word, count in sorted(counts.items())))
    return 3 if counts["REJECTED"] else 0


def day_of(text):  # 2026-07-01 or 2026/7/1; None if it is no day
    try:
        return datetime.date(*map(int, text.strip().replace("/", "-").split("-")))
    except (TypeError, ValueError):
        return None


def confirm_arrivals(channel, path):
    stub = placement_service_pb2_grpc.PlacementServiceStub(channel)
    # The columns, in this order; all of them are read before the first is sent.
    arrivals = [(row[0], day_of("".join(row[1:2]))) for row in read_table(path)[1:]]
    for number, (_, day) in enumerate(arrivals, 1):
        if day is None:
            sys.exit(f"row {number}: 日期应如 2026-07-01 / the date is to be like 2026-07-01")
    for placement, day in arrivals:
        # No request_id: the server knows an arrival that stands by its placement. One made of the
        # row would still be that of the first, after the office took it back.
        request = placement_service_pb2.ConfirmArrivalRequest(
            name=placement, arrive_date={"year": day.year, "month": day.month, "day": day.day})
        print(placement, "arrived:", call(stub.ConfirmArrival, request).name)


if __name__ == "__main__":
    run = {("send", 4): send, ("arrivals", 3): confirm_arrivals}.get((*sys.argv[1:2], len(sys.argv)))
    sys.exit(run(open_channel(), *sys.argv[2:]) if run else __doc__)
