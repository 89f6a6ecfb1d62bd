#include "services/cli/words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace laowu::cli {

std::string GateWords(v1::Gate gate) {
  switch (gate) {
    case v1::GATE_WORKER_NOT_VISIBLE:
      return "未授权或停用 not visible";
    case v1::GATE_WORKER_COMMITTED:
      return "已在岗或已安排 committed";
    case v1::GATE_NOT_AVAILABLE:
      return "届时未到岗 not available";
    case v1::GATE_UNDERAGE:
      return "未满年龄 under age";
    case v1::GATE_AGE_LIMIT:
      return "年龄不符 age limit";
    case v1::GATE_EDUCATION:
      return "学历不足 education";
    case v1::GATE_WAGE:
      return "工资低于期望 wage";
    case v1::GATE_DESTINATION:
      return "地点不在意向 destination";
    case v1::GATE_REQUIRED_SKILL:
      return "缺必备技能 required skill";
    case v1::GATE_CONDITIONS:
      return "条件不符 conditions";
    case v1::GATE_VACANCY_CLOSED:
      return "岗位已关闭或招满 vacancy closed";
    case v1::GATE_EMPLOYER_BLOCKED:
      return "用人单位被限制 employer blocked";
    default:
      return "–";
  }
}

std::string StatusWords(v1::OutboundRatio::Status status) {
  switch (status) {
    case v1::OutboundRatio::NO_DATA:
      return "无数据 no data";
    case v1::OutboundRatio::PROVISIONAL:
      return "暂定(渠道不明过多) provisional";
    case v1::OutboundRatio::MET:
      return "达标 met";
    case v1::OutboundRatio::MISSED:
      return "未达标 missed";
    default:
      return "–";
  }
}

std::string StandingWords(v1::ExplainedPerson::Standing standing) {
  switch (standing) {
    case v1::ExplainedPerson::ORGANIZED:
      return "有组织 organised";
    case v1::ExplainedPerson::UNPROVEN:
      return "证据不足 unproven";
    case v1::ExplainedPerson::UNKNOWN_CHANNEL:
      return "渠道不明 unknown";
    case v1::ExplainedPerson::NOT_ORGANIZED:
      return "自发 not organised";
    case v1::ExplainedPerson::NOT_COUNTED:
      return "不计 not counted";
    default:
      return "–";
  }
}

std::string EnumText(const std::string& value_name, absl::string_view prefix) {
  absl::string_view name = value_name;
  absl::ConsumePrefix(&name, prefix);
  return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", "-"}});
}

int ParseEnum(const google::protobuf::EnumDescriptor& type, absl::string_view prefix,
              absl::string_view text) {
  for (int i = 1; i < type.value_count(); ++i) {
    if (EnumText(type.value(i)->name(), prefix) == text) return type.value(i)->number();
  }
  return -1;
}

std::string EnumChoices(const google::protobuf::EnumDescriptor& type, absl::string_view prefix) {
  std::string out;
  for (int i = 1; i < type.value_count(); ++i) {
    absl::StrAppend(&out, i == 1 ? "" : ", ", EnumText(type.value(i)->name(), prefix));
  }
  return out;
}

}  // namespace laowu::cli
