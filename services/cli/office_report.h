#ifndef LAOWU_SERVICES_CLI_OFFICE_REPORT_H_
#define LAOWU_SERVICES_CLI_OFFICE_REPORT_H_

// An office's own monthly report (机构月报): of each vacancy and employer, who was proposed,
// accepted, arrived and stayed. Counts of placements, who stayed as the outcomes say
// (ListOfficeStays); no persons.

#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/cli/report_sheets.h"

namespace laowu::cli {

struct OfficeCounts {
  int proposed = 0;  // in the month
  int accepted = 0;
  int arrived = 0;
  // Whose 30th (90th) day after arriving lies in the month and not after `last`, and of them who
  // held the job on it.
  int due_30 = 0;
  int stayed_30 = 0;
  int due_90 = 0;
  int stayed_90 = 0;

  void Add(const OfficeCounts& other);
  bool empty() const { return *this == OfficeCounts(); }
  friend bool operator==(const OfficeCounts&, const OfficeCounts&) = default;
};

// By vacancy, those alone of which anything happened in the days from `first` to `last`, of which
// `stays` are.
std::map<std::string, OfficeCounts> CountPlacements(const std::vector<v1::Placement>& placements,
                                                    const std::vector<v1::OfficeStay>& stays,
                                                    absl::CivilDay first, absl::CivilDay last);

// By vacancy, then by employer, each with their sum. `vacancies` by name; one that is not there is
// shown by the last part of its name alone.
std::vector<ReportSheet> OfficeSheets(const std::string& title,
                                      const std::map<std::string, OfficeCounts>& counts,
                                      const std::map<std::string, v1::Vacancy>& vacancies,
                                      bool english);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_OFFICE_REPORT_H_
