// Whole sheets of vacancies, each with headers of its own that no list has: every column is known
// by the parts of its header or by what stands in it beside what the sheet still lacks, and nothing
// of a row is lost. What cannot be told is told as not read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::testing::HasSubstr;
using Cells = std::vector<std::string>;

// Cells parted by "|", without blanks around them.
Cells Row(absl::string_view line) {
  Cells cells;
  for (absl::string_view cell : absl::StrSplit(line, '|')) cells.emplace_back(cell);
  return cells;
}

struct Layout {
  const char* header;
  std::vector<const char*> rows;
};

std::vector<Cells> RowsOf(const Layout& layout) {
  std::vector<Cells> rows;
  for (const char* line : layout.rows) rows.push_back(Row(line));
  return rows;
}

// What each column is read as; "-" for one that is not.
std::string FieldsOf(const ColumnMap& map) {
  std::string names;
  for (const ColumnMeaning& column : map.columns()) {
    if (!names.empty()) names += ' ';
    names += column.field == Field::kUnknown ? "-" : std::string(FieldName(column.field));
  }
  return names;
}

const VacancyReader& Reader() {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  return *reader;
}

std::vector<VacancyDraft> Drafts(const ColumnMap& map, const std::vector<Cells>& rows) {
  std::vector<VacancyDraft> drafts;
  for (const Cells& row : rows) {
    const VacancyReading reading = Reader().Read(map.Apply(row));
    EXPECT_FALSE(reading.rejected())
        << row[0] << ": " << (reading.rejected() ? reading.violations[0].message : "");
    drafts.push_back(reading.vacancy);
  }
  return drafts;
}

// A building site: pay by the day, ends of ranges in words.
TEST(HeaderLayouts, OfASite) {
  const Layout layout = {
      "项目部|施工工地|招啥工种|还缺人手|日工钱低|日工钱高|岁数从|岁数到|开工日|工棚|食堂",
      {"样例一建项目部|中山市小榄镇|木工|6|320|380|20|55|2026-07-10|有|有",
       "样例一建项目部|中山市小榄镇|钢筋工|8|300|360|20|55|2026-07-10|有|有",
       "样例一建项目部|中山市小榄镇|架子工|4|350|420|22|50|2026-07-12|有|有",
       "样例二建项目部|中山市古镇镇|瓦工|5|300|350|18|55|2026-07-15|没有|有",
       "样例二建项目部|中山市古镇镇|电焊工|3|330|400|20|52|2026-07-15|没有|有",
       "样例二建项目部|中山市古镇镇|油漆工|2|280|340|20|55|2026-07-20|没有|有",
       "样例三建项目部|中山市三乡镇|水电工|3|320|380|20|55|2026-08-01|有|没有",
       "样例三建项目部|中山市三乡镇|小工|10|200|240|18|58|2026-08-01|有|没有",
       "样例三建项目部|中山市三乡镇|混凝土工|6|280|320|20|55|2026-08-01|有|没有",
       "样例三建项目部|中山市三乡镇|抹灰工|6|300|350|20|55|2026-08-01|有|没有"}};
  const std::vector<Cells> rows = RowsOf(layout);
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, Row(layout.header), {}, rows));
  EXPECT_EQ(FieldsOf(map),
            "employer_name workplace title opening_count wage_min wage_max min_age max_age "
            "start_date accommodation meals");
  const auto drafts = Drafts(map, rows);
  for (const VacancyDraft& draft : drafts) {
    EXPECT_GT(draft.opening_count, 0) << draft.title;
    EXPECT_GT(draft.min_wage_cny_per_month, 4000) << draft.title;
    EXPECT_GT(draft.max_wage_cny_per_month, draft.min_wage_cny_per_month) << draft.title;
    EXPECT_EQ(draft.pay_kind, PayKind::kDaily) << draft.title;
    EXPECT_GE(draft.min_age_years, 18) << draft.title;
    EXPECT_GE(draft.max_age_years, 50) << draft.title;
    EXPECT_TRUE(draft.accommodation_provided.has_value()) << draft.title;
    EXPECT_TRUE(draft.meals_provided.has_value()) << draft.title;
    EXPECT_TRUE(draft.start_date.has_value()) << draft.title;
  }
  EXPECT_EQ(drafts[0].min_wage_cny_per_month, 8320);  // 26 days
  EXPECT_EQ(drafts[0].workplace_division_code.substr(0, 4), "4420");
}

// A factory: ends alone, whose brackets say of what; what is done beside the post.
TEST(HeaderLayouts, OfEndsWithUnits) {
  const Layout layout = {
      "厂家|职位|做什么|差人|起（千）|止（千）|从（岁）|到（岁）|年限|饭堂|宿舍|登出日|有效到|"
      "在哪个镇",
      {"样例电器厂|普工|流水线装配风扇|20|4.5|6|18|45|不限|有|有|2026-06-20|2026-07-31|小榄镇",
       "样例电器厂|质检员|检验成品外观|3|5|6.5|20|45|1年|有|有|2026-06-20|2026-07-31|小榄镇",
       "样例电器厂|叉车工|仓库装卸货物|2|6|7|22|48|2年|有|有|2026-06-20|2026-07-31|小榄镇",
       "样例五金厂|冲压工|操作冲床|6|5.5|7.5|18|48|不限|没有|有|2026-06-21|2026-08-15|东凤镇",
       "样例五金厂|抛光工|打磨五金件|5|6|9|18|50|1年|没有|有|2026-06-21|2026-08-15|东凤镇",
       "样例五金厂|包装工|打包产品|8|4.2|5.5|18|50|不限|没有|有|2026-06-21|2026-08-15|东凤镇",
       "样例灯饰厂|焊线工|焊接灯珠|6|5|6.5|18|45|不限|有|没有|2026-06-22|2026-08-31|古镇镇",
       "样例灯饰厂|装配工|组装灯具|12|4.5|6|18|48|不限|有|没有|2026-06-22|2026-08-31|古镇镇",
       "样例灯饰厂|仓管员|管理仓库收发|1|5|5.5|22|45|1年|有|没有|2026-06-22|2026-08-31|古镇镇",
       "样例灯饰厂|电工|维修厂房线路|1|6.5|8|22|50|3年|有|没有|2026-06-22|2026-08-31|古镇镇"}};
  const std::vector<Cells> rows = RowsOf(layout);
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, Row(layout.header), {}, rows));
  EXPECT_EQ(FieldsOf(map),
            "employer_name title description opening_count wage_min wage_max min_age max_age "
            "experience meals accommodation update_time expire_date workplace");
  const auto drafts = Drafts(map, rows);
  for (const VacancyDraft& draft : drafts) {
    EXPECT_GE(draft.min_wage_cny_per_month, 4200) << draft.title;
    EXPECT_LE(draft.max_wage_cny_per_month, 9000) << draft.title;
    EXPECT_GT(draft.max_wage_cny_per_month, draft.min_wage_cny_per_month) << draft.title;
    EXPECT_GE(draft.min_age_years, 18) << draft.title;
    EXPECT_TRUE(draft.expire_date.has_value()) << draft.title;
    EXPECT_TRUE(draft.source_update_time.has_value()) << draft.title;
    EXPECT_TRUE(draft.accommodation_provided.has_value()) << draft.title;
  }
  EXPECT_EQ(drafts[9].min_experience_months, 36);
  EXPECT_EQ(drafts[9].max_wage_cny_per_month, 8000);
}

// A farm: pay by the day, until when it goes on, who is asked for.
TEST(HeaderLayouts, OfAFarm) {
  const Layout layout = {
      "基地|哪个县|活路|需工|日工钱|对象|干到啥时候|会啥优先|吃住|对接人",
      {"样例果蔬基地|盘州市|采茶工|20|120|18-60岁|2026-10-31||包吃住|王经理",
       "样例果蔬基地|盘州市|除草工|10|110|18-60岁|2026-10-31||包吃住|王经理",
       "样例果蔬基地|盘州市|拖拉机手|2|220|20-55岁|2026-10-31|驾驶证|包吃住|王经理",
       "样例茶叶基地|水城区|采茶工|30|130|18-60岁|2026-09-30||不包吃住|李主任",
       "样例茶叶基地|水城区|炒茶工|3|200|20-55岁|2026-09-30|炒茶|不包吃住|李主任",
       "样例茶叶基地|水城区|包装工|5|120|18-55岁|2026-09-30||不包吃住|李主任",
       "样例养殖基地|六枝特区|饲养员|4|150|20-55岁|2026-12-31||包吃住|张经理",
       "样例养殖基地|六枝特区|电工|1|220|22-55岁|2026-12-31|电工证|包吃住|张经理",
       "样例养殖基地|六枝特区|保洁员|2|110|18-60岁|2026-12-31||包吃住|张经理",
       "样例养殖基地|六枝特区|搬运工|6|160|18-50岁|2026-12-31||包吃住|张经理"}};
  const std::vector<Cells> rows = RowsOf(layout);
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, Row(layout.header), {}, rows));
  EXPECT_EQ(FieldsOf(map),
            "employer_name workplace title opening_count wage_text requirements expire_date "
            "preferred_skills board_and_lodging ignored");
  for (const VacancyDraft& draft : Drafts(map, rows)) {
    EXPECT_EQ(draft.pay_kind, PayKind::kDaily) << draft.title;
    EXPECT_GE(draft.min_wage_cny_per_month, 110 * 26) << draft.title;
    EXPECT_GE(draft.max_age_years, 50) << draft.title;
    EXPECT_TRUE(draft.expire_date.has_value()) << draft.title;
    EXPECT_TRUE(draft.accommodation_provided.has_value()) << draft.title;
    EXPECT_GT(draft.opening_count, 0) << draft.title;
  }
}

// Headers that say nothing: figures in pairs, places and employers by what the sheet lacks.
TEST(HeaderLayouts, OfHeadersThatSayNothing) {
  const Layout layout = {"甲方|岗位|几个|下限|上限|低|高|丁|别的要求",
                         {"样例酒店|服务员|4|4500|5500|18|40|中山市石岐街道|高中以上",
                          "样例酒店|厨师|2|7000|9000|22|50|中山市石岐街道|有健康证",
                          "样例酒店|保洁员|3|3800|4200|30|58|中山市石岐街道|能吃苦",
                          "样例超市|收银员|5|4200|4800|18|45|中山市小榄镇|初中以上",
                          "样例超市|理货员|6|4000|4600|18|48|中山市小榄镇|能上晚班",
                          "样例超市|保安员|2|4500|5000|20|50|中山市小榄镇|退伍军人优先",
                          "样例物流公司|装卸工|8|6000|7500|20|50|中山市黄圃镇|能吃苦",
                          "样例物流公司|叉车工|2|6500|7500|22|48|中山市黄圃镇|叉车证",
                          "样例物流公司|分拣员|10|4800|6000|18|45|中山市黄圃镇|初中以上",
                          "样例物流公司|仓管员|1|5000|6000|22|45|中山市黄圃镇|高中以上"}};
  const std::vector<Cells> rows = RowsOf(layout);
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, Row(layout.header), {}, rows));
  EXPECT_EQ(FieldsOf(map),
            "employer_name title opening_count wage_min wage_max min_age max_age workplace "
            "requirements");
  for (const std::size_t at : {3U, 4U, 5U, 6U, 7U}) {
    const ColumnMeaning& column = map.columns()[at];
    EXPECT_EQ(column.by, MappedBy::kContent) << column.header;
    EXPECT_GE(column.confidence, 60) << column.header;
    EXPECT_THAT(column.reason, HasSubstr("content")) << column.header;
  }
  const auto drafts = Drafts(map, rows);
  EXPECT_EQ(drafts[0].min_wage_cny_per_month, 4500);
  EXPECT_EQ(drafts[0].max_wage_cny_per_month, 5500);
  EXPECT_EQ(drafts[1].min_age_years, 22);
  EXPECT_EQ(drafts[1].max_age_years, 50);
}

// The place under 工地, of which some cells are no place; the end of a range beside its beginning.
TEST(HeaderLayouts, OfEndsBesideTheirBeginning) {
  const Layout layout = {
      "班组|工种|要人|月工钱|顶|年纪|到|工地|进场日|板房|要啥证",
      {"样例劳务公司|木工|6|8000|9500|20|55|中山市南朗街道|2026-07-10|有|",
       "样例劳务公司|钢筋工|8|7500|9000|20|55|中山市南朗街道|2026-07-10|有|",
       "样例劳务公司|电焊工|4|8500|10000|22|52|中山市南朗街道|2026-07-12|有|焊工证",
       "样例劳务公司|塔吊司机|2|9000|11000|25|50|中山市火炬开发区|2026-07-15|有|塔吊证",
       "样例劳务公司|信号工|2|6500|7500|20|50|中山市火炬开发区|2026-07-15|有|信号工证",
       "样例劳务公司|架子工|5|8000|10000|20|50|中山市火炬开发区|2026-07-20|有|架子工证",
       "样例工程公司|电工|3|8000|9000|20|55|中山市东区街道|2026-08-01|没有|电工证",
       "样例工程公司|小工|10|5000|6000|18|58|中山市东区街道|2026-08-01|没有|",
       "样例工程公司|油漆工|6|7000|8500|20|55|中山市东区街道|2026-08-01|没有|",
       "样例工程公司|抹灰工|6|7500|9000|20|55|中山市东区街道|2026-08-01|没有|"}};
  const std::vector<Cells> rows = RowsOf(layout);
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, Row(layout.header), {}, rows));
  EXPECT_EQ(FieldsOf(map),
            "employer_name title opening_count wage_min wage_max min_age max_age workplace "
            "start_date accommodation required_skills");
  for (const VacancyDraft& draft : Drafts(map, rows)) {
    EXPECT_GE(draft.min_wage_cny_per_month, 5000) << draft.title;
    EXPECT_GT(draft.max_wage_cny_per_month, draft.min_wage_cny_per_month) << draft.title;
    EXPECT_GE(draft.max_age_years, 50) << draft.title;
    EXPECT_TRUE(draft.accommodation_provided.has_value()) << draft.title;
  }
}

// Columns of a sheet with a post and its employer, and what each is read as.
std::string Fields(absl::string_view header, const std::vector<const char*>& lines,
                   std::vector<ColumnMeaning>* columns = nullptr) {
  std::vector<Cells> rows;
  for (const char* line : lines) rows.push_back(Row(line));
  const auto map = ColumnMap::Make(TableKind::kVacancies, Row(header), {}, rows);
  EXPECT_TRUE(map.ok()) << map.status();
  if (!map.ok()) return "";
  if (columns != nullptr) *columns = map->columns();
  return FieldsOf(*map);
}

TEST(HeaderLayouts, TwoCandidatesSettleNothing) {
  // Two pairs that may be pay; three columns of which any two may be.
  EXPECT_EQ(Fields("岗位|甲|乙|丙|丁", {"普工|4000|5000|6000|7000", "电工|5000|6000|7000|8000",
                                        "焊工|5000|6500|7000|9000"}),
            "title - - - -");
  EXPECT_EQ(Fields("岗位|甲|乙", {"普工|中山市小榄镇|中山市古镇镇",
                                  "电工|中山市小榄镇|中山市三乡镇", "焊工|盘州市|中山市小榄镇"})
                .substr(0, 5),
            "title");
  // The left one above the right once; what is no range of ages or pay.
  EXPECT_EQ(Fields("岗位|甲|乙", {"普工|20|45", "电工|50|45", "焊工|20|50"}), "title - -");
  EXPECT_EQ(Fields("岗位|甲|乙", {"普工|3|12", "电工|5|20", "焊工|2|9"}), "title - -");
  EXPECT_EQ(Fields("岗位|低温|高温", {"普工|18|45", "电工|20|45", "焊工|20|50"}), "title - -");
  EXPECT_EQ(Fields("岗位|注册资本|产值", {"普工|2000|4500", "电工|2000|4500", "焊工|3000|5000"}),
            "title - -");
  // 180 to 260 may be anything, unless the header says a day's.
  EXPECT_EQ(Fields("岗位|甲|乙", {"普工|180|260", "电工|200|280", "焊工|250|300"}), "title - -");
  EXPECT_EQ(Fields("岗位|甲（元/天）|乙", {"普工|180|260", "电工|200|280", "焊工|250|300"}),
            "title wage_min wage_max");
}

TEST(HeaderLayouts, ASiteIsNoPlaceWhereAnotherColumnSaysIt) {
  EXPECT_EQ(Fields("岗位|工地|工作地点", {"普工|样例花园二期|中山市小榄镇",
                                          "电工|样例大厦|中山市小榄镇", "焊工|样例桥|盘州市"}),
            "title - workplace");
  EXPECT_EQ(Fields("岗位|工地", {"普工|样例花园二期", "电工|样例大厦", "焊工|样例桥"}), "title -");
}

// Else a file may lose its pay without a word.
TEST(HeaderLayouts, FiguresThatNobodyReadsAreTold) {
  std::vector<ColumnMeaning> columns;
  Fields("岗位|企业名称|甲|乙|丙",
         {"普工|样例厂|180|好|", "电工|样例厂|200|好|12", "焊工|样例厂|300-320|不好|"}, &columns);
  ASSERT_EQ(columns.size(), 5U);
  EXPECT_THAT(columns[2].doubt, HasSubstr("没有读"));
  EXPECT_THAT(columns[2].doubt, HasSubstr("没有读到工资列"));
  EXPECT_THAT(columns[2].doubt, HasSubstr("--column C="));
  EXPECT_EQ(columns[3].doubt, "");
  EXPECT_THAT(columns[4].doubt, HasSubstr("没有读"));
  Fields("岗位|工资|甲", {"普工|5000|180", "电工|5000|200", "焊工|6000|300"}, &columns);
  EXPECT_THAT(columns[2].doubt, HasSubstr("没有读"));
  EXPECT_THAT(columns[2].doubt, ::testing::Not(HasSubstr("没有读到工资列")));
}

}  // namespace
}  // namespace laowu::intake
