// What must not stay, in the disguises in which groups of a chat hide it, and beside it what looks
// alike and must stay as it is: pay, hours, addresses and numbers of other things. A text that
// loses these is as bad as one that keeps a number.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "intake/scrub/scrub.h"
#include "intake/survey/survey_reader.h"
#include "intake/text/text.h"
#include "intake/worker/worker_reader.h"

namespace laowu::intake {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Row {
  std::string text;
  std::vector<std::string> gone;  // parts of the text of which none may be left
};

// The rows of one kind in scrub_texts.tsv.
std::vector<Row> RowsOf(absl::string_view kind) {
  std::ifstream file(LAOWU_SCRUB_TEXTS);
  EXPECT_TRUE(file.good()) << LAOWU_SCRUB_TEXTS;
  std::vector<Row> rows;
  std::string line;
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells[0] != kind || cells.size() < 2) continue;
    Row row{absl::StrReplaceAll(cells[1], {{"\\n", "\n"}}), {}};
    if (cells.size() > 2) row.gone = absl::StrSplit(cells[2], ',', absl::SkipEmpty());
    rows.push_back(std::move(row));
  }
  EXPECT_FALSE(rows.empty()) << kind;
  return rows;
}

TEST(ScrubTexts, ContactsInDisguiseGo) {
  for (const Row& row : RowsOf("contact")) {
    const Scrubbed scrubbed = Scrub(NarrowDigits(row.text));
    EXPECT_GT(scrubbed.contact_count, 0) << row.text;
    for (const std::string& part : row.gone) {
      EXPECT_THAT(scrubbed.text, Not(HasSubstr(part))) << row.text;
    }
  }
}

TEST(ScrubTexts, LookAlikesStay) {
  for (const Row& row : RowsOf("stays")) {
    const Scrubbed scrubbed = Scrub(row.text);
    EXPECT_EQ(scrubbed.contact_count, 0) << row.text;
    EXPECT_THAT(scrubbed.conditions, IsEmpty()) << row.text;
    EXPECT_EQ(scrubbed.text, row.text);
  }
}

TEST(ScrubTexts, ConditionsAreDroppedAndTold) {
  for (const Row& row : RowsOf("condition")) {
    const Scrubbed scrubbed = Scrub(NarrowDigits(row.text));
    EXPECT_THAT(scrubbed.conditions, Not(IsEmpty())) << row.text;
    for (const std::string& part : row.gone) {
      EXPECT_THAT(scrubbed.text, Not(HasSubstr(part))) << row.text;
    }
  }
}

TEST(ScrubTexts, GoodsWardsAndWelcomesAreNoConditions) {
  for (const Row& row : RowsOf("no_condition")) {
    const Scrubbed scrubbed = Scrub(row.text);
    EXPECT_THAT(scrubbed.conditions, IsEmpty()) << row.text;
    EXPECT_EQ(scrubbed.text, row.text);
  }
}

TEST(ScrubTexts, FeesAskedForAndDenied) {
  for (const Row& row : RowsOf("fee")) {
    EXPECT_THAT(Scrub(row.text).fees, Not(IsEmpty())) << row.text;
  }
  for (const Row& row : RowsOf("no_fee")) {
    EXPECT_THAT(Scrub(row.text).fees, IsEmpty()) << row.text;
  }
}

TEST(ScrubConditions, FiguresBesideThemStay) {
  EXPECT_EQ(Scrub("男生18-35，女生18-40").text, "18-35，18-40");
  EXPECT_EQ(Scrub("男18～45周岁，女18～40周岁").text, "18～45周岁，18～40周岁");
  EXPECT_EQ(Scrub("招女孩子5名做包装").text, "招5名做包装");
}

// Chat names that end in a figure, and pay.
TEST(ScrubContacts, PayBesideAChatStays) {
  EXPECT_EQ(Scrub("微信 13000-15000").text, "微信 13000-15000");
  EXPECT_EQ(Scrub("抖音主播8K-12K 微信：ab_8812").text, "抖音主播8K-12K");
  EXPECT_EQ(Scrub("0800-2000 2000-0800").text, "0800-2000 2000-0800");
  EXPECT_EQ(Scrub("电话0760-88776655，早班0800-2000").text, "早班0800-2000");
}

// An office's own line stays, however it is grouped; whoever answers it does not.
TEST(ScrubContacts, OfOfficesTheirLineStays) {
  std::string office = "电话 0760 8888 6666";
  EXPECT_EQ(RemovePersonsContacts(office), 0);
  EXPECT_EQ(office, "电话 0760 8888 6666");
  office = "0760 8888 6666，阿芳，一三八、零零一三、八零零零";
  EXPECT_EQ(RemovePersonsContacts(office), 2);
  EXPECT_EQ(office, "0760 8888 6666");
}

// Half a number behind the words that are kept is not known for one any more.
TEST(ScrubContacts, ExcerptsEndBeforeANumber) {
  std::string text;
  for (int i = 0; i < 124; ++i) text += "工";
  EXPECT_EQ(Excerpt(text + "13800138000"), text);
  EXPECT_EQ(Excerpt(text), text);
  EXPECT_EQ(Excerpt("5000-6000"), "5000-6000");
}

template <typename Reading>
void ExpectNoContacts(const Reading& reading, absl::string_view text) {
  const auto is_clean =
      Not(AnyOf(HasSubstr("13800"), HasSubstr("wq_88"), HasSubstr("老王"), HasSubstr("阿芳")));
  for (const auto& field : reading.inferred_fields)
    EXPECT_THAT(field.source_text, is_clean) << text;
  for (const auto& warning : reading.warnings) EXPECT_THAT(warning.source_text, is_clean) << text;
  for (const auto& one : reading.violations) EXPECT_THAT(one.source_text, is_clean) << text;
}

constexpr const char* kTold[] = {"中山小榄，联系老王13800138000",
                                 "某地五金厂，微信wq_8899",
                                 "电焊，找阿芳13800138000",
                                 "会叉车13800138000",
                                 "5000，微信wq_8899",
                                 "年后，打老板娘阿芳13800138000"};

// Cells of people hold more than their headers ask for; nothing of it stands beside what was read.
TEST(ScrubContacts, SourcesOfWorkersRows) {
  const WorkerReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  for (const char* header : {"备注", "求职意向", "期望工作地", "技能", "期望工资", "外出时间", "村",
                             "户籍地址", "出生日期"}) {
    for (const char* text : kTold) {
      const WorkerReading reading = reader.Read(MapPairs(
          TableKind::kWorkers,
          {{"姓名", "样本甲"}, {"编号", "1"}, {"户籍乡镇", "盘州市柏果镇"}, {header, text}}));
      ExpectNoContacts(reading, text);
      EXPECT_THAT(reading.worker.village_display_name, Not(HasSubstr("13800"))) << text;
    }
  }
}

TEST(ScrubContacts, SourcesOfSurveysRows) {
  const SurveyReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  for (const char* header : {"备注", "务工地", "务工单位", "去向", "工种", "月工资", "外出时间"}) {
    for (const char* text : kTold) {
      const SurveyReading reading = reader.Read(
          MapPairs(TableKind::kOutcomes, {{"编号", "1"}, {"现状", "在外务工"}, {header, text}}));
      ExpectNoContacts(reading, text);
      EXPECT_THAT(reading.statement.employer_display_name, Not(HasSubstr("13800"))) << text;
    }
  }
}

}  // namespace
}  // namespace laowu::intake
