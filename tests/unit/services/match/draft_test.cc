// Drafts: matched as stored records are and not stored; what is read of them, who comes first,
// whose blocks hold.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "find_fixture.h"
#include "services/match/draft_input.h"
#include "services/runtime/employer_name.h"

namespace laowu::match {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/v";

using DraftTest = MatchFixture;

// Asking twice answers alike; scores are those of the stored one.
TEST_F(DraftTest, ADraftVacancyIsMatchedLikeAStoredOne) {
  PutMany();
  v1::FindCandidatesRequest request;
  *request.mutable_draft() = VacancyNamed("ignored");
  request.mutable_draft()->clear_state();
  request.set_page_size(100);
  request.set_count_excluded(true);
  const auto response = FindCandidates(kCity, request);
  ASSERT_OK(response);
  fed_.Put(VacancyNamed("stored"));
  v1::FindCandidatesRequest stored;
  stored.set_name("offices/zhongshan/vacancies/stored");
  stored.set_page_size(100);
  const auto of_stored = FindCandidates(kCity, stored);
  ASSERT_OK(of_stored);
  std::map<std::string, int> scores, scores_of_stored;
  for (const auto& c : response->candidates()) scores[c.worker()] = c.score().total_micros();
  for (const auto& c : of_stored->candidates()) {
    scores_of_stored[c.worker()] = c.score().total_micros();
  }
  EXPECT_THAT(scores, SizeIs(response->eligible_count()));
  EXPECT_EQ(scores, scores_of_stored);
  EXPECT_EQ(FindCandidates(kCity, request)->candidates(0).worker(),
            response->candidates(0).worker());
  const MatchIndex::View view(fed_.index());
  EXPECT_EQ(view.matcher().vacancy_count(), 41) << "a draft is not stored";
}

// All equal, so that the lottery alone orders them. A changed copy of a stored record draws as that
// one does; drafts without a name draw by what they say, so that not the same come first in each.
TEST_F(DraftTest, ADraftDrawsByItsNameAndElseByItsContent) {
  for (int i = 0; i < 40; ++i) {
    fed_.Put(WorkerNamed(absl::StrCat("w", i)));
    fed_.Put(VacancyNamed(absl::StrCat("v", i)));
  }
  const auto workers_for = [&](v1::FindCandidatesRequest request, int page_size) {
    std::vector<std::string> names;
    ForEachPage([&](const auto& r) { return FindCandidates(kCity, r); }, request, page_size,
                [&](const v1::FindCandidatesResponse& response) {
                  for (const auto& one : response.candidates()) names.push_back(one.worker());
                });
    return names;
  };
  v1::FindCandidatesRequest stored, draft, other;
  stored.set_name(VacancyNamed("v7").name());
  *draft.mutable_draft() = VacancyNamed("v7");
  EXPECT_THAT(workers_for(stored, 100), SizeIs(40));
  EXPECT_EQ(workers_for(draft, 3), workers_for(stored, 100));
  draft.mutable_draft()->clear_name();
  const std::vector<std::string> unnamed = workers_for(draft, 100);
  EXPECT_EQ(workers_for(draft, 3), unnamed);
  other = draft;
  other.mutable_draft()->set_title("another title");
  EXPECT_NE(workers_for(other, 100), unnamed);

  const auto vacancies_for = [&](const v1::FindVacanciesRequest& request) {
    std::vector<std::string> names;
    ForEachPage([&](const auto& r) { return FindVacancies(kCity, r); }, request, 7,
                [&](const v1::FindVacanciesResponse& response) {
                  for (const auto& one : response.vacancies()) names.push_back(one.vacancy());
                });
    return names;
  };
  v1::FindVacanciesRequest stored_worker, draft_worker, other_worker;
  stored_worker.set_name("workers/w7");
  *draft_worker.mutable_draft() = WorkerNamed("w7");
  EXPECT_THAT(vacancies_for(stored_worker), SizeIs(40));
  EXPECT_EQ(vacancies_for(draft_worker), vacancies_for(stored_worker));
  draft_worker.mutable_draft()->clear_name();
  other_worker = draft_worker;
  other_worker.mutable_draft()->set_village_display_name("another village");
  EXPECT_EQ(vacancies_for(draft_worker), vacancies_for(draft_worker));
  EXPECT_NE(vacancies_for(other_worker), vacancies_for(draft_worker));
}

TEST_F(DraftTest, ADraftOfABlockedEmployerIsBlocked) {
  fed_.Put(WorkerNamed("w"));
  fed_.Put(BlockedEmployer("employers/n-lamp"));
  v1::FindCandidatesRequest request;
  *request.mutable_draft() = VacancyNamed("ignored");
  request.set_count_excluded(true);
  const auto response = FindCandidates(kPanzhou, request);
  ASSERT_OK(response);
  EXPECT_EQ(response->eligible_count(), 0);
  EXPECT_EQ(response->excluded(v1::GATE_EMPLOYER_BLOCKED - 1).only_this_gate_count(), 1);
}

// As a new vacancy with these words would be put down to its employer.
TEST_F(DraftTest, ADraftThatNamesABlockedEmployerByItsDisplayNameAloneIsBlocked) {
  const std::string by_name = runtime::EmployerName("", "古镇灯饰厂");
  const std::string by_code = "employers/91529999aaaaaaaaaa";
  fed_.Put(WorkerNamed("w"));
  const auto eligible_for = [&](const std::string& employer, const std::string& display_name) {
    v1::FindCandidatesRequest request;
    *request.mutable_draft() = VacancyNamed("ignored");
    request.mutable_draft()->set_employer(employer);
    request.mutable_draft()->set_employer_display_name(display_name);
    request.set_count_excluded(true);
    const auto response = FindCandidates(kPanzhou, request);
    EXPECT_OK(response);
    return response.ok() ? response->eligible_count() : -1;
  };
  EXPECT_EQ(eligible_for("", "古镇灯饰厂"), 1);
  fed_.Put(BlockedEmployer(by_name));
  EXPECT_EQ(eligible_for("", " 古镇灯饰厂"), 0);
  EXPECT_EQ(eligible_for("", "横栏灯饰厂"), 1);
  // The name comes to stand for the employer whose code is stated, with its block.
  EXPECT_EQ(eligible_for(by_code, "古镇灯饰厂"), 0);
  fed_.Put(BlockedEmployer(by_code));
  fed_.Put(EmployerNamed(by_name, by_code));
  EXPECT_EQ(eligible_for("", "古镇灯饰厂"), 0) << "an alias";
  EXPECT_EQ(eligible_for("employers/91529999AAAAAAAAAA", "横栏灯饰厂"), 0) << "a code as written";
  EXPECT_EQ(eligible_for("employers/91529999bbbbbbbbbb", "古镇灯饰厂"), 1)
      << "another employer's name says nothing of this one";
}

// A copy of a stored record bears what only answers have.
TEST_F(DraftTest, WhatOnlyAnswersHaveIsNotReadOfADraft) {
  for (int i = 0; i < 40; ++i) {
    fed_.Put(WorkerNamed(absl::StrCat("w", i)));
    fed_.Put(VacancyNamed(absl::StrCat("v", i)));
  }
  const auto copy = [](auto* draft) {
    draft->set_etag("\"7\"");
    draft->set_recorded_by("somebody");
    *draft->mutable_create_time() = runtime::ToTimestamp(Noon(kToday - 9));
    *draft->mutable_update_time() = runtime::ToTimestamp(Noon(kToday - 8));
    draft->add_inferred_fields()->set_field_path("title");
    draft->add_warnings();
  };
  v1::FindCandidatesRequest stated, copied;
  *stated.mutable_draft() = VacancyNamed("v");
  stated.mutable_draft()->clear_name();
  stated.set_page_size(40);
  copied = stated;
  copy(copied.mutable_draft());
  copied.mutable_draft()->set_state(v1::Vacancy::CLOSED);
  copied.mutable_draft()->set_duplicate_group("d-1");
  copied.mutable_draft()->add_incomplete_fields("description");
  const auto first = FindCandidates(kCity, stated);
  const auto second = FindCandidates(kCity, copied);
  ASSERT_OK(first);
  ASSERT_OK(second);
  ASSERT_EQ(first->candidates_size(), 40);
  ASSERT_EQ(second->candidates_size(), 40);
  v1::FindVacanciesRequest worker, copied_worker;
  *worker.mutable_draft() = WorkerNamed("w");
  worker.mutable_draft()->clear_name();
  worker.set_page_size(40);
  copied_worker = worker;
  copy(copied_worker.mutable_draft());
  copied_worker.mutable_draft()->set_state(v1::Worker::PAUSED);
  *copied_worker.mutable_draft()->mutable_death_date() = runtime::ToDate(kToday);
  const auto vacancies = FindVacancies(kCity, worker);
  const auto vacancies_of_copy = FindVacancies(kCity, copied_worker);
  ASSERT_OK(vacancies);
  ASSERT_OK(vacancies_of_copy);
  ASSERT_EQ(vacancies->vacancies_size(), 40);
  ASSERT_EQ(vacancies_of_copy->vacancies_size(), 40);
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(first->candidates(i).worker(), second->candidates(i).worker()) << i;
    EXPECT_EQ(vacancies->vacancies(i).vacancy(), vacancies_of_copy->vacancies(i).vacancy()) << i;
  }
}

// A record in which every field is set.
template <typename Record>
Record Whole() {
  using google::protobuf::FieldDescriptor;
  Record record;
  const auto& reflection = *record.GetReflection();
  for (int i = 0; i < Record::descriptor()->field_count(); ++i) {
    const FieldDescriptor* const field = Record::descriptor()->field(i);
    const bool many = field->is_repeated();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        many ? reflection.AddString(&record, field, "x")
             : reflection.SetString(&record, field, "x");
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        many ? reflection.AddEnumValue(&record, field, 1)
             : reflection.SetEnumValue(&record, field, 1);
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        many ? reflection.AddMessage(&record, field) : reflection.MutableMessage(&record, field);
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        reflection.SetInt32(&record, field, 1);
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        reflection.SetBool(&record, field, true);
        break;
      default:
        ADD_FAILURE() << "a kind of field that is not set here: " << field->full_name();
    }
  }
  return record;
}

template <typename Record>
std::vector<std::string> FieldsReadOf() {
  const Record stated = StatedOf(Whole<Record>());
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  stated.GetReflection()->ListFields(stated, &fields);
  std::vector<std::string> names;
  for (const auto* field : fields) names.push_back(field->name());
  return names;
}

// Whoever adds a field decides here whether somebody can state it, or draft_input.cc clears it.
TEST(DraftInputTest, OfADraftTheseFieldsAreRead) {
  EXPECT_THAT(
      FieldsReadOf<v1::Vacancy>(),
      UnorderedElementsAre(
          "name", "source_reference", "source_update_time", "title", "employer",
          "employer_display_name", "workplace_division_code", "location", "occupation_code",
          "skill_requirements", "min_education", "min_age_years", "max_age_years",
          "min_wage_cny_per_month", "max_wage_cny_per_month", "pay_kind", "pay_basis",
          "opening_count", "accommodation_provided", "meals_provided", "night_shift", "hazards",
          "hours_per_week", "social_insurance", "start_date", "expire_date", "description",
          "no_juvenile_hazards", "pay_months", "min_experience_months", "office_contact"));
  EXPECT_THAT(
      FieldsReadOf<v1::Worker>(),
      UnorderedElementsAre("name", "personal_details", "division_code", "village_display_name",
                           "home_location", "birth_date", "education", "sex", "rural",
                           "desired_occupation_codes", "skills", "min_wage_cny_per_month",
                           "preferred_division_codes", "available_date", "job_wanted_from",
                           "accommodation_required", "refuses_night_shift", "household",
                           "policy_groups", "legal_basis", "source_reference"));
}

// Who asks at the counter has no record yet, no consent form, and may live anywhere.
TEST_F(DraftTest, ADraftWorkerNeedsNoStateNoLegalBasisAndNoDivision) {
  fed_.Put(VacancyNamed("v"));
  v1::FindVacanciesRequest request;
  v1::Worker* draft = request.mutable_draft();
  *draft = WorkerNamed("ignored");
  draft->clear_state();
  draft->clear_legal_basis();
  draft->clear_division_code();
  const auto response = FindVacancies(kPanzhou, request);
  ASSERT_OK(response);
  ASSERT_EQ(response->vacancies_size(), 1);
  EXPECT_EQ(response->vacancies(0).vacancy(), kVacancy);
  EXPECT_EQ(response->vacancies(0).title(), "焊工");
  EXPECT_EQ(response->vacancies(0).openings_left_count(), 3);
}

// A draft may be a copy of what is stored, and is matched as open.
TEST_F(DraftTest, ADraftIsOpenWhateverItsStateAndBlockedByItsEmployersName) {
  PutMany();
  v1::AdviseVacancyRequest request;
  *request.mutable_draft() = VacancyNamed("v");
  const auto open = role_.Call(kCity, &Stub::AdviseVacancy, request);
  request.mutable_draft()->set_state(v1::Vacancy::CLOSED);
  const auto closed = role_.Call(kCity, &Stub::AdviseVacancy, request);
  ASSERT_OK(closed);
  EXPECT_THAT(closed->stopped_by(), IsEmpty());
  EXPECT_EQ(closed->eligible_count(), open->eligible_count());
  fed_.Put(BlockedEmployer(runtime::EmployerName("", "古镇灯饰厂")));
  request.mutable_draft()->clear_employer();
  const auto blocked = role_.Call(kCity, &Stub::AdviseVacancy, request);
  ASSERT_OK(blocked);
  EXPECT_THAT(blocked->stopped_by(), ElementsAre(v1::GATE_EMPLOYER_BLOCKED));
  EXPECT_EQ(blocked->steps_size(), 0);
}

}  // namespace
}  // namespace laowu::match
