#include "services/cli/words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/field_words.h"

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
      return "待定(渠道不明过多) provisional";
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

std::string VacancyWords(v1::Vacancy::State state) {
  switch (state) {
    case v1::Vacancy::OPEN:
      return "招聘中 open";
    case v1::Vacancy::CLOSED:
      return "已关闭 closed";
    case v1::Vacancy::EXPIRED:
      return "已过期 expired";
    default:
      return "–";
  }
}

std::string PlacementWords(v1::Placement::State state) {
  switch (state) {
    case v1::Placement::PROPOSED:
      return "已推荐 proposed";
    case v1::Placement::ACCEPTED:
      return "已接受 accepted";
    case v1::Placement::DECLINED:
      return "已拒绝 declined";
    case v1::Placement::STARTED:
      return "已到岗 started";
    case v1::Placement::ENDED:
      return "已结束 ended";
    case v1::Placement::EXPIRED:
      return "已过期 expired";
    default:
      return "–";
  }
}

std::string OutcomeWords(v1::Outcome::Type type) {
  switch (type) {
    case v1::Outcome::OPENING_BALANCE:
      return "期初在外 opening balance";
    case v1::Outcome::DISPATCHED:
      return "已出发 dispatched";
    case v1::Outcome::ARRIVED:
      return "到岗 arrived";
    case v1::Outcome::JOB_CHANGED:
      return "换岗 job changed";
    case v1::Outcome::HOME_VISIT:
      return "返乡探亲 home visit";
    case v1::Outcome::RESUMED:
      return "返岗 resumed";
    case v1::Outcome::RETURNED:
      return "返乡 returned";
    case v1::Outcome::CONFIRMED:
      return "仍在外 confirmed";
    case v1::Outcome::LOST_CONTACT:
      return "失联 lost contact";
    case v1::Outcome::LOCAL_JOB_STARTED:
      return "就近就业 local job started";
    case v1::Outcome::LOCAL_JOB_ENDED:
      return "就近就业结束 local job ended";
    case v1::Outcome::VOIDED:
      return "作废 voided";
    default:
      return "–";
  }
}

std::string WorklistKindWords(v1::WorklistKind kind) {
  switch (kind) {
    case v1::WORKLIST_KIND_UNPROVEN:
      return "证据不足 unproven";
    case v1::WORKLIST_KIND_UNKNOWN_CHANNEL:
      return "渠道不明 unknown";
    case v1::WORKLIST_KIND_NOT_ARRIVED:
      return "派出未到 not arrived";
    case v1::WORKLIST_KIND_LAPSING_VISIT:
      return "回乡将满 lapsing";
    case v1::WORKLIST_KIND_NOT_CONFIRMED:
      return "久未核实 not confirmed";
    default:
      return "–";
  }
}

std::string GradeWords(v1::EvidenceGrade grade) {
  switch (grade) {
    case v1::EVIDENCE_GRADE_VILLAGE_STATEMENT:
      return "1 村级说明";
    case v1::EVIDENCE_GRADE_ORGANIZER_RECORD:
      return "2 组织方名册";
    case v1::EVIDENCE_GRADE_WORKER_CONFIRMATION:
      return "3 本人确认";
    case v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION:
      return "4 务工地确认";
    case v1::EVIDENCE_GRADE_PAYROLL_MATCH:
      return "5 工资核对";
    default:
      return "–";
  }
}

std::string EnumText(const std::string& value_name, absl::string_view prefix) {
  absl::string_view name = value_name;
  absl::ConsumePrefix(&name, prefix);
  return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", "-"}});
}

std::string WorkStatusWords(v1::WorkStatus status) {
  switch (status) {
    case v1::WORK_STATUS_AT_HOME:
      return "在家 at home";
    case v1::WORK_STATUS_PROPOSED:
      return "已推荐 proposed";
    case v1::WORK_STATUS_PLACED:
      return "已安排 placed";
    case v1::WORK_STATUS_AWAY:
      return "在外 away";
    default:
      return "–";
  }
}

std::string StrictnessWords(v1::RatioPolicy::Strictness strictness) {
  switch (strictness) {
    case v1::RatioPolicy::AS_REPORTED:
      return "按填报 as reported";
    case v1::RatioPolicy::STRICT:
      return "从严 strict";
    default:
      return "一般 broad";
  }
}

std::string BoundaryWords(v1::RatioPolicy::Boundary boundary) {
  switch (boundary) {
    case v1::RatioPolicy::TOWNSHIP:
      return "乡镇外 township";
    case v1::RatioPolicy::PROVINCE:
      return "省外 province";
    default:
      return "县外 county";
  }
}

std::string CarryWords(v1::RatioPolicy::Carry carry) {
  switch (carry) {
    case v1::RatioPolicy::SPELL:
      return "整段 spell";
    case v1::RatioPolicy::JOB:
      return "每份工作 job";
    default:
      return "–";
  }
}

std::string PublicationWords(v1::Publication::State state) {
  switch (state) {
    case v1::Publication::DRAFT:
      return "草稿 draft";
    case v1::Publication::SUBMITTED:
      return "已上报 submitted";
    case v1::Publication::RETURNED:
      return "已退回 returned";
    case v1::Publication::ACCEPTED:
      return "已采纳 accepted";
    default:
      return "–";
  }
}

std::string SignersText(const v1::Publication& publication,
                        const std::function<std::string(v1::Publication::State)>& state_words,
                        absl::string_view separator) {
  std::string text;
  for (const auto& signature : publication.signatures()) {
    absl::StrAppend(&text, text.empty() ? "" : separator, state_words(signature.state()), " ",
                    signature.signed_by());
  }
  return text;
}

std::string DateWords(const google::type::Date& date) {
  const auto day = runtime::ToCivilDay(date);
  return day.has_value() ? runtime::DateText(*day) : "–";
}

std::string OutcomeDateWords(const v1::Outcome& outcome) {
  const std::string day = DateWords(outcome.effective_date());
  switch (outcome.date_precision()) {
    case v1::DATE_PRECISION_MONTH:
      return day.substr(0, day.rfind('-'));
    case v1::DATE_PRECISION_BEFORE:
      return absl::StrCat(day, " 以前 before");
    default:
      return day;
  }
}

std::string InferredWords(const v1::InferredField& field) {
  const std::string from =
      field.source_text().empty() ? "" : absl::StrCat(" ← “", field.source_text(), "”");
  return absl::StrCat(runtime::FieldWords(field.field_path()), from, " ",
                      field.confidence_percent(), " %");
}

std::string InOneLanguage(const std::string& words, bool english) {
  const auto blank = words.find(' ');
  if (blank == std::string::npos) return words;
  if (!english) return words.substr(0, blank);
  absl::string_view behind = absl::string_view(words).substr(blank + 1);
  if (absl::ConsumePrefix(&behind, "(")) absl::ConsumeSuffix(&behind, ")");
  return std::string(behind);
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
