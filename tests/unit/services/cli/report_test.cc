// Reports and call lists as files, in front of a whole server: they hold what the API says, and a
// call list that was filled in is read by the import as it stands.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "reference/divisions.h"
#include "services/cli/worklist_file.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/recorded_people.h"
#include "tests/unit/services/cli/run_as.h"
#include "tests/unit/services/cli/sheet_file.h"

namespace laowu::cli {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr absl::CivilDay kToday(2026, 7, 1);
constexpr char kMonth[] = "2026-06";

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Two persons of Panzhou away since ten days ago: one alone, of one nobody knows by which way.
class ReportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("monitor", "monitor", "5202");
    process_.AddPrincipal("station", "office", "offices/zhongshan");
    process_.AddPrincipal("admin", "administrator", "");
    process_.SetDay(kToday);
    process_.Start();
    Record(1, v1::CHANNEL_SELF);
    Record(2, v1::CHANNEL_UNKNOWN);
    WaitFor(sequence_);
  }

  void Record(int number, v1::Channel channel) {
    const std::string worker = ImportPerson(process_, number, [&](v1::Worker& person) {
      person.mutable_personal_details()->set_phone_number(absl::StrCat("1000000000", number));
      person.set_village_display_name(number == 1 ? "一村" : "二村");
    });
    sequence_ =
        RecordOutcome(process_, worker, v1::Outcome::ARRIVED, kToday - 10, channel).sequence();
  }

  // Until the figures have that much in them.
  Ran WaitFor(int64_t sequence) {
    return Laowu({"ratio", "520281", "--date", runtime::DateText(kToday), "--policy", "as-reported",
                  "--json", "--at-least-placement", absl::StrCat(sequence)});
  }

  Ran Laowu(const std::vector<std::string>& command, const std::string& principal = "bureau") {
    return RunAs(process_, principal, command);
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
  int64_t sequence_ = 0;
};

TEST_F(ReportTest, MonthlyReportAsCsvSaysTheFiguresTheirPolicyAndTheirKnownAt) {
  const std::string path = scratch_.file("report.csv");
  const Ran ran =
      Laowu({"report", "--month", kMonth, "--division", "520281", "--out", path}, "monitor");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const std::string summary = Contents(path);
  EXPECT_THAT(summary, AllOf(HasSubstr("组织化率（%）"), HasSubstr("截至"), HasSubstr("县外")));
  // D 2, O 0, U 1, C 0; 0.0 %, up to 50.0 %, half of the channels known.
  EXPECT_THAT(summary, HasSubstr("520281,盘州市,2,0,1,0,0.0,50.0,50.0,,待定,"));
  EXPECT_THAT(summary, HasSubstr("\r\n520281001,"));
  EXPECT_THAT(Contents(scratch_.file("report-destinations.csv")),
              HasSubstr("442000,中山市,2,0,1,0"));
  EXPECT_THAT(Contents(scratch_.file("report-channels.csv")), HasSubstr("自行外出"));
  for (const char* key : {"townships", "policy-groups", "sexes", "ages", "pay", "publications"}) {
    EXPECT_THAT(Contents(scratch_.file(absl::StrCat("report-", key, ".csv"))), Not("")) << key;
  }
  EXPECT_THAT(summary, Not(HasSubstr("沿用")));
  ASSERT_EQ(
      Laowu({"report", "--month", kMonth, "--division", "520281", "--out", path, "--carry", "job"})
          .exit_code,
      0);
  EXPECT_THAT(Contents(path), AllOf(HasSubstr("沿用"), HasSubstr("每份工作")));
}

// Away from 21 June, half of the ways unknown: nobody can say of ten days of June, and of July's
// first, which is known by then, June's report says nothing.
TEST_F(ReportTest, DaysOfTheYearAreCountedUpToTheReportsDay) {
  const std::string path = scratch_.file("report.csv");
  const auto days = [&](const std::string& month) {
    const Ran ran = Laowu({"report", "--month", month, "--division", "520281", "--out", path});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    const auto rows = ReadSheet(path);
    const auto at = std::find(rows[0].begin(), rows[0].end(), "本年待定（天）");
    EXPECT_NE(at, rows[0].end());
    return at == rows[0].end() ? "" : rows[1][static_cast<std::size_t>(at - rows[0].begin())];
  };
  EXPECT_EQ(days(kMonth), "10");
}

// 盘州市 is 520281 since 10 April 2017, and was 520222: each figure is asked for under the code of
// its day, whichever of the two the report is asked for by.
TEST_F(ReportTest, ARenamedCountysPastIsReportedUnderTheCodesOfItsDays) {
  const std::string worker = ImportPerson(
      process_, 3, [](v1::Worker& person) { person.set_division_code("520222100"); },
      absl::CivilDay(2016, 6, 1));
  v1::RecordOutcomeRequest arrived;
  arrived.mutable_outcome()->set_type(v1::Outcome::ARRIVED);
  arrived.mutable_outcome()->set_worker(worker);
  *arrived.mutable_outcome()->mutable_effective_date() =
      runtime::ToDate(absl::CivilDay(2017, 3, 1));
  arrived.mutable_outcome()->set_channel(v1::CHANNEL_SELF);
  arrived.mutable_outcome()->set_workplace_division_code("442000");
  const auto outcome = process_.Call("bureau", &v1::PlacementService::Stub::RecordOutcome, arrived);
  ASSERT_OK(outcome);
  WaitFor(outcome->sequence());
  const std::string path = scratch_.file("past.csv");
  const auto cell = [&](const std::string& title) {
    const auto rows = ReadSheet(path);
    const auto at = std::find(rows[0].begin(), rows[0].end(), title);
    EXPECT_NE(at, rows[0].end()) << title;
    return at == rows[0].end() ? "" : rows[1][static_cast<std::size_t>(at - rows[0].begin())];
  };
  const auto report = [&](const char* month, const char* division, const char* principal) {
    const Ran ran =
        Laowu({"report", "--month", month, "--division", division, "--out", path}, principal);
    EXPECT_EQ(ran.exit_code, 0) << month << " " << division << ": " << ran.err;
    return ran.exit_code == 0;
  };
  for (const char* division : {"520222", "520281"}) {
    ASSERT_TRUE(report("2016-12", division, "bureau"));
    EXPECT_EQ(cell("地区代码"), "520222");
    ASSERT_TRUE(report("2017-03", division, "bureau"));
    EXPECT_EQ(cell("地区代码"), "520222");
    EXPECT_EQ(cell("外出（人）"), "1");
    ASSERT_TRUE(report("2017-04", division, "bureau"));
    EXPECT_EQ(cell("地区代码"), "520281");
    EXPECT_EQ(cell("上月组织化率（%）"), "0") << "of 520222";
  }
  // 水城区 began without five townships of 水城县: the month before is of other people.
  ASSERT_TRUE(report("2020-07", "520204", "monitor"));
  EXPECT_EQ(cell("地区代码"), "520204");
  EXPECT_EQ(cell("上月组织化率（%）"), "");
}

// 水城县 520221 became 水城区 520204 in July 2020, without five of its townships: the report of
// either name is that of the code in force, which it names.
TEST_F(ReportTest, ADividedCountyIsReportedByEitherNameUnderTheCodeOfTheMonth) {
  const std::string path = scratch_.file("divided.csv");
  const auto row = [&](const char* month, const char* division) {
    std::map<std::string, std::string> cells;
    const Ran ran =
        Laowu({"report", "--month", month, "--division", division, "--out", path}, "monitor");
    EXPECT_EQ(ran.exit_code, 0) << month << " " << division << ": " << ran.err;
    if (ran.exit_code != 0) return cells;
    const auto rows = ReadSheet(path);
    for (std::size_t i = 0; i < std::min(rows[0].size(), rows[1].size()); ++i) {
      cells[rows[0][i]] = rows[1][i];
    }
    return cells;
  };
  for (const char* division : {"520221", "520204"}) {
    EXPECT_EQ(row("2020-06", division)["地区代码"], "520221") << division;
    EXPECT_EQ(row("2020-06", division)["地区"], "水城县") << division;
    EXPECT_EQ(row("2020-07", division)["地区代码"], "520204") << division;
  }
  EXPECT_EQ(row("2020-06", "520204")["当时代码"], "520221（查询 520204，辖区不同）");
  EXPECT_EQ(row("2020-07", "520221")["当时代码"], "520204（查询 520221，辖区不同）");
  EXPECT_EQ(row("2016-12", "520281")["当时代码"], "520222（查询 520281）");
  EXPECT_EQ(row("2020-07", "520204").count("当时代码"), 0U);
}

TEST_F(ReportTest, MonthlyReportAsXlsxHasItsTitleAndSpeaksEnglish) {
  const std::string path = scratch_.file("report.xlsx");
  ASSERT_EQ(Laowu({"report", "--month", kMonth, "--division", "520281", "--out", path}).exit_code,
            0);
  EXPECT_THAT(ReadSheet(path).front().front(), "盘州市农村劳动力外出务工组织化情况月报表");
  const Ran english = Laowu({"report", "--month", kMonth, "--division", "520281", "--out", path,
                             "--policy", "strict", "--english"});
  ASSERT_EQ(english.exit_code, 0) << english.err;
  const auto rows = ReadSheet(path);
  EXPECT_THAT(rows.front().front(), HasSubstr("monthly report"));
  EXPECT_THAT(rows[1].front(), AllOf(HasSubstr("policy strict"), HasSubstr("known at ")));
}

// What stands above the figures names them again, though more was recorded within the same second.
TEST_F(ReportTest, TheKnownAtThatIsPrintedGivesTheSameReportAgain) {
  const auto report = [&](const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> command = {
        "report", "--month", kMonth, "--division", "520281", "--out", scratch_.file(name)};
    command.insert(command.end(), more.begin(), more.end());
    const Ran ran = Laowu(command);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return ReadSheet(scratch_.file(name));
  };
  const auto first = report("first.csv", {});
  ASSERT_GE(first.size(), 2u);
  const auto known_at = std::find(first[0].begin(), first[0].end(), "截至") - first[0].begin();
  const std::string moment = first[1][static_cast<std::size_t>(known_at)];
  EXPECT_THAT(moment, ContainsRegex("^2026-07-01T.*[+]08:00$"));
  Record(3, v1::CHANNEL_SELF);
  WaitFor(sequence_);
  EXPECT_EQ(report("again.csv", {"--known-at", moment}), first);
  EXPECT_NE(report("later.csv", {}), first);
}

TEST_F(ReportTest, AnOfficesReportBearsItsName) {
  v1::CreateOfficeRequest office;
  office.set_office_id("zhongshan");
  office.mutable_office()->set_display_name("六盘水驻中山劳务协作站");
  office.mutable_office()->set_division_code("442000");
  ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office));
  const std::string path = scratch_.file("office.xlsx");
  const Ran ran =
      Laowu({"report", "--month", kMonth, "--office", "zhongshan", "--out", path}, "station");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const std::string title = ReadSheet(path).front().front();
  EXPECT_THAT(title, AllOf(StartsWith("六盘水驻中山劳务协作站 2026-06"), Not(HasSubstr("只含"))));
  // The office's token says which.
  ASSERT_EQ(Laowu({"report", "--month", kMonth, "--out", path}, "station").exit_code, 0);
  EXPECT_EQ(ReadSheet(path).front().front(), title);
  EXPECT_EQ(Laowu({"report", "--month", kMonth, "--policy", "broad"}, "station").exit_code, 2);

  // A county sees its own workers there and nobody else's.
  const std::string theirs = scratch_.file("office.csv");
  const std::vector<std::string> command = {"report",   "--month",   kMonth,
                                            "--office", "zhongshan", "--out"};
  const auto made = [&](const std::string& to, std::vector<std::string> more) {
    std::vector<std::string> whole = command;
    whole.push_back(to);
    whole.insert(whole.end(), more.begin(), more.end());
    return Laowu(whole).exit_code;
  };
  ASSERT_EQ(made(path, {}), 0);
  EXPECT_THAT(ReadSheet(path).front().front(), HasSubstr("只含本县（市）劳动者：520281 盘州市"));
  ASSERT_EQ(made(path, {"--english"}), 0);
  EXPECT_THAT(ReadSheet(path).front().front(), HasSubstr("only workers of 520281"));
  ASSERT_EQ(made(theirs, {}), 0);
  EXPECT_THAT(Contents(theirs), HasSubstr("只含劳动者"));
}

TEST_F(ReportTest, WrongUseIsTold) {
  EXPECT_EQ(Laowu({"report", "--month", kMonth}).exit_code, 2);
  EXPECT_EQ(Laowu({"report", "--month", "2026-13", "--division", "520281"}).exit_code, 2);
  EXPECT_EQ(Laowu({"report", "--month", "2999-01", "--division", "520281"}).exit_code, 2);
  EXPECT_EQ(Laowu({"report", "--month", kMonth, "--division", "520281", "--policy", "x"}).exit_code,
            2);
  for (const char* option : {"--policy", "--boundary", "--carry", "--known-at"}) {
    EXPECT_EQ(
        Laowu({"report", "--month", kMonth, "--office", "zhongshan", option, "job"}).exit_code, 2)
        << option;
  }
  EXPECT_EQ(Laowu({"worklist", "520281", "--purpose", "回访"}).exit_code, 2);
  const std::string outside = scratch_.file("outside.xlsx");
  EXPECT_EQ(
      Laowu({"report", "--month", kMonth, "--division", "520203", "--out", outside}).exit_code, 1);
}

// 亦资街道 or whatever 520281001 is called.
std::string TownshipName() {
  return std::string(
      reference::Divisions::Get().Find("520281001", absl::CivilDay(2026, 6, 30))->name);
}

TEST_F(ReportTest, CallListHasNamesOnlyForAPurposeAndOnlyTheVillageAskedFor) {
  const std::string path = scratch_.file("calls.xlsx");
  ASSERT_EQ(Laowu({"worklist", "520281", "--out", path}).exit_code, 0);
  auto rows = ReadSheet(path);
  ASSERT_EQ(rows.size(), 2u) << "who went alone is on no list";
  EXPECT_THAT(rows[1][0], StartsWith("workers/"));
  EXPECT_EQ(rows[1][1], "");
  EXPECT_EQ(rows[1][3], TownshipName());
  EXPECT_EQ(rows[1][4], "二村");
  // Chinese alone, unless asked.
  EXPECT_THAT(rows[1][5], AllOf(StartsWith("渠道不明；自 2026-06-21；电话询问"),
                                Not(ContainsRegex("[A-Za-z]{9}"))));
  ASSERT_EQ(Laowu({"worklist", "520281", "--out", path, "--purpose", "回访"}).exit_code, 0);
  rows = ReadSheet(path);
  EXPECT_EQ(rows[1][1], testing::MadeUpName(2));
  EXPECT_EQ(rows[1][2], "10000000002");
  ASSERT_EQ(Laowu({"worklist", "520281", "--out", path, "--village", "二村"}).exit_code, 0);
  EXPECT_EQ(ReadSheet(path).size(), 2u);
  // Of whom nobody is on the list, no empty file.
  const std::string none = scratch_.file("none.xlsx");
  const Ran mistyped = Laowu({"worklist", "520281", "--out", none, "--village", "一村"});
  EXPECT_EQ(mistyped.exit_code, 1);
  EXPECT_THAT(mistyped.err, AllOf(HasSubstr("清单上没有“一村”的人"), HasSubstr("nearest: 二村")));
  EXPECT_FALSE(std::filesystem::exists(none));
  EXPECT_EQ(Laowu({"worklist", "520281", "--out", path, "--purpose", "回访"}, "monitor").exit_code,
            1);
}

// The round trip: a list goes out, is filled in, comes back, and the figure moves. The row that was
// left empty is passed over, and changes nothing.
TEST_F(ReportTest, TheDayOfTheLastWordIsNoDeadline) {
  const absl::CivilDay long_ago = kToday - 200;
  const std::string worker = ImportPerson(process_, 3, nullptr, long_ago - 30);
  WaitFor(
      RecordOutcome(process_, worker, v1::Outcome::ARRIVED, long_ago, v1::CHANNEL_SELF).sequence());
  const Ran listed = Laowu({"worklist", "520281", "--kind", "not-confirmed"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("最近核实 last heard of " + runtime::DateText(long_ago)));
}

TEST_F(ReportTest, AFilledInCallListIsImportedAsItStands) {
  Record(3, v1::CHANNEL_UNKNOWN);
  WaitFor(sequence_);
  const std::string path = scratch_.file("calls.xlsx");
  ASSERT_EQ(Laowu({"worklist", "520281", "--out", path, "--purpose", "回访"}).exit_code, 0);
  auto rows = ReadSheet(path);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[0],
              ElementsAre("编号", "姓名", "手机号", "乡镇", "村", "说明", "就业情况", "发生日期",
                          "务工地", "务工渠道", "组织单位", "月工资", "动态编号", "清单截至"));
  rows[1][6] = "仍在外";  // and no date: the file's day
  rows[1][9] = "劳务协作站";
  rows[1][11] = "5200";
  WriteSheet(path, "工作清单", rows);
  const Ran imported = Laowu({"import", "outcomes", path, "--attest", "worker-confirmation",
                              "--reference", "call-1", "--as-of", runtime::DateText(kToday - 1)});
  EXPECT_EQ(imported.exit_code, 0) << imported.out << imported.err;
  EXPECT_THAT(imported.out + imported.err, Not(HasSubstr("DATED_TODAY")));
  const Ran after = WaitFor(sequence_ + 1);
  EXPECT_THAT(after.out, AllOf(HasSubstr("\"organizedPersonCount\": 1"),
                               HasSubstr("\"unknownChannelPersonCount\": 1")));
}

// Two villages of one name: whose people are meant is to be said, and the list is in order.
TEST(WorklistFileTest, VillagesOfOneNameAreToldApartByTheirTownship) {
  std::vector<v1::WorklistRow> rows;
  std::map<std::string, v1::Worker> workers;
  const auto add = [&](const std::string& id, const std::string& township,
                       const std::string& village) {
    v1::WorklistRow row;
    row.set_kind(v1::WORKLIST_KIND_UNPROVEN);
    row.set_worker("workers/" + id);
    row.set_division_code(township);
    row.set_channel(v1::CHANNEL_LABOUR_COMPANY);
    row.set_organizer("organizers/a");
    row.set_workplace_division_code("442000118");
    row.set_outcome("outcomes/" + id);
    row.set_next_step_text("请组织单位提交自己的名单 (the organiser hands in its record)");
    rows.push_back(row);
    v1::Worker worker;
    worker.set_division_code(township);
    worker.set_village_display_name(village);
    workers["workers/" + id] = worker;
  };
  add("1", "520281002", "新村");
  add("2", "520281001", "新村");
  add("3", "520281002", "坝村");
  const WorklistNames names = {{{"520281001", "甲镇"}, {"520281002", "乙镇"}},
                               {{"organizers/a", "某某劳务公司"}},
                               {{"442000118", "广东省中山市小榄镇"}}};
  const auto ids = [&](const std::string& township, const std::string& village) {
    WorklistFileOptions options;
    options.township = township;
    options.village = village;
    const auto chosen = RowsOfPlace(rows, workers, names, options);
    EXPECT_OK(chosen);
    std::vector<std::string> found;
    if (!chosen.ok()) return found;
    for (const auto& row : *chosen) found.push_back(row.worker().substr(8));
    return found;
  };
  EXPECT_THAT(ids("", ""), ElementsAre("1", "2", "3"));
  EXPECT_THAT(ids("", "坝村"), ElementsAre("3"));
  EXPECT_THAT(ids("甲镇", "新村"), ElementsAre("2"));
  EXPECT_THAT(ids("520281002", "新村"), ElementsAre("1"));
  EXPECT_THAT(ids("乙镇", ""), ElementsAre("1", "3"));
  WorklistFileOptions ambiguous;
  ambiguous.village = "新村";
  const auto refused = RowsOfPlace(rows, workers, names, ambiguous);
  EXPECT_THAT(std::string(refused.status().message()),
              AllOf(HasSubstr("--township"), HasSubstr("甲镇 520281001、乙镇 520281002")));
  // What was mistyped is of nobody, and told with what there is of it.
  const auto mistyped = [&](const std::string& township, const std::string& village) {
    WorklistFileOptions options;
    options.township = township;
    options.village = village;
    const auto nobody = RowsOfPlace(rows, workers, names, options);
    EXPECT_THAT(nobody, StatusIs(absl::StatusCode::kNotFound));
    return std::string(nobody.status().message());
  };
  EXPECT_THAT(mistyped("520281003", ""), HasSubstr("nearest: 520281001"));
  EXPECT_THAT(mistyped("丙丁街道", "新村"), HasSubstr("there are: 甲镇 520281001、乙镇 520281002"));
  EXPECT_THAT(mistyped("", "坝口村"), HasSubstr("nearest: 坝村"));
  EXPECT_THAT(mistyped("甲镇", "坝村"), HasSubstr("nearest: 新村"));
  EXPECT_THAT(mistyped("乙镇", "大水井社区"), HasSubstr("there are: 坝村、新村"));

  const auto chinese = WorklistSheet(rows, workers, names, /*english=*/false).table.rows;
  ASSERT_EQ(chinese.size(), 3u);
  EXPECT_EQ(chinese[0][0], "workers/2");
  EXPECT_EQ(chinese[1][0], "workers/3");
  EXPECT_EQ(chinese[2][0], "workers/1");
  EXPECT_EQ(chinese[0][3], "甲镇");
  EXPECT_EQ(chinese[0][5], "证据不足；劳务公司；某某劳务公司；请组织单位提交自己的名单");
  EXPECT_THAT(
      std::vector<std::string>(chinese[0].begin() + 6, chinese[0].end()),
      ElementsAre("", "", "广东省中山市小榄镇", "劳务公司", "某某劳务公司", "", "outcomes/2"));
  const auto english = WorklistSheet(rows, workers, names, /*english=*/true).table.rows;
  EXPECT_EQ(english[0][5],
            "unproven; labour-company; 某某劳务公司; the organiser hands in its record");
  EXPECT_EQ(english[0][9], "劳务公司") << "the import's word";
}

TEST(WorklistFileTest, APlaceIsItsTownshipAndItsVillageByNameOrCode) {
  v1::Worker worker;
  EXPECT_EQ(TownshipOf(worker), "");
  EXPECT_EQ(VillageOf(worker), "");
  worker.set_division_code("520281001");
  EXPECT_EQ(TownshipOf(worker), "520281001");
  EXPECT_EQ(VillageOf(worker), "");
  worker.set_division_code("520281001203");
  EXPECT_EQ(TownshipOf(worker), "520281001");
  EXPECT_EQ(VillageOf(worker), "520281001203");
  worker.set_village_display_name("坝村");
  EXPECT_EQ(VillageOf(worker), "坝村");
}

// Whoever stands on two lists is called once, for what is nearer to the target.
TEST(WorklistFileTest, APersonHasOneRowWhichNamesTheOtherListsToo) {
  std::vector<v1::WorklistRow> rows(3);
  rows[0].set_kind(v1::WORKLIST_KIND_UNKNOWN_CHANNEL);
  rows[0].set_worker("workers/1");
  rows[0].set_outcome("outcomes/arrival");
  rows[0].set_channel(v1::CHANNEL_UNKNOWN);
  rows[1].set_kind(v1::WORKLIST_KIND_LAPSING_VISIT);
  rows[1].set_worker("workers/2");
  rows[1].set_channel(v1::CHANNEL_LABOUR_COMPANY);
  rows[1].set_organizer("organizers/a");
  rows[2].set_kind(v1::WORKLIST_KIND_NOT_CONFIRMED);
  rows[2].set_worker("workers/1");
  rows[2].set_outcome("outcomes/other");
  *rows[2].mutable_due_date() = runtime::ToDate(absl::CivilDay(2026, 1, 5));
  const auto chinese = WorklistSheet(rows, {}, {}, /*english=*/false).table.rows;
  ASSERT_EQ(chinese.size(), 2u);
  EXPECT_EQ(chinese[0][5], "渠道不明；另：久未核实，最近核实 2026-01-05");
  EXPECT_EQ(chinese[0].back(), "outcomes/arrival");
  EXPECT_EQ(chinese[0][9], "") << "what is not known is asked for";
  EXPECT_EQ(chinese[1][9], "") << "a visit home bears no channel";
  EXPECT_EQ(chinese[1][10], "");
  const auto english = WorklistSheet(rows, {}, {}, /*english=*/true).table.rows;
  EXPECT_THAT(english[0][5], HasSubstr("; also: not confirmed, last heard of 2026-01-05"));
}

}  // namespace
}  // namespace laowu::cli
