#include "services/cli/worklist_file.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/words.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

std::string VillageOf(const v1::Worker& worker) {
  return worker.village_display_name().empty() ? worker.division_code()
                                               : worker.village_display_name();
}

// What the caller should know before calling, in one cell: an import passes over it.
std::string HintOf(const v1::WorklistRow& row) {
  std::string hint = WorklistKindWords(row.kind());
  const auto add = [&](const std::string& text) { absl::StrAppend(&hint, "；", text); };
  if (row.channel() != v1::CHANNEL_UNSPECIFIED) add(ChannelWords(row.channel()));
  if (!row.organizer().empty()) add(row.organizer());
  if (const auto day = runtime::ToCivilDay(row.start_date()); day.has_value()) {
    add(absl::StrCat("自 ", runtime::DateText(*day)));
  }
  if (const auto day = runtime::ToCivilDay(row.due_date()); day.has_value()) {
    add(absl::StrCat("期限 ", runtime::DateText(*day)));
  }
  add(row.next_step_text());
  return hint;
}

absl::Status AddWorkers(Client& client, const v1::BatchGetWorkersRequest& request,
                        std::map<std::string, v1::Worker>& workers) {
  LAOWU_ASSIGN_OR_RETURN(const auto answer,
                         client.Call(&v1::WorkerService::Stub::BatchGetWorkers, request));
  for (const v1::Worker& worker : answer.workers()) workers[worker.name()] = worker;
  return absl::OkStatus();
}

bool IsOfOne(const absl::Status& status) {
  return absl::IsNotFound(status) || absl::IsPermissionDenied(status);
}

}  // namespace

absl::StatusOr<std::map<std::string, v1::Worker>> FetchWorkers(Client& client,
                                                               const std::set<std::string>& names,
                                                               const std::string& purpose) {
  std::map<std::string, v1::Worker> workers;
  v1::BatchGetWorkersRequest request;
  request.set_view(purpose.empty() ? v1::WORKER_VIEW_BASIC : v1::WORKER_VIEW_FULL);
  request.set_purpose(purpose);
  for (auto name = names.begin(); name != names.end();) {
    request.clear_names();
    while (name != names.end() && request.names_size() < runtime::limits::kBatchGet) {
      request.add_names(*name++);
    }
    const absl::Status status = AddWorkers(client, request, workers);
    if (status.ok()) continue;
    if (!IsOfOne(status)) return status;
    // Somebody of them was erased, or is another county's by now: the others are to be called.
    const std::vector<std::string> all(request.names().begin(), request.names().end());
    for (const std::string& one : all) {
      request.clear_names();
      request.add_names(one);
      const absl::Status of_one = AddWorkers(client, request, workers);
      if (!of_one.ok() && !IsOfOne(of_one)) return of_one;
    }
  }
  return workers;
}

ReportSheet WorklistSheet(const std::vector<v1::WorklistRow>& rows,
                          const std::map<std::string, v1::Worker>& workers,
                          const WorklistFileOptions& options) {
  ReportSheet sheet;
  sheet.table.name = "工作清单";
  sheet.table.columns = {TextColumn("编号", 44),     TextColumn("姓名", 12),
                         TextColumn("手机号", 14),   TextColumn("村", 16),
                         TextColumn("说明", 60),     TextColumn("就业情况", 12),
                         TextColumn("发生日期", 12), TextColumn("务工地", 18),
                         TextColumn("务工渠道", 14), TextColumn("月工资", 10)};
  for (const v1::WorklistRow& row : rows) {
    const auto found = workers.find(row.worker());
    const v1::Worker worker = found == workers.end() ? v1::Worker() : found->second;
    if (!options.village.empty() && options.village != worker.division_code() &&
        options.village != worker.village_display_name()) {
      continue;
    }
    const std::string village = VillageOf(worker);
    sheet.table.rows.push_back({row.worker(), worker.personal_details().display_name(),
                                worker.personal_details().phone_number(),
                                village.empty() ? row.division_code() : village, HintOf(row), "",
                                "", "", "", ""});
  }
  std::stable_sort(sheet.table.rows.begin(), sheet.table.rows.end(),
                   [](const auto& a, const auto& b) { return a[3] < b[3]; });
  return sheet;
}

int WriteWorklistFile(Client& client, const v1::ListWorklistRequest& request,
                      const WorklistFileOptions& options) {
  const auto list = client.CallAllPages(&v1::MonitoringService::Stub::ListWorklist, request);
  if (!list.ok()) return Fail(list.status());
  const std::vector<v1::WorklistRow> rows(list->rows().begin(), list->rows().end());
  std::set<std::string> names;
  for (const v1::WorklistRow& row : rows) names.insert(row.worker());
  const auto workers = FetchWorkers(client, names, options.purpose);
  if (!workers.ok()) return Fail(workers.status());
  const ReportSheet sheet = WorklistSheet(rows, *workers, options);
  const absl::Status written = WriteReport(options.path, {sheet}, {});
  if (!written.ok()) return Fail(written);
  std::printf("%s  %zu 行 rows\n", options.path.c_str(), sheet.table.rows.size());
  if (options.purpose.empty()) {
    std::fprintf(stderr,
                 "没有姓名和电话；加 --purpose 用途 后填入，并留下记录 without names and phones; "
                 "--purpose fills them in, on record\n");
  }
  return kOk;
}

}  // namespace laowu::cli
