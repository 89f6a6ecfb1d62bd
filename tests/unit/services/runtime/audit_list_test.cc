// What the audit of several stores tells as one list: everything once, in order, what is asked for
// and nothing else, and of a store that lies in a folder as of one that is open.

#include "services/runtime/audit_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/call_context.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kNoon =
    absl::FromCivil(absl::CivilSecond(2026, 12, 1, 12, 0, 0), absl::UTCTimeZone());
constexpr char kGet[] = "laowu.v1.WorkerService/GetWorker";
constexpr char kDelete[] = "laowu.v1.WorkerService/DeleteWorker";

CallContext CallOf(const std::string& principal, const std::string& method, absl::Time now) {
  CallContext call;
  call.principal.id = principal;
  call.method = method;
  call.now = now;
  return call;
}

void Audit(storage::Store& store, const CallContext& call, const AuditEntry& entry) {
  storage::Batch batch;
  AddAudit(call, entry, batch);
  ASSERT_OK(store.Commit(batch, absl::Now() + absl::Seconds(30)));
}

v1::ListAuditRecordsRequest Asking(const std::string& resource, const std::string& principal = "",
                                   const std::string& method = "") {
  v1::ListAuditRecordsRequest request;
  request.set_resource(resource);
  request.set_principal(principal);
  request.set_method(method);
  return request;
}

class AuditListTest : public ::testing::Test {
 protected:
  AuditPage Read(const AuditFilter& filter, storage::KeyRange range, int page_size = 500) {
    auto page = ReadAuditPage({{"worker", worker_.get()}, {"placement", placement_.get()}}, filter,
                              std::move(range), page_size, [] { return false; });
    EXPECT_OK(page);
    return page.ok() ? *page : AuditPage();
  }
  std::vector<std::string> PurposesOf(const v1::ListAuditRecordsRequest& request) {
    const auto filter = AuditFilterOf(request);
    EXPECT_OK(filter);
    std::vector<std::string> purposes;
    for (const auto& record : Read(*filter, AuditRange(*filter, "")).records) {
      purposes.push_back(record.purpose());
    }
    return purposes;
  }
  // One an hour, in turn in one store and the other.
  void FourHours() {
    Audit(*worker_, CallOf("panzhou", kGet, kNoon), {{"workers/li"}, {"phone_number"}, "0", ""});
    Audit(*placement_, CallOf("panzhou", kGet, kNoon + absl::Hours(1)),
          {{"outcomes/o", "workers/li"}, {}, "1", ""});
    Audit(*worker_, CallOf("admin", kDelete, kNoon + absl::Hours(2)),
          {{"workers/li-2"}, {"*", "records_left=2"}, "2", ""});
    Audit(*placement_, CallOf("placement-sweep", "placement/sweep", kNoon + absl::Hours(3)),
          {{"workers/li/facts/f"}, {"state"}, "3", ""});
  }

  std::unique_ptr<storage::Store> worker_ = *storage::OpenStore("memory:");
  std::unique_ptr<storage::Store> placement_ = *storage::OpenStore("memory:");
};

TEST_F(AuditListTest, AllStoresAreOneListTheOldestFirst) {
  FourHours();
  EXPECT_THAT(PurposesOf({}), ElementsAre("0", "1", "2", "3"));
}

TEST_F(AuditListTest, AResourceFindsItselfAndWhatIsBelowItAndNothingThatOnlyBeginsSo) {
  FourHours();
  EXPECT_THAT(PurposesOf(Asking("workers/li")), ElementsAre("0", "1", "3"));
  const AuditFilter filter = *AuditFilterOf(Asking("workers/li"));
  const AuditPage page = Read(filter, AuditRange(filter, ""));
  // Whom else the record names is not theirs to be told.
  EXPECT_THAT(page.records.at(1).resources(), ElementsAre("workers/li"));
  EXPECT_EQ(page.records.at(1).resource_count(), 2);
}

TEST_F(AuditListTest, PrincipalsMethodsAndTimesNarrow) {
  FourHours();
  EXPECT_THAT(PurposesOf(Asking("", "panzhou")), ElementsAre("0", "1"));
  EXPECT_THAT(PurposesOf(Asking("", "", "DeleteWorker")), ElementsAre("2"));
  EXPECT_THAT(PurposesOf(Asking("", "", "WorkerService/DeleteWorker")), ElementsAre("2"));
  EXPECT_THAT(PurposesOf(Asking("", "", kDelete)), ElementsAre("2"));
  EXPECT_THAT(PurposesOf(Asking("", "", "placement/sweep")), ElementsAre("3"));
  v1::ListAuditRecordsRequest times;
  *times.mutable_called_since_time() = ToTimestamp(kNoon + absl::Hours(1));
  EXPECT_THAT(PurposesOf(times), ElementsAre("1", "2", "3"));
  *times.mutable_called_before_time() = ToTimestamp(kNoon + absl::Hours(3));
  EXPECT_THAT(PurposesOf(times), ElementsAre("1", "2"));
}

TEST_F(AuditListTest, ARecordIsToldWhole) {
  FourHours();
  const AuditFilter filter = *AuditFilterOf(Asking("", "", "DeleteWorker"));
  const AuditPage page = Read(filter, AuditRange(filter, ""));
  ASSERT_THAT(page.records, SizeIs(1));
  const v1::AuditRecord& record = page.records.front();
  EXPECT_EQ(record.role(), "worker");
  EXPECT_EQ(record.sequence(), worker_->last_sequence());
  EXPECT_EQ(ToTime(record.call_time()), kNoon + absl::Hours(2));
  EXPECT_EQ(record.principal(), "admin");
  EXPECT_FALSE(record.via_service());
  EXPECT_EQ(record.method(), kDelete);
  EXPECT_THAT(record.resources(), ElementsAre("workers/li-2"));
  EXPECT_THAT(record.fields(), ElementsAre("*", "records_left=2"));
}

// Who asked a role that asked another is named, not the role.
TEST_F(AuditListTest, ACallThroughAnotherRoleIsOnTheAccountOfWhoAsked) {
  CallContext call = CallOf("panzhou", kGet, kNoon);
  call.via_service = true;
  Audit(*worker_, call, {{"workers/li"}, {}, "", ""});
  const AuditFilter filter = *AuditFilterOf(Asking("", "panzhou"));
  const AuditPage page = Read(filter, AuditRange(filter, ""));
  ASSERT_THAT(page.records, SizeIs(1));
  EXPECT_EQ(page.records.front().principal(), "panzhou");
  EXPECT_TRUE(page.records.front().via_service());
}

TEST_F(AuditListTest, PagesHaveEverythingOnce) {
  FourHours();
  std::vector<std::string> purposes;
  storage::KeyRange range;
  for (int page_count = 1;; ++page_count) {
    const AuditPage page = Read({}, range, 3);
    for (const auto& record : page.records) purposes.push_back(record.purpose());
    if (page.last_key.empty()) {
      EXPECT_EQ(page_count, 2);
      break;
    }
    range = storage::ContinueAfter(range, page.last_key);
  }
  EXPECT_THAT(purposes, ElementsAre("0", "1", "2", "3"));
}

TEST_F(AuditListTest, AnImportsNamesAreCut) {
  AuditEntry many;
  for (int i = 0; i < 300; ++i) many.resources.push_back(absl::StrCat("workers/", i));
  Audit(*worker_, CallOf("panzhou", kGet, kNoon), many);
  const AuditPage page = Read({}, {});
  ASSERT_THAT(page.records, SizeIs(1));
  EXPECT_EQ(page.records.front().resources_size(), limits::kAuditResources);
  EXPECT_EQ(page.records.front().resource_count(), 300);
  const AuditFilter last = *AuditFilterOf(Asking("workers/299"));
  EXPECT_THAT(Read(last, {}).records, SizeIs(1)) << "found, though it is not among the first";
}

// Looking for one among very many takes several pages, of which the first may be empty.
TEST_F(AuditListTest, APageLooksThroughSoManyAndTheNextGoesOn) {
  int left = limits::kAuditLook;
  while (left > 0) {
    storage::Batch batch;
    for (; left > 0 && batch.operation_count() < storage::kMaxBatchOperations; --left) {
      AddAudit(CallOf("panzhou", kGet, kNoon), {{"workers/other"}, {}, "", ""}, batch);
    }
    ASSERT_OK(worker_->Commit(batch, absl::Now() + absl::Seconds(30)));
  }
  Audit(*worker_, CallOf("panzhou", kGet, kNoon + absl::Hours(1)), {{"workers/li"}, {}, "", ""});
  const AuditFilter filter = *AuditFilterOf(Asking("workers/li"));
  const AuditPage first = Read(filter, {});
  EXPECT_THAT(first.records, IsEmpty());
  ASSERT_FALSE(first.last_key.empty());
  const AuditPage second = Read(filter, storage::ContinueAfter({}, first.last_key));
  EXPECT_THAT(second.records, SizeIs(1));
  EXPECT_TRUE(second.last_key.empty());
}

// A list with nothing in it must not come of a slip of the finger.
TEST_F(AuditListTest, WhatNothingCanBeIsRefused) {
  const auto refused = [](const v1::ListAuditRecordsRequest& request, const char* field) {
    EXPECT_THAT(AuditFilterOf(request).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)));
  };
  for (const char* name : {"li", "/workers/li", "workers/", "workers//li", "workers/李"}) {
    refused(Asking(name), "resource");
  }
  refused(Asking("", "Panzhou"), "principal");
  for (const char* method : {"EraseWorker", "Worker", "deleteworker"}) {
    refused(Asking("", "", method), "method");
  }
  v1::ListAuditRecordsRequest times;
  *times.mutable_called_since_time() = ToTimestamp(kNoon);
  *times.mutable_called_before_time() = ToTimestamp(kNoon);
  refused(times, "called_before_time");
}

TEST_F(AuditListTest, ATimeToComeHasNothing) {
  FourHours();
  v1::ListAuditRecordsRequest request;
  *request.mutable_called_since_time() = ToTimestamp(kNoon + absl::Hours(24));
  const AuditFilter filter = *AuditFilterOf(request);
  const std::string end_key = Read({}, {}, 1).last_key;
  EXPECT_THAT(Read(filter, AuditRange(filter, end_key)).records, IsEmpty());
}

TEST(AuditOfFolder, IsReadWithoutAServer) {
  testing::ScratchDir scratch;
  const std::string data = scratch.file("data");
  EXPECT_THAT(ReadAuditOf(data, {}, nullptr), StatusIs(absl::StatusCode::kNotFound));
  for (const char* role : {"worker", "placement"}) {
    auto store = *storage::OpenStore(absl::StrCat("rocksdb:", data, "/", role));
    Audit(*store, CallOf("panzhou", kDelete, kNoon), {{"workers/early"}, {"*"}, "", ""});
    Audit(*store, CallOf("panzhou", kDelete, kNoon + absl::Hours(2)), {{role}, {"*"}, "", ""});
    if (std::string(role) != "placement") continue;
    v1::ListAuditRecordsResponse none;
    EXPECT_FALSE(ReadAuditOf(data, {}, &none).ok()) << "a process has it open";
  }
  v1::ListAuditRecordsRequest request = Asking("", "", "DeleteWorker");
  *request.mutable_called_since_time() = ToTimestamp(kNoon + absl::Hours(1));
  v1::ListAuditRecordsResponse told;
  ASSERT_OK(ReadAuditOf(data, *AuditFilterOf(request), &told));
  ASSERT_EQ(told.audit_records_size(), 2);
  EXPECT_NE(told.audit_records(0).role(), told.audit_records(1).role());
}

}  // namespace
}  // namespace laowu::runtime
