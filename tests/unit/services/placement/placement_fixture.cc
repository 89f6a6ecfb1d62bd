#include "tests/unit/services/placement/placement_fixture.h"

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_records.h"
#include "services/runtime/record_fields.h"

namespace laowu::placement {

std::vector<std::string> ViolatedFields(const absl::Status& status) {
  google::rpc::BadRequest bad;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  if (payload.has_value()) bad.ParseFromString(std::string(*payload));
  std::vector<std::string> fields;
  for (const auto& violation : bad.field_violations()) fields.push_back(violation.field());
  return fields;
}

void FakeWorkers::Put(const v1::Worker& worker) {
  storage::MutexLock lock(mutex_);
  workers_[worker.name()] = worker;
}

void FakeWorkers::Remove(const std::string& name) {
  storage::MutexLock lock(mutex_);
  workers_.erase(name);
}

grpc::Status FakeWorkers::GetWorker(grpc::ServerContext* /*context*/,
                                    const v1::GetWorkerRequest* request, v1::Worker* response) {
  storage::MutexLock lock(mutex_);
  const auto it = workers_.find(request->name());
  if (it == workers_.end()) return runtime::ToGrpc(runtime::NotFound("worker", request->name()));
  *response = it->second;
  return grpc::Status::OK;
}

grpc::Status FakeWorkers::BatchGetWorkers(grpc::ServerContext* /*context*/,
                                          const v1::BatchGetWorkersRequest* request,
                                          v1::BatchGetWorkersResponse* response) {
  storage::MutexLock lock(mutex_);
  if (batches_fail_) return {grpc::StatusCode::UNAVAILABLE, "not there"};
  for (const std::string& name : request->names()) {
    const auto it = workers_.find(name);
    if (it == workers_.end()) return runtime::ToGrpc(runtime::NotFound("worker", name));
    v1::Worker& worker = *response->add_workers();
    worker = it->second;
    if (request->view() != v1::WORKER_VIEW_MASKED) worker.clear_personal_details();
  }
  return grpc::Status::OK;
}

void FakeWorkers::FailBatches() {
  storage::MutexLock lock(mutex_);
  batches_fail_ = true;
}

void FakeWorkers::PutFact(const std::string& worker, const v1::WorkerFact& fact) {
  storage::MutexLock lock(mutex_);
  facts_[worker].push_back(fact);
}

grpc::Status FakeWorkers::ListWorkerFacts(grpc::ServerContext* /*context*/,
                                          const v1::ListWorkerFactsRequest* request,
                                          v1::ListWorkerFactsResponse* response) {
  storage::MutexLock lock(mutex_);
  for (const auto& fact : facts_[request->parent()]) *response->add_facts() = fact;
  return grpc::Status::OK;
}

void FakeVacancies::Remove(const std::string& name) {
  storage::MutexLock lock(mutex_);
  vacancies_.erase(name);
}

void FakeVacancies::Put(const v1::Vacancy& vacancy) {
  storage::MutexLock lock(mutex_);
  vacancies_[vacancy.name()] = vacancy;
}

grpc::Status FakeVacancies::GetVacancy(grpc::ServerContext* /*context*/,
                                       const v1::GetVacancyRequest* request,
                                       v1::Vacancy* response) {
  storage::MutexLock lock(mutex_);
  const auto it = vacancies_.find(request->name());
  if (it == vacancies_.end()) {
    return runtime::ToGrpc(runtime::NotFound("vacancy", request->name()));
  }
  *response = it->second;
  return grpc::Status::OK;
}

void FakeVacancies::Put(const v1::Employer& employer) {
  storage::MutexLock lock(mutex_);
  employers_[employer.name()] = employer;
}

void FakeVacancies::BeforeNextEmployer(std::function<void()> act) {
  storage::MutexLock lock(mutex_);
  before_employer_ = std::move(act);
}

grpc::Status FakeVacancies::GetEmployer(grpc::ServerContext* /*context*/,
                                        const v1::GetEmployerRequest* request,
                                        v1::Employer* response) {
  std::function<void()> act;
  {
    storage::MutexLock lock(mutex_);
    act.swap(before_employer_);
  }
  if (act) act();
  storage::MutexLock lock(mutex_);
  *response = employers_[request->name()];
  response->set_name(request->name());
  return grpc::Status::OK;
}

void HookedStore::BeforeNextGet(storage::Table table, std::function<void()> act) {
  storage::MutexLock lock(mutex_);
  table_ = table;
  act_ = std::move(act);
}

absl::StatusOr<std::optional<storage::Record>> HookedStore::Get(storage::Table table,
                                                                absl::string_view key) const {
  std::function<void()> act;
  {
    storage::MutexLock lock(mutex_);
    if (table == table_) act.swap(act_);
  }
  if (act) act();
  return PassingStore::Get(table, key);
}

PlacementFixture::PlacementFixture() {
  role_.AddPrincipal(kBureau, "county-bureau", "520281");
  role_.AddPrincipal(kOtherBureau, "county-bureau", "520204");
  role_.AddPrincipal(kCity, "city-bureau", "5202");
  role_.AddPrincipal(kOffice, "office", "offices/zhongshan");
  role_.AddPrincipal(kOtherOffice, "office", "offices/dongguan");
  role_.AddPrincipal(kOrganizerUser, "organizer", "organizers/labour");
  role_.AddPrincipal(kOtherOrganizerUser, "organizer", "organizers/broker");
  role_.AddPrincipal(kAdmin, "administrator", "");
  role_.AddPrincipal(kMonitorUser, "monitor", "5202");
  for (int i = 1; i <= 9; ++i) workers_.Put(MakeWorker(absl::StrCat("workers/w", i)));
  vacancies_.Put(MakeVacancy(kVacancy, 1));
  for (const char* name : {kVacancy2, kVacancy3, kVacancy4}) vacancies_.Put(MakeVacancy(name, 3));
  auto owned = runtime::OwnedStore::Open(role_.environment(), "placement");
  EXPECT_THAT(owned, IsOk());
  owned_ = *std::move(owned);
  auto hooked =
      std::make_unique<HookedStore>(std::shared_ptr<storage::Store>(std::move(owned_->store)));
  store_ = hooked.get();
  owned_->store = std::move(hooked);  // its hub stays with the one below
  service_ = std::make_unique<PlacementService>(role_.environment(), owned_.get());
  role_.Serve({service_.get(), &workers_, &vacancies_});
}

PlacementFixture::~PlacementFixture() {
  owned_->hub->Stop();
  role_.Shutdown();
  service_->Stop();
}

v1::Worker PlacementFixture::MakeWorker(const std::string& name) {
  v1::Worker worker;
  worker.set_name(name);
  worker.set_state(v1::Worker::ACTIVE);
  worker.set_division_code("520281101");
  *worker.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 3, 1));
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  return worker;
}

v1::Vacancy PlacementFixture::MakeVacancy(const std::string& name, int opening_count) {
  v1::Vacancy vacancy;
  vacancy.set_name(name);
  vacancy.set_state(v1::Vacancy::OPEN);
  vacancy.set_workplace_division_code("442000");
  vacancy.set_employer("employers/n-factory");
  vacancy.set_occupation_code("6-18-02-04");
  vacancy.set_opening_count(opening_count);
  *vacancy.mutable_expire_date() = runtime::ToDate(absl::CivilDay(2026, 12, 31));
  return vacancy;
}

v1::CreatePlacementRequest PlacementFixture::Proposal(const std::string& worker,
                                                      const std::string& vacancy) {
  v1::CreatePlacementRequest request;
  request.mutable_placement()->set_worker(worker);
  request.mutable_placement()->set_vacancy(vacancy);
  request.mutable_placement()->set_decided_by("officer 7");
  request.mutable_placement()->set_channel(v1::CHANNEL_COOPERATION_STATION);
  return request;
}

absl::StatusOr<v1::Placement> PlacementFixture::Propose(const std::string& worker,
                                                        const std::string& vacancy) {
  return Call(kBureau, &Stub::CreatePlacement, Proposal(worker, vacancy));
}

absl::StatusOr<v1::Placement> PlacementFixture::Accept(const std::string& name) {
  v1::AcceptPlacementRequest request;
  request.set_name(name);
  return Call(kBureau, &Stub::AcceptPlacement, request);
}

absl::StatusOr<v1::Placement> PlacementFixture::Decline(const std::string& name,
                                                        const std::string& by) {
  v1::DeclinePlacementRequest request;
  request.set_name(name);
  request.set_decline_reason(v1::DECLINE_REASON_PAY);
  return Call(by, &Stub::DeclinePlacement, request);
}

absl::StatusOr<v1::Placement> PlacementFixture::End(const std::string& name,
                                                    const std::string& by) {
  v1::EndPlacementRequest request;
  request.set_name(name);
  return Call(by, &Stub::EndPlacement, request);
}

absl::StatusOr<v1::Placement> PlacementFixture::Get(const std::string& name,
                                                    const std::string& by) {
  v1::GetPlacementRequest request;
  request.set_name(name);
  return Call(by, &Stub::GetPlacement, request);
}

v1::Placement PlacementFixture::Accepted(const std::string& worker, const std::string& vacancy,
                                         int days_ago) {
  PassDays(-days_ago);
  const absl::Cleanup back = [&] { PassDays(days_ago); };
  const auto proposed = Propose(worker, vacancy);
  EXPECT_THAT(proposed, IsOk());
  if (!proposed.ok()) return {};
  const auto accepted = Accept(proposed->name());
  EXPECT_THAT(accepted, IsOk());
  return accepted.ok() ? *accepted : v1::Placement();
}

v1::Outcome PlacementFixture::MakeOutcome(v1::Outcome::Type type, absl::CivilDay day) {
  v1::Outcome outcome;
  outcome.set_type(type);
  outcome.set_worker(kWorker);
  *outcome.mutable_effective_date() = runtime::ToDate(day);
  if (type == v1::Outcome::ARRIVED || type == v1::Outcome::OPENING_BALANCE ||
      type == v1::Outcome::LOCAL_JOB_STARTED) {
    outcome.set_workplace_division_code("442000");
  }
  return outcome;
}

absl::StatusOr<v1::Outcome> PlacementFixture::Record(const v1::Outcome& outcome,
                                                     const std::string& by) {
  v1::RecordOutcomeRequest request;
  *request.mutable_outcome() = outcome;
  return Call(by, &Stub::RecordOutcome, request);
}

void PlacementFixture::PutRecorded(const std::string& name, const v1::Outcome& outcome) {
  v1::Outcome recorded = Normalised(outcome, Today());
  recorded.set_worker_division_code("520281101");
  internal::v1::Provenance provenance;
  *provenance.mutable_create_time() = runtime::ToTimestamp(role_.now());
  storage::Batch batch;
  PlanOutcome(name, recorded, provenance, batch);
  EXPECT_THAT(owned_->store->Commit(batch, absl::InfiniteFuture()), IsOk());
}

absl::StatusOr<v1::Outcome> PlacementFixture::Void(const v1::Outcome& outcome) {
  v1::Outcome voided;
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_worker(outcome.worker());
  voided.set_voids(outcome.name());
  return Record(voided);
}

absl::StatusOr<v1::Outcome> PlacementFixture::Confirm(const std::string& placement,
                                                      absl::CivilDay day, const std::string& by) {
  v1::ConfirmArrivalRequest request;
  request.set_name(placement);
  *request.mutable_arrive_date() = runtime::ToDate(day);
  request.set_wage_cny_per_month(6000);
  request.set_reference("list 12");
  return Call(by, &Stub::ConfirmArrival, request);
}

absl::StatusOr<v1::Outcome> PlacementFixture::Attest(const std::string& by,
                                                     const std::string& outcome,
                                                     v1::Attestation::Kind kind,
                                                     const std::string& reference) {
  v1::AttestOutcomeRequest request;
  request.set_name(outcome);
  request.mutable_attestation()->set_kind(kind);
  request.mutable_attestation()->set_reference(reference);
  return Call(by, &Stub::AttestOutcome, request);
}

absl::StatusOr<v1::Organizer> PlacementFixture::CreateOrganizer(const std::string& id,
                                                                v1::Organizer::Kind kind) {
  v1::CreateOrganizerRequest request;
  request.set_organizer_id(id);
  auto& organizer = *request.mutable_organizer();
  organizer.set_display_name("盘州劳务公司");
  organizer.set_kind(kind);
  organizer.set_division_code("520281");
  auto& licence = *organizer.add_licences();
  licence.set_number("L-1");
  *licence.mutable_start_date() = runtime::ToDate(absl::CivilDay(2025, 1, 1));
  return Call(kCity, &Stub::CreateOrganizer, request);
}

v1::WorkerState PlacementFixture::StateOf(const std::string& worker) {
  const auto work = LoadOpenWork(*owned_->store, worker);
  EXPECT_THAT(work, IsOk());
  return work.ok() ? work->state_now() : v1::WorkerState();
}

int PlacementFixture::TakenCount(const std::string& vacancy) {
  const auto fill = LoadFill(*owned_->store, vacancy);
  EXPECT_THAT(fill, IsOk());
  return fill.ok() && fill->has_value() ? (*fill)->stored.fill().taken_count() : 0;
}

int PlacementFixture::AuditCount() {
  const auto records = owned_->store->Scan(storage::Table::kAudit, {}, 1000);
  EXPECT_THAT(records, IsOk());
  return records.ok() ? static_cast<int>(records->size()) : -1;
}

}  // namespace laowu::placement
