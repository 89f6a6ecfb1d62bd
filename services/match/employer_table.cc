#include "services/match/employer_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/runtime/field_checks.h"

namespace laowu::match {
namespace {

// An alias of an alias is followed this far; a circle ends here too.
constexpr int kMostHops = 8;

// Those without an end last.
bool EndsBefore(const matcher::DateInterval& a, const matcher::DateInterval& b) {
  if (a.until.has_value() != b.until.has_value()) return a.until.has_value();
  if (a.until != b.until) return *a.until < *b.until;
  return a.from < b.from;
}

}  // namespace

std::vector<EmployerTable::Number> EmployerTable::Put(const v1::Employer& employer) {
  Employer entry;
  if (!employer.alias_of().empty()) entry.alias_of = names_.Intern(employer.alias_of());
  for (const auto& block : employer.blocks()) {
    const auto from = runtime::ToCivilDay(block.start_date());
    if (!from.has_value()) continue;
    entry.blocks.push_back({*from, runtime::ToCivilDay(block.end_date())});
  }
  const bool keep = entry.alias_of != matcher::kNoCode || !entry.blocks.empty();
  return Replace(names_.Intern(employer.name()), std::move(entry), keep);
}

std::vector<EmployerTable::Number> EmployerTable::Remove(const std::string& name) {
  const Number number = names_.Find(name);
  if (number == matcher::kUnknownCode) return {};
  return Replace(number, {}, false);
}

std::vector<EmployerTable::Number> EmployerTable::Replace(Number number, Employer employer,
                                                          bool keep) {
  const auto old = employers_.find(number);
  if (old == employers_.end() && !keep) return {};
  std::vector<Number> touched = NamesOf(number);
  if (old != employers_.end() && old->second.alias_of != matcher::kNoCode) {
    auto& of = aliases_[old->second.alias_of];
    of.erase(std::remove(of.begin(), of.end(), number), of.end());
  }
  if (keep) {
    if (employer.alias_of != matcher::kNoCode) aliases_[employer.alias_of].push_back(number);
    employers_[number] = std::move(employer);
  } else {
    employers_.erase(number);
  }
  for (const Number name : NamesOf(number)) {
    if (std::find(touched.begin(), touched.end(), name) == touched.end()) touched.push_back(name);
  }
  return touched;
}

void EmployerTable::Mark() {
  for (auto& [number, employer] : employers_) employer.marked = true;
}

std::vector<EmployerTable::Number> EmployerTable::DropMarked() {
  std::vector<Number> gone;
  for (const auto& [number, employer] : employers_) {
    if (employer.marked) gone.push_back(number);
  }
  std::vector<Number> touched;
  for (const Number number : gone) {
    for (const Number name : Replace(number, {}, false)) touched.push_back(name);
  }
  return touched;
}

EmployerTable::Number EmployerTable::CanonicalOf(Number number) const {
  for (int hop = 0; hop < kMostHops; ++hop) {
    const auto it = employers_.find(number);
    if (it == employers_.end() || it->second.alias_of == matcher::kNoCode) return number;
    number = it->second.alias_of;
  }
  return number;
}

std::vector<EmployerTable::Number> EmployerTable::NamesOf(Number number) const {
  std::vector<Number> names = {CanonicalOf(number)};
  for (size_t next = 0; next < names.size(); ++next) {
    const auto it = aliases_.find(names[next]);
    if (it == aliases_.end()) continue;
    for (const Number alias : it->second) {
      if (std::find(names.begin(), names.end(), alias) == names.end()) names.push_back(alias);
    }
  }
  if (std::find(names.begin(), names.end(), number) == names.end()) names.push_back(number);
  return names;
}

std::vector<matcher::DateInterval> EmployerTable::BlocksOf(Number number) const {
  std::vector<matcher::DateInterval> blocks;
  if (number == matcher::kUnknownCode || number == matcher::kNoCode) return blocks;
  for (const Number name : NamesOf(number)) {
    const auto it = employers_.find(name);
    if (it == employers_.end()) continue;
    blocks.insert(blocks.end(), it->second.blocks.begin(), it->second.blocks.end());
  }
  std::sort(blocks.begin(), blocks.end(), EndsBefore);
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  const auto most = static_cast<size_t>(matcher::kMaxEmployerBlocks);
  if (blocks.size() > most) {
    blocks.erase(blocks.begin(), blocks.end() - static_cast<std::ptrdiff_t>(most));
  }
  return blocks;
}

}  // namespace laowu::match
