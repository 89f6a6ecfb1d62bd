#include "services/match/draft_input.h"

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/runtime/output_fields.h"

namespace laowu::match {
namespace {

template <typename Record>
void ClearFields(absl::Span<const absl::string_view> names, Record& draft) {
  for (const absl::string_view name : names) {
    Record::GetReflection()->ClearField(&draft,
                                        Record::descriptor()->FindFieldByName(std::string(name)));
  }
  draft.clear_state();
  draft.clear_etag();
}

}  // namespace

v1::Vacancy StatedOf(v1::Vacancy draft) {
  ClearFields(runtime::kVacancyOutputs, draft);
  return draft;
}

v1::Worker StatedOf(v1::Worker draft) {
  ClearFields(runtime::kWorkerOutputs, draft);
  return draft;
}

}  // namespace laowu::match
