#include "services/runtime/field_words.h"

#include <map>

#include "absl/strings/str_cat.h"

namespace laowu::runtime {

std::string FieldWords(const std::string& path) {
  static const auto* words = new std::map<std::string, std::string>{
      {"accommodation_provided", "住宿"},
      {"meals_provided", "包吃"},
      {"night_shift", "夜班"},
      {"opening_count", "人数"},
      {"min_wage_cny_per_month", "最低月薪"},
      {"max_wage_cny_per_month", "最高月薪"},
      {"expire_date", "截止日期"},
      {"start_date", "开始日期"},
      {"source_update_time", "发布日期"},
      {"description", "工作内容"},
      {"occupation_code", "工种"},
      {"workplace_division_code", "工作地点"},
      {"pay_kind", "计薪方式"},
      {"social_insurance", "社会保险"},
      {"office_contact", "协作站联系方式"},
      {"division_code", "户籍"},
      {"birth_date", "出生日期"},
      {"education", "学历"},
      {"skills", "技能"},
      {"skill_requirements", "技能要求"},
      {"min_education", "学历要求"},
      {"min_age_years", "最小年龄"},
      {"max_age_years", "最大年龄"},
      {"desired_occupation_codes", "意向工种"},
      {"preferred_division_codes", "意向地点"},
      {"title", "职位"},
      {"employer", "用人单位"},
      {"employer_display_name", "企业名称"},
      {"pay_basis", "薪资口径"},
      {"pay_months", "年薪月数"},
      {"min_experience_months", "经验要求"},
      {"hours_per_week", "每周工时"},
      {"hazards", "职业危害"},
      {"no_juvenile_hazards", "无禁止未成年工的危害"},
      {"location", "工作位置"},
      {"source_reference", "编号"},
      {"personal_details", "个人信息"},
      {"personal_details.display_name", "姓名"},
      {"personal_details.phone_number", "电话"},
      {"personal_details.identity_number", "身份证号"},
      {"sex", "性别"},
      {"rural", "农村劳动力"},
      {"village_display_name", "村"},
      {"home_location", "家庭位置"},
      {"household", "户"},
      {"policy_groups", "群体"},
      {"available_date", "可到岗日期"},
      {"job_wanted_from", "想换工作日期"},
      {"accommodation_required", "需要住宿"},
      {"refuses_night_shift", "不上夜班"},
      {"legal_basis", "授权或法定依据"},
      {"worker", "人员"},
      {"type", "情况"},
      {"effective_date", "日期"},
      {"channel", "渠道"},
      {"organizer", "组织单位"},
      {"named_outcome", "动态编号"},
      {"wage_cny_per_month", "月薪"},
      {"cells", "本行"},
  };
  auto it = words->find(path);
  // Of "skills[2].level": what the list is called.
  if (it == words->end()) it = words->find(path.substr(0, path.find_first_of("[.")));
  return it == words->end() ? path : absl::StrCat(it->second, " ", path);
}

}  // namespace laowu::runtime
