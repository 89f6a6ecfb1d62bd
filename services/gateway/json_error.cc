#include "services/gateway/json_error.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "reference/code_point.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"

namespace laowu::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Longer values are not repeated: whoever sent them knows them.
constexpr size_t kValueBytes = 60;
constexpr size_t kWordsBytes = 400;

// Letters to change, add, leave out or exchange with the next to make one of the other.
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<std::vector<size_t>> least(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        least[i][j] = i + j;
        continue;
      }
      const size_t changed = least[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      least[i][j] = std::min({least[i - 1][j] + 1, least[i][j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
      }
    }
  }
  return least[a.size()][b.size()];
}

// What is compared of two spellings: page_size, PageSize and pageSize are one.
std::string Plain(absl::string_view name) {
  std::string plain = absl::AsciiStrToLower(name);
  plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
  return plain;
}

// The parser quotes what stands before and behind the error by bytes: half a character at either
// end would make the answer no JSON.
std::string WithoutHalves(absl::string_view text) {
  std::string whole;
  while (!text.empty()) {
    const absl::string_view one = text.substr(0, reference::FirstCodePoint(text).length);
    if (runtime::CountChars(one).has_value()) whole.append(one.data(), one.size());
    text.remove_prefix(one.size());
  }
  return whole;
}

// The name that `written` was most likely meant to be: one whose end it is (FEMALE: SEX_FEMALE),
// else one that is spelt nearly so; empty if there is none.
std::string Nearest(absl::string_view written, const std::vector<std::string>& names) {
  constexpr size_t kNameBytesMost = 64;
  if (written.size() > kNameBytesMost) return "";
  const std::string plain = Plain(written);
  const std::string last_word = absl::StrCat("_", written);
  std::string ending;
  std::string nearest;
  // A third of the letters: "titel" is title, "name" is not "wage".
  size_t least = plain.size() / 3 + 1;
  for (const std::string& name : names) {
    if (absl::EndsWithIgnoreCase(name, last_word) &&
        (ending.empty() || name.size() < ending.size())) {
      ending = name;
    }
    const size_t distance = Distance(plain, Plain(name));
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return ending.empty() ? nearest : ending;
}

// The message at "rows[1].vacancy"; null if the path does not lead to one.
const Descriptor* TypeAt(const Descriptor* type, absl::string_view path) {
  if (path.empty()) return type;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field = FieldOfKey(type, std::string(part.substr(0, part.find('['))));
    if (field == nullptr) return nullptr;
    type = field->message_type();
  }
  return type;
}

absl::Status Violation(absl::string_view path, absl::string_view description) {
  runtime::FieldChecks checks;
  checks.Violate(path, description);
  return checks.status();
}

std::string Under(absl::string_view path, absl::string_view name) {
  return path.empty() ? std::string(name) : absl::StrCat(path, ".", name);
}

absl::Status UnknownField(const Descriptor& type, absl::string_view path, absl::string_view name) {
  constexpr size_t kNamesMost = 12;
  const std::string shown(runtime::FirstBytes(name, kValueBytes));
  const Descriptor* owner = TypeAt(&type, path);
  if (owner == nullptr) return Violation(Under(path, shown), "没有这个字段 / is no field");
  std::vector<std::string> names;
  for (int i = 0; i < owner->field_count(); ++i) names.push_back(owner->field(i)->json_name());
  const std::string no_field = absl::StrCat("is no field of ", owner->full_name());
  std::string description;
  if (const std::string nearest = Nearest(name, names); !nearest.empty()) {
    description = absl::StrCat("没有这个字段，是否想写 ", nearest, " / ", no_field, "; is ",
                               nearest, " meant?");
  } else if (names.empty()) {
    description =
        absl::StrCat("此请求没有字段，请发送 {} / ", no_field, ", which has none: send {}");
  } else {
    const bool all = names.size() <= kNamesMost;
    if (!all) names.resize(kNamesMost);
    description = absl::StrCat("没有这个字段 / ", no_field, "; it has ", absl::StrJoin(names, ", "),
                               all ? "" : ", … (the server's /protos.zip has all)");
  }
  return Violation(Under(path, shown), description);
}

// "{"year":2026,"month":7,"day":1}", of a day that `value` says as text where it does; of other
// messages the first fields.
std::string FormOf(const Descriptor& type, absl::string_view value) {
  if (type.full_name() == "google.type.Date") {
    const auto text = absl::StripSuffix(absl::StripPrefix(value, "\""), "\"");
    const auto day = runtime::ParseDate(text).value_or(absl::CivilDay(2026, 7, 1));
    return absl::StrCat("{\"year\":", day.year(), ",\"month\":", day.month(),
                        ",\"day\":", day.day(), "}");
  }
  constexpr int kNamesMost = 4;
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count() && i < kNamesMost; ++i) {
    names.push_back(absl::StrCat("\"", type.field(i)->json_name(), "\":…"));
  }
  if (type.field_count() > kNamesMost) names.emplace_back("…");
  return absl::StrCat("{", absl::StrJoin(names, ","), "}");
}

// Of a field that cannot hold `value`; `wanted` is what the parser calls its type.
absl::Status WrongValue(absl::string_view path, absl::string_view value, absl::string_view wanted) {
  if (value == "Starting an object on a scalar field") {
    return Violation(wanted, "须为单个值，不能是对象 / takes a plain value, not an object {…}");
  }
  absl::ConsumePrefix(&wanted, "type.googleapis.com/");
  if (value.size() > kValueBytes) value = "given";
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  if (const auto* values = pool->FindEnumTypeByName(std::string(wanted)); values != nullptr) {
    std::vector<std::string> names;
    for (int i = 0; i < values->value_count(); ++i) names.push_back(values->value(i)->name());
    const absl::string_view text = absl::StripSuffix(absl::StripPrefix(value, "\""), "\"");
    const std::string nearest = Nearest(text, names);
    return Violation(
        path, absl::StrCat(runtime::UnknownEnumText(*values, value),
                           nearest.empty() ? "" : absl::StrCat("; is ", nearest, " meant?")));
  }
  if (wanted == "google.protobuf.Timestamp") {
    return Violation(path,
                     "须写成带时区的时刻 / is no instant: write it with its offset, "
                     "\"2026-07-01T08:00:00+08:00\"");
  }
  if (const Descriptor* message = pool->FindMessageTypeByName(std::string(wanted));
      message != nullptr) {
    const std::string form = FormOf(*message, value);
    return Violation(path, absl::StrCat("须写成 ", form, " / cannot hold the value ", value,
                                        ": write it as ", form));
  }
  absl::ConsumePrefix(&wanted, "TYPE_");
  return Violation(path, absl::StrCat("类型不对 / cannot hold the value ", value, ": it is ",
                                      absl::AsciiStrToLower(wanted)));
}

}  // namespace

const FieldDescriptor* FieldOfKey(const Descriptor* type, const std::string& key) {
  if (type == nullptr) return nullptr;
  if (const auto* field = type->FindFieldByName(key)) return field;
  for (int i = 0; i < type->field_count(); ++i) {
    if (type->field(i)->json_name() == key) return type->field(i);
  }
  return nullptr;
}

// Of the parser's words there are "(rows[1].vacancy.pay_kind): invalid value "X" for type T" and
// "(rows[1].vacancy) titel: Cannot find field.", without the place where it is the message itself.
absl::Status JsonError(const Descriptor& type, absl::string_view words) {
  constexpr absl::string_view kInvalid = ": invalid value ";
  constexpr absl::string_view kOfType = " for type ";
  absl::string_view rest = words;
  absl::string_view path;
  if (const size_t end = rest.find(')'); absl::StartsWith(rest, "(") && end != rest.npos) {
    path = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  }
  absl::string_view value = rest;
  const size_t of_type = value.rfind(kOfType);
  if (absl::ConsumePrefix(&value, kInvalid) && of_type != rest.npos && of_type >= kInvalid.size()) {
    return WrongValue(path, value.substr(0, of_type - kInvalid.size()),
                      rest.substr(of_type + kOfType.size()));
  }
  absl::string_view name = absl::StripLeadingAsciiWhitespace(rest);
  if (absl::ConsumeSuffix(&name, ": Cannot find field.")) return UnknownField(type, path, name);
  if (absl::ConsumeSuffix(&name, ": Proto field is not repeating, cannot start list.")) {
    return Violation(Under(path, runtime::FirstBytes(name, kValueBytes)),
                     "只能有一个值，不能是列表 / takes one value, not a list […]");
  }
  const std::string shown = WithoutHalves(absl::StripPrefix(words, ": "));
  return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                        absl::StrCat("The body is not a ", type.full_name(),
                                     " in JSON: ", runtime::FirstBytes(shown, kWordsBytes),
                                     " 请求体不是有效的 JSON 消息"));
}

}  // namespace laowu::gateway
