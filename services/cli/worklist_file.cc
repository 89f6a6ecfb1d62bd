#include "services/cli/worklist_file.h"

#include <algorithm>
#include <cstdio>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/names_cache.h"
#include "services/cli/ratio_options.h"
#include "services/cli/usage_errors.h"
#include "services/cli/words.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

constexpr std::size_t kTownshipDigits = 9;
constexpr std::size_t kPlacesTold = 20;
// An import passes over it (intake/table/header_table.cc).
constexpr char kKnownAtTitle[] = "清单截至";

// The list's own is the township, where the worker's is not told.
std::string TownshipOfRow(const v1::WorklistRow& row, const v1::Worker& worker) {
  return worker.division_code().empty() ? row.division_code().substr(0, kTownshipDigits)
                                        : TownshipOf(worker);
}

const v1::Worker& WorkerOf(const v1::WorklistRow& row,
                           const std::map<std::string, v1::Worker>& workers) {
  const auto found = workers.find(row.worker());
  return found == workers.end() ? v1::Worker::default_instance() : found->second;
}

std::string NameIn(const std::map<std::string, std::string>& names, const std::string& key) {
  const auto found = names.find(key);
  return found == names.end() ? key : found->second;
}

// Its last day; of those who were not heard of it lies behind.
std::string DueText(const v1::WorklistRow& row, bool english) {
  const auto day = runtime::ToCivilDay(row.due_date());
  if (!day.has_value()) return "";
  const bool heard_of = row.kind() == v1::WORKLIST_KIND_NOT_CONFIRMED;
  return absl::StrCat(InOneLanguage(heard_of ? "最近核实 last heard of" : "期限 due", english), " ",
                      runtime::DateText(*day));
}

// What the caller should know before calling, in one cell: an import passes over it.
std::string HintOf(const v1::WorklistRow& row, const WorklistNames& names, bool english) {
  std::string hint = InOneLanguage(WorklistKindWords(row.kind()), english);
  const auto add = [&](const std::string& text) {
    if (!text.empty()) absl::StrAppend(&hint, english ? "; " : "；", text);
  };
  if (row.channel() != v1::CHANNEL_UNSPECIFIED) {
    const bool unknown = row.channel() == v1::CHANNEL_UNKNOWN;
    // The list is named so already.
    if (!unknown || row.kind() != v1::WORKLIST_KIND_UNKNOWN_CHANNEL) {
      add(InOneLanguage(unknown ? "渠道不明 channel unknown" : ChannelWords(row.channel()),
                        english));
    }
  }
  if (!row.organizer().empty()) add(NameIn(names.organizers, row.organizer()));
  if (const auto day = runtime::ToCivilDay(row.start_date()); day.has_value()) {
    const bool dispatched = row.kind() == v1::WORKLIST_KIND_NOT_ARRIVED;
    add(absl::StrCat(InOneLanguage(dispatched ? "派出 dispatched" : "自 since", english), " ",
                     runtime::DateText(*day)));
  }
  add(DueText(row, english));
  add(InOneLanguage(row.next_step_text(), english));
  return hint;
}

// What else the person is on the list for: "；另：久未核实，最近核实 2026-01-05".
std::string AlsoText(const v1::WorklistRow& row, bool english) {
  const std::string due = DueText(row, english);
  return absl::StrCat(english ? "; also: " : "；另：",
                      InOneLanguage(WorklistKindWords(row.kind()), english),
                      due.empty() ? ""
                      : english   ? ", "
                                  : "，",
                      due);
}

// What is known of the outcome, in the words that an import reads back. Of a visit home, which
// bears no channel, the place alone.
std::vector<std::string> KnownCells(const v1::WorklistRow& row, const WorklistNames& names) {
  const bool bears_channel = row.kind() != v1::WORKLIST_KIND_LAPSING_VISIT;
  const bool is_known = bears_channel && row.channel() != v1::CHANNEL_UNSPECIFIED &&
                        row.channel() != v1::CHANNEL_UNKNOWN;
  return {
      row.workplace_division_code().empty()
          ? ""
          : NameIn(names.workplaces, row.workplace_division_code()),
      is_known ? InOneLanguage(ChannelWords(row.channel()), /*english=*/false) : "",
      bears_channel && !row.organizer().empty() ? NameIn(names.organizers, row.organizer()) : ""};
}

// "亦资街道 520281001".
std::string TownshipText(const std::string& code, const WorklistNames& names) {
  const std::string name = NameIn(names.townships, code);
  return name == code ? code : absl::StrCat(name, " ", code);
}

std::string TownshipsText(const std::set<std::string>& codes, const WorklistNames& names) {
  return absl::StrJoin(codes, "、", [&](std::string* text, const std::string& code) {
    absl::StrAppend(text, TownshipText(code, names));
  });
}

// Of whom nobody is on the list, it may have been mistyped: with the nearest of `words`, else the
// first places that there are.
absl::Status NobodyOf(const std::string& place, const std::set<std::string>& words,
                      std::vector<std::string> there) {
  std::string hint;
  if (const std::string nearest = NearestWord(place, {words.begin(), words.end()});
      !nearest.empty()) {
    hint = absl::StrCat("; 最接近的是 nearest: ", nearest);
  } else if (!there.empty()) {
    const bool more = there.size() > kPlacesTold;
    if (more) there.resize(kPlacesTold);
    hint = absl::StrCat("; 清单上有 there are: ", absl::StrJoin(there, "、"), more ? " …" : "");
  }
  return absl::NotFoundError(absl::StrCat("清单上没有“", place,
                                          "”的人，没有写文件 nobody on the list is of \"", place,
                                          "\", and no file was written", hint));
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

std::string TownshipOf(const v1::Worker& worker) {
  return worker.division_code().substr(0, kTownshipDigits);
}

std::string VillageOf(const v1::Worker& worker) {
  if (!worker.village_display_name().empty()) return worker.village_display_name();
  return worker.division_code().size() > kTownshipDigits ? worker.division_code() : "";
}

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

absl::StatusOr<std::vector<v1::WorklistRow>> RowsOfPlace(
    const std::vector<v1::WorklistRow>& rows, const std::map<std::string, v1::Worker>& workers,
    const WorklistNames& names, const WorklistFileOptions& options) {
  if (options.township.empty() && options.village.empty()) return rows;
  std::vector<v1::WorklistRow> of_place;
  std::set<std::string> townships;  // of those
  // What there is on the list; villages of the township asked for.
  std::set<std::string> all_townships, villages;
  bool is_township_there = options.township.empty();
  for (const v1::WorklistRow& row : rows) {
    const v1::Worker& worker = WorkerOf(row, workers);
    const std::string township = TownshipOfRow(row, worker);
    all_townships.insert(township);
    if (!options.township.empty() && options.township != township &&
        options.township != NameIn(names.townships, township)) {
      continue;
    }
    is_township_there = true;
    if (std::string village = VillageOf(worker); !village.empty()) {
      villages.insert(std::move(village));
    }
    if (!options.village.empty() && options.village != worker.division_code() &&
        options.village != worker.village_display_name()) {
      continue;
    }
    townships.insert(township);
    of_place.push_back(row);
  }
  if (!is_township_there) {
    std::set<std::string> words = all_townships;
    std::vector<std::string> there;
    for (const std::string& code : all_townships) {
      words.insert(NameIn(names.townships, code));
      there.push_back(TownshipText(code, names));
    }
    return NobodyOf(options.township, words, std::move(there));
  }
  if (of_place.empty()) {
    return NobodyOf(options.village, villages, {villages.begin(), villages.end()});
  }
  if (townships.size() < 2) return of_place;
  const bool of_village = !options.village.empty();
  return absl::InvalidArgumentError(
      absl::StrCat(of_village ? options.village : options.township,
                   " 不止一处 is the name of several; 请加 say which by --township",
                   of_village ? "" : " 代码 CODE", ": ", TownshipsText(townships, names)));
}

ReportSheet WorklistSheet(const std::vector<v1::WorklistRow>& rows,
                          const std::map<std::string, v1::Worker>& workers,
                          const WorklistNames& names, bool english) {
  ReportSheet sheet;
  sheet.table.name = "工作清单";
  sheet.table.columns = {
      TextColumn("编号", 44),     TextColumn("姓名", 12),     TextColumn("手机号", 14),
      TextColumn("乡镇", 14),     TextColumn("村", 16),       TextColumn("说明", 60),
      TextColumn("就业情况", 12), TextColumn("发生日期", 12), TextColumn("务工地", 24),
      TextColumn("务工渠道", 14), TextColumn("组织单位", 20), TextColumn("月工资", 10),
      TextColumn("动态编号", 46)};
  struct Line {
    std::string township, village;
    std::vector<std::string> cells;
  };
  constexpr std::size_t kHint = 5;
  std::vector<Line> lines;
  std::map<std::string, std::size_t> line_of;  // by worker
  for (const v1::WorklistRow& row : rows) {
    const auto [first, is_first] = line_of.try_emplace(row.worker(), lines.size());
    if (!is_first) {
      lines[first->second].cells[kHint] += AlsoText(row, english);
      continue;
    }
    const v1::Worker& worker = WorkerOf(row, workers);
    Line line = {TownshipOfRow(row, worker), VillageOf(worker), {}};
    line.cells = {row.worker(),
                  worker.personal_details().display_name(),
                  worker.personal_details().phone_number(),
                  NameIn(names.townships, line.township),
                  line.village,
                  HintOf(row, names, english),
                  "",
                  ""};
    for (std::string& cell : KnownCells(row, names)) line.cells.push_back(std::move(cell));
    line.cells.emplace_back();
    line.cells.push_back(row.outcome());
    lines.push_back(std::move(line));
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.township, a.village) < std::tie(b.township, b.village);
  });
  for (Line& line : lines) sheet.table.rows.push_back(std::move(line.cells));
  return sheet;
}

namespace {

std::set<std::string> WorkersOf(const std::vector<v1::WorklistRow>& rows) {
  std::set<std::string> workers;
  for (const v1::WorklistRow& row : rows) workers.insert(row.worker());
  return workers;
}

absl::StatusOr<WorklistNames> FetchNames(Client& client, const std::vector<v1::WorklistRow>& rows,
                                         const std::map<std::string, v1::Worker>& workers) {
  NamesCache cache(&client, NamesFor::kFile);
  WorklistNames names;
  for (const v1::WorklistRow& row : rows) {
    const std::string township = TownshipOfRow(row, WorkerOf(row, workers));
    names.townships[township] = cache.Division(township);
    if (const std::string& place = row.workplace_division_code(); !place.empty()) {
      names.workplaces[place] = cache.FullDivision(place);
    }
    if (!row.organizer().empty())
      names.organizers[row.organizer()] = cache.Organizer(row.organizer());
  }
  LAOWU_RETURN_IF_ERROR(cache.status());
  return names;
}

}  // namespace

int WriteWorklistFile(Client& client, const v1::ListWorklistRequest& request,
                      const WorklistFileOptions& options) {
  const auto list = client.CallAllPages(&v1::MonitoringService::Stub::ListWorklist, request);
  if (!list.ok()) return Fail(list.status());
  const std::vector<v1::WorklistRow> all(list->rows().begin(), list->rows().end());
  // Names and phones of those alone who are to be called.
  const bool of_all = options.township.empty() && options.village.empty();
  auto workers = FetchWorkers(client, WorkersOf(all), of_all ? options.purpose : "");
  if (!workers.ok()) return Fail(workers.status());
  const auto names = FetchNames(client, all, *workers);
  if (!names.ok()) return Fail(names.status());
  const auto rows = RowsOfPlace(all, *workers, *names, options);
  if (!rows.ok()) {
    std::fprintf(stderr, "error 错误: %s\n", std::string(rows.status().message()).c_str());
    return absl::IsNotFound(rows.status()) ? kFailed : kUsage;
  }
  if (!of_all && !options.purpose.empty()) {
    workers = FetchWorkers(client, WorkersOf(*rows), options.purpose);
    if (!workers.ok()) return Fail(workers.status());
  }
  ReportSheet sheet = WorklistSheet(*rows, *workers, *names, options.english);
  const std::string known_at = KnownAtText(list->outbound_ratio().known_at());
  sheet.table.columns.push_back(TextColumn(kKnownAtTitle, 34));
  for (auto& row : sheet.table.rows) row.push_back(known_at);
  const absl::Status written = WriteReport(options.path, {sheet}, {});
  if (!written.ok()) return Fail(written);
  std::printf("%s  %zu 行 rows   截至 known at %s\n", options.path.c_str(), sheet.table.rows.size(),
              known_at.c_str());
  if (options.purpose.empty()) {
    std::fprintf(stderr,
                 "没有姓名和电话；加 --purpose 用途 后填入，并留下记录 without names and phones; "
                 "--purpose fills them in, on record\n");
  }
  return kOk;
}

}  // namespace laowu::cli
