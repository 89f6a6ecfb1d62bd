// Searches and batches through the program to a whole server: tables that a clerk reads, JSON that
// a script reads, wrong usage.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "laowu/v1/match_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kAdmin[] = "admin";

class SearchTest : public ::testing::Test {
 protected:
  explicit SearchTest(testing::Topology topology = testing::Topology::kOneProcess)
      : process_(runtime::kMemoryData, topology) {}

  void SetUp() override {
    process_.AddPrincipal(kAdmin, "administrator", "");
    process_.Start();
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("中山站");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(process_.Call(kAdmin, &v1::VacancyService::Stub::CreateOffice, office));
    v1::ImportVacanciesRequest vacancies;
    vacancies.set_parent("offices/zhongshan");
    for (const char* title : {"焊工", "缝纫工"}) {
      v1::Vacancy* vacancy = vacancies.add_rows()->mutable_vacancy();
      vacancy->set_source_reference(title == std::string("焊工") ? "welder" : "sewer");
      vacancy->set_title(title);
      vacancy->set_employer_display_name("古镇灯饰厂");
      vacancy->set_workplace_division_code("442000101");
      vacancy->set_min_wage_cny_per_month(5'000);
      vacancy->set_max_wage_cny_per_month(6'000);
      vacancy->set_opening_count(2);
    }
    const auto sent = process_.Call(kAdmin, &v1::VacancyService::Stub::ImportVacancies, vacancies);
    ASSERT_OK(sent);
    v1::ImportWorkersRequest workers;
    v1::Worker* worker = workers.add_rows()->mutable_worker();
    worker->set_division_code("520281105");
    worker->mutable_personal_details()->set_identity_number(
        testing::MadeUpIdentityNumber(absl::CivilDay(1990, 3, 15), 1));
    worker->mutable_personal_details()->set_display_name("王小样");
    worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    worker->mutable_legal_basis()->set_reference("C-1");
    worker->add_policy_groups(v1::POLICY_GROUP_MONITORED);
    worker->add_skills()->set_skill_code("welding-arc");
    const auto made = process_.Call(kAdmin, &v1::WorkerService::Stub::ImportWorkers, workers);
    ASSERT_OK(made);
    worker_ = made->results(0).name();
    ASSERT_FALSE(worker_.empty()) << made->DebugString();
    // The matcher has seen both when it answers this.
    v1::SearchWorkersRequest seen;
    seen.mutable_at_least()->set_vacancy_sequence(sent->committed_sequence());
    seen.mutable_at_least()->set_worker_sequence(made->committed_sequence());
    ASSERT_OK(process_.Call(kAdmin, &v1::MatchService::Stub::SearchWorkers, seen));
  }

  Ran Run(std::vector<std::string> arguments) {
    return RunAs(process_, kAdmin, std::move(arguments));
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
  std::string worker_;
};

TEST_F(SearchTest, VacanciesAreATableWithTotalsAndFacets) {
  const Ran ran = Run({"search", "vacancies", "--text", "焊 古镇", "--facets", "--order",
                       "wage-descending", "--collapse"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("offices/zhongshan/vacancies/welder"), HasSubstr("招聘中 open"),
                    HasSubstr("5000-6000"), HasSubstr("共 found: 1"), HasSubstr("442000"),
                    HasSubstr("中山市"), Not(HasSubstr("缝纫工"))));
  EXPECT_EQ(Run({"search", "vacancies", "--state", "closed"}).out.find("offices/"),
            std::string::npos);
}

TEST_F(SearchTest, WorkersAreATableWithTotalsAndFacetsAndNoNames) {
  const Ran ran = Run({"search", "workers", "--group", "monitored", "--status", "at-home",
                       "--visible", "--skill", "welding-arc", "--facets"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr(worker_), HasSubstr("在家 at home"), HasSubstr("监测对象 monitored"),
                    HasSubstr("电焊"), HasSubstr("共 found: 1"), Not(HasSubstr("王小样"))));
}

TEST_F(SearchTest, JsonIsTheServersAnswer) {
  EXPECT_THAT(Run({"search", "vacancies", "--json"}).out, HasSubstr("\"totalSize\": 2"));
  EXPECT_THAT(Run({"--json", "search", "workers"}).out, HasSubstr("\"totalSize\": 1"));
}

TEST_F(SearchTest, ABatchAnswersWhatItCanAndNamesTheRest) {
  const std::string path = scratch_.file("vacancies.txt");
  std::ofstream(path) << "offices/zhongshan/vacancies/welder\n\n"
                      << " offices/zhongshan/vacancies/sewer \n"
                      << "offices/zhongshan/vacancies/none\n";
  const Ran ran = Run({"candidates", "--batch", path, "--count", "3"});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("vacancies/welder"), HasSubstr("vacancies/sewer"),
                             HasSubstr(worker_)));
  EXPECT_THAT(ran.err, HasSubstr("offices/zhongshan/vacancies/none"));
}

TEST_F(SearchTest, ABatchPassesOverCommentsAndTellsOfAWrongLineAsItWasTyped) {
  const std::string path = scratch_.file("numbers.txt");
  std::ofstream(path) << "# of this week\n\noffices/zhongshan/vacancies/welder\n  # more\n"
                      << "ZS-5-00000009\n";
  const Ran ran = Run({"candidates", "--batch", path, "--office", "zhongshan"});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.out, HasSubstr(worker_));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("line 5: “ZS-5-00000009”"), Not(HasSubstr("# more"))));
  const std::vector<std::vector<std::string>> commands = {
      {"candidates", "ZS-5-00000009", "--office", "zhongshan"},
      {"advise", "ZS-5-00000009", "--office", "zhongshan"},
      {"explain", worker_, "ZS-5-00000009", "--office", "zhongshan"}};
  for (const auto& command : commands) {
    const Ran one = Run(command);
    EXPECT_EQ(one.exit_code, 1);
    EXPECT_THAT(one.err, HasSubstr("“ZS-5-00000009”（offices/zhongshan/vacancies/"));
  }
  std::ofstream(path) << "# nothing but this\n\n";
  const Ran none = Run({"candidates", "--batch", path});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("names no vacancy"));
}

// A bare header says nothing: who is told that nobody fits is told by what, and what to do.
TEST_F(SearchTest, WhereNobodyFitsItIsSaidWhyAndWhatMayBeDone) {
  const std::string vacancy = "offices/zhongshan/vacancies/welder";
  ASSERT_EQ(Run({"vacancy", "close", vacancy}).exit_code, 0);
  const Ran ran = Run({"candidates", vacancy});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("没有符合条件的人 nobody fits"),
                             HasSubstr("岗位已关闭或招满 vacancy closed"),
                             HasSubstr("laowu explain workers/… " + vacancy),
                             HasSubstr("laowu advise " + vacancy), Not(HasSubstr("名次 rank"))));
  EXPECT_THAT(Run({"candidates", vacancy, "--json"}).out, HasSubstr("\"ruleVersion\""));
  EXPECT_THAT(Run({"candidates", vacancy, "--division", "520201"}).out,
              HasSubstr("laowu import workers"));
  EXPECT_THAT(Run({"vacancies", worker_, "--division", "4401"}).out,
              HasSubstr("没有适合的岗位 no vacancy fits"));
  const std::string path = scratch_.file("closed.txt");
  std::ofstream(path) << vacancy << "\n";
  EXPECT_THAT(
      Run({"candidates", "--batch", path}).err,
      AllOf(HasSubstr("nobody fits: " + vacancy +
                      "   岗位已关闭或招满 vacancy closed 1（仅此一项 only this 1）\n"),
            HasSubstr("laowu candidates VACANCY --why-not"), HasSubstr("laowu advise VACANCY")));
  EXPECT_THAT(Run({"candidates", "--batch", path, "--division", "520201"}).err,
              HasSubstr(vacancy + "   这里还没有登记的人 nobody is on record there\n"));
}

TEST_F(SearchTest, GroupsNarrowCandidatesOfOneVacancyAndOfMany) {
  const std::string vacancy = "offices/zhongshan/vacancies/welder";
  const std::string path = scratch_.file("one.txt");
  std::ofstream(path) << vacancy << "\n";
  // What follows --group is not taken for a further group.
  EXPECT_THAT(Run({"candidates", "--group", "relocated", "--group", "monitored", vacancy}).out,
              HasSubstr(worker_));
  EXPECT_THAT(Run({"candidates", vacancy, "--group", "relocated"}).out,
              AllOf(HasSubstr("nobody fits"), Not(HasSubstr(worker_))));
  EXPECT_THAT(Run({"candidates", "--batch", path, "--group", "monitored"}).out, HasSubstr(worker_));
  EXPECT_THAT(Run({"candidates", "--batch", path, "--group", "relocated"}).out,
              Not(HasSubstr(worker_)));
  EXPECT_EQ(Run({"candidates", vacancy, "--group", "nonsense"}).exit_code, 2);
  EXPECT_EQ(Run({"candidates", "--batch", path, "--group", "nonsense"}).exit_code, 2);
}

// What `vacancy show --json` prints, changed, and what nobody has stored.
TEST_F(SearchTest, DraftsFromAFileAreMatchedInBothDirections) {
  const std::string vacancy = "offices/zhongshan/vacancies/welder";
  const std::string path = scratch_.file("draft.json");
  std::ofstream(path) << Run({"vacancy", "show", vacancy, "--json"}).out;
  const Ran copied = Run({"candidates", "--draft-vacancy", path});
  EXPECT_EQ(copied.exit_code, 0) << copied.err;
  EXPECT_THAT(copied.out, HasSubstr(worker_));
  std::ofstream(path) << R"({"workplaceDivisionCode": "442000101", "minAgeYears": 60})";
  EXPECT_THAT(
      Run({"candidates", "--draft-vacancy", path}).out,
      AllOf(HasSubstr("年龄不符 age limit"), HasSubstr("laowu advise --draft-vacancy " + path),
            Not(HasSubstr("laowu explain"))));
  const std::string worker_path = scratch_.file("worker.json");
  std::ofstream(worker_path) << R"({"divisionCode": "520281105"})";
  EXPECT_THAT(Run({"vacancies", "--draft-worker", worker_path}).out, HasSubstr(vacancy));
  EXPECT_THAT(Run({"vacancies", "--draft-worker", worker_path, "--json"}).out,
              HasSubstr("\"ruleVersion\""));
  EXPECT_EQ(Run({"candidates", vacancy, "--draft-vacancy", path}).exit_code, 2);
  EXPECT_EQ(Run({"candidates", "--draft-vacancy", path, "--batch", path}).exit_code, 2);
  EXPECT_EQ(Run({"candidates", "--draft-vacancy", "/nonexistent"}).exit_code, 2);
  EXPECT_EQ(Run({"vacancies"}).exit_code, 2);
  EXPECT_EQ(Run({"vacancies", worker_, "--draft-worker", worker_path}).exit_code, 2);
  std::ofstream(path) << "{";
  EXPECT_THAT(Run({"candidates", "--draft-vacancy", path}).err, HasSubstr(path));
}

class SplitSearchTest : public SearchTest {
 protected:
  SplitSearchTest() : SearchTest(testing::Topology::kSplit) {}
};

// Who fits is one role's to say and their names are another's: a command has one server.
TEST_F(SplitSearchTest, NamesThatAreKeptElsewhereAreToldSo) {
  std::vector<std::string> question = {"candidates", "offices/zhongshan/vacancies/welder"};
  const Ran found = RunAs(process_, kAdmin, question, "", "match");
  EXPECT_EQ(found.exit_code, 0) << found.err;
  EXPECT_THAT(found.out, HasSubstr(worker_));
  question.insert(question.end(), {"--details", "--purpose", "电话推荐"});
  const Ran refused = RunAs(process_, kAdmin, question, "", "match");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("ROLE_ELSEWHERE"), HasSubstr("match 和 worker"),
                                 HasSubstr("leave out --details"), HasSubstr("laowu worker show")));
}

TEST_F(SearchTest, WrongUsageIsTwoAndWhatTheServerRefusesIsOne) {
  EXPECT_EQ(Run({"search"}).exit_code, 2);
  EXPECT_EQ(Run({"search", "vacancies", "--order", "nonsense"}).exit_code, 2);
  EXPECT_EQ(Run({"search", "workers", "--status", "nonsense"}).exit_code, 2);
  EXPECT_EQ(Run({"search", "workers", "--as-of", "tomorrow"}).exit_code, 2);
  EXPECT_EQ(Run({"candidates"}).exit_code, 2);
  EXPECT_EQ(Run({"candidates", "v", "--batch", "f"}).exit_code, 2);
  EXPECT_EQ(Run({"candidates", "--batch", "f", "--why-not"}).exit_code, 2);
  EXPECT_EQ(Run({"candidates", "--batch", "/nonexistent"}).exit_code, 1);
  const Ran refused = Run({"search", "vacancies", "--skill", "sorcery"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("skill_codes[0]"));
}

}  // namespace
}  // namespace laowu::cli
