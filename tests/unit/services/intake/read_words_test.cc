// What a receipt says was read: all of it, in words, and how it was assumed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/intake/receipt_words.h"

namespace laowu::intake_role {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using v1::ImportRow;

void Infer(const std::string& path, const std::string& rule, ImportRow& row,
           const std::string& text = "") {
  auto* field = row.add_inferred_fields();
  field->set_field_path(path);
  field->set_rule(rule);
  field->set_source_text(text);
}

ImportRow Pay(int least, int most, const std::string& rule) {
  ImportRow row;
  row.mutable_vacancy()->set_min_wage_cny_per_month(least);
  row.mutable_vacancy()->set_max_wage_cny_per_month(most);
  Infer("max_wage_cny_per_month", rule, row);
  return row;
}

TEST(ReadWordsTest, PayIsToldWithItsEndsAndWithWhatWasAssumed) {
  struct Case {
    int least, most;
    const char* rule;
    const char* words;
  };
  for (const Case& each : {
           Case{0, 5'500, "wage.at_most+wage.open_ended",
                "最高 up to 5500 元/月（推断 inferred：只写了一头 one end alone）"},
           Case{6'000, 0, "wage.at_least", "6000 元/月以上 or more（推断 inferred）"},
           Case{5'000, 7'000, "wage.range", "5000–7000 元/月（推断 inferred）"},
           Case{5'200, 5'200, "wage.single+wage.assume_26_days", "每月按26天 ×26 days"},
           Case{4'576, 4'576, "wage.single+wage.assume_208_hours", "每月按208小时 ×208 hours"},
           Case{8'000, 8'000, "wage.single+wage.year_by_12", "年薪÷12 year ÷12"},
           Case{5'000, 5'000, "wage.single+wage.assume_month", "没写单位，按月 no unit"},
           Case{6'000, 6'000, "wage.single+wage.for_two", "两人的，按一半"},
           Case{6'000, 6'000, "wage.single+wage.several_figures+wage.in_text", "读第一个"},
           Case{5'000, 7'000, "wage.range+wage.swapped", "大小颠倒"},
       }) {
    EXPECT_THAT(ReadWords(Pay(each.least, each.most, each.rule)), HasSubstr(each.words))
        << each.rule;
  }
  EXPECT_EQ(ReadWords(Pay(0, 0, "wage.single")), "");
}

TEST(ReadWordsTest, AVacancyIsToldWhole) {
  ImportRow row;
  auto& vacancy = *row.mutable_vacancy();
  vacancy.set_title("电焊工");
  vacancy.set_pay_kind(v1::PAY_KIND_PIECE);
  vacancy.set_pay_basis(v1::PAY_BASIS_BASE);
  vacancy.set_pay_months(13);
  vacancy.set_social_insurance(true);
  vacancy.set_min_age_years(18);
  vacancy.set_min_education(v1::EDUCATION_LEVEL_NONE);
  vacancy.add_hazards(v1::HAZARD_DUST);
  vacancy.add_hazards(v1::HAZARD_HEIGHT);
  vacancy.set_office_contact("站上 8-5");
  EXPECT_THAT(ReadWords(row),
              AllOf(HasSubstr("岗位 title: 电焊工"), HasSubstr("计薪 pay: 计件 piece"),
                    HasSubstr("口径 basis: 底薪 base"), HasSubstr("年发薪 months of pay: 13"),
                    HasSubstr("社保 insurance: 是 yes"), HasSubstr("学历 education: 不限 any"),
                    HasSubstr("粉尘 dust、高处 height"), HasSubstr("least age: 18"),
                    HasSubstr("contact: 站上"), Not(HasSubstr("夜班"))));
}

TEST(ReadWordsTest, AWorkerIsToldWhole) {
  ImportRow row;
  auto& worker = *row.mutable_worker();
  worker.mutable_personal_details()->set_display_name("魏样");
  worker.add_policy_groups(v1::POLICY_GROUP_POVERTY_ALLEVIATED);
  worker.add_policy_groups(v1::POLICY_GROUP_RELOCATED);
  auto* skill = worker.add_skills();
  skill->set_skill_code("no-such-skill");
  skill->set_level(3);
  skill->set_experience_months(60);
  worker.set_accommodation_required(true);
  worker.set_refuses_night_shift(true);
  worker.set_household("0123456789abcdef0123456789abcdef");
  Infer("past_occupation_codes[0]", "occupation.exact", row, "厨师5年");
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  worker.mutable_legal_basis()->set_reference("授权-7");
  EXPECT_THAT(ReadWords(row),
              AllOf(HasSubstr("姓名 name: 魏样"),
                    HasSubstr("policy groups: 脱贫人口 poverty-alleviated、易地搬迁 relocated"),
                    HasSubstr("高级工 level 3 60 个月 months"), HasSubstr("needs a bed: 是 yes"),
                    HasSubstr("no night shift: 是 yes"), HasSubstr("past work: 厨师5年"),
                    HasSubstr("household: 随户主"), HasSubstr("legal basis: 授权 consent 授权-7")));
}

// 上个月 is no first of May.
TEST(ReadWordsTest, AMonthIsToldAsAMonth) {
  ImportRow row;
  auto& outcome = *row.mutable_outcome();
  outcome.mutable_effective_date()->set_year(2026);
  outcome.mutable_effective_date()->set_month(5);
  outcome.mutable_effective_date()->set_day(1);
  outcome.set_date_precision(v1::DATE_PRECISION_MONTH);
  outcome.set_channel(v1::CHANNEL_SELF);
  EXPECT_THAT(ReadWords(row), AllOf(HasSubstr("日期 date: 2026-05（只到月 the month alone）"),
                                    Not(HasSubstr("2026-05-01")), HasSubstr("channel: 自发 self")));
  outcome.set_date_precision(v1::DATE_PRECISION_DAY);
  EXPECT_THAT(ReadWords(row), HasSubstr("date: 2026-05-01"));
}

}  // namespace
}  // namespace laowu::intake_role
