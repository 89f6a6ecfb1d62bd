#include "services/vacancy/clean_texts.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "intake/scrub/scrub.h"
#include "intake/text/reading.h"
#include "intake/text/text.h"
#include "services/runtime/add_warning.h"

namespace laowu::vacancy {
namespace {

namespace reason = intake::reason;

using runtime::Warnings;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Digits with blanks and dashes between them: "138-0000 1234", and as well "5500-6500 45-55".
struct Run {
  size_t end = 0;                         // behind the last digit
  std::vector<absl::string_view> groups;  // what stands together, views into the text
};

Run RunAt(absl::string_view text, size_t at) {
  Run run;
  while (at < text.size() && IsDigit(text[at])) {
    run.end = at;
    while (run.end < text.size() && IsDigit(text[run.end])) ++run.end;
    run.groups.push_back(text.substr(at, run.end - at));
    at = std::min(text.find_first_not_of("- ", run.end), text.size());
  }
  return run;
}

// As ages, pay and years are written, and hardly a phone's part: "45", "5500", "2026".
bool IsFigure(absl::string_view group) {
  if (group[0] == '0' || group.size() > 5) return false;
  return group.size() <= 2 || group.back() == '0' ||
         (group.size() == 4 && absl::StartsWith(group, "20"));
}

// "20261231".
bool IsDay(absl::string_view digits) {
  if (digits.size() != 8 || !absl::StartsWith(digits, "20")) return false;
  const absl::string_view month = digits.substr(4, 2);
  const absl::string_view day = digits.substr(6);
  return month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

bool StartsWithAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::StartsWith(text, word); });
}

bool EndsWithAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::EndsWith(text, word); });
}

bool IsOfMoney(absl::string_view after) {
  return StartsWithAny(after, {"元", "块", "万", "/", "每月", "一月", "一个月"});
}

// Seven digits and more that stand together and are no day, sum or number of a thing.
bool IsLongNumber(absl::string_view digits, absl::string_view before, absl::string_view after) {
  constexpr size_t kDigitsLeast = 7;
  return digits.size() >= kDigitsLeast && !IsDay(digits) && !IsOfMoney(after) &&
         !EndsWithAny(before, {"型号", "订单", "订单号", "单号", "合同编号", "许可证号"});
}

// In the groupings that intake/scrub/scrub_phones.h leaves, since pay is written alike: "1380 0138
// 000", "4008-888-888", and four and four behind a word that asks to call.
bool IsPhone(const std::vector<absl::string_view>& groups, absl::string_view before,
             absl::string_view after) {
  const std::string digits = absl::StrJoin(groups, "");
  constexpr size_t kMobileDigits = 11;
  constexpr size_t kServiceDigits = 10;
  const bool mobile = digits.size() == kMobileDigits && digits[0] == '1' && digits[1] >= '3';
  const bool short_groups = std::all_of(groups.begin(), groups.end(),
                                        [](absl::string_view group) { return group.size() <= 3; });
  if (mobile && short_groups) return true;  // "13 81 23 45 67 8"
  if (IsFigure(groups[0]) && IsFigure(groups[1])) return false;
  if (mobile) return true;
  const size_t first = groups[0].size();
  if (digits[0] == '0') return (first == 3 || first == 4) && digits.size() >= first + 7;
  if (absl::StartsWith(digits, "400") || absl::StartsWith(digits, "800")) {
    const bool usual = first == 3 || (first == 4 && groups[1].size() != 4);
    if (usual && digits.size() == kServiceDigits) return true;
  }
  const bool local = groups.size() == 2 && (first == 3 || first == 4) && groups[1].size() == 4;
  before = before.substr(0, before.find_last_not_of(": ") + 1);
  if (absl::ConsumeSuffix(&before, "：")) before = absl::StripTrailingAsciiWhitespace(before);
  return local && !IsOfMoney(after) &&
         EndsWithAny(before, {"电话", "联系", "咨询", "报名", "拨打", "请打", "请拨", "致电",
                              "座机", "电联", "打"});
}

size_t BeginOf(absl::string_view text, absl::string_view part) {
  return static_cast<size_t>(part.data() - text.data());
}

size_t EndOf(absl::string_view text, absl::string_view part) {
  return BeginOf(text, part) + part.size();
}

// How many groups of `run` from the one at `first` on are a number to call or to chat with; 0:
// none.
size_t GroupsOfPhone(absl::string_view text, const Run& run, size_t first) {
  constexpr size_t kDigitsMost = 12;  // four of an area and eight
  const absl::string_view before = text.substr(0, BeginOf(text, run.groups[first]));
  const auto after = [&](size_t last) { return text.substr(EndOf(text, run.groups[last])); };
  if (IsLongNumber(run.groups[first], before, after(first))) return 1;
  size_t found = 0;
  std::vector<absl::string_view> groups = {run.groups[first]};
  size_t digits = groups[0].size();
  for (size_t last = first + 1; last < run.groups.size(); ++last) {
    digits += run.groups[last].size();
    if (digits > kDigitsMost) break;
    groups.push_back(run.groups[last]);
    if (IsPhone(groups, before, after(last))) found = groups.size();
  }
  return found;
}

// Without phones and chat names of digits; pay, ages and days, which are digits as well, stay.
std::string WithoutLongNumbers(const std::string& text, bool* cut) {
  constexpr int kDigitsLeast = 7;
  if (std::count_if(text.begin(), text.end(), IsDigit) < kDigitsLeast) return text;
  const absl::string_view view = text;
  std::string out;
  size_t at = 0;
  while (at < view.size()) {
    if (!IsDigit(view[at])) {
      out.push_back(view[at++]);
      continue;
    }
    const Run run = RunAt(view, at);
    for (size_t group = 0; group < run.groups.size();) {
      const size_t begin = BeginOf(view, run.groups[group]);
      out.append(text, at, begin - at);  // the marks between
      const size_t gone = GroupsOfPhone(view, run, group);
      const size_t last = group + std::max<size_t>(gone, 1) - 1;
      at = EndOf(view, run.groups[last]);
      if (gone == 0) out.append(text, begin, at - begin);
      *cut = *cut || gone > 0;
      group = last + 1;
    }
  }
  return out;
}

void Warn(absl::string_view why, absl::string_view path, const std::string& source_text,
          absl::string_view message, Warnings* warnings) {
  runtime::AddWarning(why, path, message, warnings)->set_source_text(source_text);
}

void WarnOfContacts(absl::string_view path, Warnings* warnings) {
  Warn(reason::kContactRemoved, path, "",
       "已删除联系方式；联系由发布机构负责 / contacts were removed: whoever asks turns to the "
       "office",
       warnings);
}

// Contacts and conditions; *contacts is set where there were any.
std::string WithoutBoth(const std::string& text, absl::string_view path, bool* contacts,
                        Warnings* warnings) {
  intake::Scrubbed scrubbed = intake::Scrub(intake::NarrowDigits(text));
  if (scrubbed.contact_count == 0 && scrubbed.conditions.empty()) return text;
  *contacts = scrubbed.contact_count > 0;
  for (const std::string& condition : scrubbed.conditions) {
    Warn(reason::kConditionDropped, path, condition,
         "不得限制性别、民族、宗教、户籍、婚育、容貌身高、乙肝，已删除 / a condition that is not "
         "allowed was dropped",
         warnings);
  }
  return std::move(scrubbed.text);
}

}  // namespace

std::string CleanText(const std::string& text, absl::string_view path, Warnings* warnings) {
  bool contacts = false;
  std::string clean = WithoutBoth(text, path, &contacts, warnings);
  if (contacts) WarnOfContacts(path, warnings);
  return clean;
}

std::string WithoutContacts(const std::string& text, absl::string_view path, Warnings* warnings) {
  std::string clean = intake::NarrowDigits(text);
  if (intake::RemoveContacts(clean) == 0) return text;
  WarnOfContacts(path, warnings);
  return clean;
}

std::string WithoutPersons(const std::string& text, absl::string_view path, Warnings* warnings) {
  std::string clean = intake::NarrowDigits(text);
  if (intake::RemovePersonsContacts(clean) == 0) return text;
  Warn(reason::kContactRemoved, path, "",
       "已删除个人姓名和手机号，请填协作站的固定电话 / a person's name or mobile number was "
       "removed: "
       "give the office's own line",
       warnings);
  return clean;
}

void WarnOfFees(const v1::Vacancy& vacancy, Warnings* warnings) {
  for (const auto& [path, text] :
       {std::pair("title", &vacancy.title()), std::pair("description", &vacancy.description())}) {
    const intake::Scrubbed scrubbed = intake::Scrub(intake::NarrowDigits(*text));
    for (const std::string& fee : scrubbed.fees) {
      Warn(
          reason::kFeeSuspected, path, fee,
          "不得向劳动者收取押金或费用，请核实 / nobody may be asked for a deposit or fee: check it",
          warnings);
    }
  }
}

void CleanSources(google::protobuf::RepeatedPtrField<v1::InferredField>* fields) {
  for (auto& field : *fields) {
    std::string clean = intake::NarrowDigits(field.source_text());
    if (intake::RemoveContacts(clean) > 0) field.set_source_text(clean);
  }
}

std::string CleanDescription(const std::string& text, absl::string_view path, Warnings* warnings) {
  bool contacts = false;
  const std::string without = WithoutBoth(text, path, &contacts, warnings);
  std::string clean = WithoutLongNumbers(without, &contacts);
  if (contacts) WarnOfContacts(path, warnings);
  return clean;
}

}  // namespace laowu::vacancy
