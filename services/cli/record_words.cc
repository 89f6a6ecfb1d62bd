#include "services/cli/record_words.h"

#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {
namespace {

using WordsByCode = std::map<std::string, std::string>;

std::string WordsOf(const WordsByCode& words, const std::string& code) {
  const auto it = words.find(code);
  return it == words.end() ? code : it->second;
}

// The words of GateValue (matcher/score.h has the table).
const WordsByCode& GateWordsByCode() {
  static const auto* words = new WordsByCode{
      {"NOT_ACTIVE", "已暂停 paused"},
      {"DEAD", "已故 dead"},
      {"NO_LEGAL_BASIS", "无授权 no legal basis"},
      {"STATUTORY_DUTY_ONLY", "仅有法定依据 statutory duty only"},
      {"LIVE_PLACEMENT", "已安排 placed"},
      {"AWAY", "在外 away"},
      {"HAZARDS_NAMED", "有禁止未成年工的危害 hazards named"},
      {"HAZARDS_UNSAID", "未说明无危害 hazards not ruled out"},
      {"ACCOMMODATION_REQUIRED", "需要住宿 needs a bed"},
      {"REFUSES_NIGHT_SHIFT", "不上夜班 refuses nights"},
      {"NO_ACCOMMODATION", "不提供住宿 no bed"},
      {"NIGHT_SHIFT", "有夜班 night shift"},
      {"NOT_OPEN", "未开放 not open"},
      {"EXPIRED", "已过期 expired"},
      {"NO_OPENING_LEFT", "已招满 no opening left"},
  };
  return *words;
}

// "welding-arc:2" of a vacancy, "welding-arc:0" of a worker who does not hold it.
std::string SkillAtLevel(const std::string& text, NamesCache& names) {
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  int level = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[1], &level)) return text;
  return absl::StrCat(names.Skill(parts[0]), " ",
                      level == 0 ? "未掌握 not held" : SkillLevelWords(level));
}

// "18-45", "-45", "18-".
std::string AgeWords(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '-');
  if (parts.size() != 2) return absl::StrCat(text, " 岁 years");
  if (parts[0].empty()) return absl::StrCat("至 up to ", parts[1], " 岁 years");
  if (parts[1].empty()) return absl::StrCat(parts[0], " 岁以上 years or more");
  return absl::StrCat(text, " 岁 years");
}

std::string OneGateValue(v1::Gate gate, const std::string& value, NamesCache& names) {
  switch (gate) {
    case v1::GATE_UNDERAGE:
      return absl::ascii_isdigit(static_cast<unsigned char>(value[0]))
                 ? absl::StrCat(value, " 岁 years")
                 : WordsOf(GateWordsByCode(), value);
    case v1::GATE_AGE_LIMIT:
      return AgeWords(value);
    case v1::GATE_EDUCATION: {
      int level = 0;
      return absl::SimpleAtoi(value, &level)
                 ? EducationWords(static_cast<v1::EducationLevel>(level))
                 : value;
    }
    case v1::GATE_WAGE:
      return absl::StrCat(value, " 元/月 yuan a month");
    case v1::GATE_DESTINATION:
      return names.Division(value);
    case v1::GATE_REQUIRED_SKILL:
      return SkillAtLevel(value, names);
    default:
      return WordsOf(GateWordsByCode(), value);
  }
}

}  // namespace

std::string TimeWords(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M", runtime::ToTime(time), absl::FixedTimeZone(8 * 3600));
}

std::string GateValueWords(v1::Gate gate, const std::string& value, NamesCache& names) {
  if (value.empty()) return "–";
  std::string out;
  for (const absl::string_view one : absl::StrSplit(value, ',', absl::SkipEmpty())) {
    absl::StrAppend(&out, out.empty() ? "" : "、", OneGateValue(gate, std::string(one), names));
  }
  return out;
}

}  // namespace laowu::cli
