// What a view shows with stars is no value: it comes back with a record that was read, and must not
// take the place of what is stored (docs/api.md, "Fields that only the server writes").

#include "services/worker/personal_details.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::CivilDay kMay(2026, 5, 1);

class MaskedDetailsTest : public WorkerFixture {
 protected:
  absl::StatusOr<v1::Worker> Update(const v1::Worker& worker,
                                    const std::vector<std::string>& mask = {}) {
    v1::UpdateWorkerRequest request;
    *request.mutable_worker() = worker;
    for (const auto& path : mask) request.mutable_update_mask()->add_paths(path);
    return role_.Call(kPanzhou, &Stub::UpdateWorker, request);
  }
  v1::Worker::PersonalDetails DetailsOf(const std::string& name) {
    return *LoadDetails(*store_, role_.keys(), WorkerId(name));
  }
  void ExpectDetailsOfRow(const std::string& name) {
    EXPECT_EQ(DetailsOf(name).SerializeAsString(), Row().personal_details().SerializeAsString());
  }
};

TEST_F(MaskedDetailsTest, ARecordReadInTheMaskedViewIsChangedAndSentBackWhole) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Worker read, Get(kPanzhou, name, v1::WORKER_VIEW_MASKED));
  ASSERT_EQ(read.personal_details().display_name(), "阿**");
  read.set_min_wage_cny_per_month(6'000);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker changed, Update(read));
  EXPECT_EQ(changed.min_wage_cny_per_month(), 6'000);
  ExpectDetailsOfRow(name);
}

TEST_F(MaskedDetailsTest, ARecordReadInTheFullViewIsChangedAndSentBackWhole) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Worker read,
                             Get(kPanzhou, name, v1::WORKER_VIEW_FULL, "a new number"));
  read.mutable_personal_details()->set_phone_number("13900000000");
  ASSERT_OK(Update(read));
  EXPECT_EQ(DetailsOf(name).phone_number(), "13900000000");
  EXPECT_EQ(DetailsOf(name).display_name(), Row().personal_details().display_name());
  EXPECT_EQ(DetailsOf(name).identity_number(), Row().personal_details().identity_number());
  EXPECT_EQ(ImportOne(kPanzhou, Row()).name(), name) << "still found by the number";
}

// A mask that names them changes them as little.
TEST_F(MaskedDetailsTest, ShownValuesThatTheMaskNamesStayAsStored) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker sent;
  sent.set_name(name);
  *sent.mutable_personal_details() = MaskedBriefly(Row().personal_details());
  const storage::Sequence before = store_->last_sequence();
  EXPECT_OK(Update(sent, {"personal_details"}));
  EXPECT_OK(Update(sent, {"personal_details.display_name", "personal_details.phone_number",
                          "personal_details.identity_number"}));
  EXPECT_EQ(store_->last_sequence(), before);
  ExpectDetailsOfRow(name);
}

TEST_F(MaskedDetailsTest, AnybodyElsesMaskIsRefusedByEveryWayIn) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker sent;
  sent.set_name(name);
  sent.mutable_personal_details()->set_display_name("王**");
  sent.mutable_personal_details()->set_phone_number("139****0000");
  sent.mutable_personal_details()->set_identity_number("110105************");
  const auto is_refused = StatusIs(
      absl::StatusCode::kInvalidArgument,
      AllOf(HasSubstr("worker.personal_details.display_name"), HasSubstr("3 of 3 violations"),
            HasSubstr("leave it out, of the mask too"), HasSubstr("遮盖")));
  EXPECT_THAT(Update(sent), is_refused);
  EXPECT_THAT(Update(sent, {"personal_details"}), is_refused);
  v1::CreateWorkerRequest create;
  *create.mutable_worker() = Row(103);
  *create.mutable_worker()->mutable_personal_details() = sent.personal_details();
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::CreateWorker, create), is_refused);
  const auto row = ImportOne(kPanzhou, create.worker());
  EXPECT_THAT(row, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(row.status().message(), HasSubstr("rows[0].worker.personal_details.display_name"));
  ExpectDetailsOfRow(name);
}

// Whom nobody can name nobody can call: a name is replaced, and none is made without.
TEST_F(MaskedDetailsTest, ANameIsRequiredAndNeverEmptied) {
  v1::CreateWorkerRequest create;
  *create.mutable_worker() = Row(103);
  create.mutable_worker()->mutable_personal_details()->clear_display_name();
  const auto needs_name = StatusIs(absl::StatusCode::kInvalidArgument,
                                   HasSubstr("worker.personal_details.display_name"));
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::CreateWorker, create), needs_name);
  create.mutable_worker()->mutable_personal_details()->set_display_name("  ");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::CreateWorker, create), needs_name);
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker sent;
  sent.set_name(name);
  EXPECT_THAT(Update(sent, {"personal_details.display_name"}), needs_name);
  sent.mutable_personal_details()->set_identity_number(Row().personal_details().identity_number());
  EXPECT_THAT(Update(sent, {"personal_details"}), needs_name);
  ExpectDetailsOfRow(name);
  sent.mutable_personal_details()->set_display_name("阿依");
  ASSERT_OK(Update(sent, {"personal_details.display_name"}));
  EXPECT_EQ(DetailsOf(name).display_name(), "阿依");
}

// As input methods write it.
TEST_F(MaskedDetailsTest, AWideStarIsAStar) {
  v1::Worker row = Row();
  row.mutable_personal_details()->set_display_name("王＊＊");
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::REJECTED));
}

TEST(Unmasked, TakesTheStoredValueForItsOwnMaskAlone) {
  v1::Worker::PersonalDetails stored = Row().personal_details();
  stored.clear_phone_number();
  v1::Worker::PersonalDetails sent;
  EXPECT_THAT(FieldsOf(Unmasked(sent, stored)), IsEmpty());
  sent.set_display_name("阿**");
  sent.set_phone_number("138****1234");
  sent.set_identity_number("529999************");
  const auto out = Unmasked(sent, stored);
  EXPECT_EQ(out.display_name(), stored.display_name());
  EXPECT_EQ(out.phone_number(), "138****1234");
  EXPECT_EQ(out.identity_number(), stored.identity_number());
}

}  // namespace
}  // namespace laowu::worker
