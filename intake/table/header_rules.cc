#include "intake/table/header_rules.h"

#include "intake/text/re2_piece.h"

namespace laowu::intake {

std::vector<HeaderRules::Compiled> HeaderRules::Compile(absl::Span<const HeaderRule> rules) {
  const auto made = [](const char* pattern) {
    return pattern == nullptr ? nullptr : std::make_unique<RE2>(pattern);
  };
  std::vector<Compiled> compiled;
  for (const HeaderRule& rule : rules) {
    compiled.push_back({rule.field, made(rule.pattern), made(rule.and_also), made(rule.but_not)});
  }
  return compiled;
}

HeaderRules::HeaderRules(absl::Span<const HeaderRule> vacancies,
                         absl::Span<const HeaderRule> workers, absl::Span<const HeaderRule> surveys)
    : vacancies_(Compile(vacancies)), workers_(Compile(workers)), surveys_(Compile(surveys)) {}

Field HeaderRules::Of(TableKind kind, absl::string_view key) const {
  const std::vector<Compiled>& rules = kind == TableKind::kVacancies ? vacancies_
                                       : kind == TableKind::kWorkers ? workers_
                                                                     : surveys_;
  for (const Compiled& rule : rules) {
    if (RE2::PartialMatch(Piece(key), *rule.pattern) &&
        (rule.and_also == nullptr || RE2::PartialMatch(Piece(key), *rule.and_also)) &&
        (rule.but_not == nullptr || !RE2::PartialMatch(Piece(key), *rule.but_not))) {
      return rule.field;
    }
  }
  return Field::kUnknown;
}

}  // namespace laowu::intake
