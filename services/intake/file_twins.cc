#include "services/intake/file_twins.h"

#include <algorithm>
#include <string>

#include "absl/hash/hash.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "intake/scrub/scrub.h"
#include "intake/text/text.h"
#include "reference/folding.h"
#include "services/runtime/digest.h"

namespace laowu::intake_role {
namespace {

using v1::ImportRow;

// Keys are compared within one process alone. Two rows that fall together by chance are looked at
// together once more, and no worse.
uint64_t KeyOf(absl::string_view kind, absl::string_view value) {
  return absl::Hash<std::string>{}(absl::StrCat(kind, "\n", value));
}

// What the owner names a vacancy without a number by (VacancyId), of texts as it keeps them.
std::string UsualWords(const v1::Vacancy& vacancy) {
  std::string employer = vacancy.employer();
  if (employer.empty()) {
    std::string name = intake::NarrowDigits(vacancy.employer_display_name());
    intake::RemoveContacts(name);
    employer = reference::FoldTight(name);
  }
  const std::string title = intake::Scrub(intake::NarrowDigits(vacancy.title())).text;
  return absl::StrCat(employer, "\n", reference::FoldTight(title), "\n",
                      vacancy.workplace_division_code(), "\n",
                      static_cast<int>(vacancy.pay_kind()));
}

// By which it tells those of one usual name apart: one stated wage is both.
std::string Terms(const v1::Vacancy& vacancy) {
  const int least = vacancy.min_wage_cny_per_month();
  const int most = vacancy.max_wage_cny_per_month();
  return absl::StrCat(least == 0 ? most : least, "-", most == 0 ? least : most, "\n",
                      vacancy.opening_count());
}

// Whether others are held against the row: as the owner does, who names a vacancy that it has read,
// also where it cannot be changed so.
bool Counts(const ImportRow& row) {
  return row.has_vacancy() ? !row.name().empty() : row.change() != ImportRow::REJECT;
}

uint32_t NumberOf(const ImportRow& row) { return static_cast<uint32_t>(row.row_number()); }

}  // namespace

FileTwins::Keys FileTwins::KeysOf(const ImportRow& row) {
  Keys keys;
  if (row.has_vacancy()) {
    const absl::string_view reference =
        absl::StripAsciiWhitespace(row.vacancy().source_reference());
    if (!reference.empty()) {
      keys.each.push_back(KeyOf("vacancy", runtime::IdForReference(reference)));
      return keys;
    }
    keys.is_unnumbered = true;
    const std::string words = UsualWords(row.vacancy());
    keys.each.push_back(KeyOf("usual", words));
    keys.each.push_back(KeyOf("among", absl::StrCat(words, "\n", Terms(row.vacancy()))));
    if (row.change() != ImportRow::CREATE && !row.name().empty()) {
      keys.each.push_back(KeyOf("named", row.name()));
    }
    return keys;
  }
  const v1::Worker& worker = row.worker();
  const std::string& number = worker.personal_details().identity_number();
  const absl::string_view reference = absl::StripAsciiWhitespace(worker.source_reference());
  if (!number.empty()) keys.each.push_back(KeyOf("number", number));
  if (!reference.empty()) keys.each.push_back(KeyOf("reference", reference));
  // Of somebody on record, whom one row may name by the one and another by the other.
  if (!row.name().empty()) keys.each.push_back(KeyOf("worker", row.name()));
  return keys;
}

void FileTwins::BeginPage(int64_t first_row_number) {
  page_begin_ = static_cast<uint32_t>(first_row_number);
  unsettled_.clear();
}

bool FileTwins::Take(const ImportRow& row) {
  const Keys keys = KeysOf(row);
  const bool meets = std::any_of(keys.each.begin(), keys.each.end(), [&](uint64_t key) {
    const auto first = firsts_.find(key);
    return (first != firsts_.end() && first->second < page_begin_) || unsettled_.contains(key);
  });
  if (meets) unsettled_.insert(keys.each.begin(), keys.each.end());
  // A person's further keys count only once it is known that the row stands for itself.
  if (Counts(row) && (keys.is_unnumbered || !meets)) Add(keys, NumberOf(row));
  return meets;
}

void FileTwins::TakeAgain(const ImportRow& row) {
  if (Counts(row)) Add(KeysOf(row), NumberOf(row));
}

void FileTwins::Add(const Keys& keys, uint32_t row_number) {
  if (keys.is_unnumbered) return AddUnnumbered(keys, row_number);
  for (const uint64_t key : keys.each) firsts_.try_emplace(key, row_number);
}

// One vacancy on record by two usual keys: in one row its pay is said, in the other it is not. Its
// owner, who sees both, lets the one go on as it that has its name.
void FileTwins::AddNamed(const Keys& keys, uint32_t row_number) {
  const uint64_t usual = keys.each[0];
  const uint32_t first = firsts_.try_emplace(keys.each[2], row_number).first->second;
  const uint64_t first_usual = usual_of_named_.try_emplace(keys.each[2], usual).first->second;
  if (first_usual == usual) return;
  claimants_.try_emplace(first_usual, row_number);
  if (first < page_begin_) renamed_.insert(first);
}

void FileTwins::AddUnnumbered(const Keys& keys, uint32_t row_number) {
  if (keys.each.size() > 2) AddNamed(keys, row_number);
  const uint64_t usual = keys.each[0];
  const uint32_t first = firsts_.try_emplace(usual, row_number).first->second;
  const uint32_t first_so = firsts_.try_emplace(keys.each[1], row_number).first->second;
  if (others_.contains(usual)) return;
  if (first_so == first) {
    if (row_number != first) alike_[usual].insert(row_number);
    return;
  }
  others_.emplace(usual, row_number);
  // Those of the page at hand were seen beside this one, or are asked of again anyway.
  if (first < page_begin_) renamed_.insert(first);
  const auto alike = alike_.find(usual);
  if (alike == alike_.end()) return;
  for (const uint32_t number : alike->second) {
    if (number < page_begin_) renamed_.insert(number);
  }
  alike_.erase(alike);
}

std::vector<int64_t> FileTwins::Beside(const ImportRow& row) const {
  const Keys keys = KeysOf(row);
  std::set<int64_t> beside;
  for (const uint64_t key : keys.each) {
    const auto first = firsts_.find(key);
    if (first != firsts_.end() && first->second < NumberOf(row)) beside.insert(first->second);
  }
  if (keys.is_unnumbered) {
    // Whichever comes first: one that differs from it gives all of them their longer names.
    const auto other = others_.find(keys.each.front());
    if (other != others_.end() && other->second != NumberOf(row)) beside.insert(other->second);
    const auto claimant = claimants_.find(keys.each.front());
    if (claimant != claimants_.end() && claimant->second != NumberOf(row)) {
      beside.insert(claimant->second);
    }
  }
  return {beside.begin(), beside.end()};
}

std::vector<int64_t> FileTwins::TakeRenamed(std::size_t most) {
  std::vector<int64_t> taken;
  while (taken.size() < most && !renamed_.empty()) {
    taken.push_back(*renamed_.begin());
    renamed_.erase(renamed_.begin());
  }
  return taken;
}

}  // namespace laowu::intake_role
