#include "tests/unit/services/cli/recorded_people.h"

#include "absl/strings/str_cat.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {

std::string ImportPerson(testing::TestProcess& process, int serial,
                         const std::function<void(v1::Worker&)>& more, absl::CivilDay as_of) {
  v1::ImportWorkersRequest import;
  *import.mutable_as_of_date() = runtime::ToDate(as_of);
  v1::Worker& worker = *import.add_rows()->mutable_worker();
  worker.mutable_personal_details()->set_display_name(testing::MadeUpName(serial));
  worker.mutable_personal_details()->set_identity_number(
      testing::MadeUpIdentityNumber(absl::CivilDay(1990, 5, 1), serial));
  worker.set_division_code("520281001");
  worker.set_rural(true);
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  worker.mutable_legal_basis()->set_reference("form-1");
  if (more) more(worker);
  const auto imported = process.Call("bureau", &v1::WorkerService::Stub::ImportWorkers, import);
  EXPECT_OK(imported);
  return imported.ok() ? imported->results(0).name() : "";
}

v1::Outcome RecordOutcome(testing::TestProcess& process, const std::string& worker,
                          v1::Outcome::Type type, absl::CivilDay day, v1::Channel channel,
                          const std::string& organizer) {
  v1::RecordOutcomeRequest record;
  v1::Outcome& outcome = *record.mutable_outcome();
  outcome.set_type(type);
  outcome.set_worker(worker);
  *outcome.mutable_effective_date() = runtime::ToDate(day);
  outcome.set_channel(channel);
  outcome.set_organizer(organizer);
  if (type != v1::Outcome::HOME_VISIT) outcome.set_workplace_division_code("442000118");
  const auto recorded = process.Call("bureau", &v1::PlacementService::Stub::RecordOutcome, record);
  EXPECT_OK(recorded);
  return recorded.ok() ? *recorded : v1::Outcome();
}

void CreateCompany(testing::TestProcess& process) {
  v1::CreateOrganizerRequest create;
  create.set_organizer_id("company");
  v1::Organizer& company = *create.mutable_organizer();
  company.set_display_name("劳务公司（样例）");
  company.set_kind(v1::Organizer::LABOUR_COMPANY);
  company.set_division_code("520200");
  *company.mutable_register_date() = runtime::ToDate(absl::CivilDay(2020, 1, 1));
  auto* licence = company.add_licences();
  licence->set_number("L-1");
  *licence->mutable_start_date() = runtime::ToDate(absl::CivilDay(2020, 1, 1));
  EXPECT_OK(process.Call("admin", &v1::PlacementService::Stub::CreateOrganizer, create));
}

std::string RecordCompanyArrival(testing::TestProcess& process, int serial) {
  return RecordOutcome(process, ImportPerson(process, serial), v1::Outcome::ARRIVED,
                       absl::CivilDay(2026, 3, 1), v1::CHANNEL_LABOUR_COMPANY, "organizers/company")
      .name();
}

}  // namespace laowu::cli
