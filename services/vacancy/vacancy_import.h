#ifndef LAOWU_SERVICES_VACANCY_VACANCY_IMPORT_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_IMPORT_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/vacancy/vacancy_records.h"
#include "storage/store.h"

namespace laowu::vacancy {

// One message of rows against one office, planned against one moment of the store: what each row
// comes to, and the batch that would make it so. Rows are independent but for keys they share.
class VacancyImport {
 public:
  VacancyImport(const runtime::CallContext& call, const v1::ImportVacanciesRequest& request,
                std::string office_id, absl::CivilDay today)
      : call_(call), request_(request), office_id_(std::move(office_id)), today_(today) {}

  // Fills response and batch. An error means that the store could not be read; a bad row is no
  // error.
  absl::Status Plan(const storage::Reader& reader);

  const v1::ImportVacanciesResponse& response() const { return response_; }
  const storage::Batch& batch() const { return batch_; }
  int written_count() const { return written_count_; }

 private:
  absl::Status PlanRow(const storage::Reader& reader, int index);
  absl::Status PlanEmployerOf(const storage::Reader& reader, const v1::Vacancy& vacancy);
  v1::ImportResult::Result Decide(const std::optional<LoadedVacancy>& old,
                                  const v1::Vacancy& vacancy, const std::string& digest) const;

  const runtime::CallContext& call_;
  const v1::ImportVacanciesRequest& request_;
  const std::string office_id_;
  const absl::CivilDay today_;
  v1::ImportVacanciesResponse response_;
  storage::Batch batch_;
  int written_count_ = 0;
  std::map<std::string, std::string> digest_by_id_;  // of the rows so far
  std::map<std::string, bool> employers_;            // planned or known to exist
};

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_IMPORT_H_
