#include "services/runtime/value_words.h"

#include <iterator>

#include "absl/strings/str_cat.h"

namespace laowu::runtime {

std::string EducationWords(v1::EducationLevel level) {
  switch (level) {
    case v1::EDUCATION_LEVEL_NONE:
      return "未上学 none";
    case v1::EDUCATION_LEVEL_PRIMARY:
      return "小学 primary";
    case v1::EDUCATION_LEVEL_JUNIOR_MIDDLE:
      return "初中 junior-middle";
    case v1::EDUCATION_LEVEL_SENIOR_MIDDLE:
      return "高中 senior-middle";
    case v1::EDUCATION_LEVEL_SECONDARY_VOCATIONAL:
      return "中专 secondary-vocational";
    case v1::EDUCATION_LEVEL_COLLEGE:
      return "大专 college";
    case v1::EDUCATION_LEVEL_BACHELOR_OR_ABOVE:
      return "本科及以上 bachelor-or-above";
    default:
      return "–";
  }
}

std::string SkillLevelWords(int level) {
  constexpr const char* kWords[] = {"–", "初级工", "中级工", "高级工", "技师", "高级技师"};
  if (level < 1 || level > 5) return kWords[0];
  return absl::StrCat(kWords[level], " level ", level);
}

std::string PayKindWords(v1::PayKind kind) {
  switch (kind) {
    case v1::PAY_KIND_MONTHLY:
      return "月薪 monthly";
    case v1::PAY_KIND_DAILY:
      return "日薪 daily";
    case v1::PAY_KIND_HOURLY:
      return "时薪 hourly";
    case v1::PAY_KIND_PIECE:
      return "计件 piece";
    case v1::PAY_KIND_YEARLY:
      return "年薪 yearly";
    default:
      return "";
  }
}

std::string PayBasisWords(v1::PayBasis basis) {
  switch (basis) {
    case v1::PAY_BASIS_ALL_IN:
      return "综合工资 all-in";
    case v1::PAY_BASIS_BASE:
      return "底薪 base";
    default:
      return "";
  }
}

std::string HazardWords(v1::Hazard hazard) {
  constexpr const char* kWords[] = {
      "–",
      "粉尘 dust",
      "有毒物 toxic",
      "高处 height",
      "冷水 cold water",
      "高温 heat",
      "低温 cold",
      "重体力 heavy strain",
      "矿山采石 mine or quarry",
      "伐木 felling",
      "放射 radiation",
      "爆炸物 explosives",
      "潜水 diving",
      "重物 heavy loads",
      "风镐凿岩 jack hammer",
      "强迫体位 forced posture",
  };
  const auto index = static_cast<size_t>(hazard);
  return index < std::size(kWords) ? kWords[index] : kWords[0];
}

std::string SexWords(v1::Sex sex) {
  switch (sex) {
    case v1::SEX_FEMALE:
      return "女 female";
    case v1::SEX_MALE:
      return "男 male";
    default:
      return "";
  }
}

std::string YesNoWords(bool value) { return value ? "是 yes" : "否 no"; }

std::string PolicyGroupWords(v1::PolicyGroup group) {
  switch (group) {
    case v1::POLICY_GROUP_POVERTY_ALLEVIATED:
      return "脱贫人口 poverty-alleviated";
    case v1::POLICY_GROUP_MONITORED:
      return "监测对象 monitored";
    case v1::POLICY_GROUP_RELOCATED:
      return "易地搬迁 relocated";
    case v1::POLICY_GROUP_LOW_INCOME:
      return "低收入 low income";
    case v1::POLICY_GROUP_DISABLED:
      return "残疾人 disabled";
    default:
      return "–";
  }
}

std::string ChannelWords(v1::Channel channel) {
  switch (channel) {
    case v1::CHANNEL_PUBLIC_SERVICE:
      return "公共就业服务 public-service";
    case v1::CHANNEL_COOPERATION_STATION:
      return "劳务协作站 cooperation-station";
    case v1::CHANNEL_LABOUR_COMPANY:
      return "劳务公司 labour-company";
    case v1::CHANNEL_COOPERATIVE:
      return "合作社 cooperative";
    case v1::CHANNEL_BROKER:
      return "劳务经纪人 broker";
    case v1::CHANNEL_TRAINING:
      return "培训机构 training";
    case v1::CHANNEL_DIRECT_HIRE:
      return "企业直招 direct-hire";
    case v1::CHANNEL_SELF:
      return "自发 self";
    case v1::CHANNEL_RELATIVES:
      return "亲友介绍 relatives";
    case v1::CHANNEL_APP:
      return "网络平台 app";
    case v1::CHANNEL_UNKNOWN:
      return "不明 unknown";
    default:
      return "–";
  }
}

}  // namespace laowu::runtime
