#include "services/monitoring/part_names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/types.pb.h"
#include "reference/countries.h"
#include "reference/divisions.h"

namespace laowu::monitoring {
namespace {

std::string ChannelName(int channel) {
  switch (channel) {
    case v1::CHANNEL_PUBLIC_SERVICE:
      return "公共就业服务";
    case v1::CHANNEL_COOPERATION_STATION:
      return "劳务协作站";
    case v1::CHANNEL_LABOUR_COMPANY:
      return "劳务公司";
    case v1::CHANNEL_COOPERATIVE:
      return "劳务合作社";
    case v1::CHANNEL_BROKER:
      return "劳务经纪人";
    case v1::CHANNEL_TRAINING:
      return "培训机构";
    case v1::CHANNEL_DIRECT_HIRE:
      return "企业直招";
    case v1::CHANNEL_SELF:
      return "自行外出";
    case v1::CHANNEL_RELATIVES:
      return "亲友介绍";
    case v1::CHANNEL_APP:
      return "网络平台";
    default:
      return "渠道不明";
  }
}

std::string PolicyGroupName(int group) {
  switch (group) {
    case v1::POLICY_GROUP_POVERTY_ALLEVIATED:
      return "脱贫人口";
    case v1::POLICY_GROUP_MONITORED:
      return "防返贫监测对象";
    case v1::POLICY_GROUP_RELOCATED:
      return "易地搬迁群众";
    case v1::POLICY_GROUP_LOW_INCOME:
      return "低收入人口";
    case v1::POLICY_GROUP_DISABLED:
      return "残疾人";
    default:
      return "不属于任何政策群体";
  }
}

std::string SexName(int sex) {
  if (sex == v1::SEX_FEMALE) return "女";
  return sex == v1::SEX_MALE ? "男" : "性别不明";
}

std::string AgeBandKey(int band) {
  static constexpr const char* kBands[] = {"", "16-24", "25-34", "35-44", "45-54", "55-59", "60+"};
  return kBands[band];
}

std::string AgeBandName(int band) {
  constexpr int kOldest = 6;
  if (band == 0) return "年龄不明";
  return band == kOldest ? "60岁及以上" : absl::StrCat(AgeBandKey(band), "岁");
}

// As it was called on the day, else as it was last called; a country by name and code.
std::string PlaceName(const std::string& code, absl::CivilDay day) {
  if (code.empty()) return "地点不明";
  if (!absl::ascii_isdigit(static_cast<unsigned char>(code.front()))) {
    return absl::StrCat("境外 ", reference::CountryText(code));
  }
  const auto& divisions = reference::Divisions::Get();
  if (const auto* division = divisions.Find(code, day)) return std::string(division->name);
  const auto ever = divisions.FindEver(code);
  return ever.empty() ? code : std::string(ever.front()->name);
}

}  // namespace

v1::OutboundPart ToPart(const std::string& key, int number, ratio::Breakdown breakdown,
                        absl::CivilDay day,
                        const std::function<std::string(const std::string&)>& organizer_name) {
  v1::OutboundPart out;
  out.set_breakdown(static_cast<v1::OutboundBreakdown>(breakdown));
  out.set_key(key);
  switch (breakdown) {
    case ratio::Breakdown::kChannel:
      out.set_key(v1::Channel_Name(static_cast<v1::Channel>(number)));
      out.set_display_name(ChannelName(number));
      break;
    case ratio::Breakdown::kPolicyGroup:
      if (number != 0) out.set_key(v1::PolicyGroup_Name(static_cast<v1::PolicyGroup>(number)));
      out.set_display_name(PolicyGroupName(number));
      break;
    case ratio::Breakdown::kSex:
      if (number != 0) out.set_key(v1::Sex_Name(static_cast<v1::Sex>(number)));
      out.set_display_name(SexName(number));
      break;
    case ratio::Breakdown::kAgeBand:
      out.set_key(AgeBandKey(number));
      out.set_display_name(AgeBandName(number));
      break;
    case ratio::Breakdown::kOrganizer: {
      const std::string name = key.empty() ? "无组织单位" : organizer_name(key);
      out.set_display_name(name.empty() ? key : name);
      break;
    }
    default:
      out.set_display_name(PlaceName(key, day));
  }
  return out;
}

}  // namespace laowu::monitoring
