#include "services/intake/intake_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/rpc/error_details.pb.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/intake/ditto_rows.h"
#include "services/intake/import_rules.h"
#include "services/intake/raw_rows.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

namespace limits = runtime::limits;

constexpr int kHeadersMost = 100;

// Shape of a raw request; what the rows say is for the readers.
template <typename Request>
void CheckRaw(const Request& request, const Texts& headers, runtime::FieldChecks& checks) {
  if (headers.empty()) checks.Violate("headers", "请填写 / is required");
  checks.CountMost("headers", headers.size(), kHeadersMost);
  checks.RequiredCount("rows", request.rows_size(), limits::kImportRows);
  if (request.has_as_of_date()) checks.Date("as_of_date", request.as_of_date());
}

// The day that the rows speak of.
template <typename Request>
absl::CivilDay AsOf(const runtime::CallContext& call, const Request& request) {
  return runtime::ToCivilDay(request.as_of_date()).value_or(runtime::DayOf(call.now));
}

absl::StatusOr<intake::ColumnMap> MapOf(intake::TableKind kind, const Texts& headers) {
  auto map = intake::ColumnMap::Make(kind, Strings(headers));
  if (map.ok()) return map;
  runtime::FieldChecks checks;
  checks.Violate("headers", map.status().message());
  return checks.status();
}

void Reject(int index, const runtime::FieldChecks& checks,
            const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
            v1::ImportResult& result) {
  result.set_index(index);
  result.set_result(v1::ImportResult::REJECTED);
  *result.mutable_status() = runtime::ToRpcStatus(checks.status());
  *result.mutable_warnings() = warnings;
}

// The row with what 同上 stands for.
v1::RawRow Filled(v1::RawRow row, DittoRows& ditto) {
  std::vector<std::string> cells = Strings(row.cells());
  if (ditto.Fill(0, cells)) row.mutable_cells()->Assign(cells.begin(), cells.end());
  return row;
}

// Reads every row; the readable ones go into `import` (an Import…Request), the others become
// rejected results. `positions[i]` is where row i of the import stood in the request. `ditto`: of
// the request's columns, before its first row. `skip_row()`: of a row that is no row of the table.
template <typename Request, typename Import, typename Response, typename ReadRow, typename SkipRow>
std::vector<int> ReadRows(const Request& request, int header_count, DittoRows ditto,
                          ReadRow read_row, SkipRow skip_row, Import& import, Response& response) {
  std::vector<int> positions;
  for (int i = 0; i < request.rows_size(); ++i) {
    auto* result = response.add_results();
    runtime::FieldChecks checks;
    typename Import::Row row;
    if (RawCellsFit(request.rows(i).cells(), header_count, checks)) {
      read_row(Filled(request.rows(i), ditto), checks, row);
      ditto.Tell(checks, row.mutable_inferred_fields());
    } else {
      ditto.Break();
      skip_row();
    }
    if (!checks.ok()) {
      Reject(i, checks, row.warnings(), *result);
      continue;
    }
    positions.push_back(i);
    *import.add_rows() = std::move(row);
  }
  return positions;
}

// The owner's results, put where their rows stood. `record`: "vacancy" or "worker".
template <typename OwnerResponse, typename Response>
void PutResults(const OwnerResponse& owner, const std::vector<int>& positions,
                absl::string_view record, Response& response) {
  response.set_committed_sequence(owner.committed_sequence());
  const RowWords words = [&](int index) -> std::string {
    const auto at = static_cast<size_t>(index);
    return at < positions.size() ? absl::StrCat("rows[", positions[at], "]") : "";
  };
  for (const auto& result : owner.results()) {
    const int position = positions[static_cast<size_t>(result.index())];
    auto& to = *response.mutable_results(position);
    to = result;
    to.set_index(position);
    if (!to.has_status()) continue;
    NameFieldsAsInRow(result.index(), words, record, *to.mutable_status());
  }
}

// What no column speaks of stays as it is stored.
template <typename Request>
void SetMask(v1::Import::Kind kind, const intake::ColumnMap& map, Request& request) {
  for (const std::string& path : MaskOf(kind, map.fields())) {
    request.mutable_update_mask()->add_paths(path);
  }
}

template <typename Row>
void CopyRead(const Row& row, const runtime::FieldChecks& checks, v1::ReadRawResponse::Row* out) {
  *out->mutable_inferred_fields() = row.inferred_fields();
  *out->mutable_warnings() = row.warnings();
  for (const auto& violation : checks.violations()) {
    out->add_rejections(absl::StrCat(violation.field(), ": ", violation.description()));
  }
}

class IntakeRole final : public runtime::Role {
 public:
  IntakeRole(const runtime::Environment& environment, std::unique_ptr<runtime::OwnedStore> owned)
      : owned_(std::move(owned)), service_(environment, owned_.get()) {}
  absl::string_view name() const override { return "intake"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  absl::Status Start() override { return service_.Start(); }
  void StopCalling() override { service_.StopCalling(); }
  void EndStreams() override {
    owned_->hub->Stop();
    service_.EndStreams();
  }
  void Stop() override { service_.Stop(); }

 private:
  const std::unique_ptr<runtime::OwnedStore> owned_;
  IntakeService service_;
};

}  // namespace

IntakeService::IntakeService(const runtime::Environment& environment, runtime::OwnedStore* owned)
    : channels_(*environment.channels),
      keys_(*environment.keys),
      principals_(*environment.principals),
      store_(*owned->store),
      jobs_(environment, store_, vacancy_readers_, worker_readers_),
      threads_(environment, "intake", owned->store.get()) {}

absl::StatusOr<std::string> IntakeService::OfficeDivision(const Call& call,
                                                          const std::string& office) const {
  grpc::ClientContext context;
  channels_.AsService(&context, call.deadline);
  v1::GetOfficeRequest get;
  get.set_name(office);
  v1::Office answer;
  const auto stub = v1::VacancyService::NewStub(channels_.To("vacancy"));
  LAOWU_RETURN_IF_ERROR(
      runtime::PeerStatus("vacancy", runtime::FromGrpc(stub->GetOffice(&context, get, &answer))));
  return answer.division_code();
}

absl::StatusOr<v1::SubmitRawVacanciesResponse> IntakeService::SubmitVacancies(
    const Call& call, const v1::SubmitRawVacanciesRequest& request, const Headers& headers) {
  runtime::FieldChecks checks;
  runtime::RequireName("offices/*", "parent", request.parent(), checks);
  CheckRaw(request, headers, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(call.principal, request.parent()));
  LAOWU_ASSIGN_OR_RETURN(const auto map, MapOf(intake::TableKind::kVacancies, headers));
  LAOWU_ASSIGN_OR_RETURN(const std::string home, OfficeDivision(call, request.parent()));
  const auto reader = vacancy_readers_.Get(AsOf(call, request), home);

  v1::ImportVacanciesRequest import;
  import.set_parent(request.parent());
  import.set_batch_number(request.batch_number());
  import.set_validate_only(request.validate_only());
  SetMask(v1::Import::VACANCY, map, import);
  v1::SubmitRawVacanciesResponse response;
  response.set_batch_number(request.batch_number());
  for (const auto& header : map.unknown_headers()) response.add_unknown_headers(header);
  const auto positions = ReadRows(
      request, headers.size(), DittoRows(v1::Import::VACANCY, map),
      [&](const v1::RawRow& raw, runtime::FieldChecks& row_checks, auto& row) {
        ReadVacancyRow(map, *reader, raw.cells(), row_checks, row);
      },
      [] {}, import, response);
  if (positions.empty()) return response;

  grpc::ClientContext context;
  channels_.OnBehalfOf(call, &context);
  v1::ImportVacanciesResponse owner;
  const auto stub = v1::VacancyService::NewStub(channels_.To("vacancy"));
  LAOWU_RETURN_IF_ERROR(runtime::PeerStatus(
      "vacancy", runtime::FromGrpc(stub->ImportVacancies(&context, import, &owner))));
  PutResults(owner, positions, "vacancy", response);
  return response;
}

absl::StatusOr<v1::SubmitRawWorkersResponse> IntakeService::SubmitWorkers(
    const Call& call, const v1::SubmitRawWorkersRequest& request, const Headers& headers) {
  runtime::FieldChecks checks;
  CheckRaw(request, headers, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto map, MapOf(intake::TableKind::kWorkers, headers));
  const auto reader = worker_readers_.Get(AsOf(call, request), call.principal.division_prefix);

  v1::ImportWorkersRequest import;
  import.set_batch_number(request.batch_number());
  import.set_validate_only(request.validate_only());
  SetMask(v1::Import::WORKER, map, import);
  if (request.has_as_of_date()) *import.mutable_as_of_date() = request.as_of_date();
  v1::SubmitRawWorkersResponse response;
  response.set_batch_number(request.batch_number());
  for (const auto& header : map.unknown_headers()) response.add_unknown_headers(header);
  intake::HouseholdsOfSheet households;  // of this request: the next may begin amid one
  const auto positions = ReadRows(
      request, headers.size(), DittoRows(v1::Import::WORKER, map),
      [&](const v1::RawRow& raw, runtime::FieldChecks& row_checks, auto& row) {
        ReadWorkerRow(map, *reader, raw.cells(), row_checks, row);
        JoinHousehold(map, raw.cells(), /*sheet=*/0, keys_, households, *row.mutable_worker());
        if (request.has_legal_basis()) {
          AddBasisOfFile(request.legal_basis(), row.warnings(), *row.mutable_worker());
        }
      },
      [&] { households.Break(); }, import, response);
  if (positions.empty()) return response;

  grpc::ClientContext context;
  channels_.OnBehalfOf(call, &context);
  v1::ImportWorkersResponse owner;
  const auto stub = v1::WorkerService::NewStub(channels_.To("worker"));
  LAOWU_RETURN_IF_ERROR(runtime::PeerStatus(
      "worker", runtime::FromGrpc(stub->ImportWorkers(&context, import, &owner))));
  PutResults(owner, positions, "worker", response);
  return response;
}

absl::StatusOr<v1::ReadRawResponse> IntakeService::ReadRaw(const Call& call,
                                                           const v1::ReadRawRequest& request) {
  runtime::FieldChecks checks;
  CheckRaw(request, request.headers(), checks);
  if (request.kind() != v1::ReadRawRequest::VACANCY &&
      request.kind() != v1::ReadRawRequest::WORKER) {
    checks.Violate("kind", "应为 VACANCY 或 WORKER / must be VACANCY or WORKER");
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  const bool vacancies = request.kind() == v1::ReadRawRequest::VACANCY;
  LAOWU_ASSIGN_OR_RETURN(
      const auto map, MapOf(vacancies ? intake::TableKind::kVacancies : intake::TableKind::kWorkers,
                            request.headers()));
  const std::string& home = call.principal.division_prefix;
  const auto vacancy_reader = vacancies ? vacancy_readers_.Get(AsOf(call, request), home) : nullptr;
  const auto worker_reader = vacancies ? nullptr : worker_readers_.Get(AsOf(call, request), home);
  v1::ReadRawResponse response;
  for (const auto& header : map.unknown_headers()) response.add_unknown_headers(header);
  DittoRows ditto(vacancies ? v1::Import::VACANCY : v1::Import::WORKER, map);
  intake::HouseholdsOfSheet households;
  for (const auto& sent : request.rows()) {
    auto* out = response.add_rows();
    runtime::FieldChecks row_checks;
    const bool fit = RawCellsFit(sent.cells(), request.headers_size(), row_checks);
    if (!fit) ditto.Break();
    const v1::RawRow raw = fit ? Filled(sent, ditto) : v1::RawRow();
    if (vacancies) {
      v1::ImportVacanciesRequest::Row row;
      if (fit) {
        ReadVacancyRow(map, *vacancy_reader, raw.cells(), row_checks, row);
        ditto.Tell(row_checks, row.mutable_inferred_fields());
      }
      CopyRead(row, row_checks, out);
      *out->mutable_vacancy() = std::move(*row.mutable_vacancy());
    } else {
      v1::ImportWorkersRequest::Row row;
      if (fit) {
        ReadWorkerRow(map, *worker_reader, raw.cells(), row_checks, row);
        ditto.Tell(row_checks, row.mutable_inferred_fields());
        JoinHousehold(map, raw.cells(), /*sheet=*/0, keys_, households, *row.mutable_worker());
      } else {
        households.Break();
      }
      CopyRead(row, row_checks, out);
      *out->mutable_worker() = std::move(*row.mutable_worker());
    }
  }
  return response;
}

namespace {

// A stream of `submit` over requests of which only the first need have headers.
template <typename Request, typename Response, typename Submit>
auto* MakeStream(const runtime::Rpc* rpc, runtime::OpenStreams* streams,
                 grpc::CallbackServerContext* context, absl::string_view method, Submit submit) {
  return new runtime::IngestStream<Request, Response>(
      rpc, streams, context, method,
      [submit, headers = Texts()](const runtime::CallContext& call,
                                  const Request& request) mutable -> absl::StatusOr<Response> {
        if (request.headers_size() > 0) headers = request.headers();
        return submit(call, request, headers);
      });
}

}  // namespace

grpc::ServerBidiReactor<v1::SubmitRawVacanciesRequest, v1::SubmitRawVacanciesResponse>*
IntakeService::StreamSubmitRawVacancies(grpc::CallbackServerContext* context) {
  return MakeStream<v1::SubmitRawVacanciesRequest, v1::SubmitRawVacanciesResponse>(
      &rpc_, &streams_, context, "laowu.v1.IntakeService/StreamSubmitRawVacancies",
      [this](const Call& call, const auto& request, const Headers& headers) {
        return SubmitVacancies(call, request, headers);
      });
}

grpc::ServerBidiReactor<v1::SubmitRawWorkersRequest, v1::SubmitRawWorkersResponse>*
IntakeService::StreamSubmitRawWorkers(grpc::CallbackServerContext* context) {
  return MakeStream<v1::SubmitRawWorkersRequest, v1::SubmitRawWorkersResponse>(
      &rpc_, &streams_, context, "laowu.v1.IntakeService/StreamSubmitRawWorkers",
      [this](const Call& call, const auto& request, const Headers& headers) {
        return SubmitWorkers(call, request, headers);
      });
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeIntakeRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "intake"));
  return std::make_unique<IntakeRole>(environment, std::move(owned));
}

}  // namespace laowu::intake_role
