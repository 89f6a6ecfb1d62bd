#include "tests/bench/matching/postgres.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "matcher/row_table.h"
#include "tests/bench/matching/postgres_arrays.h"

namespace laowu::matcher {
namespace {

using Table = PostgresWay::Table;

constexpr char kBin[] = "/usr/lib/postgresql/15/bin/";

constexpr PostgresWay kWays[] = {
    {"arrays", "arrays, all who pass are scored", Table::kArrays, false, 2},
    {"columns", "columns, all who pass are scored", Table::kColumns, false, 2},
    {"columns-alone", "columns, the same in one process", Table::kColumns, false, 0},
    {"tiers", "columns, in tiers", Table::kColumns, true, 2},
    {"tiers-alone", "columns, in tiers in one process", Table::kColumns, true, 0},
    {"trade", "columns by trade, in tiers in one process", Table::kByTrade, true, 0},
};

const char* NameOf(Table table) {
  switch (table) {
    case Table::kArrays:
      return "workers";
    case Table::kColumns:
      return "columns";
    case Table::kByTrade:
      return "by_trade";
  }
  return "";
}

std::string Run(const std::string& command, int* status) {
  std::string out;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 65'536> buffer;
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    out.append(buffer.data(), got);
  }
  *status = pclose(pipe);
  return out;
}

// PostgreSQL does not run as root.
std::string AsUser(const std::string& command) {
  return geteuid() == 0 ? absl::StrCat("runuser -u postgres -- ", command) : command;
}

// Those who can pass for no vacancy are left out, so that nothing need be known of them.
bool CanPass(const PackedWorker& row) {
  const bool committed = row.has_live_placement || row.currently_away;
  return row.active && !row.dead && row.legal_basis == LegalBasis::kConsent &&
         (!committed || row.job_wanted_from != kNoDate);
}

}  // namespace

absl::Span<const PostgresWay> PostgresWays() { return kWays; }

Postgres::~Postgres() {
  int status = 0;
  if (running_) {
    (void)Run(AsUser(absl::StrCat(kBin, "pg_ctl -D ", folder_, "/data -m immediate stop")),
              &status);
  }
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

absl::Status Postgres::Start(int port) {
  port_ = port;
  if (!std::filesystem::exists(absl::StrCat(kBin, "initdb"))) {
    return absl::NotFoundError("no PostgreSQL 15: apt-get install postgresql-15");
  }
  std::string folder =
      absl::StrCat(std::filesystem::temp_directory_path().string(), "/laowu-postgres-XXXXXX");
  if (mkdtemp(folder.data()) == nullptr) return absl::InternalError("no temporary folder");
  folder_ = folder;
  const passwd* user = geteuid() == 0 ? getpwnam("postgres") : nullptr;
  if (user != nullptr && chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) {
    return absl::InternalError("the folder cannot be given to the user postgres");
  }
  int status = 0;
  (void)Run(AsUser(absl::StrCat(kBin, "initdb -D ", folder_,
                                "/data -A trust -U laowu --no-sync -E UTF8 --locale=C")),
            &status);
  if (status != 0) return absl::InternalError("initdb failed");
  (void)Run(AsUser(absl::StrCat(kBin, "pg_ctl -w -D ", folder_, "/data -l ", folder_,
                                "/log -o \"-p ", port_, " -k ", folder_,
                                " -c listen_addresses=127.0.0.1 -c shared_buffers=1GB"
                                " -c work_mem=256MB -c maintenance_work_mem=512MB -c fsync=off"
                                " -c jit=off\" start")),
            &status);
  running_ = status == 0;
  return running_ ? absl::OkStatus() : absl::InternalError("PostgreSQL does not start");
}

absl::Status Postgres::Load(const Matcher& matcher, const PostgresWay& way) {
  if (std::find(loaded_.begin(), loaded_.end(), way.table) != loaded_.end()) {
    return absl::OkStatus();
  }
  if (!columns_.has_value()) columns_.emplace(matcher);
  const std::string file = folder_ + "/workers.tsv";
  {
    std::ofstream rows(file);
    const RowTable<PackedWorker>& workers = matcher.workers();
    for (std::int32_t slot = 0; slot < workers.slot_end(); ++slot) {
      if (!workers.Holds(slot) || !CanPass(workers.row(slot))) continue;
      const PackedWorker& row = workers.row(slot);
      rows << (way.table == Table::kArrays ? ArraysLine(workers.name(slot), row)
                                           : columns_->Line(workers.name(slot), row))
           << '\n';
    }
  }
  const std::string table = NameOf(way.table);
  const std::string copy = absl::StrCat(" from '", file, "'\n");
  std::string script;
  switch (way.table) {
    case Table::kArrays:
      script = absl::StrCat(ArraysTable(), "\\copy ", table, copy, ArraysIndexes());
      break;
    case Table::kColumns:
      script = absl::StrCat(columns_->Table(table), "\\copy ", table, copy,
                            PostgresColumns::Indexes(table));
      break;
    case Table::kByTrade:
      script = absl::StrCat(columns_->Table("unordered"), "\\copy unordered", copy,
                            columns_->Table(table), "insert into ", table,
                            " select * from unordered order by o1, tie_hash;\n",
                            "drop table unordered;\n", PostgresColumns::Indexes(table));
      break;
  }
  const absl::Status status =
      Psql(absl::StrCat(script, "vacuum (analyze) ", table, ";\n")).status();
  if (status.ok()) loaded_.push_back(way.table);
  return status;
}

std::string Postgres::SqlOf(const PostgresWay& way, const PackedVacancy& vacancy,
                            const PackedTerms& terms, int limit) const {
  if (way.table == Table::kArrays) return ArraysSql(vacancy, terms, limit);
  return way.tiers ? columns_->TiersSql(NameOf(way.table), vacancy, terms, limit)
                   : columns_->ScanSql(NameOf(way.table), vacancy, terms, limit);
}

absl::StatusOr<std::string> Postgres::Psql(absl::string_view script) {
  const std::string file = folder_ + "/script.sql";
  std::ofstream(file) << script;
  int status = 0;
  std::string out = Run(absl::StrCat(kBin, "psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p ",
                                     port_, " -U laowu postgres -f ", file, " 2>&1"),
                        &status);
  if (status != 0) return absl::InternalError(out.substr(0, 500));
  return out;
}

absl::StatusOr<std::vector<PostgresAnswer>> Postgres::Ask(
    const PostgresWay& way, const std::vector<PackedVacancy>& vacancies, const PackedTerms& terms,
    int limit, int asking_count) {
  std::string script = absl::StrCat(
      "set max_parallel_workers_per_gather = ", way.parallel_worker_count, ";\n\\timing on\n");
  for (const PackedVacancy& vacancy : vacancies) {
    const std::string sql = SqlOf(way, vacancy, terms, limit);
    for (int i = 0; i < asking_count; ++i) absl::StrAppend(&script, sql, "\n");
  }
  const absl::StatusOr<std::string> out = Psql(script);
  if (!out.ok()) return out.status();
  std::vector<PostgresAnswer> answers;
  std::vector<double> millis;
  PostgresAnswer answer;
  for (const absl::string_view line : absl::StrSplit(*out, '\n', absl::SkipEmpty())) {
    if (!absl::StartsWith(line, "Time: ")) {
      const std::pair<std::string, std::string> row = absl::StrSplit(line, '|');
      int total = 0;
      if (!absl::SimpleAtoi(row.second, &total)) return absl::InternalError(std::string(line));
      answer.names.push_back(row.first);
      answer.totals_micros.push_back(total);
      continue;
    }
    // "Time: 1234.567 ms (00:01.235)"
    const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
    double took = 0;
    if (!absl::SimpleAtod(words[1], &took)) return absl::InternalError(std::string(line));
    millis.push_back(took);
    if (millis.size() < static_cast<std::size_t>(asking_count)) {
      answer = {};
      continue;
    }
    std::sort(millis.begin(), millis.end());
    answer.median_millis = millis[millis.size() / 2];
    answers.push_back(std::move(answer));
    answer = {};
    millis.clear();
  }
  return answers;
}

absl::StatusOr<double> Postgres::BytesAWorker(const PostgresWay& way, int worker_count) {
  const auto out = Psql(absl::StrCat("select pg_total_relation_size('", NameOf(way.table), "');"));
  if (!out.ok()) return out.status();
  double bytes = 0;
  if (!absl::SimpleAtod(*out, &bytes)) return absl::InternalError(*out);
  return bytes / worker_count;
}

}  // namespace laowu::matcher
