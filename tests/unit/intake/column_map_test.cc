// Headers as offices write them must find their field; what is unknown or missing must be told.

#include "intake/table/column_map.h"
#include "intake/file/cell_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "intake/table/header_table.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ColumnMap, UsualOfficeHeadersOfVacancies) {
  const std::vector<std::pair<const char*, Field>> headers = {
      {"岗位名称", Field::kTitle},
      {"企业名称", Field::kEmployerName},
      {"*用人单位名称", Field::kEmployerName},
      {"工作地点", Field::kWorkplace},
      {"月薪（元）", Field::kWageText},
      {"招聘人数(人)", Field::kOpeningCount},
      {"学历要求", Field::kEducation},
      {"年龄要求", Field::kAge},
      {"技能要求", Field::kRequiredSkills},
      {"食宿", Field::kBoardAndLodging},
      {"截止日期", Field::kExpireDate},
      {"统一社会信用代码", Field::kEmployerCode},
      {" 岗位 名称 ", Field::kTitle},
      {"岗位名称（必填）", Field::kTitle},
      {"必填岗位名称", Field::kTitle},
      {"Job Title", Field::kTitle},
      {"Credit Code", Field::kEmployerCode},
      {"ｔｉｔｌｅ", Field::kTitle},
      {"性别要求", Field::kSex},
      {"联系电话", Field::kIgnored},
      {"序号", Field::kIgnored},
      {"3.岗位名称", Field::kTitle},
      {"要求及待遇", Field::kRequirements},
      {"待遇和招聘要求", Field::kRequirements},
      {"到期", Field::kExpireDate},
      {"神秘列", Field::kUnknown}};
  for (const auto& [header, field] : headers) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kVacancies, header)), FieldName(field)) << header;
  }
}

TEST(ColumnMap, UsualBureauHeadersOfWorkers) {
  const std::vector<std::pair<const char*, Field>> headers = {
      {"姓名", Field::kPersonName},
      {"身份证号码", Field::kIdentityNumber},
      {"手机号", Field::kPhone},
      {"联系电话", Field::kPhone},
      {"户籍地", Field::kHomeAddress},
      {"乡镇", Field::kTown},
      {"乡（镇、街道）", Field::kTown},
      {"村", Field::kVillage},
      {"文化程度", Field::kEducation},
      {"技能", Field::kSkills},
      {"期望工种", Field::kDesiredOccupations},
      {"期望工资（元/月）", Field::kDesiredWage},
      {"意向地区", Field::kPreferredPlaces},
      {"是否脱贫户", Field::kPovertyAlleviated},
      {"易地搬迁", Field::kRelocated},
      {"行政区划代码", Field::kDivisionCode},
      {"性别", Field::kSex}};
  for (const auto& [header, field] : headers) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kWorkers, header)), FieldName(field)) << header;
  }
}

TEST(ColumnMap, HeadersOfTheJobBoardFile) {
  const std::vector<std::string> header = {
      "id",         "source",     "posted",        "category",     "segment",
      "title",      "company",    "company_type",  "company_size", "industry",
      "city_code",  "city",       "district_code", "district",     "wage_min",
      "wage_max",   "wage_unit",  "wage_months",   "wage_text",    "education",
      "experience", "headcount",  "skills",        "benefits",     "seen",
      "group",      "description"};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map, ColumnMap::Make(TableKind::kVacancies, header));
  EXPECT_THAT(map.unknown_headers(), IsEmpty());
  EXPECT_EQ(map.fields()[0], Field::kReference);
  EXPECT_EQ(map.fields()[13], Field::kDistrict);
  EXPECT_EQ(map.fields()[22], Field::kPreferredSkills);
}

TEST(ColumnMap, UnknownColumnsAreReportedAndTheRestIsRead) {
  const std::vector<std::string> header = {"岗位名称", "企业名称", "厂长的心情"};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map, ColumnMap::Make(TableKind::kVacancies, header));
  EXPECT_THAT(map.unknown_headers(), ElementsAre("厂长的心情"));
  const FieldTexts texts = map.Apply(std::vector<std::string>{"普工", "", "好"});
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].text, "普工");
}

TEST(ColumnMap, MissingRequiredColumnIsNamed) {
  EXPECT_THAT(ColumnMap::Make(TableKind::kVacancies, std::vector<std::string>{"企业名称", "月薪"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("岗位名称")));
  EXPECT_THAT(ColumnMap::Make(TableKind::kWorkers, std::vector<std::string>{"乡镇", "技能"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("身份证号")));
}

TEST(ColumnMap, TwoColumnsForOneFieldAreRefused) {
  EXPECT_THAT(ColumnMap::Make(TableKind::kVacancies,
                              std::vector<std::string>{"岗位名称", "职位", "企业名称"}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("都读作 title"), HasSubstr("both mean title"))));
  EXPECT_THAT(ColumnMap::Make(TableKind::kVacancies,
                              std::vector<std::string>{"岗位名称", "企业名称", "工作地点",
                                                       "综合工资", "待遇/综合"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("both mean wage_text")))
      << "two of the same part of pay";
}

// 薪资(K) beside 年薪(万): the reader takes the month's. Of workers' own pay nothing tells them
// apart.
TEST(ColumnMap, PayOfTwoPeriodsMayStandSideBySide) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ColumnMap map,
      ColumnMap::Make(
          TableKind::kVacancies,
          std::vector<std::string>{"岗位名称", "企业名称", "工作地点", "薪资(K)", "年薪(万)"}));
  const FieldTexts texts =
      map.Apply(std::vector<std::string>{"普工", "某厂", "小榄", "8-10", "10-12"});
  EXPECT_EQ(std::count_if(texts.begin(), texts.end(),
                          [](const FieldText& text) { return text.field == Field::kWageText; }),
            2);
  EXPECT_THAT(
      ColumnMap::Make(TableKind::kVacancies,
                      std::vector<std::string>{"岗位名称", "企业名称", "工作地点", "工资", "月薪"}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("both mean wage_text")));
}

// An employer's name copied from a chat is the same employer's: what nobody sees does not come
// along.
TEST(ColumnMap, WhatNobodySeesIsLeftOut) {
  const std::vector<std::string> header = {"岗位名称", "企业名称", "工作地点"};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map, ColumnMap::Make(TableKind::kVacancies, header));
  const FieldTexts texts =
      map.Apply(std::vector<std::string>{"\u202E普工", "某\u00AD厂", "\u2060"});
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_EQ(texts[0].text, "普工");
  EXPECT_EQ(texts[1].text, "某厂");
}

TEST(ColumnMap, OverridesComeFirst) {
  const std::vector<std::string> header = {"岗位名称", "职位", "厂"};
  const std::vector<std::pair<std::string, std::string>> overrides = {{"职位", "ignored"},
                                                                      {"厂", "employer_name"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, header, overrides));
  EXPECT_THAT(map.fields(), ElementsAre(Field::kTitle, Field::kIgnored, Field::kEmployerName));
  const std::vector<std::pair<std::string, std::string>> wrong = {{"厂", "no_such_field"}};
  EXPECT_THAT(ColumnMap::Make(TableKind::kVacancies, header, wrong),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no_such_field")));
}

TEST(ColumnMap, HeaderRowIsToldFromATitleRow) {
  EXPECT_FALSE(LooksLikeHeader(TableKind::kVacancies,
                               std::vector<std::string>{"中山市小榄镇招聘岗位汇总表", "", ""}));
  EXPECT_TRUE(LooksLikeHeader(TableKind::kVacancies,
                              std::vector<std::string>{"序号", "岗位名称", "企业名称", "月薪"}));
  EXPECT_FALSE(LooksLikeHeader(TableKind::kVacancies,
                               std::vector<std::string>{"1", "普工", "中山某厂", "5000"}));
}

TEST(ColumnMap, KindIsGuessedFromTheHeader) {
  EXPECT_EQ(GuessKind(std::vector<std::string>{"岗位名称", "企业名称", "月薪", "招聘人数"}),
            TableKind::kVacancies);
  EXPECT_EQ(GuessKind(std::vector<std::string>{"姓名", "身份证号", "乡镇", "期望工资"}),
            TableKind::kWorkers);
  EXPECT_EQ(
      GuessKind(std::vector<std::string>{"姓名", "身份证号", "务工地", "外出时间", "就业渠道"}),
      TableKind::kOutcomes);
}

TEST(ColumnMap, FieldNamesGoThereAndBack) {
  for (int i = 0; i <= static_cast<int>(Field::kNamedOutcome); ++i) {
    // What no column may be mapped to is nobody's to name.
    const auto field = static_cast<Field>(i);
    EXPECT_EQ(FieldByName(FieldName(field)),
              field == Field::kConsentDoubt ? Field::kUnknown : field);
  }
}

TEST(ColumnMap, AFieldsOwnNameIsAHeader) {
  // What somebody mapped by hand is sent under the field's name.
  const std::pair<TableKind, absl::Span<const HeaderRow>> kinds[] = {
      {TableKind::kVacancies, VacancyHeaders()},
      {TableKind::kWorkers, WorkerHeaders()},
      {TableKind::kOutcomes, OutcomeHeaders()}};
  for (const auto& [kind, rows] : kinds) {
    EXPECT_EQ(MapHeader(kind, "ignored"), Field::kIgnored);
    for (const HeaderRow& row : rows) {
      EXPECT_EQ(FieldName(MapHeader(kind, FieldName(row.field))), FieldName(row.field));
    }
  }
}

TEST(ColumnMap, HeadersOfTwoLines) {
  const struct {
    TableKind kind;
    const char* header;
    Field field;
  } kCases[] = {
      {TableKind::kVacancies, "要求/年龄", Field::kAge},
      {TableKind::kVacancies, "招聘条件/学历", Field::kEducation},
      {TableKind::kVacancies, "工资/最低", Field::kWageMin},
      {TableKind::kVacancies, "某某园区/岗位名称", Field::kTitle},
      {TableKind::kVacancies, "岗位名称/title", Field::kTitle},
      {TableKind::kVacancies, "基本信息/单位情况/企业名称", Field::kEmployerName},
      {TableKind::kVacancies, "要求/心情", Field::kUnknown},
      {TableKind::kVacancies, "年龄/学历", Field::kRequirements},  // two facts in one column
      {TableKind::kVacancies, "年龄/地点", Field::kUnknown},
      {TableKind::kWorkers, "户籍地址/乡镇", Field::kTown},
      {TableKind::kWorkers, "户籍地址/村", Field::kVillage},
      {TableKind::kWorkers, "就业意愿/工种", Field::kDesiredOccupations},
      {TableKind::kWorkers, "基本情况/姓名", Field::kPersonName},
      {TableKind::kOutcomes, "务工情况/地点", Field::kWorkplace},
      // Of a call list: where somebody is registered. Below a place it is a part of that.
      {TableKind::kOutcomes, "乡镇", Field::kIgnored},
      {TableKind::kOutcomes, "村", Field::kIgnored},
      {TableKind::kOutcomes, "清单截至", Field::kIgnored},  // of a call list
      {TableKind::kSurveys, "清单截至", Field::kIgnored},
      {TableKind::kSurveys, "乡镇", Field::kIgnored},
      {TableKind::kSurveys, "村", Field::kIgnored},
      {TableKind::kSurveys, "村民小组", Field::kIgnored},
      {TableKind::kSurveys, "家庭住址", Field::kIgnored},
      {TableKind::kSurveys, "务工地/乡镇", Field::kWorkplace},
      {TableKind::kOutcomes, "动态编号", Field::kNamedOutcome},
      {TableKind::kOutcomes, "务工地/乡镇", Field::kWorkplace},
  };
  for (const auto& each : kCases) {
    EXPECT_EQ(FieldName(MapHeader(each.kind, each.header)), FieldName(each.field)) << each.header;
  }
}

// As somebody would ask, and as a sheet from across the border has them.
TEST(ColumnMap, HeadersInPlainWordsAndInTraditionalCharacters) {
  const struct {
    TableKind kind;
    const char* header;
    Field field;
  } kCases[] = {
      {TableKind::kVacancies, "在哪上班", Field::kWorkplace},
      {TableKind::kVacancies, "要几个", Field::kOpeningCount},
      {TableKind::kVacancies, "招多少人", Field::kOpeningCount},
      {TableKind::kVacancies, "文化", Field::kEducation},
      {TableKind::kVacancies, "多少钱一个月", Field::kWageText},
      {TableKind::kVacancies, "干什么的", Field::kTitle},
      {TableKind::kWorkers, "文化", Field::kEducation},
      {TableKind::kWorkers, "有无授权", Field::kConsent},
      {TableKind::kWorkers, "想去哪里", Field::kPreferredPlaces},
      {TableKind::kWorkers, "会干啥", Field::kSkills},
      {TableKind::kSurveys, "啥时候出去的", Field::kEffectiveDate},
      {TableKind::kSurveys, "在哪里打工", Field::kWorkplace},
      {TableKind::kSurveys, "多少钱一个月", Field::kWageText},
      {TableKind::kSurveys, "干什么的", Field::kOccupation},
      {TableKind::kSurveys, "想去哪里", Field::kUnknown},
      {TableKind::kVacancies, "為什麼", Field::kUnknown},
      {TableKind::kVacancies, "編號", Field::kReference},
      {TableKind::kVacancies, "崗位名稱", Field::kTitle},
      {TableKind::kVacancies, "企業名稱", Field::kEmployerName},
      {TableKind::kWorkers, "身份證號", Field::kIdentityNumber},
  };
  for (const auto& each : kCases) {
    EXPECT_EQ(FieldName(MapHeader(each.kind, each.header)), FieldName(each.field)) << each.header;
  }
}

// A receipt that is sent back says nothing new in laowu's own columns.
TEST(ColumnMap, TheColumnsOfAReceiptAreIgnoredAndAnAccidentIsNot) {
  for (const TableKind kind : {TableKind::kVacancies, TableKind::kWorkers, TableKind::kSurveys}) {
    for (const char* header : {"行 line", "结果 result", "问题与提示 what to look at",
                               "怎样修改 how to mend", "读到的内容 what was read", "记录 record"}) {
      EXPECT_EQ(FieldName(MapHeader(kind, header)), "ignored") << header;
    }
  }
  EXPECT_EQ(MapHeader(TableKind::kVacancies, "联系人：/天晓得"), Field::kUnknown);
}

// No list has these. What is wished for or past is not what is, and a cell is no header.
TEST(ColumnMap, HeadersAreReadByTheirWords) {
  const struct {
    TableKind kind;
    const char* header;
    Field field;
  } kCases[] = {
      {TableKind::kWorkers, "拟务工地点", Field::kPreferredPlaces},
      {TableKind::kWorkers, "期望薪酬标准", Field::kDesiredWage},
      {TableKind::kWorkers, "是否愿意上夜班", Field::kNightShift},
      {TableKind::kWorkers, "是否拒绝上夜班", Field::kRefusesNightShift},
      {TableKind::kWorkers, "是否要求住宿", Field::kAccommodationRequired},
      {TableKind::kWorkers, "农户类别", Field::kPolicyGroups},
      {TableKind::kWorkers, "技能培训需求", Field::kUnknown},
      {TableKind::kWorkers, "脱贫时间", Field::kUnknown},
      {TableKind::kSurveys, "具体务工地点", Field::kWorkplace},
      {TableKind::kSurveys, "是否外出务工", Field::kOutcomeType},
      {TableKind::kSurveys, "外出务工时间", Field::kEffectiveDate},
      {TableKind::kSurveys, "意向务工地", Field::kUnknown},
      {TableKind::kSurveys, "去年务工地", Field::kUnknown},
      {TableKind::kVacancies, "招聘岗位全称", Field::kTitle},
      {TableKind::kVacancies, "提供工资标准", Field::kWageText},
      {TableKind::kVacancies, "工资面议", Field::kUnknown},
  };
  for (const auto& each : kCases) {
    EXPECT_EQ(FieldName(MapHeader(each.kind, each.header)), FieldName(each.field)) << each.header;
  }
  // A column that a list knows goes first; the second stays unknown, and the file is read.
  const std::vector<std::string> header = {"姓名", "身份证号", "期望工资", "期望薪酬标准"};
  const auto map = ColumnMap::Make(TableKind::kWorkers, header);
  ASSERT_OK(map.status());
  EXPECT_EQ(map->fields()[2], Field::kDesiredWage);
  EXPECT_EQ(map->fields()[3], Field::kUnknown);
}

TEST(ColumnMap, ColumnsAreMappedByLetterToo) {
  const std::vector<std::string> header = {"甲", "乙", "乙"};
  const std::vector<std::pair<std::string, std::string>> overrides = {
      {"A", "title"}, {"乙", "ignored"}, {"C", "employer_name"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, header, overrides));
  EXPECT_THAT(map.fields(), ElementsAre(Field::kTitle, Field::kIgnored, Field::kEmployerName));
  EXPECT_EQ(map.columns()[0].by, MappedBy::kUser);
  const std::vector<std::pair<std::string, std::string>> nowhere = {{"D", "title"}};
  EXPECT_THAT(ColumnMap::Make(TableKind::kVacancies, header, nowhere),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("names no column")));
  EXPECT_EQ(ColumnLetter(0), "A");
  EXPECT_EQ(ColumnLetter(25), "Z");
  EXPECT_EQ(ColumnLetter(26), "AA");
  EXPECT_EQ(ColumnLetter(701), "ZZ");
  EXPECT_EQ(ColumnLetter(702), "AAA");
}

TEST(ColumnMap, ContentTellsWhatAHeaderDoesNot) {
  // Nobody knows these headers; every column is told by what stands in it, with the reason.
  const std::vector<std::string> header = {"甲", "乙", "丙", "丁", "戊", "己", "庚"};
  const std::vector<std::vector<std::string>> vacancies = {
      {"电焊工", "中山市样例五金有限公司", "5500-7000元/月", "18-45岁", "中山市小榄镇",
       "10000000001", "甲"},
      {"缝纫工", "样例制衣厂", "6千-8千", "20-50岁", "中山市沙溪镇", "10000000002", "1"},
      {"叉车司机", "中山样例物流有限公司", "面议", "50岁以下", "珠海市", "10000000003", ""},
      {"包装工", "样例食品厂", "20元/小时", "18-55岁", "中山市", "10000000004", "x"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, header, {}, vacancies));
  EXPECT_THAT(map.fields(),
              ElementsAre(Field::kTitle, Field::kEmployerName, Field::kWageText, Field::kAge,
                          Field::kWorkplace, Field::kIgnored, Field::kUnknown));
  EXPECT_EQ(map.columns()[2].by, MappedBy::kContent);
  EXPECT_THAT(map.columns()[2].reason, HasSubstr("100% 工资"));
  EXPECT_GE(map.columns()[2].confidence, 80);
}

TEST(ColumnMap, ContentNeverOverrulesWhatIsKnown) {
  const std::vector<std::vector<std::string>> workers = {
      {"王小明", "529999199001010019", "男", "汉族"},
      {"李小红", "529999199001010027", "女", "苗族"},
      {"张大山", "529999199001010035", "男", "彝族"}};
  // A second column of names stays unknown; identity numbers under 编号 are what they are.
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ColumnMap map,
      ColumnMap::Make(TableKind::kWorkers, std::vector<std::string>{"姓名", "编号", "甲", "乙"}, {},
                      workers));
  EXPECT_THAT(map.fields(), ElementsAre(Field::kPersonName, Field::kIdentityNumber, Field::kSex,
                                        Field::kEthnicity));
  const std::vector<std::pair<std::string, std::string>> overrides = {{"编号", "reference"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ColumnMap stated,
      ColumnMap::Make(TableKind::kWorkers, std::vector<std::string>{"姓名", "编号", "甲", "乙"},
                      overrides, workers));
  EXPECT_EQ(stated.fields()[1], Field::kReference);
}

TEST(ColumnMap, QuestionsInTheWordsOfForms) {
  for (const auto& [header, field] :
       std::vector<std::pair<const char*, Field>>{{"会何手艺", Field::kSkills},
                                                  {"有何技术", Field::kSkills},
                                                  {"会何种手艺", Field::kSkills},
                                                  {"愿去何地", Field::kPreferredPlaces},
                                                  {"愿意去何处务工", Field::kPreferredPlaces},
                                                  {"想干何活", Field::kDesiredOccupations},
                                                  {"要价", Field::kDesiredWage},
                                                  {"家庭成员姓名", Field::kPersonName}}) {
    EXPECT_EQ(MapHeader(TableKind::kWorkers, header), field) << header;
  }
  // When, and no what.
  EXPECT_EQ(MapHeader(TableKind::kWorkers, "何时能走"), Field::kAvailableDate);
}

TEST(ColumnMap, TextsOfPostingsAreKnownByNameAndByContent) {
  for (const char* header : {"描述", "简介", "岗位简介"}) {
    EXPECT_EQ(MapHeader(TableKind::kVacancies, header), Field::kDescription) << header;
  }
  EXPECT_EQ(MapHeader(TableKind::kVacancies, "企业简介"), Field::kIgnored);
  const std::vector<std::vector<std::string>> rows = {
      {"普工", "5000-6000元 包吃住 18-45岁", "5000-6000元 包吃住"},
      {"焊工", "7000-9000元/月，20-50岁，买社保", "7000-9000元/月"},
      {"仓管", "4500元/月，包住，18-40岁", "4500元/月，包住"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ColumnMap map,
      ColumnMap::Make(TableKind::kVacancies, std::vector<std::string>{"岗位名称", "甲", "乙"}, {},
                      rows));
  EXPECT_THAT(map.fields(), ElementsAre(Field::kTitle, Field::kDescription, Field::kWageText));
}

TEST(ColumnMap, DestinationsAreAPlaceWhereAnotherColumnOrTheCellsSaySo) {
  using Rows = std::vector<std::vector<std::string>>;
  const auto fields = [](const std::vector<std::string>& header, const Rows& rows) {
    const auto map = ColumnMap::Make(TableKind::kOutcomes, header, {}, rows);
    std::vector<Field> out;
    if (map.ok()) {
      for (const ColumnMeaning& column : map->columns()) out.push_back(column.field);
    }
    return out;
  };
  EXPECT_THAT(fields({"编号", "事项", "日期", "去向"}, {{"1", "外出", "2026-06-01", "中山"}}),
              ElementsAre(Field::kReference, Field::kOutcomeType, Field::kEffectiveDate,
                          Field::kWorkplace));
  EXPECT_THAT(fields({"编号", "去向", "日期"}, {{"1", "返乡", "2026-06-01"}}),
              ElementsAre(Field::kReference, Field::kOutcomeType, Field::kEffectiveDate));
  // A survey's 去向 may say either, cell by cell.
  EXPECT_EQ(MapHeader(TableKind::kSurveys, "去向"), Field::kOutcomeType);
}

// The head of the household is another person than the row's.
TEST(ColumnMap, TheHeadOfTheHouseholdIsNotThePerson) {
  const std::vector<std::string> header = {"姓名", "身份证号", "乡镇", "户主姓名", "与户主关系"};
  const std::vector<std::vector<std::string>> rows(4, {"王样", "", "柏果镇", "王样板", "长子"});
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kWorkers, header, {}, rows));
  EXPECT_THAT(map.fields(), ElementsAre(Field::kPersonName, Field::kIdentityNumber, Field::kTown,
                                        Field::kHouseholdHead, Field::kHouseholdRelation));
}

}  // namespace
}  // namespace laowu::intake
