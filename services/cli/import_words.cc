#include "services/cli/import_words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/commands.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"

namespace laowu::cli {
namespace {

using v1::Import;

const char* StepWords(Import::State state) {
  switch (state) {
    case Import::READING:
      return "读取 reading";
    case Import::RUNNING:
      return "导入 importing";
    default:
      return "撤销 undoing";
  }
}

std::string UndoneWords(const Import& import) {
  const int64_t kept = import.kept_count();
  if (kept == 0) return "已撤销 undone";
  if (import.undone_count() == 0) {
    return absl::StrCat("未能撤销，保留 ", kept, " 行 not undone, all ", kept, " rows kept");
  }
  return absl::StrCat("已撤销，保留 ", kept, " 行 undone, ", kept, " rows kept");
}

std::string LeftWords(double seconds) {
  return seconds < 90 ? absl::StrFormat("余 %.0f s left", seconds)
                      : absl::StrFormat("余 %.0f 分 min left", seconds / 60);
}

}  // namespace

std::string ImportKindWords(Import::Kind kind) {
  switch (kind) {
    case Import::VACANCY:
      return "岗位 vacancies";
    case Import::WORKER:
      return "劳动者 workers";
    case Import::OUTCOME:
      return "务工动态 outcomes";
    case Import::SURVEY:
      return "村级摸底 survey";
    default:
      return "";
  }
}

std::string ImportStateWords(const Import& import) {
  switch (import.state()) {
    case Import::READING:
      return "正在读取 reading";
    case Import::READY:
      return "已读，未导入 read, not run";
    case Import::RUNNING:
      return "正在导入 running";
    case Import::DONE:
      return "已导入 done";
    case Import::UNDOING:
      return "正在撤销 undoing";
    case Import::UNDONE:
      return UndoneWords(import);
    case Import::CANCELLED:
      return "已停下 stopped";
    case Import::FAILED:
      return "中断 failed";
    default:
      return "";
  }
}

std::string ImportChangeWords(v1::ImportRow::Change change) {
  switch (change) {
    case v1::ImportRow::CREATE:
      return "新建 created";
    case v1::ImportRow::UPDATE:
      return "更新 updated";
    case v1::ImportRow::UNCHANGED:
      return "未变 unchanged";
    case v1::ImportRow::STALE:
      return "过时 stale";
    case v1::ImportRow::REJECT:
      return "退回 rejected";
    default:
      return "关闭 closed";
  }
}

int64_t FileRowCount(const Import& import) {
  return import.row_count() - import.counts().closed_count();
}

std::vector<std::pair<std::string, std::string>> ImportLines(const Import& import) {
  std::vector<std::pair<std::string, std::string>> lines = {
      {"导入 import", import.name()},
      {"文件 file", import.file_display_name()},
      {"类别 kind", ImportKindWords(import.spec().kind())},
      {"状态 state", ImportStateWords(import)},
      {"上传 sent", absl::StrCat(TimeWords(import.create_time()), " ", import.recorded_by())}};
  if (import.spec().mode() == Import::SNAPSHOT) {
    lines.push_back({"来源 source", absl::StrCat(import.spec().source_display_name(),
                                                 "（全量 all that it has）")});
  }
  const bool rests_midway = import.state() == Import::CANCELLED || import.state() == Import::FAILED;
  if (rests_midway && import.row_count() == 0) {
    lines.push_back(
        {"进度 done so far",
         "没有读完，继续时从头读起 it was not read to the end, and is read from the start "
         "when it goes on"});
  } else if (rests_midway) {
    lines.push_back({"进度 done so far",
                     absl::StrCat(import.done_row_count(), "/", import.row_count(), " 行 rows")});
  }
  if (import.has_failure()) lines.push_back({"原因 why", import.failure().message()});
  if (import.state() == Import::UNDONE) {
    lines.push_back({"撤销 undone", absl::StrCat(import.undone_count(), " 行 rows")});
    lines.push_back({"保留 kept", absl::StrCat(import.kept_count(), " 行 rows")});
  }
  if (import.has_erase_time()) {
    lines.push_back({"已删除 erased",
                     absl::StrCat(TimeWords(import.erase_time()),
                                  "，文件、各行和回执满 90 天 file, rows and receipts after 90 "
                                  "days")});
  } else {
    lines.push_back({"可撤销至 can be undone until", TimeWords(import.expire_time())});
  }
  return lines;
}

std::string ColumnTable(const Import& import) {
  if (import.columns().empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const auto& column : import.columns()) {
    const int percent = column.confidence_percent();
    rows.push_back({column.header().empty() ? "（无表头 no header）" : column.header(),
                    column.field().empty() ? "未识别 unknown" : column.field(), column.reason(),
                    percent == 0 ? "" : absl::StrCat(percent, " %")});
  }
  return Table({"列 column", "字段 field", "依据 why", "把握 sure"}, rows);
}

std::vector<std::pair<std::string, std::string>> NextCommands(const Import& import) {
  std::vector<std::pair<std::string, std::string>> out;
  if (import.has_erase_time()) return out;
  const bool midway = import.state() == Import::CANCELLED || import.state() == Import::FAILED;
  const bool under_way = import.state() == Import::READING || import.state() == Import::RUNNING ||
                         import.state() == Import::UNDOING;
  if (import.state() == Import::READY) {
    out.push_back({"导入 to run it", absl::StrCat("laowu import run ", import.name())});
  }
  if (midway) {
    out.push_back({"继续 to go on", absl::StrCat("laowu import run ", import.name())});
  }
  if (import.state() == Import::DONE || midway) {
    out.push_back({"撤销 to take it back", absl::StrCat("laowu import undo ", import.name())});
  }
  if (import.state() == Import::UNDONE && import.kept_count() > 0) {
    out.push_back(
        {"再撤一次 to try what was kept again", absl::StrCat("laowu import undo ", import.name())});
  }
  if (under_way && import.state() != Import::UNDOING) {
    out.push_back({"停下 to stop it", absl::StrCat("laowu import cancel ", import.name())});
  }
  if (!under_way && import.row_count() > 0) {
    out.push_back({"回执 every row's result",
                   absl::StrCat("laowu import receipt ", import.name(), " 回执.xlsx")});
  }
  return out;
}

std::string ImportProgress(const Import& import) {
  const bool reading = import.state() == Import::READING;
  const double done = static_cast<double>(import.done_row_count());
  // While it is read, how many rows there are is not known; how much of the file, is.
  const double share = reading
                           ? import.read_percent() / 100.0
                           : done / static_cast<double>(std::max<int64_t>(1, import.row_count()));
  std::string out = absl::StrFormat("%s  %d", StepWords(import.state()), import.done_row_count());
  if (!reading) absl::StrAppend(&out, "/", import.row_count());
  absl::StrAppendFormat(&out, " 行 rows  %.0f %%", share * 100);
  const double rate = import.rows_per_second();
  if (rate <= 0) return out;
  absl::StrAppendFormat(&out, "  %.0f/s", rate);
  if (share > 0 && share < 1) {
    absl::StrAppend(&out, "  ", LeftWords(done / share * (1 - share) / rate));
  }
  return out;
}

std::string UploadProgress(int64_t sent_bytes, int64_t all_bytes, absl::Duration taken) {
  const double sent = static_cast<double>(sent_bytes) / 1e6;
  const double all = static_cast<double>(all_bytes) / 1e6;
  std::string out = absl::StrFormat("上传 uploading  %.1f/%.1f MB", sent, all);
  const double seconds = absl::ToDoubleSeconds(taken);
  if (seconds < 0.5 || sent <= 0) return out;
  absl::StrAppendFormat(&out, "  %.1f MB/s", sent / seconds);
  if (sent < all) absl::StrAppend(&out, "  ", LeftWords((all - sent) * seconds / sent));
  return out;
}

std::optional<std::pair<std::string, std::string>> ReadColumnOption(const std::string& option) {
  const auto at = option.find('=');
  if (at != std::string::npos) return std::make_pair(option.substr(0, at), option.substr(at + 1));
  Usage(absl::StrCat("--column ", option,
                     ": must be HEADER=FIELD, such as 待遇=wage_text 须为 列名=字段"));
  return std::nullopt;
}

}  // namespace laowu::cli
