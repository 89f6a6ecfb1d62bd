// One message of rows: what becomes of each, and which vacancy it is (vacancy_service.proto).

#include <set>
#include <utility>

#include "services/vacancy/employer_rules.h"
#include "services/vacancy/vacancy_rules.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using Result = v1::ImportResult;
using storage::Table;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Reasons(const v1::ImportResult& result) {
  std::vector<std::string> reasons;
  for (const auto& warning : result.warnings()) reasons.push_back(warning.reason());
  return reasons;
}

class VacancyImportTest : public VacancyFixture {
 protected:
  std::vector<Result::Result> Results(const std::vector<v1::Vacancy>& rows,
                                      const std::string& office = kZhongshan) {
    const auto response = Import(office, rows);
    EXPECT_OK(response);
    return response.ok() ? ResultsOf(*response) : std::vector<Result::Result>();
  }
  std::vector<std::string> Names(const std::vector<v1::Vacancy>& rows) {
    std::vector<std::string> names;
    const auto response = Import(kZhongshan, rows);
    EXPECT_OK(response);
    if (!response.ok()) return names;
    for (const auto& result : response->results()) names.push_back(result.name());
    return names;
  }
};

v1::Vacancy Unnumbered(int max_wage, int opening_count = 3) {
  v1::Vacancy row = Row("");
  row.set_max_wage_cny_per_month(max_wage);
  row.set_opening_count(opening_count);
  return row;
}

TEST_F(VacancyImportTest, ABadRowCostsItselfAlone) {
  v1::Vacancy wrong = Row("a-2");
  wrong.clear_title();
  wrong.clear_workplace_division_code();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             Import(kZhongshan, {Row("a-1"), wrong, Row("a-3")}));
  EXPECT_EQ(response.batch_number(), 7);
  EXPECT_GT(response.committed_sequence(), 0);
  EXPECT_THAT(ResultsOf(response), ElementsAre(Result::CREATED, Result::REJECTED, Result::CREATED));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(response.results(i).index(), i);
  const absl::Status why = runtime::FromRpcStatus(response.results(1).status());
  EXPECT_THAT(why, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("2")));
  EXPECT_EQ(response.results(1).name(), "");
}

TEST_F(VacancyImportTest, SendingAgainWritesNothing) {
  ASSERT_THAT(Results({Row("a-1"), Row("")}), ElementsAre(Result::CREATED, Result::CREATED));
  const auto before = store_->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Import(kZhongshan, {Row("a-1"), Row("")}));
  EXPECT_THAT(ResultsOf(again), ElementsAre(Result::UNCHANGED, Result::UNCHANGED));
  EXPECT_EQ(again.committed_sequence(), 0);
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(VacancyImportTest, ValidateOnlyReportsAndWritesNothing) {
  auto request = Message(kZhongshan, {Row("a-1")});
  request.set_validate_only(true);
  const auto before = store_->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.Call(kZhongshan, &Stub::ImportVacancies, request));
  EXPECT_THAT(ResultsOf(response), ElementsAre(Result::CREATED));
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(VacancyImportTest, AnOlderRowIsStale) {
  v1::Vacancy row = Row();
  row.mutable_source_update_time()->set_seconds(1'000);
  EXPECT_THAT(Results({row}), ElementsAre(Result::CREATED));
  row.set_opening_count(9);
  row.mutable_source_update_time()->set_seconds(999);
  EXPECT_THAT(Results({row}), ElementsAre(Result::STALE));
  EXPECT_EQ(Get("offices/zhongshan/vacancies/a-1").opening_count(), 3);
  row.mutable_source_update_time()->set_seconds(1'001);
  EXPECT_THAT(Results({row}), ElementsAre(Result::UPDATED));
}

TEST_F(VacancyImportTest, TwiceInAMessageIsUnchangedOrRejected) {
  v1::Vacancy other = Row("a-1");
  other.set_description("别的");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             Import(kZhongshan, {Row("a-2"), Row("a-1"), Row("a-1"), other}));
  EXPECT_THAT(ResultsOf(response),
              ElementsAre(Result::CREATED, Result::CREATED, Result::UNCHANGED, Result::REJECTED));
  EXPECT_THAT(response.results(3).status().message(), HasSubstr("另一行（rows[1]）"));
}

v1::Vacancy PaidBy(v1::PayKind kind, int wage = 5'000) {
  v1::Vacancy row = Row("");
  row.set_pay_kind(kind);
  row.set_min_wage_cny_per_month(wage);
  row.set_max_wage_cny_per_month(wage);
  return row;
}

// The file is mended by what its first version did not say.
TEST_F(VacancyImportTest, PayThatBecomesKnownIsOfTheSameVacancy) {
  const v1::Vacancy unsaid = PaidBy(v1::PAY_KIND_UNSPECIFIED, 0);
  const v1::Vacancy monthly = PaidBy(v1::PAY_KIND_MONTHLY);
  const std::string name = Create(kZhongshan, unsaid);
  for (const auto& [row, result] :
       {std::pair(monthly, Result::UPDATED), std::pair(monthly, Result::UNCHANGED),
        std::pair(unsaid, Result::UPDATED)}) {
    const auto imported = ImportOne(kZhongshan, row);
    EXPECT_EQ(imported.name(), name);
    EXPECT_EQ(imported.result(), result);
    EXPECT_EQ(Get(name).pay_kind(), row.pay_kind());
  }
  EXPECT_THAT(Results({monthly}), ElementsAre(Result::UPDATED));
  // What the office closed stays closed, under whichever name it began.
  ASSERT_OK(Close(name));
  EXPECT_EQ(ImportOne(kZhongshan, monthly).name(), name);
  EXPECT_EQ(Get(name).state(), v1::Vacancy::CLOSED);
  // Without its pay it is another office's as little as before.
  EXPECT_NE(ImportOne(kDongguan, monthly).name(), name);
}

TEST_F(VacancyImportTest, PayThatIsNoLongerSaidIsOfTheOneThatStands) {
  const std::string name = Create(kZhongshan, PaidBy(v1::PAY_KIND_HOURLY));
  EXPECT_EQ(ImportOne(kZhongshan, PaidBy(v1::PAY_KIND_UNSPECIFIED, 0)).name(), name);
}

// Which of two it was nobody knows; and pay of two kinds may be two posts.
TEST_F(VacancyImportTest, OtherPayIsToldWhereTheVacancyIsNotSure) {
  const std::string hourly = Create(kZhongshan, PaidBy(v1::PAY_KIND_HOURLY));
  const auto monthly = ImportOne(kZhongshan, PaidBy(v1::PAY_KIND_MONTHLY));
  EXPECT_EQ(monthly.result(), Result::CREATED);
  ASSERT_EQ(monthly.warnings_size(), 1) << monthly.DebugString();
  EXPECT_EQ(monthly.warnings(0).reason(), "OTHER_PAY_KIND");
  EXPECT_THAT(monthly.warnings(0).related_names(), ElementsAre(hourly));
  const auto unsaid = ImportOne(kZhongshan, PaidBy(v1::PAY_KIND_UNSPECIFIED, 0));
  EXPECT_EQ(unsaid.result(), Result::CREATED);
  ASSERT_GE(unsaid.warnings_size(), 1);
  EXPECT_THAT(unsaid.warnings(0).related_names(), UnorderedElementsAre(hourly, monthly.name()));
}

TEST_F(VacancyImportTest, RowsOfOneMessageTakeNoVacancyFromEachOther) {
  const v1::Vacancy unsaid = PaidBy(v1::PAY_KIND_UNSPECIFIED, 0);
  const v1::Vacancy monthly = PaidBy(v1::PAY_KIND_MONTHLY);
  const v1::Vacancy hourly = PaidBy(v1::PAY_KIND_HOURLY);
  const std::string name = Create(kZhongshan, unsaid);
  EXPECT_THAT(Results({monthly, hourly}), ElementsAre(Result::CREATED, Result::CREATED));
  EXPECT_EQ(ImportOne(kZhongshan, unsaid).name(), name);
  // Whatever their order.
  v1::Vacancy other = PaidBy(v1::PAY_KIND_UNSPECIFIED, 0);
  other.set_title("装卸工");
  const std::string loader = Create(kZhongshan, other);
  v1::Vacancy paid = other;
  paid.set_pay_kind(v1::PAY_KIND_DAILY);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto both, Import(kZhongshan, {paid, other}));
  EXPECT_THAT(ResultsOf(both), ElementsAre(Result::CREATED, Result::UNCHANGED));
  EXPECT_EQ(both.results(1).name(), loader);
}

// Architecture, "API": employer, title, workplace, pay kind are the id of a row without a
// reference, so that next week's file updates and does not multiply.
TEST_F(VacancyImportTest, ARowWithoutAReferenceUpdatesNextWeek) {
  const auto first = Names({Unnumbered(7'000)});
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto next, Import(kZhongshan, {Unnumbered(7'500, 9)}));
  EXPECT_EQ(next.results(0).result(), Result::UPDATED);
  EXPECT_EQ(next.results(0).name(), first[0]);
  EXPECT_THAT(Records(Table::kVacancies), SizeIs(1));
}

// Wage and headcount join only where one message holds the usual id twice; then for all of those
// rows, so that their order does not matter.
TEST_F(VacancyImportTest, RowsThatShareTheUsualIdAreToldApartByWageAndHeadcount) {
  const auto names = Names({Unnumbered(7'000), Unnumbered(7'500), Unnumbered(7'500, 9)});
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 3u);
  EXPECT_EQ(Names({Unnumbered(7'500, 9), Unnumbered(7'000), Unnumbered(7'500)}),
            (std::vector<std::string>{names[2], names[0], names[1]}));
  EXPECT_THAT(Results({Unnumbered(7'000), Unnumbered(7'500), Unnumbered(7'500, 9)}),
              Each(Result::UNCHANGED));
  EXPECT_THAT(Records(Table::kVacancies), SizeIs(3));
}

TEST_F(VacancyImportTest, AnEqualRowDoesNotChangeTheId) {
  const auto alone = Names({Unnumbered(7'000)});
  EXPECT_EQ(Names({Unnumbered(7'000), Unnumbered(7'000)}),
            (std::vector<std::string>{alone[0], alone[0]}));
}

// Where wage and headcount tell nothing, the first keeps the usual id and the others are rejected.
TEST_F(VacancyImportTest, RowsThatCannotBeToldApartAreRejectedButForTheFirst) {
  const auto alone = Names({Unnumbered(7'000)});
  v1::Vacancy other = Unnumbered(7'000);
  other.set_description("别的");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(kZhongshan, {Unnumbered(7'000), other}));
  EXPECT_THAT(ResultsOf(response), ElementsAre(Result::UNCHANGED, Result::REJECTED));
  EXPECT_EQ(response.results(0).name(), alone[0]);
}

// A bad row has no id, so it must not change those of the others.
TEST_F(VacancyImportTest, ARejectedRowDoesNotChangeIds) {
  const auto alone = Names({Unnumbered(7'000)});
  v1::Vacancy wrong = Unnumbered(7'500);
  wrong.set_min_age_years(3);
  EXPECT_EQ(Names({Unnumbered(7'000), wrong})[0], alone[0]);
}

TEST_F(VacancyImportTest, WhatTheOfficeClosedStaysClosed) {
  const std::string name = Create(kZhongshan, Row());
  ASSERT_OK(Close(name));
  EXPECT_THAT(Results({Row()}), ElementsAre(Result::UNCHANGED));
  v1::Vacancy row = Row();
  // "Updated" alone would read as if it were open.
  EXPECT_THAT(Reasons(ImportOne(kZhongshan, row)), ElementsAre("STAYS_CLOSED"));
  row.set_opening_count(9);
  const auto updated = ImportOne(kZhongshan, row);
  EXPECT_EQ(updated.result(), Result::UPDATED);
  EXPECT_THAT(Reasons(updated), ElementsAre("STAYS_CLOSED"));
  EXPECT_EQ(Get(name).state(), v1::Vacancy::CLOSED);
  EXPECT_EQ(Get(name).opening_count(), 9);
}

TEST_F(VacancyImportTest, AnExpiredOneWithALaterLastDayIsOpenAgain) {
  const std::string name = Create(kZhongshan, Row());
  MoveTo(absl::CivilDay(2026, 9, 1));
  ASSERT_EQ(Sweep(), 1);
  EXPECT_EQ(StoredState(name), v1::Vacancy::EXPIRED);
  const auto same = ImportOne(kZhongshan, Row());
  EXPECT_EQ(same.result(), Result::UNCHANGED);
  EXPECT_THAT(Reasons(same), ElementsAre("ALREADY_EXPIRED"));
  EXPECT_EQ(StoredState(name), v1::Vacancy::EXPIRED);
  v1::Vacancy row = Row();
  *row.mutable_expire_date() = runtime::ToDate(absl::CivilDay(2026, 9, 30));
  const auto later = ImportOne(kZhongshan, row);
  EXPECT_EQ(later.result(), Result::UPDATED);
  // Whom it found last season still counts in its openings.
  EXPECT_THAT(Reasons(later), ElementsAre("OPEN_AGAIN"));
  EXPECT_EQ(StoredState(name), v1::Vacancy::OPEN);
  EXPECT_THAT(Reasons(ImportOne(kZhongshan, row)), IsEmpty());
}

// Counted as one, it is full once one has accepted: an office that meant "many" must hear it.
TEST_F(VacancyImportTest, AnUnsaidNumberOfOpeningsIsTold) {
  v1::Vacancy row = Row("a-1");
  row.clear_opening_count();
  for (const auto result : {Result::CREATED, Result::UNCHANGED}) {
    const auto told = ImportOne(kZhongshan, row);
    EXPECT_EQ(told.result(), result);
    EXPECT_THAT(Reasons(told), ElementsAre("OPENINGS_UNKNOWN"));
    EXPECT_EQ(told.warnings(0).field_path(), "opening_count");
  }
  row.set_opening_count(2);
  EXPECT_THAT(Reasons(ImportOne(kZhongshan, row)), IsEmpty());
}

TEST_F(VacancyImportTest, ARowThatIsPastItsLastDayIsExpiredFromTheStart) {
  v1::Vacancy row = Row();
  *row.mutable_expire_date() = runtime::ToDate(kToday - 1);
  const auto result = ImportOne(kZhongshan, row);
  EXPECT_EQ(StoredState(result.name()), v1::Vacancy::EXPIRED);
  ASSERT_EQ(result.warnings_size(), 1);
  EXPECT_EQ(result.warnings(0).reason(), "ALREADY_EXPIRED");
  EXPECT_THAT(Records(Table::kVacanciesByExpiry), IsEmpty());
}

// Full messages of the largest rows go over a commit's limits: they are cut, and none is lost.
TEST_F(VacancyImportTest, AFullMessageOfNewEmployersIsCommittedInPieces) {
  std::vector<v1::Vacancy> rows;
  for (int i = 0; i < runtime::limits::kImportRows; ++i) {
    v1::Vacancy row = Row(absl::StrCat("a-", i));
    row.set_employer(EmployerOf(CreditCode(i + 1)));
    row.set_employer_display_name(absl::StrCat("厂", i));
    row.set_description(std::string(3'000, 'x'));
    rows.push_back(std::move(row));
  }
  EXPECT_THAT(Results(rows), Each(Result::CREATED));
  EXPECT_THAT(Records(Table::kVacancies), SizeIs(500));
  EXPECT_THAT(Records(Table::kEmployers), SizeIs(500));
  for (const int count : store_->operation_counts) EXPECT_LE(count, storage::kMaxBatchOperations);
  for (auto& row : rows) row.set_max_wage_cny_per_month(7'001);  // moves every one to a new offer
  EXPECT_THAT(Results(rows), Each(Result::UPDATED));
  EXPECT_THAT(Results(rows), Each(Result::UNCHANGED));
  rows.push_back(Row("a-501"));
  EXPECT_THAT(Import(kZhongshan, rows), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(VacancyImportTest, TwoImportersOfOneVacancyBothEndWell) {
  v1::Vacancy theirs = Row();
  theirs.set_opening_count(9);
  Overtake([&] { EXPECT_THAT(Results({theirs}), ElementsAre(Result::CREATED)); });
  EXPECT_THAT(Results({Row()}), ElementsAre(Result::UPDATED));
  EXPECT_EQ(Get("offices/zhongshan/vacancies/a-1").opening_count(), 3);
}

TEST_F(VacancyImportTest, AnotherOfficeIsOutOfScope) {
  EXPECT_THAT(role_.Call(kDongguan, &Stub::ImportVacancies, Message("zhongshan", {Row()})),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(role_.Call(kAdministrator, &Stub::ImportVacancies, Message("nowhere", {Row()})),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(VacancyImportTest, WhatWasReadFromTextIsForTheIntakeRoleAlone) {
  auto request = Message(kZhongshan, {Row()});
  request.mutable_rows(0)->add_inferred_fields()->set_field_path("title");
  request.mutable_rows(0)->add_warnings()->set_reason("LOOK");
  LAOWU_ASSERT_OK_AND_ASSIGN(auto response,
                             role_.Call(kZhongshan, &Stub::ImportVacancies, request));
  EXPECT_THAT(ResultsOf(response), ElementsAre(Result::REJECTED));
  LAOWU_ASSERT_OK_AND_ASSIGN(response,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, request));
  EXPECT_THAT(ResultsOf(response), ElementsAre(Result::CREATED));
  EXPECT_EQ(response.results(0).warnings_size(), 1);
  const v1::Vacancy vacancy = Get(response.results(0).name());
  EXPECT_EQ(vacancy.inferred_fields_size(), 1);
  EXPECT_EQ(vacancy.recorded_by(), kZhongshan);
  // Somebody states the field: it is no longer read from text.
  v1::Vacancy stated;
  stated.set_name(vacancy.name());
  stated.set_title("氩弧焊工");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Update(stated));
  EXPECT_EQ(changed.inferred_fields_size(), 0);
}

TEST_F(VacancyImportTest, AMaskLeavesAloneWhatTheRowsDoNotSpeakOf) {
  v1::Vacancy row = Row("a-1");
  row.set_opening_count(7);
  row.set_max_age_years(45);
  const std::string name = Create(kZhongshan, row);
  v1::Vacancy partial = Row("a-1");
  partial.clear_opening_count();
  partial.clear_max_age_years();
  partial.set_hours_per_week(44);
  auto message = Message(kZhongshan, {partial});
  message.mutable_update_mask()->add_paths("max_age_years");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.Call(kZhongshan, &Stub::ImportVacancies, message));
  EXPECT_THAT(ResultsOf(response), ElementsAre(Result::UPDATED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, TryGet(kZhongshan, name));
  EXPECT_EQ(vacancy.opening_count(), 7) << "neither in the mask nor in the row";
  EXPECT_EQ(vacancy.max_age_years(), 0) << "in the mask, and the row says nothing";
  EXPECT_EQ(vacancy.hours_per_week(), 44) << "not in the mask, and the row says it";
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again,
                             role_.Call(kZhongshan, &Stub::ImportVacancies, message));
  EXPECT_THAT(ResultsOf(again), ElementsAre(Result::UNCHANGED));
}

TEST_F(VacancyImportTest, ARowThatDoesNotGoWithWhatIsStoredIsRejected) {
  v1::Vacancy row = Row("a-1");
  row.set_max_age_years(30);
  Create(kZhongshan, row);
  v1::Vacancy partial = Row("a-1");
  partial.clear_max_age_years();
  partial.set_min_age_years(40);
  auto message = Message(kZhongshan, {partial});
  message.mutable_update_mask()->add_paths("min_age_years");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.Call(kZhongshan, &Stub::ImportVacancies, message));
  EXPECT_THAT(ResultsOf(response), ElementsAre(Result::REJECTED));
}

TEST_F(VacancyImportTest, ChangesAreForTheIntakeRoleWhichGetsBeforeAndAfter) {
  const v1::Vacancy known = Get(Create(kZhongshan, Row("a-1")));
  v1::Vacancy other = Row("a-1");
  other.set_opening_count(9);
  other.set_name(known.name());
  other.set_etag(known.etag());
  v1::Vacancy made = Row("a-2");
  made.set_name("offices/zhongshan/vacancies/a-2");
  auto message = Message(kZhongshan, {other, made});
  message.set_return_changes(true);
  EXPECT_THAT(role_.Call(kZhongshan, &Stub::ImportVacancies, message),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("return_changes")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, message));
  ASSERT_THAT(response.changes(), SizeIs(2));
  EXPECT_EQ(response.changes(0).before().opening_count(), Row("a-1").opening_count());
  EXPECT_EQ(response.changes(0).after().opening_count(), 9);
  EXPECT_EQ(response.changes(0).after().etag(), response.changes(0).etag());
  EXPECT_FALSE(response.changes(1).has_before());
}

// Between the check of a file and its run somebody may have changed a vacancy: then the row is
// checked once more, so that what stood there can be written down first.
TEST_F(VacancyImportTest, OfTheIntakeRoleARowIsWrittenOnlyWhereItsRecordStandsAsItSays) {
  Create(kZhongshan, Row("a-1"));
  v1::Vacancy other = Row("a-1");
  other.set_opening_count(9);
  v1::Vacancy second = Row("a-2");
  second.set_title("叉车工");
  auto message = Message(kZhongshan, {other, second});
  message.set_return_changes(true);
  message.set_validate_only(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto checked,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, message));
  message.set_validate_only(false);
  for (int i = 0; i < 2; ++i) {
    message.mutable_rows(i)->mutable_vacancy()->set_name(checked.results(i).name());
    message.mutable_rows(i)->mutable_vacancy()->set_etag(checked.changes(i).etag());
  }
  v1::Vacancy meanwhile = Row("a-1");
  meanwhile.set_opening_count(5);
  ASSERT_OK(role_.Call(kZhongshan, &Stub::ImportVacancies, Message(kZhongshan, {meanwhile})));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto written,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, message));
  EXPECT_THAT(ResultsOf(written), ElementsAre(Result::UPDATED, Result::CREATED));
  ASSERT_THAT(written.changes(), SizeIs(2));
  EXPECT_EQ(written.changes(0).before().opening_count(), 5);
  EXPECT_EQ(written.changes(0).etag(), written.changes(0).before().etag());
  EXPECT_FALSE(written.changes(0).has_after()) << "nothing was written";
  EXPECT_TRUE(written.changes(1).has_after());
  // Name and etag alone ask whether the record still stands so.
  for (int i = 0; i < 2; ++i) {
    message.mutable_rows(i)->mutable_vacancy()->Clear();
    message.mutable_rows(i)->mutable_vacancy()->set_name(checked.results(i).name());
    message.mutable_rows(i)->mutable_vacancy()->set_etag(written.changes(i).etag());
  }
  ASSERT_OK(role_.Call(kZhongshan, &Stub::ImportVacancies, Message(kZhongshan, {Row("a-1")})));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, message));
  EXPECT_THAT(ResultsOf(again), ElementsAre(Result::UNCHANGED, Result::UNCHANGED));
  EXPECT_NE(again.changes(0).etag(), written.changes(0).etag());
  EXPECT_EQ(again.changes(1).etag(), written.changes(1).etag());
  EXPECT_EQ(again.committed_sequence(), 0);
}

// A file is longer than a message: what it was named by beside rows of others must hold when it is
// looked at once more by itself.
TEST_F(VacancyImportTest, OfTheIntakeRoleARowKeepsTheNameThatACheckGaveIt) {
  auto message = Message(kZhongshan, {Unnumbered(7'000), Unnumbered(7'500)});
  message.set_return_changes(true);
  message.set_validate_only(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto checked,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, message));
  message.mutable_rows()->RemoveLast();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto alone,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, message));
  EXPECT_NE(alone.results(0).name(), checked.results(0).name());
  message.mutable_rows(0)->mutable_vacancy()->set_name(checked.results(0).name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again,
                             role_.CallOnBehalfOf(kZhongshan, &Stub::ImportVacancies, message));
  EXPECT_EQ(again.results(0).name(), checked.results(0).name());
}

}  // namespace
}  // namespace laowu::vacancy
