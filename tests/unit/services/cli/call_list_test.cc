// Call lists as they go round, in front of a whole server: written, filled in, imported as they
// stand. What was answered leaves the worklist.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/recorded_people.h"
#include "tests/unit/services/cli/run_as.h"
#include "tests/unit/services/cli/sheet_file.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using O = v1::Outcome;

constexpr absl::CivilDay kToday(2026, 7, 1);
// Columns of the list.
constexpr size_t kWorker = 0, kHint = 5, kType = 6, kDate = 7, kPlace = 8, kChannel = 9,
                 kOrganizer = 10, kOutcome = 12;

class CallListTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("admin", "administrator", "");
    process_.SetDay(kToday);
    process_.Start();
  }

  std::string AddWorker() {
    const int number = ++worker_count_;
    return ImportPerson(
        process_, number,
        [&](v1::Worker& person) {
          person.mutable_personal_details()->set_phone_number(absl::StrCat("1000000000", number));
        },
        absl::CivilDay(2025, 1, 1));
  }

  std::string Record(const std::string& worker, O::Type type, int days_ago, v1::Channel channel,
                     const std::string& organizer = "") {
    return RecordOutcome(process_, worker, type, kToday - days_ago, channel, organizer).name();
  }

  O Told(const std::string& name) {
    v1::GetOutcomeRequest get;
    get.set_name(name);
    const auto outcome = process_.Call("bureau", &v1::PlacementService::Stub::GetOutcome, get);
    EXPECT_OK(outcome);
    return outcome.ok() ? *outcome : O();
  }

  // With all that was recorded until now.
  std::vector<v1::WorklistRow> Worklist() {
    v1::ListWorklistRequest request;
    request.set_parent("divisions/520281");
    *request.mutable_at_least()->mutable_read_time() = runtime::ToTimestamp(process_.now());
    request.set_page_size(500);
    const auto list = process_.Call("bureau", &v1::MonitoringService::Stub::ListWorklist, request);
    EXPECT_OK(list);
    if (!list.ok()) return {};
    return {list->rows().begin(), list->rows().end()};
  }

  Ran Laowu(const std::vector<std::string>& command) { return RunAs(process_, "bureau", command); }

  // The list as it is written, header first; by `path`, where it is filled in and written again.
  SheetRows Write(const std::string& path) {
    Worklist();  // the figures have seen all of it
    const Ran ran = Laowu({"worklist", "520281", "--out", path, "--purpose", "回访"});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return ReadSheet(path);
  }
  Ran Import(const std::string& path, const std::string& attest = "worker-confirmation") {
    return Laowu({"import", "outcomes", path, "--attest", attest, "--reference", "电话回访2026-07",
                  "--as-of", runtime::DateText(kToday)});
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
  int worker_count_ = 0;
};

// One of each list, answered as its step asks: nobody is left to call.
TEST_F(CallListTest, EveryKindOfRowLeavesTheWorklistByItsOwnAnswer) {
  std::map<std::string, std::function<void(std::vector<std::string>&)>> answers;
  const std::string yesterday = runtime::DateText(kToday - 1);
  const std::string unproven = AddWorker();
  const std::string claim = Record(unproven, O::ARRIVED, 200, v1::CHANNEL_COOPERATION_STATION);
  answers[unproven] = [&](auto& row) {
    EXPECT_THAT(row[kHint], AllOf(HasSubstr("证据不足"), HasSubstr("；另：久未核实")));
    EXPECT_EQ(row[kPlace], "广东省中山市小榄镇");
    EXPECT_EQ(row[kChannel], "劳务协作站");
    EXPECT_EQ(row[kOutcome], claim);
    row[kType] = "仍在外";
  };
  const std::string unknown = AddWorker();
  Record(unknown, O::ARRIVED, 10, v1::CHANNEL_UNKNOWN);
  answers[unknown] = [&](auto& row) {
    EXPECT_EQ(row[kChannel], "");
    row[kType] = "仍在外";
    row[kChannel] = "劳务协作站";
  };
  const std::string expected = AddWorker();
  Record(expected, O::DISPATCHED, 5, v1::CHANNEL_COOPERATION_STATION);
  answers[expected] = [&](auto& row) {
    row[kType] = "到岗";
    row[kDate] = yesterday;
    row[kPlace] = row[kChannel] = "";  // the dispatch says them
  };
  const std::string visiting = AddWorker();
  Record(visiting, O::ARRIVED, 100, v1::CHANNEL_SELF);
  Record(visiting, O::HOME_VISIT, 20, v1::CHANNEL_UNSPECIFIED);
  answers[visiting] = [&](auto& row) {
    EXPECT_EQ(row[kChannel], "");
    row[kType] = "返岗";
    row[kDate] = yesterday;
  };
  const std::string unheard = AddWorker();
  Record(unheard, O::ARRIVED, 300, v1::CHANNEL_SELF);
  answers[unheard] = [&](auto& row) {
    EXPECT_EQ(row[kChannel], "自发");
    row[kType] = "仍在外";
  };

  const std::string path = scratch_.file("calls.xlsx");
  SheetRows rows = Write(path);
  ASSERT_THAT(rows, SizeIs(6)) << "one row a person";
  for (size_t i = 1; i < rows.size(); ++i) answers.at(rows[i][kWorker])(rows[i]);
  WriteSheet(path, "工作清单", rows);
  const Ran imported = Import(path);
  EXPECT_EQ(imported.exit_code, 0) << imported.out << imported.err;
  EXPECT_THAT(imported.out,
              AllOf(HasSubstr("其中佐证原有动态"), Not(HasSubstr("CLAIM_NOT_PROVEN"))));
  EXPECT_EQ(Told(claim).evidence_grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
  EXPECT_THAT(Worklist(), IsEmpty());
  const Ran again = Import(path);
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.out, AllOf(HasSubstr("unchanged"), Not(HasSubstr("created"))));
}

// One list of an organiser proves all whom it names, by the arrivals themselves.
TEST_F(CallListTest, AnOrganisersListClosesItsClaims) {
  v1::CreateOrganizerRequest create;
  create.set_organizer_id("coop");
  create.mutable_organizer()->set_display_name("样例劳务合作社");
  create.mutable_organizer()->set_kind(v1::Organizer::COOPERATIVE);
  create.mutable_organizer()->set_division_code("520281");
  *create.mutable_organizer()->mutable_register_date() =
      runtime::ToDate(absl::CivilDay(2025, 1, 1));
  ASSERT_OK(process_.Call("admin", &v1::PlacementService::Stub::CreateOrganizer, create));
  for (int i = 0; i < 3; ++i) {
    Record(AddWorker(), O::ARRIVED, 90, v1::CHANNEL_COOPERATIVE, "organizers/coop");
  }
  const std::string path = scratch_.file("organiser.xlsx");
  SheetRows rows = Write(path);
  ASSERT_THAT(rows, SizeIs(4));
  for (size_t i = 1; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i][kChannel], "合作社");
    EXPECT_EQ(rows[i][kOrganizer], "样例劳务合作社");
    if (i > 1) rows[i][kType] = "仍在外";
  }
  WriteSheet(path, "工作清单", rows);
  const Ran imported = Import(path, "organizer-record");
  EXPECT_EQ(imported.exit_code, 0) << imported.out << imported.err;
  const auto left = Worklist();
  ASSERT_THAT(left, SizeIs(1)) << "of whom nothing was filled in";
  EXPECT_EQ(left[0].worker(), rows[1][kWorker]);
  EXPECT_THAT(imported.out, HasSubstr("UNFILLED_ROWS"));
}

}  // namespace
}  // namespace laowu::cli
