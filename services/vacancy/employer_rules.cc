#include "services/vacancy/employer_rules.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "reference/credit_code.h"

namespace laowu::vacancy {
namespace {

bool StartsBefore(const v1::Employer::Block& a, const v1::Employer::Block& b) {
  return runtime::ToCivilDay(a.start_date()) < runtime::ToCivilDay(b.start_date());
}

bool HoldsOn(const v1::Employer::Block& block, absl::CivilDay day) {
  const auto start = runtime::ToCivilDay(block.start_date());
  const auto end = runtime::ToCivilDay(block.end_date());
  return start.has_value() && *start <= day && (!end.has_value() || day < *end);
}

}  // namespace

void CheckCreditCode(absl::string_view credit_code, absl::string_view path, bool accept_invalid,
                     runtime::FieldChecks& checks) {
  if (credit_code.empty()) return;
  const std::string code = reference::NormaliseCreditCode(credit_code);
  if (!reference::HasCreditCodeForm(code)) {
    checks.Violate(path,
                   "应为 18 位统一社会信用代码 / must be a GB 32100 code: 18 digits and capitals "
                   "without I, O, S, V, Z, of which "
                   "the third to eighth are digits");
  } else if (!accept_invalid && !reference::IsCreditCode(code)) {
    checks.Violate(path,
                   "校验码不符，请核对 / has a check character that does not fit; if the code is "
                   "right all the same, "
                   "state it by UpdateEmployer with accept_invalid_credit_code first");
  }
}

const std::string& CanonicalName(const v1::Employer& employer) {
  return employer.alias_of().empty() ? employer.name() : employer.alias_of();
}

bool LinkAlias(v1::Employer& alias, v1::Employer& canonical) {
  if (!alias.alias_of().empty() || alias.aliases_size() > 0 ||
      canonical.aliases_size() >= kAliasesMost ||
      canonical.blocks_size() + alias.blocks_size() > kBlocksMost) {
    return false;
  }
  alias.set_alias_of(canonical.name());
  alias.set_credit_code(canonical.credit_code());
  canonical.add_aliases(alias.name());
  canonical.mutable_blocks()->MergeFrom(alias.blocks());
  std::stable_sort(canonical.mutable_blocks()->begin(), canonical.mutable_blocks()->end(),
                   StartsBefore);
  alias.clear_blocks();
  return true;
}

const v1::Employer::Block* BlockOn(const v1::Employer& employer, absl::CivilDay day) {
  for (const auto& block : employer.blocks()) {
    if (HoldsOn(block, day)) return &block;
  }
  return nullptr;
}

bool HasBlock(const v1::Employer& employer, absl::CivilDay start, absl::string_view reason) {
  return std::any_of(employer.blocks().begin(), employer.blocks().end(), [&](const auto& block) {
    return runtime::ToCivilDay(block.start_date()) == start && block.reason() == reason;
  });
}

bool HasBlockEnd(const v1::Employer& employer, absl::CivilDay end) {
  return std::any_of(employer.blocks().begin(), employer.blocks().end(), [&](const auto& block) {
    return block.has_end_date() && runtime::ToCivilDay(block.end_date()) == end;
  });
}

bool EndBlocks(v1::Employer& employer, absl::CivilDay day) {
  bool any = false;
  for (auto& block : *employer.mutable_blocks()) {
    if (!HoldsOn(block, day)) continue;
    *block.mutable_end_date() = runtime::ToDate(day);
    any = true;
  }
  return any;
}

std::string WhyNoBlockOn(const v1::Employer& employer, absl::CivilDay day) {
  std::optional<absl::CivilDay> next;
  std::optional<absl::CivilDay> ended;
  std::optional<absl::CivilDay> lifted;  // when it would have begun
  for (const auto& block : employer.blocks()) {
    const auto start = runtime::ToCivilDay(block.start_date());
    const auto end = runtime::ToCivilDay(block.end_date());
    if (!start.has_value()) continue;
    // One that was lifted before it began held on no day.
    if (end.has_value() && *end <= *start) {
      if (*end <= day) lifted = std::max(lifted.value_or(*start), *start);
      continue;
    }
    if (*start > day) next = std::min(next.value_or(*start), *start);
    if (end.has_value() && *end <= day) ended = std::max(ended.value_or(*end), *end);
  }
  const std::string on = runtime::DateText(day);
  std::string zh = absl::StrCat("该企业 ", on, " 没有限制");
  std::string en = absl::StrCat("The employer has no block in force on ", on);
  if (next.has_value()) {
    const std::string from = runtime::DateText(*next);
    absl::StrAppend(&zh, "；", from, " 起有一条，要在开始前解除，end_date 写 ", from);
    absl::StrAppend(&en, "; one begins on ", from,
                    ", and is lifted before it does by that day as end_date");
  }
  if (ended.has_value()) {
    const std::string until = runtime::DateText(*ended);
    absl::StrAppend(&zh, "；最近一条已于 ", until, " 结束，要延长，另设限制（BlockEmployer）");
    absl::StrAppend(&en, "; the last one ended on ", until,
                    ", and a new one (BlockEmployer) prolongs it");
  }
  if (lifted.has_value()) {
    const std::string from = runtime::DateText(*lifted);
    absl::StrAppend(&zh, "；原定 ", from, " 起的一条已解除，要恢复，另设限制（BlockEmployer）");
    absl::StrAppend(&en, "; the one that was to begin on ", from,
                    " was lifted, and a new one (BlockEmployer) takes its place");
  }
  return absl::StrCat(zh, " / ", en, ".");
}

}  // namespace laowu::vacancy
