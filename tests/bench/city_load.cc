#include "tests/bench/city_load.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "intake/file/table_reader.h"
#include "intake/generate/generate.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/data_folder.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/keys.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"
#include "tests/bench/city_process.h"

namespace laowu::bench {
namespace {

constexpr std::uint64_t kSeed = 20260701;

// Gathers rows of a generated file to messages and sends each through a method of the intake role.
template <typename Request, typename Response>
class RawSender {
 public:
  using Stub = v1::IntakeService::Stub;
  using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

  RawSender(const Process& process, Method method, Request start)
      : stub_(ChannelTo(process)), method_(method), request_(std::move(start)) {}

  // A WriteBytes of intake/generate/generate.h.
  absl::Status Write(absl::string_view bytes) {
    LAOWU_RETURN_IF_ERROR(reader_.Append(bytes));
    return TakeRows();
  }
  absl::Status Finish() {
    LAOWU_RETURN_IF_ERROR(reader_.Finish());
    LAOWU_RETURN_IF_ERROR(TakeRows());
    return Send();
  }
  void Print(absl::string_view what) const {
    const double seconds = absl::ToDoubleSeconds(absl::Now() - begun_);
    std::printf("%-10s", std::string(what).c_str());
    std::int64_t row_count = 0;
    for (const auto& [result, count] : by_result_) {
      std::printf(" %s %lld", result.c_str(), static_cast<long long>(count));
      row_count += count;
    }
    std::printf(", %.0f s, %.0f rows/s\n", seconds, static_cast<double>(row_count) / seconds);
    std::fflush(stdout);
  }

 private:
  absl::Status TakeRows() {
    intake::TableRow row;
    while (reader_.Next(row)) {
      LAOWU_RETURN_IF_ERROR(row.status);
      if (request_.headers_size() == 0) {
        for (const auto& cell : row.cells) request_.add_headers(cell);
        continue;
      }
      auto* raw = request_.add_rows();
      for (auto& cell : row.cells) raw->add_cells(std::move(cell));
      if (request_.rows_size() == runtime::limits::kImportRows) LAOWU_RETURN_IF_ERROR(Send());
    }
    return absl::OkStatus();
  }
  absl::Status Send() {
    if (request_.rows_size() == 0) return absl::OkStatus();
    grpc::ClientContext context;
    Response response;
    LAOWU_RETURN_IF_ERROR(runtime::FromGrpc((stub_.*method_)(&context, request_, &response)));
    for (const auto& result : response.results()) {
      ++by_result_[v1::ImportResult::Result_Name(result.result())];
    }
    request_.clear_rows();
    return absl::OkStatus();
  }

  Stub stub_;
  const Method method_;
  Request request_;
  intake::TableReader reader_;
  std::map<std::string, std::int64_t> by_result_;
  const absl::Time begun_ = absl::Now();
};

absl::Status CreateOffice(const Process& process) {
  v1::CreateOfficeRequest request;
  request.set_office_id("zhongshan");
  request.mutable_office()->set_display_name("中山市劳务协作站");
  request.mutable_office()->set_division_code("442000");
  grpc::ClientContext context;
  v1::Office office;
  v1::VacancyService::Stub stub(ChannelTo(process));
  return runtime::FromGrpc(stub.CreateOffice(&context, request, &office));
}

absl::Status LoadWorkers(const std::string& data, std::int64_t count) {
  LAOWU_ASSIGN_OR_RETURN(
      const auto process,
      StartProcess(data, {"vacancy", "worker", "placement", "intake"}, ClockFrom(kFirstDay)));
  v1::SubmitRawWorkersRequest start;
  *start.mutable_as_of_date() = runtime::ToDate(kFirstDay);
  RawSender<v1::SubmitRawWorkersRequest, v1::SubmitRawWorkersResponse> sender(
      *process, &v1::IntakeService::Stub::SubmitRawWorkers, start);
  intake::GenerateOptions options;
  options.count = count;
  options.seed = kSeed;
  options.as_of = kFirstDay;
  LAOWU_RETURN_IF_ERROR(intake::GenerateWorkers(
      options, [&](absl::string_view bytes) { return sender.Write(bytes); }));
  LAOWU_RETURN_IF_ERROR(sender.Finish());
  sender.Print("workers");
  return absl::OkStatus();
}

absl::Status LoadVacancies(const std::string& data, std::int64_t count) {
  LAOWU_ASSIGN_OR_RETURN(
      const auto process,
      StartProcess(data, {"vacancy", "worker", "placement", "intake"}, ClockFrom(kToday - 1)));
  LAOWU_RETURN_IF_ERROR(CreateOffice(*process));
  v1::SubmitRawVacanciesRequest start;
  start.set_parent(kOffice);
  RawSender<v1::SubmitRawVacanciesRequest, v1::SubmitRawVacanciesResponse> sender(
      *process, &v1::IntakeService::Stub::SubmitRawVacancies, start);
  intake::GenerateOptions options;
  options.count = count;
  options.seed = kSeed;
  options.as_of = kToday - 1;
  LAOWU_RETURN_IF_ERROR(intake::GenerateVacancies(
      options, [&](absl::string_view bytes) { return sender.Write(bytes); }));
  LAOWU_RETURN_IF_ERROR(sender.Finish());
  sender.Print("vacancies");
  return absl::OkStatus();
}

}  // namespace

absl::Status LoadCity(const std::string& data, const CitySize& size) {
  if (std::filesystem::exists(data)) {
    return absl::FailedPreconditionError(absl::StrCat(data, " exists already: measure it"));
  }
  runtime::ServeConfig config;
  config.data = data;
  const std::string keys_folder = runtime::KeysFolder(config);
  LAOWU_RETURN_IF_ERROR(runtime::CreateKeys(keys_folder, absl::Now()));
  LAOWU_ASSIGN_OR_RETURN(const runtime::Keys keys, runtime::Keys::Load(keys_folder));
  LAOWU_RETURN_IF_ERROR(runtime::PrepareData(keys, data));
  // Each part's clock is later than the one before.
  LAOWU_RETURN_IF_ERROR(LoadWorkers(data, size.worker_count));
  LAOWU_RETURN_IF_ERROR(LoadOutcomes(data, {size.confirm_days}));
  LAOWU_RETURN_IF_ERROR(LoadVacancies(data, size.vacancy_count));
  // A role whose store is missing among others does not start: this one is to begin empty.
  std::error_code error;
  std::filesystem::create_directory(data + "/monitoring", error);
  if (error) return absl::InternalError(error.message());
  return absl::OkStatus();
}

}  // namespace laowu::bench
