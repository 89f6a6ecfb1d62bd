#ifndef LAOWU_INTAKE_TABLE_HEADER_RULES_H_
#define LAOWU_INTAKE_TABLE_HEADER_RULES_H_

// Rules that tell a field by the words of a header. For header_words.cc and header_asking.cc. Pure
// and thread-safe.

#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/table/column_map.h"
#include "re2/re2.h"

namespace laowu::intake {

struct HeaderRule {
  Field field;
  const char* pattern;   // must match somewhere
  const char* and_also;  // as well; nullptr: nothing
  const char* but_not;   // must not; nullptr: nothing
};

// The rules of the three kinds of tables that people make themselves.
class HeaderRules {
 public:
  HeaderRules(absl::Span<const HeaderRule> vacancies, absl::Span<const HeaderRule> workers,
              absl::Span<const HeaderRule> surveys);

  // The field of the first rule of that kind that fits; kUnknown if none does. What is neither of
  // vacancies nor of workers is read as a survey.
  Field Of(TableKind kind, absl::string_view key) const;

 private:
  struct Compiled {
    Field field;
    std::unique_ptr<RE2> pattern;
    std::unique_ptr<RE2> and_also;
    std::unique_ptr<RE2> but_not;
  };
  static std::vector<Compiled> Compile(absl::Span<const HeaderRule> rules);

  std::vector<Compiled> vacancies_;
  std::vector<Compiled> workers_;
  std::vector<Compiled> surveys_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_RULES_H_
