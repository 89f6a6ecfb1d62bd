// One identity number is one person (ratio.md rule 8): two records that bear it are not parted, and
// a number alone does not take another county's worker over whose name does not fit.

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "merge_fixture.h"
#include "services/worker/personal_details.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kOtherName[] = "阿里木·买买提";

class OneNumberTest : public MergeTest {
 protected:
  static std::string Number(int sequence) {
    return IdentityNumber(absl::CivilDay(1990, 5, 1), sequence);
  }
  static v1::Worker OtherNamed(const std::string& name = kOtherName) {
    v1::Worker row = LiuzhiRow();
    row.mutable_personal_details()->set_display_name(name);
    return row;
  }
  absl::StatusOr<v1::Worker> Update(const std::string& id, const std::string& name,
                                    const v1::Worker::PersonalDetails& details) {
    v1::UpdateWorkerRequest request;
    request.mutable_worker()->set_name(name);
    *request.mutable_worker()->mutable_personal_details() = details;
    return role_.Call(id, &Stub::UpdateWorker, request);
  }
  absl::StatusOr<v1::Worker> Renumber(const std::string& id, const std::string& name,
                                      int sequence) {
    v1::Worker::PersonalDetails details;
    details.set_identity_number(Number(sequence));
    return Update(id, name, details);
  }
  absl::StatusOr<v1::Worker> Rename(const std::string& id, const std::string& name,
                                    const std::string& display_name) {
    v1::Worker::PersonalDetails details;
    details.set_display_name(display_name);
    return Update(id, name, details);
  }
  static std::vector<std::string> ReasonsOf(const v1::Worker& worker) {
    std::vector<std::string> reasons;
    for (const auto& warning : worker.warnings()) reasons.push_back(warning.reason());
    return reasons;
  }
};

TEST_F(OneNumberTest, TwoRecordsOfOneNumberAreNotParted) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  EXPECT_THAT(Unmerge(kLiuzhi, first), StatusIs(absl::StatusCode::kPermissionDenied));
  const storage::Sequence before = store_->last_sequence();
  for (const char* who : {kPanzhou, kCity, kAdministrator}) {
    const auto refused = Unmerge(who, first);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition,
                                  AllOf(HasSubstr("一个号码是一个人"),
                                        HasSubstr("replace it first on the record"))));
    EXPECT_EQ(runtime::ReasonOf(refused.status()), "WRONG_STATE");
  }
  // Nor by way of a fact, be it the end of the merger or its being taken back.
  v1::WorkerFact parted = Fact(v1::WorkerFact::UNMERGED, kJune);
  parted.mutable_values()->set_worker(second);
  EXPECT_THAT(Record(kPanzhou, first, parted),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("one number")));
  v1::WorkerFact voided = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  for (const auto& fact : FactsOf(first)) {
    if (fact.kind() == v1::WorkerFact::MERGED)
      voided.mutable_values()->set_voided_fact(fact.name());
  }
  EXPECT_THAT(Record(kPanzhou, first, voided),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("one number")));
  EXPECT_EQ(store_->last_sequence(), before);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
}

// The first stands behind the second, and that behind the third.
TEST_F(OneNumberTest, AlsoWhereAnotherRecordStandsBetweenThem) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string between = Create(kPanzhou, Row(103), kMay);
  ASSERT_OK(Merge(kPanzhou, between, first));
  const auto third = ImportOne(kLiuzhi, LiuzhiRow(103), kJune);
  ASSERT_EQ(Get(kPanzhou, between)->merged_into(), third.name());
  EXPECT_THAT(Unmerge(kPanzhou, between), StatusIs(absl::StatusCode::kFailedPrecondition));
  // Its own number is borne by nobody there.
  EXPECT_OK(Unmerge(kPanzhou, first));
}

// One number is wrong: where it is not the one whose county made the link, it is told that they are
// linked still, and they can be parted from then on.
TEST_F(OneNumberTest, OnceTheWrongNumberIsReplacedTheyAreParted) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker replaced, Renumber(kPanzhou, first, 103));
  EXPECT_EQ(replaced.merged_into(), second);
  ASSERT_THAT(ReasonsOf(replaced), ElementsAre("STILL_LINKED"));
  EXPECT_THAT(replaced.warnings(0).related_names(), ElementsAre(second));
  EXPECT_THAT(replaced.warnings(0).message(), HasSubstr(absl::StrCat("back on ", first)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker parted, Unmerge(kPanzhou, first, kRequestId));
  EXPECT_EQ(parted.merged_into(), "");
  EXPECT_EQ(Audits().back().purpose(), "two people after all");
  EXPECT_OK(Unmerge(kPanzhou, first, kRequestId));  // a retry
  EXPECT_THAT(Unmerge(kPanzhou, first), StatusIs(absl::StatusCode::kFailedPrecondition));
  // Neither record's rows link them again, and the same number does.
  EXPECT_THAT(Reasons(ImportOne(kLiuzhi, LiuzhiRow(), kJune)), SizeIs(0));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker again, Renumber(kPanzhou, first, 101));
  EXPECT_THAT(ReasonsOf(again), ElementsAre("SAME_PERSON_ELSEWHERE"));
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
}

// Who sees both is sent to the number, not from the one to the other.
TEST_F(OneNumberTest, TheNumberOfARecordBehindOneOfTheScopeCanBeReplaced) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  EXPECT_THAT(Rename(kCity, first, "甲"), StatusIs(absl::StatusCode::kFailedPrecondition));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker replaced, Renumber(kCity, first, 103));
  EXPECT_THAT(ReasonsOf(replaced), ElementsAre("STILL_LINKED"));
  EXPECT_OK(Unmerge(kCity, first));
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), "");
}

TEST_F(OneNumberTest, ANumberAloneTakesNobodyOverWhoseNameDoesNotFit) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  v1::CreateWorkerRequest request;
  *request.mutable_worker() = OtherNamed();
  *request.mutable_as_of_date() = runtime::ToDate(kJune);
  request.set_request_id(kRequestId);
  std::string mine;
  for (int i = 0; i < 2; ++i) {  // also when the answer was lost
    LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker made,
                               role_.Call(kLiuzhi, &Stub::CreateWorker, request));
    mine = made.name();
    ASSERT_THAT(ReasonsOf(made), ElementsAre("NOT_LINKED"));
    EXPECT_THAT(made.warnings(0).related_names(), ElementsAre(theirs));
    EXPECT_THAT(made.warnings(0).message(),
                AllOf(HasSubstr("姓名对不上"), Not(HasSubstr("阿依古丽")), Not(HasSubstr("520281")),
                      Not(HasSubstr("盘州"))));
    EXPECT_EQ(made.merged_into(), "");
  }
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), "");
  EXPECT_THAT(KindsOf(theirs), ElementsAre(v1::WorkerFact::PROFILE));
  // Both are told with every row, while it is so.
  const auto of_theirs = ImportOne(kPanzhou, Row(), kMay);
  EXPECT_THAT(of_theirs, HasResult(v1::ImportResult::UNCHANGED));
  ASSERT_THAT(Reasons(of_theirs), ElementsAre("NOT_LINKED"));
  EXPECT_THAT(of_theirs.warnings(0).related_names(), ElementsAre(mine));
  EXPECT_THAT(of_theirs.warnings(0).message(),
              AllOf(Not(HasSubstr("阿里木")), Not(HasSubstr("520203"))));
  EXPECT_THAT(Reasons(ImportOne(kLiuzhi, OtherNamed(), kJune)), ElementsAre("NOT_LINKED"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto checked, Import(kLiuzhi, {OtherNamed()}, kJune, true));
  EXPECT_THAT(Reasons(checked.results(0)), ElementsAre("NOT_LINKED"));
}

// A county that keeps its records by hand sends no rows.
TEST_F(OneNumberTest, WhoReadsTheRecordIsToldAsWhoSendsItsRow) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  const std::string alone = Create(kPanzhou, Row(103), kMay);
  EXPECT_THAT(ReasonsOf(*Get(kPanzhou, theirs)), SizeIs(0));
  const std::string mine = Create(kLiuzhi, OtherNamed(), kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker read, Get(kPanzhou, theirs));
  ASSERT_THAT(ReasonsOf(read), ElementsAre("NOT_LINKED"));
  EXPECT_THAT(read.warnings(0).related_names(), ElementsAre(mine));
  EXPECT_THAT(read.warnings(0).message(),
              AllOf(Not(HasSubstr("阿里木")), Not(HasSubstr("520203")), Not(HasSubstr("六枝"))));
  v1::ListWorkersRequest list;
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto listed, role_.Call(kPanzhou, &Stub::ListWorkers, list));
  ASSERT_EQ(listed.workers_size(), 2);
  for (const v1::Worker& worker : listed.workers()) {
    EXPECT_EQ(worker.warnings_size(), worker.name() == alone ? 0 : 1) << worker.DebugString();
  }
  EXPECT_THAT(ReasonsOf(*Get(kCity, theirs)), SizeIs(0)) << "who sees both";
  EXPECT_EQ(Get(kPanzhou, theirs)->etag(), read.etag()) << "nothing is kept of it";
  ASSERT_OK(Rename(kLiuzhi, mine, Row().personal_details().display_name()));
  EXPECT_THAT(ReasonsOf(*Get(kPanzhou, theirs)), SizeIs(0)) << "linked by now";
}

TEST_F(OneNumberTest, ARowIsHeldToTheSame) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  const auto result = ImportOne(kLiuzhi, OtherNamed(), kJune);
  EXPECT_THAT(result, HasResult(v1::ImportResult::CREATED));
  EXPECT_THAT(Reasons(result), ElementsAre("NOT_LINKED"));
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), "");
  EXPECT_EQ(Get(kLiuzhi, result.name())->merged_into(), "");
}

// As within one county: blanks and kinds of dots are no difference, and who has the phone besides
// has changed the name.
TEST_F(OneNumberTest, NamesThatFitAreLinkedAsBefore) {
  v1::Worker same_phone = OtherNamed();
  same_phone.mutable_personal_details()->set_phone_number("13800001234");
  int sequence = 101;
  for (v1::Worker row : {OtherNamed("阿依古丽 ・买买提"), same_phone}) {
    const std::string theirs = Create(kPanzhou, Row(sequence), kMay);
    row.mutable_personal_details()->set_identity_number(Number(sequence));
    const auto result = ImportOne(kLiuzhi, row, kJune);
    EXPECT_THAT(Reasons(result), ElementsAre("REGISTRATION_TAKEN_OVER")) << row.DebugString();
    EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), result.name());
    sequence += 2;
  }
  // As of a record that was made when a row needed no name.
  EXPECT_TRUE(NamesFit("", kOtherName));
}

TEST_F(OneNumberTest, ACorrectedNameLinksThem) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  const std::string mine = Create(kLiuzhi, OtherNamed(), kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker wrong_still, Rename(kLiuzhi, mine, "阿里木"));
  EXPECT_THAT(ReasonsOf(wrong_still), ElementsAre("NOT_LINKED"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker renamed,
                             Rename(kLiuzhi, mine, Row().personal_details().display_name()));
  EXPECT_THAT(ReasonsOf(renamed), ElementsAre("REGISTRATION_TAKEN_OVER"));
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), mine);
  EXPECT_THAT(Audits().back().resources(), ElementsAre(mine, theirs));
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, Row(), kMay)), ElementsAre("SAME_PERSON_ELSEWHERE"));
}

// The name on record was the wrong one, and its county corrects it by a row.
TEST_F(OneNumberTest, ARowThatCorrectsTheNameLinksThem) {
  v1::Worker row = Row();
  row.set_source_reference("ref-1");
  const std::string theirs = Create(kPanzhou, row, kMay);
  const std::string mine = Create(kLiuzhi, OtherNamed(), kJune);
  row.mutable_personal_details()->set_display_name(kOtherName);
  const auto result = ImportOne(kPanzhou, row, kMay);
  EXPECT_THAT(result, HasResult(v1::ImportResult::UPDATED));
  EXPECT_THAT(Reasons(result),
              ::testing::UnorderedElementsAre("NAME_CHANGED", "SAME_PERSON_ELSEWHERE"));
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), mine);
}

TEST_F(OneNumberTest, ACorrectedNumberEndsIt) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  const std::string mine = Create(kLiuzhi, OtherNamed(), kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker corrected, Renumber(kLiuzhi, mine, 103));
  EXPECT_THAT(corrected.warnings(), SizeIs(0));
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, Row(), kMay)), SizeIs(0));
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), "");
}

TEST_F(OneNumberTest, WhoSeesBothMergesThemKnowingly) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  const std::string mine = Create(kLiuzhi, OtherNamed(), kJune);
  EXPECT_THAT(Merge(kCity, mine, theirs, "", false),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("two names")));
  EXPECT_OK(Merge(kCity, mine, theirs));
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), mine);
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, Row(), kMay)), ElementsAre("SAME_PERSON_ELSEWHERE"));
  EXPECT_THAT(Reasons(ImportOne(kLiuzhi, OtherNamed(), kJune)), SizeIs(0));
}

// A third county's row is linked with the record that it fits, not with the one that came last.
TEST_F(OneNumberTest, OfSeveralTheOneThatFitsIsLinked) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string other = Create(kLiuzhi, OtherNamed(), kMay);
  const auto third = ImportOne(kZhongshanBureau, InCounty("520201011"), kJune);
  EXPECT_THAT(Reasons(third), ElementsAre("REGISTRATION_TAKEN_OVER"));
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), third.name());
  EXPECT_EQ(Get(kLiuzhi, other)->merged_into(), "");
  EXPECT_THAT(Reasons(ImportOne(kZhongshanBureau, InCounty("520201011"), kJune)),
              ElementsAre("NOT_LINKED"));
}

}  // namespace
}  // namespace laowu::worker
