// `advise`, `supply` and `explain` through the program to a whole server: names and no bare codes,
// aligned tables, wrong usage.

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
constexpr char kOffice[] = "office";
constexpr char kVacancy[] = "offices/zhongshan/vacancies/welder";

class AdviceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal(kAdmin, "administrator", "");
    process_.AddPrincipal(kOffice, "office", "offices/zhongshan");
    process_.Start();
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("中山站");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(process_.Call(kAdmin, &v1::VacancyService::Stub::CreateOffice, office));
    v1::ImportVacanciesRequest vacancies;
    vacancies.set_parent("offices/zhongshan");
    v1::Vacancy* vacancy = vacancies.add_rows()->mutable_vacancy();
    vacancy->set_source_reference("welder");
    vacancy->set_title("焊工");
    vacancy->set_employer_display_name("古镇灯饰厂");
    vacancy->set_workplace_division_code("442000101");
    vacancy->set_occupation_code("6-18-02-04");
    vacancy->set_min_wage_cny_per_month(5'000);
    vacancy->set_max_wage_cny_per_month(6'000);
    vacancy->set_max_age_years(45);
    vacancy->set_min_education(v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
    vacancy->set_accommodation_provided(false);
    vacancy->set_opening_count(2);
    auto* skill = vacancy->add_skill_requirements();
    skill->set_skill_code("welding-arc");
    skill->set_required(true);
    const auto sent = process_.Call(kAdmin, &v1::VacancyService::Stub::ImportVacancies, vacancies);
    ASSERT_OK(sent);
    ImportWorkers(sent->committed_sequence());
  }

  // Six who want 6,300, are 50 and hold no skill; none of them fits.
  void ImportWorkers(int64_t vacancy_sequence) {
    v1::ImportWorkersRequest workers;
    for (int i = 0; i < 6; ++i) {
      v1::Worker* worker = workers.add_rows()->mutable_worker();
      worker->set_division_code("520281105");
      worker->mutable_personal_details()->set_identity_number(
          testing::MadeUpIdentityNumber(absl::CivilDay(1976, 3, 15), i + 1));
      worker->mutable_personal_details()->set_display_name("王小样");
      worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
      worker->mutable_legal_basis()->set_reference("C-1");
      worker->set_min_wage_cny_per_month(6'300);
      worker->set_education(v1::EDUCATION_LEVEL_PRIMARY);
      worker->set_accommodation_required(true);
      worker->add_desired_occupation_codes("6-18-02-04");
    }
    const auto made = process_.Call(kAdmin, &v1::WorkerService::Stub::ImportWorkers, workers);
    ASSERT_OK(made);
    worker_ = made->results(0).name();
    v1::SearchWorkersRequest seen;
    seen.mutable_at_least()->set_vacancy_sequence(vacancy_sequence);
    seen.mutable_at_least()->set_worker_sequence(made->committed_sequence());
    ASSERT_OK(process_.Call(kAdmin, &v1::MatchService::Stub::SearchWorkers, seen));
  }

  Ran RunAs(const std::string& who, std::vector<std::string> arguments) {
    return cli::RunAs(process_, who, std::move(arguments));
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
  std::string worker_;
};

TEST_F(AdviceTest, ADraftGetsAdviceInWords) {
  const std::string path = scratch_.file("draft.json");
  std::ofstream(path) << R"({"workplaceDivisionCode": "442000101", "occupationCode": "6-18-02-04",
    "minWageCnyPerMonth": 6000, "maxWageCnyPerMonth": 6000, "maxAgeYears": 45})";
  const Ran ran = RunAs(kAdmin, {"advise", "--draft-vacancy", path});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  // Alone neither brings anybody; together all six.
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("现在符合 eligible now: 0"), HasSubstr("两项一起 two together"),
                    HasSubstr("最大年龄 age up to 50 岁"), HasSubstr("月薪到 wage to 6300"),
                    HasSubstr("+6"), HasSubstr("没有影响")));
  EXPECT_THAT(RunAs(kAdmin, {"advise", "--draft-vacancy", path, "--all"}).out,
              AllOf(HasSubstr("提供住宿 accommodation"), Not(HasSubstr("没有影响"))));
}

TEST_F(AdviceTest, AnOfficeIsToldInFives) {
  const Ran ran = RunAs(kOffice, {"advise", kVacancy, "--all"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("5 的倍数"), HasSubstr("电焊 改为优先")));
  EXPECT_EQ(RunAs(kOffice, {"advise", worker_}).exit_code, 1);
}

TEST_F(AdviceTest, AnOfficeAsksByItsOwnNumber) {
  const Ran own = RunAs(kOffice, {"advise", "welder"});
  EXPECT_EQ(own.exit_code, 0) << own.err;
  EXPECT_EQ(own.out, RunAs(kOffice, {"advise", kVacancy}).out);
  EXPECT_EQ(RunAs(kAdmin, {"advise", "welder", "--office", "zhongshan"}).exit_code, 0);
  // Of a token that is no office's, nobody knows whose number it is.
  const Ran whose = RunAs(kAdmin, {"advise", "welder"});
  EXPECT_EQ(whose.exit_code, 1);
  EXPECT_THAT(whose.err, HasSubstr("--office"));
  // What follows --group is not taken for a further group.
  EXPECT_EQ(RunAs(kAdmin, {"advise", "--group", "monitored", kVacancy}).exit_code, 0);
}

TEST_F(AdviceTest, AWorkersConcessionsStandApart) {
  const Ran ran = RunAs(kAdmin, {"advise", worker_, "--all"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const size_t apart = ran.out.find("仅供了解，不建议");
  ASSERT_NE(apart, std::string::npos) << ran.out;
  EXPECT_LT(apart, ran.out.find("期望降到 wish of 6200"));
  EXPECT_THAT(ran.out, HasSubstr("不需住宿 no bed needed"));
  EXPECT_THAT(RunAs(kAdmin, {"advise", worker_, "--json"}).out, HasSubstr("\"ruleVersion\": 1"));
}

TEST_F(AdviceTest, SupplyIsByNamesAndHidesTheFew) {
  const Ran ran = RunAs(kOffice, {"supply", "--division", "5202"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("盘州市"), HasSubstr("6-18 机械制造基础加工人员"),
                             HasSubstr("6000-6999"), HasSubstr("共 shown: 6"),
                             HasSubstr("少于 5 人的不显示"), Not(HasSubstr("workers/"))));
}

TEST_F(AdviceTest, ExplainSaysValuesInWords) {
  const Ran ran = RunAs(kAdmin, {"explain", worker_, kVacancy});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("小学 primary"), HasSubstr("高中 senior-middle"),
                    HasSubstr("6300 元/月"), HasSubstr("50 岁"), HasSubstr("至 up to 45 岁"),
                    HasSubstr("电焊 未掌握 not held"), HasSubstr("电焊 初级工 level 1"),
                    HasSubstr("需要住宿 needs a bed"), Not(HasSubstr("welding-arc"))));
}

TEST_F(AdviceTest, AVacancyAndAWorkerAreShownWhole) {
  const Ran vacancy = RunAs(kOffice, {"vacancy", "show", kVacancy});
  EXPECT_THAT(vacancy.out, AllOf(HasSubstr("广东省中山市"), HasSubstr("6-18-02-04 焊工"),
                                 HasSubstr("高中 senior-middle"), HasSubstr("电焊 初级工 level 1"),
                                 HasSubstr("住宿 accommodation")));
  const Ran worker = RunAs(kAdmin, {"worker", "show", worker_});
  EXPECT_THAT(worker.out, AllOf(HasSubstr("贵州省六盘水市盘州市"), HasSubstr("小学 primary"),
                                HasSubstr("焊工 6-18-02-04"), HasSubstr("不限 anywhere"),
                                HasSubstr("住宿 accommodation"), Not(HasSubstr("王小样"))));
}

TEST_F(AdviceTest, WrongUsageIsTwoAndWhatTheServerRefusesIsOne) {
  EXPECT_EQ(RunAs(kAdmin, {"advise"}).exit_code, 2);
  EXPECT_EQ(RunAs(kAdmin, {"advise", "placements/x"}).exit_code, 2);
  EXPECT_EQ(RunAs(kAdmin, {"advise", kVacancy, "--draft-worker", "f"}).exit_code, 2);
  EXPECT_EQ(RunAs(kAdmin, {"advise", "--draft-worker", "/nonexistent"}).exit_code, 2);
  EXPECT_EQ(RunAs(kAdmin, {"advise", kVacancy, "--group", "nonsense"}).exit_code, 2);
  EXPECT_EQ(RunAs(kAdmin, {"advise", worker_, "--group", "monitored"}).exit_code, 2);
  EXPECT_EQ(RunAs(kAdmin, {"advise", kVacancy, "--as-of", "soon"}).exit_code, 2);
  const std::string path = scratch_.file("broken.json");
  std::ofstream(path) << "{";
  const Ran broken = RunAs(kAdmin, {"advise", "--draft-vacancy", path});
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.err, HasSubstr(path));
  const Ran too_many = RunAs(kAdmin, {"advise", kVacancy, "--top", "900"});
  EXPECT_EQ(too_many.exit_code, 2);
  EXPECT_THAT(too_many.err, HasSubstr("--top 900"));
  EXPECT_THAT(RunAs(kAdmin, {"supply", "--months", "13"}).err, HasSubstr("--months 13"));
  EXPECT_EQ(RunAs(kAdmin, {"advise", "offices/zhongshan/vacancies/none"}).exit_code, 1);
}

}  // namespace
}  // namespace laowu::cli
