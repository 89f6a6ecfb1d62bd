// Texts that a clerk words beside the personal details, and numbers of persons in them
// (PERSONAL_NUMBER).

#include <string>
#include <vector>

#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr char kNumber[] = "PERSONAL_NUMBER";

class WrittenTextsTest : public WorkerFixture {
 protected:
  absl::StatusOr<v1::Worker> Update(const v1::Worker& worker, const std::string& path) {
    v1::UpdateWorkerRequest request;
    *request.mutable_worker() = worker;
    request.mutable_update_mask()->add_paths(path);
    return role_.Call(kPanzhou, &Stub::UpdateWorker, request);
  }
};

std::vector<std::string> FieldsWarnedOf(const v1::Worker& worker) {
  std::vector<std::string> fields;
  for (const auto& warning : worker.warnings()) {
    if (warning.reason() == kNumber) fields.push_back(warning.field_path());
  }
  return fields;
}

TEST_F(WrittenTextsTest, WhoMakesARecordIsToldOfEachTextWithANumberInIt) {
  v1::Worker row = Row();
  row.set_source_reference("王某 13900001111");
  row.set_village_display_name("大河村");
  row.mutable_legal_basis()->set_reference("电话同意 0760-88881234");
  v1::CreateWorkerRequest request;
  *request.mutable_worker() = row;
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker made,
                             role_.Call(kPanzhou, &Stub::CreateWorker, request));
  EXPECT_THAT(FieldsWarnedOf(made), ElementsAre("source_reference", "legal_basis.reference"));
  for (const auto& warning : made.warnings()) {
    EXPECT_THAT(warning.message(), Not(::testing::HasSubstr("13900001111")));
  }
}

TEST_F(WrittenTextsTest, AnUpdateTellsOfWhatItBringsAndNotOfWhatStood) {
  v1::Worker row = Row();
  row.set_source_reference("13900001111");
  v1::Worker change;
  change.set_name(Create(kPanzhou, row, kMay));
  change.set_min_wage_cny_per_month(5'000);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker raised, Update(change, "min_wage_cny_per_month"));
  EXPECT_THAT(FieldsWarnedOf(raised), IsEmpty());
  change.set_village_display_name("13900002222");
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worded, Update(change, "village_display_name"));
  EXPECT_THAT(FieldsWarnedOf(worded), ElementsAre("village_display_name"));
}

TEST_F(WrittenTextsTest, ARowOfAnImportIsToldWhetherItWritesOrNot) {
  v1::Worker row = Row();
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, row, kMay)), Not(Contains(kNumber)));
  row.set_source_reference("13900001111");
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, row, kMay)), Contains(kNumber));
  const auto again = ImportOne(kPanzhou, row, kMay);
  EXPECT_THAT(again, HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_THAT(Reasons(again), Contains(kNumber));
}

}  // namespace
}  // namespace laowu::worker
