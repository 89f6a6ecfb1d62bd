// Who did what with whose data, and what for: what the audit of a server tells, of several
// processes of a split system, or of the stores that a server left behind.

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/paging.h"
#include "services/cli/report_sheets.h"
#include "services/cli/table_print.h"
#include "services/runtime/audit_list.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/time_text.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct Options {
  std::string resource, principal, action, from, to, data, out;
  std::vector<std::string> also;
  Paging paging;
};

int FailInOptionWords(const absl::Status& status) {
  return Fail(InOptionWords(status, {{"resource", "--resource"},
                                     {"principal", "--principal"},
                                     {"method", "--action"},
                                     {"called_since_time", "--from"},
                                     {"called_before_time", "--to"}}));
}

// Of a day its beginning in China, or, where it is the last one meant, its end; or the moment that
// the text is. False after an error was printed.
bool ReadMoment(const std::string& text, const char* flag, bool is_last,
                google::protobuf::Timestamp* moment) {
  absl::Time time;
  if (const auto day = runtime::ParseDate(text); day.has_value()) {
    time = runtime::StartOfDay(is_last ? *day + 1 : *day);
  } else if (!absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
    std::fprintf(stderr,
                 "error 错误: %s \"%s\" is neither a day such as 2026-06-30 nor a moment such as "
                 "2026-06-30T23:59:59+08:00 须为日期，或含时区的时刻\n",
                 flag, text.c_str());
    return false;
  }
  *moment = runtime::ToTimestamp(time);
  return true;
}

bool ReadRequest(const Options& options, v1::ListAuditRecordsRequest* request) {
  request->set_resource(options.resource);
  request->set_principal(options.principal);
  request->set_method(options.action);
  return (options.from.empty() ||
          ReadMoment(options.from, "--from", false, request->mutable_called_since_time())) &&
         (options.to.empty() ||
          ReadMoment(options.to, "--to", true, request->mutable_called_before_time()));
}

// "DeleteWorker"; what a role does by itself is whole.
std::string ActionText(const v1::AuditRecord& record) {
  const std::string& method = record.method();
  return absl::StartsWith(method, "laowu.") ? method.substr(method.rfind('/') + 1) : method;
}

// On a screen the first few, and how many there are.
std::string ResourcesText(const v1::AuditRecord& record) {
  constexpr int kShownMost = 3;
  const int shown_count = std::min(kShownMost, record.resources_size());
  std::string text =
      absl::StrJoin(record.resources().begin(), record.resources().begin() + shown_count, " ");
  if (shown_count < record.resource_count()) {
    absl::StrAppend(&text, text.empty() ? "" : " ", "… (", record.resource_count(), ")");
  }
  return text;
}

int PrintTable(const v1::ListAuditRecordsResponse& list) {
  if (list.audit_records().empty()) {
    std::fputs("没有这样的记录 no such record\n", stderr);
    return kOk;
  }
  std::vector<std::vector<std::string>> rows;
  for (const v1::AuditRecord& record : list.audit_records()) {
    rows.push_back({absl::FormatTime("%Y-%m-%d %H:%M:%S", runtime::ToTime(record.call_time()),
                                     runtime::Shanghai()),
                    record.principal(), ActionText(record), ResourcesText(record),
                    absl::StrJoin(record.fields(), ", "), record.purpose()});
  }
  std::fputs(Table({"时间 time", "账号 principal", "操作 action", "对象 resources", "内容 fields",
                    "用途 purpose"},
                   rows)
                 .c_str(),
             stdout);
  return kOk;
}

int WriteFile(const v1::ListAuditRecordsResponse& list, const std::string& path) {
  ReportSheet sheet;
  sheet.table.name = "审计记录";
  sheet.table.columns = {
      TextColumn("时间", 32), TextColumn("账号", 20),    TextColumn("经内部调用"),
      TextColumn("操作", 44), TextColumn("对象", 46),    CountColumn("对象数"),
      TextColumn("内容", 24), TextColumn("用途", 24),    TextColumn("数据库", 12),
      TextColumn("序号", 12), TextColumn("请求编号", 38)};
  for (const v1::AuditRecord& record : list.audit_records()) {
    sheet.table.rows.push_back(
        {runtime::TimeText(record.call_time()), record.principal(),
         record.via_service() ? "是" : "", record.method(), absl::StrJoin(record.resources(), " "),
         absl::StrCat(record.resource_count()), absl::StrJoin(record.fields(), " "),
         record.purpose(), record.role(), absl::StrCat(record.sequence()), record.request_id()});
  }
  const absl::Status written = WriteReport(path, {sheet}, {});
  if (!written.ok()) return Fail(written);
  std::printf("%s  %d 条 records\n", path.c_str(), list.audit_records_size());
  return kOk;
}

int Show(const Client& client, const Options& options, const v1::ListAuditRecordsResponse& list) {
  if (!options.out.empty()) return WriteFile(list, options.out);
  if (PrintedAsJson(client, list)) return kOk;
  return PrintTable(list);
}

// What all the processes tell, as one list.
absl::StatusOr<v1::ListAuditRecordsResponse> Ask(const Client& client, const Options& options,
                                                 const v1::ListAuditRecordsRequest& request) {
  std::vector<std::string> servers = {client.server};
  servers.insert(servers.end(), options.also.begin(), options.also.end());
  v1::ListAuditRecordsResponse all;
  for (const std::string& server : servers) {
    Client one = client;  // with a channel of its own
    one.server = server;
    const auto list =
        CallPages(one, &v1::AdminService::Stub::ListAuditRecords, request, options.paging);
    if (!list.ok() && servers.size() > 1) std::fprintf(stderr, "%s:\n", server.c_str());
    LAOWU_RETURN_IF_ERROR(list.status());
    all.MergeFrom(*list);
  }
  std::stable_sort(all.mutable_audit_records()->begin(), all.mutable_audit_records()->end(),
                   [](const v1::AuditRecord& a, const v1::AuditRecord& b) {
                     return runtime::ToTime(a.call_time()) < runtime::ToTime(b.call_time());
                   });
  return all;
}

// What lies in a folder: all that can be read of it, also where something is damaged.
int ListOfFolder(const Client& client, const Options& options,
                 const v1::ListAuditRecordsRequest& request) {
  const auto filter = runtime::AuditFilterOf(request);
  if (!filter.ok()) return FailInOptionWords(filter.status());
  v1::ListAuditRecordsResponse list;
  const absl::Status read = runtime::ReadAuditOf(options.data, *filter, &list);
  if (!read.ok() && list.audit_records().empty()) return Fail(read);
  const int shown = Show(client, options, list);
  return read.ok() ? shown : Fail(read);
}

int List(const Client& client, const Options& options) {
  v1::ListAuditRecordsRequest request;
  if (!ReadRequest(options, &request)) return kUsage;
  if (!options.data.empty()) return ListOfFolder(client, options, request);
  const auto list = Ask(client, options, request);
  if (!list.ok()) return FailInOptionWords(list.status());
  const int shown = Show(client, options, *list);
  TellOfMore(options.paging, list->audit_records_size(), list->next_page_token());
  return shown;
}

}  // namespace

void AddAuditListCommand(const Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const group =
      program.app->add_subcommand("audit", "Who did what with whose data 审计记录");
  group->require_subcommand(1);
  CLI::App* const list = group->add_subcommand(
      "list",
      "What the audit tells, the oldest first; asking is audited too 列出审计记录，查阅也会留记录");
  list->add_option("resource,--resource", options->resource,
                   "Only what was done with it or with what is below it: workers/… 只看这一对象");
  list->add_option("--principal", options->principal,
                   "Only what was done on this account 只看这一账号");
  list->add_option("--action", options->action,
                   "Only calls of this method: DeleteWorker 只看这一操作");
  list->add_option("--from", options->from,
                   "First day, or a moment 2026-06-30T23:59:59+08:00 首日或时刻");
  list->add_option("--to", options->to, "Last day, or the moment before which 末日或截止时刻");
  list->add_option("--out", options->out, "All of it as FILE.csv or FILE.xlsx 写入文件");
  CLI::Option* const also =
      list->add_option("--also", options->also,
                       "Address of a further process with stores, in a split system; may stand "
                       "several times 拆分部署的其他进程地址，可多次")
          ->allow_extra_args(false);
  CLI::Option* const data = list->add_option(
      "--data", options->data,
      "Of the stores of a stopped server, instead of asking one 已停服务的数据目录");
  AddPaging(list, &options->paging);
  data->excludes(also);
  for (const char* const paging : {"--page-size", "--page-token"}) {
    list->get_option(paging)->excludes(also)->excludes(data);
  }
  list->callback([=] { *program.exit_code = List(*program.client, *options); });
}

}  // namespace laowu::cli
