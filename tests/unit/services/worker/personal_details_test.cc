// Personal details are unreadable without the key, bound to their record, masked where shown, and
// found again by digests that tell nothing (standards.md, "Identifiers").

#include "services/worker/personal_details.h"

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/household_ids.h"
#include "services/runtime/masked_text.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "worker_rows.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kName[] = "workers/01";

class PersonalDetailsTest : public ::testing::Test {
 protected:
  void SetUp() override { keys_.emplace(NewKeys(scratch_.path())); }

  static runtime::Keys NewKeys(const std::string& folder) {
    EXPECT_OK(runtime::CreateKeys(folder, absl::FromUnixSeconds(0)));
    return *runtime::Keys::Load(folder);
  }

  const v1::Worker::PersonalDetails details_ = Row().personal_details();
  testing::ScratchDir scratch_;
  std::optional<runtime::Keys> keys_;
};

TEST_F(PersonalDetailsTest, RoundTripAndNothingReadableInBetween) {
  const std::string envelope = SealDetails(*keys_, details_, kName);
  EXPECT_FALSE(absl::StrContains(envelope, details_.display_name()));
  EXPECT_FALSE(absl::StrContains(envelope, details_.phone_number()));
  EXPECT_FALSE(absl::StrContains(envelope, details_.identity_number()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto opened, OpenDetails(*keys_, envelope, kName));
  EXPECT_EQ(opened.SerializeAsString(), details_.SerializeAsString());
}

TEST_F(PersonalDetailsTest, TheSameDetailsAreSealedAnewEachTime) {
  EXPECT_NE(SealDetails(*keys_, details_, kName), SealDetails(*keys_, details_, kName));
}

TEST_F(PersonalDetailsTest, AnyChangedByteIsDataLoss) {
  const std::string envelope = SealDetails(*keys_, details_, kName);
  for (size_t i = 2; i < envelope.size(); ++i) {  // 0: format, 1: key id
    std::string changed = envelope;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_THAT(OpenDetails(*keys_, changed, kName), StatusIs(absl::StatusCode::kDataLoss)) << i;
  }
  EXPECT_THAT(OpenDetails(*keys_, envelope.substr(0, envelope.size() - 1), kName),
              StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(OpenDetails(*keys_, "", kName), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(PersonalDetailsTest, AnEnvelopeMovedToAnotherWorkerDoesNotOpen) {
  const std::string envelope = SealDetails(*keys_, details_, kName);
  EXPECT_THAT(OpenDetails(*keys_, envelope, "workers/02"), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(PersonalDetailsTest, OtherKeysDoNotOpenIt) {
  testing::ScratchDir elsewhere;
  const runtime::Keys others = NewKeys(elsewhere.path());
  const std::string envelope = SealDetails(*keys_, details_, kName);
  EXPECT_THAT(OpenDetails(others, envelope, kName), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(PersonalDetailsTest, MaskShowsThePlaceOfIssueAlone) {
  EXPECT_EQ(runtime::MaskedIdentityNumber("52999919900501123X"), "529999************");
  EXPECT_EQ(runtime::MaskedIdentityNumber(""), "");
  EXPECT_EQ(runtime::MaskedIdentityNumber("529999900501123"), "***************");
  const auto masked = Masked(details_);
  EXPECT_EQ(masked.display_name(), details_.display_name());
  EXPECT_EQ(masked.identity_number().substr(6), "************");
}

TEST_F(PersonalDetailsTest, ASearchShowsEnoughToTellTwoPeopleApartAndNoMore) {
  const auto masked = MaskedBriefly(details_);
  EXPECT_EQ(masked.display_name(), "阿**");
  EXPECT_EQ(masked.phone_number(), "138****1234");
  EXPECT_EQ(masked.identity_number().substr(6), "************");
  v1::Worker::PersonalDetails odd;
  odd.set_display_name("A");
  odd.set_phone_number("12");
  EXPECT_EQ(MaskedBriefly(odd).display_name(), "A**");
  EXPECT_EQ(MaskedBriefly(odd).phone_number(), "**");
  EXPECT_THAT(FieldsOf(MaskedBriefly({})), IsEmpty());
}

// However a clerk types the same name, it is found; and never beyond the county.
TEST_F(PersonalDetailsTest, NamesAreFoundInOneFormWithinTheCounty) {
  const std::string name = NameInCounty("阿依古丽·买买提", "520281001");
  for (const char* typed :
       {"阿依古丽•买买提", " 阿依古丽・买买提", "阿依古丽 · 买买提\u3000", "阿依古丽.买买提"}) {
    EXPECT_EQ(NameInCounty(typed, "520281"), name) << typed;
  }
  EXPECT_EQ(NameInCounty("LI Ming", "520281"), NameInCounty("li ming", "520281"));
  EXPECT_NE(NameInCounty("阿依古丽·买买提", "520203"), name);
  EXPECT_EQ(NameInCounty(" ", "520281"), "");
}

TEST_F(PersonalDetailsTest, AHouseholdsIdTellsNothingOfTheBureausNumber) {
  const auto ids = HouseholdIds(*keys_, "520281001", "H-17");
  ASSERT_THAT(ids, SizeIs(1));
  EXPECT_EQ(ids, HouseholdIds(*keys_, "520281002", "H-17"));
  EXPECT_NE(ids, HouseholdIds(*keys_, "520203102", "H-17"));
  EXPECT_FALSE(absl::StrContains(ids[0], "17") && absl::StrContains(ids[0], "h-"));
  testing::ScratchDir elsewhere;
  EXPECT_NE(ids, HouseholdIds(NewKeys(elsewhere.path()), "520281001", "H-17"));
}

TEST_F(PersonalDetailsTest, FieldsOfNamesWhatIsThere) {
  EXPECT_THAT(FieldsOf(details_), ElementsAre("display_name", "phone_number", "identity_number"));
  EXPECT_THAT(FieldsOf(v1::Worker::PersonalDetails()), IsEmpty());
}

TEST_F(PersonalDetailsTest, DigestsFindTheSameAndTellKindsBureausAndKeysApart) {
  const std::string number = details_.identity_number();
  const auto one = IdentityDigests(*keys_, number);
  ASSERT_THAT(one, SizeIs(1));
  EXPECT_EQ(one[0].hex, IdentityDigests(*keys_, number)[0].hex);
  EXPECT_EQ(one[0].hex.size(), 64);
  const auto reference = ReferenceDigests(*keys_, "520281", number);
  EXPECT_NE(one[0].hex, reference[0].hex);
  EXPECT_NE(reference[0].hex, ReferenceDigests(*keys_, "520203", number)[0].hex);
  testing::ScratchDir elsewhere;
  EXPECT_NE(one[0].hex, IdentityDigests(NewKeys(elsewhere.path()), number)[0].hex);
}

// Without the key nobody can compute it from a profile that they guess.
TEST_F(PersonalDetailsTest, ContentDigestDependsOnContentAndKey) {
  v1::Worker other = Row();
  other.set_min_wage_cny_per_month(4'600);
  testing::ScratchDir elsewhere;
  EXPECT_EQ(ContentDigests(*keys_, Row())[0].hex, ContentDigests(*keys_, Row())[0].hex);
  EXPECT_NE(ContentDigests(*keys_, Row())[0].hex, ContentDigests(*keys_, other)[0].hex);
  EXPECT_NE(ContentDigests(*keys_, Row())[0].hex,
            ContentDigests(NewKeys(elsewhere.path()), Row())[0].hex);
}

}  // namespace
}  // namespace laowu::worker
