#include "services/vacancy/clean_texts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "intake/reading.h"
#include "intake/scrub.h"
#include "intake/text.h"

namespace laowu::vacancy {
namespace {

namespace reason = intake::reason;

using Warnings = google::protobuf::RepeatedPtrField<v1::Warning>;

// Runs of 7 digits or more, blanks and dashes between them ignored, are phone or chat numbers.
std::string WithoutLongNumbers(const std::string& text, bool* cut) {
  constexpr int kDigitsLeast = 7;
  const auto is_digit = [](unsigned char c) { return absl::ascii_isdigit(c); };
  if (std::count_if(text.begin(), text.end(), is_digit) < kDigitsLeast) return text;
  std::string out;
  size_t i = 0;
  while (i < text.size()) {
    size_t end = i;
    size_t last_digit = i;
    int digits = 0;
    while (end < text.size() && (absl::ascii_isdigit(static_cast<unsigned char>(text[end])) ||
                                 (digits > 0 && (text[end] == '-' || text[end] == ' ')))) {
      if (absl::ascii_isdigit(static_cast<unsigned char>(text[end]))) {
        ++digits;
        last_digit = end;
      }
      ++end;
    }
    if (digits >= kDigitsLeast) {
      *cut = true;
      i = last_digit + 1;
    } else if (digits > 0) {
      out.append(text, i, last_digit + 1 - i);
      i = last_digit + 1;
    } else {
      out.push_back(text[i++]);
    }
  }
  return out;
}

void Warn(absl::string_view why, absl::string_view path, const std::string& source_text,
          absl::string_view message, Warnings* warnings) {
  v1::Warning* warning = warnings->Add();
  warning->set_reason(std::string(why));
  warning->set_field_path(std::string(path));
  warning->set_source_text(source_text);
  warning->set_message(std::string(message));
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
