#include "reference/marginals.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/embedded.h"
#include "reference/table.h"

namespace laowu::reference {
namespace {

constexpr int kWholePermille = 1000;

absl::Status Wrong(const Marginal& marginal, absl::string_view complaint) {
  return absl::InvalidArgumentError(
      absl::StrCat("marginals ", marginal.measure, " ", marginal.item, ": ", complaint));
}

bool IsOneOf(absl::string_view text, std::initializer_list<absl::string_view> texts) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

const Marginals& Marginals::Get() {
  static const Marginals* const marginals =
      new Marginals(ValueOrDie(Parse(embedded::kMarginalsTable)));
  return *marginals;
}

absl::StatusOr<Marginals> Marginals::Parse(absl::string_view text) {
  const absl::StatusOr<Table> table =
      ParseTable("marginals", text, {"measure", "item", "year", "value", "unit", "kind", "source"});
  if (!table.ok()) return table.status();
  Marginals result;
  result.edition_ = table->edition;
  for (const std::vector<absl::string_view>& row : table->rows) {
    const absl::StatusOr<int> year = ParseCount(row[2]);
    if (!year.ok()) return year.status();
    const absl::StatusOr<int> value = ParseCount(row[3]);
    if (!value.ok()) return value.status();
    const Marginal marginal{.measure = row[0],
                            .item = row[1],
                            .year = *year,
                            .value = *value,
                            .unit = row[4],
                            .kind = row[5],
                            .source = row[6]};
    if (marginal.year < 2000 || marginal.source.empty() ||
        !IsOneOf(marginal.unit, {"permille", "yuan", "tenth_year", "person"}) ||
        !IsOneOf(marginal.kind, {"published", "derived", "reported", "assumed"})) {
      return Wrong(marginal, "year, unit, kind or source is out of form");
    }
    if (result.Find(marginal.measure, marginal.item) != nullptr) return Wrong(marginal, "twice");
    if (!result.Of(marginal.measure).empty() && result.all_.back().measure != marginal.measure) {
      return Wrong(marginal, "stands apart from its measure");
    }
    result.all_.push_back(marginal);
  }
  const absl::Status status = result.Check();
  if (!status.ok()) return status;
  return result;
}

absl::Status Marginals::Check() const {
  for (const Marginal& first : all_) {
    if (!absl::StrContains(first.measure, "_share")) continue;
    int sum = 0;
    for (const Marginal& marginal : Of(first.measure)) {
      if (marginal.unit != "permille") return Wrong(marginal, "a share is in permille");
      sum += marginal.value;
    }
    if (sum != kWholePermille) {
      return Wrong(first, absl::StrCat("the shares are ", sum, " permille together"));
    }
  }
  return absl::OkStatus();
}

std::vector<Marginal> Marginals::Of(absl::string_view measure) const {
  std::vector<Marginal> rows;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(rows),
               [measure](const Marginal& marginal) { return marginal.measure == measure; });
  return rows;
}

const Marginal* Marginals::Find(absl::string_view measure, absl::string_view item) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Marginal& marginal) {
    return marginal.measure == measure && marginal.item == item;
  });
  return found == all_.end() ? nullptr : &*found;
}

}  // namespace laowu::reference
