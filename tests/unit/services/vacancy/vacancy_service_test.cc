// One vacancy at a time: making, changing, closing and opening it, within the caller's office.

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "services/vacancy/employer_rules.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class VacancyServiceTest : public VacancyFixture {
 protected:
  absl::StatusOr<v1::Vacancy> CreateVacancy(const v1::Vacancy& vacancy,
                                            const std::string& request_id = "",
                                            const std::string& caller = kZhongshan,
                                            bool validate_only = false) {
    v1::CreateVacancyRequest request;
    request.set_parent("offices/zhongshan");
    *request.mutable_vacancy() = vacancy;
    request.set_request_id(request_id);
    request.set_validate_only(validate_only);
    return role_.Call(caller, &Stub::CreateVacancy, request);
  }
  absl::StatusOr<v1::Vacancy> Upsert(const v1::Vacancy& vacancy) {
    v1::UpdateVacancyRequest request;
    *request.mutable_vacancy() = vacancy;
    request.set_allow_missing(true);
    request.mutable_update_mask()->add_paths("title");
    return role_.Call(kZhongshan, &Stub::UpdateVacancy, request);
  }
};

TEST_F(VacancyServiceTest, ACreatedVacancyHasTheNameOfAnImportedRow) {
  for (const char* reference : {"a-1", "甲 1", ""}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, CreateVacancy(Row(reference)));
    EXPECT_EQ(vacancy.state(), v1::Vacancy::OPEN);
    EXPECT_EQ(vacancy.recorded_by(), kZhongshan);
    EXPECT_THAT(vacancy.incomplete_fields(), IsEmpty());
    const auto imported = ImportOne(kZhongshan, Row(reference));
    EXPECT_EQ(imported.result(), v1::ImportResult::UNCHANGED);
    EXPECT_EQ(imported.name(), vacancy.name());
  }
  EXPECT_OK(GetEmployer(EmployerName("", kFactory)));
  EXPECT_EQ(Audits().back().method(), "laowu.v1.VacancyService/CreateVacancy");
}

// One opening is what the placement role counts then; who did not mean that is told by every door.
TEST_F(VacancyServiceTest, AnUnsaidNumberOfOpeningsIsTold) {
  v1::Vacancy row = Row();
  row.clear_opening_count();
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Vacancy vacancy, CreateVacancy(row));
  ASSERT_EQ(vacancy.warnings_size(), 1);
  EXPECT_EQ(vacancy.warnings(0).reason(), "OPENINGS_UNKNOWN");
  vacancy.set_opening_count(4);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, Update(vacancy, {"opening_count"}));
  EXPECT_THAT(told.warnings(), IsEmpty());
}

// As of a file's rows: told, and left to be looked at.
TEST_F(VacancyServiceTest, ADepositIsToldAndStays) {
  v1::Vacancy row = Row();
  row.set_description("包吃住，入职押金200元");
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Vacancy vacancy, CreateVacancy(row));
  ASSERT_EQ(vacancy.warnings_size(), 1);
  EXPECT_EQ(vacancy.warnings(0).reason(), "FEE_SUSPECTED");
  EXPECT_EQ(vacancy.warnings(0).field_path(), "description");
  EXPECT_THAT(vacancy.warnings(0).source_text(), HasSubstr("押金"));
  EXPECT_EQ(vacancy.description(), row.description());
  vacancy.set_description("包吃住");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, Update(vacancy, {"description"}));
  EXPECT_THAT(told.warnings(), IsEmpty());
}

TEST_F(VacancyServiceTest, ACreateAgainMeetsItsOwnRecordAndElseIsAlreadyThere) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, CreateVacancy(Row(), kRequestId));
  v1::Vacancy changed = first;
  changed.set_opening_count(9);
  ASSERT_OK(Update(changed, {"opening_count"}));
  // The retry of the create after the change is still the same vacancy.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retry, CreateVacancy(Row(), kRequestId));
  EXPECT_EQ(retry.opening_count(), 9);
  EXPECT_THAT(CreateVacancy(Row()), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(VacancyServiceTest, AUsedRequestIdWithOtherContentIsRefusedByEveryChange) {
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Vacancy vacancy, CreateVacancy(Row(), kRequestId));
  v1::Vacancy other = Row();
  other.set_opening_count(9);
  EXPECT_THAT(CreateVacancy(other, kRequestId), StatusIs(absl::StatusCode::kAlreadyExists));
  vacancy.set_opening_count(9);
  EXPECT_THAT(Update(vacancy, {"opening_count"}, kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists));
  v1::CloseVacancyRequest close;
  close.set_name(vacancy.name());
  close.set_request_id(kRequestId);
  EXPECT_THAT(role_.Call(kZhongshan, &Stub::CloseVacancy, close),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Get(vacancy.name()).etag(), vacancy.etag());
}

TEST_F(VacancyServiceTest, ValidateOnlyAnswersAndWritesNothing) {
  const auto before = store_->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, CreateVacancy(Row(), "", kZhongshan, true));
  EXPECT_EQ(vacancy.name(), "offices/zhongshan/vacancies/a-1");
  EXPECT_EQ(vacancy.state(), v1::Vacancy::OPEN);
  EXPECT_EQ(vacancy.etag(), "");
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(VacancyServiceTest, EveryViolationOfACreateIsToldAtOnce) {
  v1::Vacancy wrong = Row();
  wrong.clear_title();
  wrong.set_min_age_years(3);
  const auto answer = CreateVacancy(wrong, "no uuid");
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("3")));
}

TEST_F(VacancyServiceTest, AnEmptyCreateNamesAllThatIsMissing) {
  const auto answer = role_.Call(kZhongshan, &Stub::CreateVacancy, v1::CreateVacancyRequest());
  // parent, title, employer_display_name, workplace_division_code.
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("4 of 4")));
}

// One door is as careful as the other: what files lose, a program's vacancy loses, and is told.
TEST_F(VacancyServiceTest, WhatIsDroppedOfTheTextsIsToldInTheAnswer) {
  v1::Vacancy row = Row();
  row.set_title("电焊工（限男性）");
  row.set_description("焊接，电话13800001234");
  const auto reasons = [](const v1::Vacancy& vacancy) {
    std::vector<std::string> out;
    for (const auto& warning : vacancy.warnings()) out.push_back(warning.reason());
    return out;
  };
  for (const bool validate_only : {true, false}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto made, CreateVacancy(row, "", kZhongshan, validate_only));
    EXPECT_EQ(made.title(), "电焊工");
    EXPECT_THAT(reasons(made), ElementsAre("CONDITION_DROPPED", "CONTACT_REMOVED"));
    EXPECT_EQ(made.warnings(0).field_path(), "title");
    EXPECT_THAT(made.warnings(0).source_text(), HasSubstr("男性"));
  }
  v1::Vacancy change;
  change.set_name("offices/zhongshan/vacancies/a-1");
  change.set_description("焊接，不招外地人");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Update(change));
  EXPECT_EQ(changed.description(), "焊接");
  EXPECT_THAT(reasons(changed), ElementsAre("CONDITION_DROPPED"));
  // Warnings are of the call: they are not kept.
  EXPECT_THAT(reasons(Get(change.name())), IsEmpty());
  v1::Vacancy imported = row;
  imported.set_source_reference("a-2");
  const auto result = ImportOne(kZhongshan, imported);
  ASSERT_EQ(result.warnings_size(), 2);
  EXPECT_EQ(result.warnings(0).reason(), "CONDITION_DROPPED");
}

// A year mistyped: the vacancy would be shown to nobody, and nobody would know.
TEST_F(VacancyServiceTest, ALastDayInThePastMustBeMeant) {
  v1::Vacancy row = Row();
  *row.mutable_expire_date() = runtime::ToDate(kToday - 1);
  EXPECT_THAT(CreateVacancy(row),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("vacancy.expire_date")));
  row.set_state(v1::Vacancy::EXPIRED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto kept, CreateVacancy(row));
  EXPECT_EQ(kept.state(), v1::Vacancy::EXPIRED);
  // What is over already may change in all else.
  v1::Vacancy change;
  change.set_name(kept.name());
  change.set_opening_count(9);
  EXPECT_OK(Update(change));

  v1::Vacancy other = Get(Create(kZhongshan, Row("a-2")));
  *other.mutable_expire_date() = runtime::ToDate(kToday - 1);
  EXPECT_THAT(Update(other, {"expire_date"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("vacancy.expire_date")));
  other.set_state(v1::Vacancy::EXPIRED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, Update(other, {"expire_date"}));
  EXPECT_EQ(ended.state(), v1::Vacancy::EXPIRED);
}

TEST_F(VacancyServiceTest, AnotherOfficeIsOutOfScopeBeforeAnythingIsTold) {
  const std::string name = Create(kZhongshan, Row());
  for (const std::string& any : {name, std::string("offices/zhongshan/vacancies/nothing")}) {
    EXPECT_THAT(TryGet(kDongguan, any), StatusIs(absl::StatusCode::kPermissionDenied));
    v1::UpdateVacancyRequest update;
    update.mutable_vacancy()->set_name(any);
    update.set_request_id("no uuid");
    EXPECT_THAT(role_.Call(kDongguan, &Stub::UpdateVacancy, update),
                StatusIs(absl::StatusCode::kPermissionDenied));
    v1::CloseVacancyRequest close;
    close.set_name(any);
    EXPECT_THAT(role_.Call(kDongguan, &Stub::CloseVacancy, close),
                StatusIs(absl::StatusCode::kPermissionDenied));
    v1::ReopenVacancyRequest reopen;
    reopen.set_name(any);
    EXPECT_THAT(role_.Call(kDongguan, &Stub::ReopenVacancy, reopen),
                StatusIs(absl::StatusCode::kPermissionDenied));
  }
  EXPECT_THAT(CreateVacancy(v1::Vacancy(), "", kDongguan),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(CreateVacancy(Row("b"), "", kPanzhou), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(TryGet(kPanzhou, name));
}

TEST_F(VacancyServiceTest, AVacancyOfNoOfficeIsNotFound) {
  v1::CreateVacancyRequest request;
  request.set_parent("offices/nowhere");
  *request.mutable_vacancy() = Row();
  EXPECT_THAT(role_.Call(kAdministrator, &Stub::CreateVacancy, request),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(TryGet(kZhongshan, "offices/zhongshan/vacancies/x"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(TryGet(kZhongshan, "vacancies/x"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(VacancyServiceTest, AnUpdateChangesWhatTheMaskNames) {
  v1::Vacancy vacancy = Get(Create(kZhongshan, Row()));
  const std::string etag = vacancy.etag();
  vacancy.set_opening_count(9);
  vacancy.set_title("别的");
  vacancy.clear_description();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Update(vacancy, {"opening_count", "description"}));
  EXPECT_EQ(changed.opening_count(), 9);
  EXPECT_EQ(changed.title(), Row().title());
  EXPECT_EQ(changed.description(), "");
  EXPECT_THAT(changed.incomplete_fields(), ElementsAre("description"));
  EXPECT_NE(changed.etag(), etag);
  EXPECT_EQ(changed.create_time().seconds(), vacancy.create_time().seconds());
  EXPECT_THAT(Audits().back().fields(), ElementsAre("opening_count", "description"));
}

TEST_F(VacancyServiceTest, WithoutAMaskWhatIsSetIsChanged) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, Row()));
  vacancy.set_opening_count(9);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Update(vacancy));
  EXPECT_EQ(changed.opening_count(), 9);
  EXPECT_EQ(changed.title(), Row().title());
}

TEST_F(VacancyServiceTest, ARecordReadAndSentBackWholeChangesNothing) {
  const v1::Vacancy vacancy = Get(Create(kZhongshan, Row()));
  const auto before = store_->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto same, Update(vacancy, {"*"}));
  EXPECT_EQ(same.etag(), vacancy.etag());
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(VacancyServiceTest, TheMergedResultIsJudgedAsARow) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, Row()));
  vacancy.set_min_wage_cny_per_month(8'000);  // above the stored maximum
  vacancy.set_min_age_years(3);
  const auto answer = Update(vacancy);
  ASSERT_THAT(answer, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(answer.status().message()), HasSubstr("2"));
  EXPECT_THAT(Update(vacancy, {"state"}), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Update(vacancy, {"colour"}), StatusIs(absl::StatusCode::kInvalidArgument));
}

// All that a state may say here is EXPIRED; what is not known is refused and not passed over.
TEST_F(VacancyServiceTest, AnUnknownStateIsRefused) {
  v1::Vacancy vacancy = Row();
  vacancy.set_state(static_cast<v1::Vacancy::State>(99));
  EXPECT_THAT(CreateVacancy(vacancy), StatusIs(absl::StatusCode::kInvalidArgument));
  vacancy.set_name(Create(kZhongshan, Row()));
  EXPECT_THAT(Update(vacancy, {"title"}), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(VacancyServiceTest, AnOldEtagIsAborted) {
  v1::Vacancy vacancy = Get(Create(kZhongshan, Row()));
  vacancy.set_opening_count(9);
  ASSERT_OK(Update(vacancy, {"opening_count"}));
  vacancy.set_opening_count(10);
  const auto late = Update(vacancy, {"opening_count"});
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runtime::ReasonOf(late.status()), "ETAG_MISMATCH");
  EXPECT_EQ(Get(vacancy.name()).opening_count(), 9);
  EXPECT_THAT(Close(vacancy.name(), vacancy.etag()), StatusIs(absl::StatusCode::kAborted));
}

// The etag that the first try has used up must not turn the retry into an error.
TEST_F(VacancyServiceTest, ARetryOfAnUpdateMeetsItsOwnRecord) {
  v1::Vacancy vacancy = Get(Create(kZhongshan, Row()));
  vacancy.set_opening_count(9);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Update(vacancy, {"opening_count"}, kRequestId));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retry, Update(vacancy, {"opening_count"}, kRequestId));
  EXPECT_EQ(retry.etag(), first.etag());
}

// What enters the id may change; records of others bear the name, so it stays.
TEST_F(VacancyServiceTest, AVacancyWithoutAReferenceKeepsItsName) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, Row("")));
  vacancy.set_title("氩弧焊工");
  vacancy.set_employer_display_name("改名后的厂");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Update(vacancy));
  EXPECT_EQ(changed.name(), vacancy.name());
  EXPECT_EQ(changed.employer(), EmployerName("", "改名后的厂"));
  EXPECT_OK(GetEmployer(changed.employer()));
}

TEST_F(VacancyServiceTest, TheReferenceDoesNotChange) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, Row()));
  vacancy.set_source_reference("a-2");
  EXPECT_THAT(Update(vacancy), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(VacancyServiceTest, AllowMissingMakesWhatIsNotThere) {
  v1::Vacancy vacancy = Row();
  vacancy.set_name("offices/zhongshan/vacancies/a-1");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto made, Upsert(vacancy));
  EXPECT_EQ(made.name(), vacancy.name());
  EXPECT_EQ(made.opening_count(), 3);  // the mask was not looked at
  vacancy.set_title("别的");
  vacancy.set_opening_count(9);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Upsert(vacancy));
  EXPECT_EQ(changed.title(), "别的");
  EXPECT_EQ(changed.opening_count(), 3);  // the mask was

  vacancy = Row("");
  vacancy.set_name("offices/zhongshan/vacancies/chosen");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto chosen, Upsert(vacancy));
  EXPECT_EQ(chosen.source_reference(), "chosen");
  vacancy = Row("a-7");
  vacancy.set_name("offices/zhongshan/vacancies/a-8");
  EXPECT_THAT(Upsert(vacancy), StatusIs(absl::StatusCode::kInvalidArgument));
  vacancy.set_name("offices/zhongshan/vacancies/a-7");
  vacancy.set_etag("\"5\"");
  EXPECT_THAT(Upsert(vacancy),
              StatusIs(absl::StatusCode::kAborted, HasSubstr("leave the etag out")));
}

TEST_F(VacancyServiceTest, WithoutAllowMissingItIsNotFound) {
  v1::Vacancy vacancy = Row();
  vacancy.set_name("offices/zhongshan/vacancies/a-1");
  EXPECT_THAT(Update(vacancy), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(VacancyServiceTest, AnUpdateMayBeTriedOnly) {
  v1::UpdateVacancyRequest request;
  request.mutable_vacancy()->set_name(Create(kZhongshan, Row()));
  request.mutable_vacancy()->set_opening_count(9);
  request.set_validate_only(true);
  const auto before = store_->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto shown,
                             role_.Call(kZhongshan, &Stub::UpdateVacancy, request));
  EXPECT_EQ(shown.opening_count(), 9);
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(VacancyServiceTest, TwoWhoChangeItAtOnceBothHaveTheirChange) {
  const std::string name = Create(kZhongshan, Row());
  v1::Vacancy mine;
  mine.set_name(name);
  mine.set_opening_count(9);
  v1::Vacancy theirs;
  theirs.set_name(name);
  theirs.set_title("别的");
  Overtake([&] { EXPECT_OK(Update(theirs)); });
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, Update(mine));
  EXPECT_EQ(vacancy.opening_count(), 9);
  EXPECT_EQ(vacancy.title(), "别的");
}

TEST_F(VacancyServiceTest, WhoLosesEveryRaceIsToldToTryAgain) {
  const std::string name = Create(kZhongshan, Row());
  v1::Vacancy mine;
  mine.set_name(name);
  mine.set_opening_count(9);
  store_->before_commit = [&](storage::Store& store) {
    const auto record = *store.Get(Table::kVacancies, VacancyKey("zhongshan", "a-1"));
    storage::Batch batch;
    batch.Put(Table::kVacancies, record->key, record->value);
    EXPECT_OK(store.Commit(batch, absl::InfiniteFuture()));
  };
  const auto answer = Update(mine);
  store_->before_commit = nullptr;
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runtime::ReasonOf(answer.status()), "CONFLICT");
}

// A factory's posts, entered by several clerks at once.
TEST_F(VacancyServiceTest, ManyWhoCreateForOneEmployerAtOnceAreAllServed) {
  constexpr int kClerks = 8;
  constexpr int kPosts = 12;
  std::vector<std::thread> clerks;
  for (int clerk = 0; clerk < kClerks; ++clerk) {
    clerks.emplace_back([this, clerk] {
      for (int post = 0; post < kPosts; ++post) {
        EXPECT_OK(CreateVacancy(Row(absl::StrCat("c-", clerk, "-", post))));
      }
    });
  }
  for (auto& clerk : clerks) clerk.join();
  EXPECT_EQ(Records(Table::kVacancies).size(), static_cast<size_t>(kClerks * kPosts));
}

TEST_F(VacancyServiceTest, AnUpdateOfAClosedVacancyLeavesItClosed) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, Row()));
  ASSERT_OK(Close(vacancy.name()));
  vacancy.set_opening_count(9);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Update(vacancy));
  EXPECT_EQ(changed.state(), v1::Vacancy::CLOSED);
  ASSERT_EQ(changed.warnings_size(), 1);
  EXPECT_EQ(changed.warnings(0).reason(), "STAYS_CLOSED");
}

// Last season's post sent once more is no new post, and who sends it must hear so.
TEST_F(VacancyServiceTest, AClosedVacancyThatIsSentAgainSaysThatItStaysClosed) {
  const std::string name = Create(kZhongshan, Row());
  ASSERT_OK(Close(name));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, CreateVacancy(Row()));
  EXPECT_EQ(again.name(), name);
  EXPECT_EQ(again.state(), v1::Vacancy::CLOSED);
  ASSERT_EQ(again.warnings_size(), 1);
  EXPECT_EQ(again.warnings(0).reason(), "STAYS_CLOSED");
}

TEST_F(VacancyServiceTest, AListIsOneOfficesInPages) {
  std::set<std::string> names;
  for (int i = 0; i < 5; ++i) names.insert(Create(kZhongshan, Row(absl::StrCat("a-", i))));
  Create(kDongguan, Row("a-9"));
  v1::ListVacanciesRequest request;
  request.set_parent("offices/zhongshan");
  request.set_page_size(2);
  std::set<std::string> seen;
  do {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto page,
                               role_.Call(kZhongshan, &Stub::ListVacancies, request));
    EXPECT_LE(page.vacancies_size(), 2);
    for (const auto& vacancy : page.vacancies()) EXPECT_TRUE(seen.insert(vacancy.name()).second);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(seen, names);
  EXPECT_THAT(role_.Call(kDongguan, &Stub::ListVacancies, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laowu::vacancy
