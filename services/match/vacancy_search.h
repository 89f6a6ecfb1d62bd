#ifndef LAOWU_SERVICES_MATCH_VACANCY_SEARCH_H_
#define LAOWU_SERVICES_MATCH_VACANCY_SEARCH_H_

// Vacancies by filters, over all rows: exact and simple; some milliseconds for 100,000
// (docs/performance.md). Pure.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/match_service.pb.h"
#include "services/match/match_index.h"
#include "services/match/ordered_page.h"

namespace laowu::match {

// The facet whose values are offices. Their names are not the index's to know: office_names.h.
inline constexpr char kOfficeField[] = "office";

struct VacancySearch {
  const v1::SearchVacanciesRequest* request = nullptr;  // checked
  std::vector<std::string> offices;                     // empty: all
  absl::CivilDay day;                                   // on which state and blocks are judged
  int limit = 0;
  std::optional<PlaceOfName> after;
  std::function<absl::Status()> keep_going;  // as matcher::FindQuery::keep_going
};

struct VacanciesFound {
  std::vector<v1::FoundVacancy> vacancies;
  int total_size = 0;
  std::vector<v1::Facet> facets;    // if asked for
  std::optional<PlaceOfName> last;  // set if there is more
};

absl::StatusOr<VacanciesFound> SearchVacancies(const MatchIndex::View& view,
                                               const VacancySearch& search);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_VACANCY_SEARCH_H_
