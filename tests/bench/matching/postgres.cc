#include "tests/bench/matching/postgres.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "matcher/part_values.h"
#include "matcher/row_table.h"
#include "matcher/rule.h"

namespace laowu::matcher {
namespace {

constexpr char kBin[] = "/usr/lib/postgresql/15/bin/";
constexpr int kAskings = 5;
// Of a key that holds a skill and a level.
constexpr int kLevels = 8;

constexpr char kTable[] = R"(
create table workers (
  name text collate "C", tie_hash bigint, committed boolean, job_wanted int, available int,
  birth int, education int, wish int, accommodation boolean, night boolean, places int[],
  occupation_kind int, occupations int[], skills int[], skill_groups int[], levels int[],
  months int[], held int[], x int, y int, policy int);
)";
// Those who can pass for no vacancy are left out, so that nothing need be known of them.
constexpr char kIndexes[] = R"(
create index on workers using gin (held);
create index on workers (wish, available);
vacuum (analyze) workers;
)";

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

template <typename Numbers>
std::string Array(const Numbers& numbers) {
  return absl::StrCat("{", absl::StrJoin(numbers, ","), "}");
}

template <typename Codes>
std::vector<int> Filled(const Codes& codes) {
  return {codes.begin(), std::find(codes.begin(), codes.end(), 0)};
}

bool CanPass(const PackedWorker& row) {
  const bool committed = row.has_live_placement || row.currently_away;
  return row.active && !row.dead && row.legal_basis == LegalBasis::kConsent &&
         (!committed || row.job_wanted_from != kNoDate);
}

std::string CopyLine(absl::string_view name, const PackedWorker& row) {
  std::vector<int> skills, groups, levels, months, held;
  for (const PackedSkill& skill : row.skills) {
    skills.push_back(skill.skill);
    groups.push_back(skill.group);
    levels.push_back(skill.level);
    months.push_back(skill.experience_months);
    for (int level = 1; level <= skill.level; ++level)
      held.push_back(skill.skill * kLevels + level);
  }
  const bool committed = row.has_live_placement || row.currently_away;
  const bool desires = row.desired_occupations[0] != kNoOccupation;
  const std::vector<int> occupations =
      desires ? Filled(row.desired_occupations) : Filled(row.past_occupations);
  const int kind = desires ? 0 : occupations.empty() ? 2 : 1;
  const auto yes = [](bool value) { return value ? "t" : "f"; };
  return absl::StrJoin(
      std::make_tuple(name, row.tie_hash, yes(committed), row.job_wanted_from, row.available_date,
                      row.birth_date, static_cast<int>(row.education), row.min_wage_cny_per_month,
                      yes(row.accommodation_required), yes(row.refuses_night_shift),
                      Array(Filled(row.preferred_divisions)), kind, Array(occupations),
                      Array(skills), Array(groups), Array(levels), Array(months), Array(held),
                      row.x_100m, row.y_100m, PolicyValue(row.policy_groups)),
      "\t");
}

// ---- The rule

std::string SkillSql(const PackedVacancy& vacancy) {
  if (vacancy.skills.empty()) return absl::StrCat(kFullPart);
  std::vector<std::string> terms;
  int weight_sum = 0;
  for (const PackedSkill& entry : vacancy.skills) {
    const int weight = SkillEntryWeight(entry.required);
    weight_sum += weight;
    const auto best = [](absl::string_view column, int code) {
      return absl::StrCat("coalesce((select max(l) from unnest(", column,
                          ", levels) u(s, l) where s = ", code, "), 0)");
    };
    const std::string group = entry.group == kNoCode ? "0" : best("skill_groups", entry.group);
    terms.push_back(absl::StrCat(weight, " * greatest(", kFullPart, " * least(",
                                 best("skills", entry.skill), ", ", entry.level, ") / ",
                                 entry.level, ", ", kRule.same_group_value, " * least(", group,
                                 ", ", entry.level, ") / ", entry.level, ")"));
  }
  return absl::StrCat("(", absl::StrJoin(terms, " + "), ") / ", weight_sum);
}

std::string OccupationSql(const PackedVacancy& vacancy) {
  if (vacancy.occupation == kNoOccupation) return absl::StrCat(kMiddleOfPart);
  const std::string differing = absl::StrCat("(o # ", vacancy.occupation, ")");
  const std::string best = absl::StrCat(
      "(select max(case when ", differing, " = 0 then ", kRule.same_occupation_value, " when ",
      differing, " >> ", kSmallClassShift, " = 0 then ", kRule.shared_class_values[3], " when ",
      differing, " >> ", kMiddleClassShift, " = 0 then ", kRule.shared_class_values[2], " when ",
      differing, " >> ", kMajorClassShift, " = 0 then ", kRule.shared_class_values[1],
      " else 0 end) from unnest(occupations) o)");
  return absl::StrCat("case occupation_kind when 0 then ", best, " when 1 then ", best, " * ",
                      kRule.past_occupation_tenths, " / 10 else ", kRule.no_occupation_value,
                      " end");
}

std::string LocationSql(const PackedVacancy& vacancy) {
  std::string preference = absl::StrCat(kRule.any_place_value);
  const std::vector<int> lineage = Filled(vacancy.workplace_lineage);
  if (!lineage.empty()) {
    preference =
        absl::StrCat("case when places = '{}' then ", kRule.any_place_value, " else (array[",
                     absl::StrJoin(kRule.preference_values, ","),
                     "])[(select min(i) from unnest(places) with ordinality u(p, i) where p in (",
                     absl::StrJoin(lineage, ","), "))] end");
  }
  std::string distance = absl::StrCat(kMiddleOfPart);
  if (vacancy.x_100m != kNoPoint) {
    const auto square = [](absl::string_view column, int at) {
      return absl::StrCat("(", column, " - ", at, ")::bigint * (", column, " - ", at, ")");
    };
    distance = absl::StrCat("case when x = ", kNoPoint, " then ", kMiddleOfPart, " else ",
                            kRule.distance_numerator_100m, " / (", kRule.distance_offset_100m,
                            " + floor(sqrt((", square("x", vacancy.x_100m), " + ",
                            square("y", vacancy.y_100m), ")::float8))::int) end");
  }
  return absl::StrCat("(", kRule.preference_percent, " * (", preference, ") + ",
                      kRule.distance_percent, " * (", distance, ")) / 100");
}

std::string WageSql(const PackedVacancy& vacancy) {
  const int max = vacancy.max_wage_cny_per_month;
  if (max == 0) return absl::StrCat(kMiddleOfPart);
  const std::string full = absl::StrCat("(wish / ", kRule.full_marks_divisor, ")");
  return absl::StrCat("case wish when 0 then ", kMiddleOfPart, " else ", kFullPart, " * least(",
                      max, " - wish, ", full, ") / ", full, " end");
}

std::string ExperienceSql(const PackedVacancy& vacancy) {
  const int full = vacancy.min_experience_months == 0 ? kRule.full_experience_months
                                                      : vacancy.min_experience_months;
  std::string where;
  if (!vacancy.skills.empty()) {
    std::vector<int> named;
    for (const PackedSkill& entry : vacancy.skills) named.push_back(entry.skill);
    where = absl::StrCat(" where s in (", absl::StrJoin(named, ","), ")");
  }
  return absl::StrCat("(select case when max(m) is null then ",
                      vacancy.skills.empty() ? kMiddleOfPart : 0, " when max(m) = ", kUnknownMonths,
                      " then ", kMiddleOfPart, " else ", kFullPart, " * least(max(m), ", full,
                      ") / ", full, " end from unnest(skills, months) u(s, m)", where, ")");
}

std::string GatesSql(const PackedVacancy& vacancy, const PackedTerms& terms) {
  const PackedDate start = StartOf(vacancy, terms);
  std::vector<std::string> gates = {absl::StrCat("(not committed or job_wanted <= ", start, ")"),
                                    absl::StrCat("available <= ", start)};
  const bool open_to_juveniles =
      vacancy.hazards == 0 && vacancy.no_juvenile_hazards == Answer::kYes;
  const int least = open_to_juveniles ? kRule.min_age_years : kRule.adult_age_years;
  gates.push_back(absl::StrCat("(birth = 0 or birth <= ", start - least * kOneYear, ")"));
  if (vacancy.min_age_years != 0) {
    gates.push_back(
        absl::StrCat("(birth = 0 or birth <= ", start - vacancy.min_age_years * kOneYear, ")"));
  }
  if (vacancy.max_age_years != 0) {
    gates.push_back(absl::StrCat("(birth = 0 or birth > ",
                                 start - (vacancy.max_age_years + 1) * kOneYear, ")"));
  }
  if (vacancy.min_education != EducationLevel::kUnspecified) {
    gates.push_back(absl::StrCat(
        "(education = 0 or education >= ", static_cast<int>(vacancy.min_education), ")"));
  }
  if (vacancy.max_wage_cny_per_month != 0) {
    gates.push_back(absl::StrCat("wish <= ", vacancy.max_wage_cny_per_month));
  }
  const std::vector<int> lineage = Filled(vacancy.workplace_lineage);
  if (!lineage.empty()) {
    gates.push_back(absl::StrCat("(places = '{}' or places && '", Array(lineage), "')"));
  }
  std::vector<int> required;
  for (const PackedSkill& entry : vacancy.skills) {
    if (entry.required) required.push_back(entry.skill * kLevels + entry.level);
  }
  if (!required.empty()) gates.push_back(absl::StrCat("held @> '", Array(required), "'"));
  if (vacancy.accommodation_provided == Answer::kNo) gates.push_back("not accommodation");
  if (vacancy.night_shift == Answer::kYes) gates.push_back("not night");
  return absl::StrJoin(gates, " and ");
}

}  // namespace

std::string SqlOf(const PackedVacancy& vacancy, const PackedTerms& terms, int limit) {
  return absl::StrCat(
      "select name, total from (select name, tie_hash, ", kRule.skill_weight_percent, " * (",
      SkillSql(vacancy), ") + ", kRule.occupation_weight_percent, " * (", OccupationSql(vacancy),
      ") + ", kRule.location_weight_percent, " * (", LocationSql(vacancy), ") + ",
      kRule.wage_weight_percent, " * (", WageSql(vacancy), ") + ", kRule.experience_weight_percent,
      " * (", ExperienceSql(vacancy), ") + ", kRule.policy_weight_percent,
      " * policy as total from workers where ", GatesSql(vacancy, terms),
      ") scored order by total desc, tie_hash # ", vacancy.tie_hash, ", name limit ", limit, ";");
}

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
                                " -c jit=off -c max_parallel_workers_per_gather=2\" start")),
            &status);
  running_ = status == 0;
  return running_ ? absl::OkStatus() : absl::InternalError("PostgreSQL does not start");
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

absl::Status Postgres::Load(const Matcher& matcher) {
  const std::string file = folder_ + "/workers.tsv";
  {
    std::ofstream rows(file);
    const RowTable<PackedWorker>& workers = matcher.workers();
    for (std::int32_t slot = 0; slot < workers.slot_end(); ++slot) {
      if (!workers.Holds(slot) || !CanPass(workers.row(slot))) continue;
      rows << CopyLine(workers.name(slot), workers.row(slot)) << '\n';
    }
  }
  return Psql(absl::StrCat(kTable, "\\copy workers from '", file, "'\n", kIndexes)).status();
}

absl::StatusOr<std::vector<PostgresAnswer>> Postgres::Ask(
    const std::vector<PackedVacancy>& vacancies, const PackedTerms& terms, int limit) {
  std::string script = "\\timing on\n";
  for (const PackedVacancy& vacancy : vacancies) {
    for (int i = 0; i < kAskings; ++i) absl::StrAppend(&script, SqlOf(vacancy, terms, limit), "\n");
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
    if (millis.size() < kAskings) {
      answer = {};
      continue;
    }
    std::sort(millis.begin(), millis.end());
    answer.median_millis = millis[kAskings / 2];
    answers.push_back(std::move(answer));
    answer = {};
    millis.clear();
  }
  return answers;
}

absl::StatusOr<double> Postgres::BytesAWorker(int worker_count) {
  const auto out = Psql("select pg_total_relation_size('workers');");
  if (!out.ok()) return out.status();
  double bytes = 0;
  if (!absl::SimpleAtod(*out, &bytes)) return absl::InternalError(*out);
  return bytes / worker_count;
}

}  // namespace laowu::matcher
