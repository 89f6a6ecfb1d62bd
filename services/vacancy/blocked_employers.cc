#include "services/vacancy/blocked_employers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/field_checks.h"
#include "services/vacancy/employer_rules.h"
#include "services/vacancy/vacancy_records.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

using storage::Table;

constexpr int kScanStep = 1'000;
constexpr int kNamedMost = 10;  // in one warning

// The first day on which no block holds any more; nullopt where there is none yet.
std::optional<absl::CivilDay> FreeFrom(const v1::Employer& employer, absl::CivilDay day) {
  while (const auto* block = BlockOn(employer, day)) {
    const auto end = runtime::ToCivilDay(block->end_date());
    if (!block->has_end_date() || !end.has_value()) return std::nullopt;
    day = *end;
  }
  return day;
}

void WarnOfBlock(const v1::Employer& employer, const v1::Employer::Block& block,
                 const std::string& shown, absl::CivilDay day, runtime::Warnings* warnings) {
  const std::string since =
      runtime::DateText(runtime::ToCivilDay(block.start_date()).value_or(day));
  const auto free = FreeFrom(employer, day);
  const std::string until = free.has_value() ? runtime::DateText(*free) : "";
  v1::Warning* const warning = runtime::AddWarning(
      "EMPLOYER_BLOCKED", "employer_display_name",
      absl::StrCat("该企业 ", since, " 起停用（", block.reason(), "），",
                   until.empty() ? "停用解除前" : absl::StrCat(until, " 前"),
                   "岗位不参加匹配，也不能推荐 / the employer is blocked since ", since, " (",
                   block.reason(), "): the vacancy matches nobody ",
                   until.empty() ? "until the block is ended" : absl::StrCat("before ", until)),
      warnings);
  warning->set_source_text(shown);
  warning->add_related_names(employer.name());
}

}  // namespace

bool BlockedEmployers::Blocked::HasName(absl::string_view employer_name) const {
  return employer.name() == employer_name ||
         std::find(employer.aliases().begin(), employer.aliases().end(), employer_name) !=
             employer.aliases().end();
}

absl::StatusOr<BlockedEmployers::Blocked> BlockedEmployers::Read(v1::Employer employer,
                                                                 absl::CivilDay day) const {
  Blocked blocked;
  blocked.firms.push_back(TakeApart(employer.display_name(), day));
  for (const std::string& name : employer.aliases()) {
    LAOWU_ASSIGN_OR_RETURN(const auto alias, LoadEmployer(store_, name));
    if (alias.has_value()) {
      blocked.firms.push_back(TakeApart(alias->stored.employer().display_name(), day));
    }
  }
  blocked.employer = std::move(employer);
  return blocked;
}

absl::StatusOr<std::shared_ptr<const BlockedEmployers::List>> BlockedEmployers::Load(
    absl::CivilDay day) const {
  storage::MutexLock lock(mutex_);
  if (list_ != nullptr) return list_;
  auto list = std::make_shared<List>();
  storage::KeyRange range;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store_.Scan(Table::kEmployers, range, kScanStep));
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(v1::Employer employer, ToEmployer(record));
      if (employer.blocks().empty()) continue;
      LAOWU_ASSIGN_OR_RETURN(Blocked blocked, Read(std::move(employer), day));
      list->push_back(std::move(blocked));
    }
    if (records.size() < static_cast<size_t>(kScanStep)) break;
    range = storage::ContinueAfter(range, records.back().key);
  }
  list_ = std::move(list);
  return list_;
}

absl::Status BlockedEmployers::Warn(
    const v1::Vacancy& vacancy, absl::CivilDay day,
    google::protobuf::RepeatedPtrField<v1::Warning>* warnings) const {
  LAOWU_ASSIGN_OR_RETURN(const auto list, Load(day));
  if (list->empty()) return absl::OkStatus();
  const std::string by_name = EmployerName("", vacancy.employer_display_name());
  const FirmName firm = TakeApart(vacancy.employer_display_name(), day);
  std::vector<const Blocked*> alike;
  for (const Blocked& blocked : *list) {
    if (BlockOn(blocked.employer, day) == nullptr) continue;
    // Itself, or about to be: a code stated beside a name that is blocked makes that name its own.
    if (blocked.HasName(vacancy.employer()) || blocked.employer.name() == by_name) {
      WarnOfBlock(blocked.employer, *BlockOn(blocked.employer, day),
                  vacancy.employer_display_name(), day, warnings);
      return absl::OkStatus();
    }
    const bool is_alike =
        std::any_of(blocked.firms.begin(), blocked.firms.end(),
                    [&](const FirmName& other) { return MayBeOneFirm(firm, other); });
    if (is_alike) alike.push_back(&blocked);
  }
  if (alike.empty()) return absl::OkStatus();
  const std::string& shown = alike.front()->employer.display_name();
  v1::Warning* const warning = runtime::AddWarning(
      "EMPLOYER_RESEMBLES_BLOCKED", "employer_display_name",
      absl::StrCat("名称与已停用的“", shown,
                   "”相近，请核实是否同一家；如是，请写明信用代码，或请主管部门停用这个名称 / "
                   "resembles the name of ",
                   shown,
                   ", which is blocked: find out whether they are one firm; if "
                   "so, state its credit code, or have this name blocked as well"),
      warnings);
  warning->set_source_text(vacancy.employer_display_name());
  for (const Blocked* blocked : alike) {
    if (warning->related_names_size() == kNamedMost) break;
    warning->add_related_names(blocked->employer.name());
  }
  return absl::OkStatus();
}

void BlockedEmployers::Forget() {
  storage::MutexLock lock(mutex_);
  list_ = nullptr;
}

}  // namespace laowu::vacancy
