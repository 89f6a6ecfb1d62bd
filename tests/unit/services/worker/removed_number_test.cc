// An identity number is replaced, not removed: without it the next row of the person would make a
// second one, who counts twice (ratio.md rule 8).

#include "services/worker/personal_details.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr char kNumber[] = "personal_details.identity_number";

class RemovedNumberTest : public WorkerFixture {
 protected:
  static v1::UpdateWorkerRequest Request(const v1::Worker& worker, const std::string& path) {
    v1::UpdateWorkerRequest request;
    *request.mutable_worker() = worker;
    request.mutable_update_mask()->add_paths(path);
    return request;
  }
  v1::Worker::PersonalDetails DetailsOf(const std::string& name) {
    return *LoadDetails(*store_, role_.keys(), WorkerId(name));
  }
};

TEST_F(RemovedNumberTest, Rule8NoMaskTakesANumberAway) {
  v1::Worker row = Row();
  row.set_source_reference("ref-1");
  const std::string name = Create(kPanzhou, row, kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker read, Get(kPanzhou, name));
  const storage::Sequence before = store_->last_sequence();
  for (const char* path : {kNumber, "personal_details", "*"}) {
    v1::Worker sent = read;
    EXPECT_THAT(role_.Call(kPanzhou, &Stub::UpdateWorker, Request(sent, path)),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("worker.personal_details.identity_number")))
        << path;
    sent.mutable_personal_details()->set_display_name("阿依");
    sent.mutable_personal_details()->set_identity_number(" ");
    EXPECT_THAT(role_.Call(kPanzhou, &Stub::UpdateWorker, Request(sent, path)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("replaced and not removed")))
        << path;
  }
  EXPECT_EQ(store_->last_sequence(), before);
  // So another row of the same person, by another reference, meets the record.
  row.set_source_reference("ref-2");
  EXPECT_EQ(ImportOne(kPanzhou, row, kMay).name(), name);
  EXPECT_THAT(Records(storage::Table::kWorkers), SizeIs(1));
}

// Likelier somebody else's than a slip that is mended: who had the old one is told.
TEST_F(RemovedNumberTest, ANumberThatIsQuiteAnotherIsToldOf) {
  v1::Worker sent;
  sent.set_name(Create(kPanzhou, Row(101), kMay));
  auto& number = *sent.mutable_personal_details()->mutable_identity_number();
  number = IdentityNumber(absl::CivilDay(1990, 5, 1), 103);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker slip,
                             role_.Call(kPanzhou, &Stub::UpdateWorker, Request(sent, kNumber)));
  EXPECT_EQ(slip.warnings_size(), 0) << slip.DebugString();
  number = IdentityNumber(absl::CivilDay(1971, 12, 24), 884);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker other,
                             role_.Call(kPanzhou, &Stub::UpdateWorker, Request(sent, kNumber)));
  std::vector<std::string> reasons;
  for (const auto& warning : other.warnings()) {
    reasons.push_back(warning.reason());
    if (warning.reason() != "NUMBER_REPLACED") continue;
    EXPECT_THAT(warning.related_names(), ::testing::ElementsAre(sent.name()));
    EXPECT_THAT(warning.message(), ::testing::Not(HasSubstr(number)));
  }
  EXPECT_THAT(reasons, ::testing::Contains("NUMBER_REPLACED"));
}

TEST_F(RemovedNumberTest, OtherDetailsAreEmptiedAndTheNumberIsReplaced) {
  v1::Worker row = Row(101);
  row.set_source_reference("ref-1");
  const std::string name = Create(kPanzhou, row, kMay);
  v1::Worker sent;
  sent.set_name(name);
  ASSERT_OK(
      role_.Call(kPanzhou, &Stub::UpdateWorker, Request(sent, "personal_details.phone_number")));
  EXPECT_EQ(DetailsOf(name).phone_number(), "");
  sent.mutable_personal_details()->set_identity_number(
      Row(103).personal_details().identity_number());
  ASSERT_OK(role_.Call(kPanzhou, &Stub::UpdateWorker, Request(sent, kNumber)));
  EXPECT_EQ(DetailsOf(name).identity_number(), Row(103).personal_details().identity_number());
}

// The undoing of an import sets a record back to what it was.
TEST_F(RemovedNumberTest, TheIntakeRoleTakesBackANumberThatAnImportBrought) {
  v1::Worker row = Row();
  row.set_source_reference("ref-1");
  const std::string name = Create(kPanzhou, row, kMay);
  v1::Worker sent;
  sent.set_name(name);
  ASSERT_OK(role_.CallOnBehalfOf(kPanzhou, &Stub::UpdateWorker, Request(sent, kNumber)));
  EXPECT_EQ(DetailsOf(name).identity_number(), "");
}

}  // namespace
}  // namespace laowu::worker
