// Rows as factories, bureaus and villages write them, made up and labelled before they were read
// (made_up_rows/README.md). Half of each kind was worked on; the other half was only counted. How
// many labels of each field are read right, in either half.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "intake/survey/survey_reader.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "reference/skills.h"

namespace laowu::intake {
namespace {

constexpr absl::CivilDay kDay(2026, 7, 1);

using Facts = std::map<std::string, std::string>;  // what is not said is not there

struct Row {
  bool held_out = false;
  std::vector<std::string> cells;
  Facts wanted;  // "?": not judged
};

std::vector<Row> Rows(absl::string_view name) {
  std::ifstream file(absl::StrCat(LAOWU_MADE_UP_ROWS_DIR, "/", name));
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    Row row;
    row.cells = absl::StrSplit(absl::StrReplaceAll(line, {{"\\n", "\n"}}), '\t');
    row.held_out = row.cells.front() == "b";
    for (absl::string_view label : absl::StrSplit(row.cells.back(), ' ', absl::SkipEmpty())) {
      const std::pair<std::string, std::string> parts =
          absl::StrSplit(label, absl::MaxSplits('=', 1));
      row.wanted[parts.first] = absl::StrContains(label, '=') ? parts.second : "yes";
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// Counts labels: a field that is labelled, read, or both, is one; a row whose every field is right
// is one of "row".
class Tally {
 public:
  explicit Tally(std::string kind) : kind_(std::move(kind)) {}

  void Add(const Row& row, const Facts& got) {
    Facts all = row.wanted;
    all.insert(got.begin(), got.end());
    bool whole = true;
    std::string wrong;
    for (const auto& [field, unused] : all) {
      const std::string wanted = Of(row.wanted, field);
      if (wanted == "?") continue;
      // A warning beyond what is labelled costs nobody a job.
      if (field == "doubt" && wanted.empty()) continue;
      const bool right = wanted == Of(got, field);
      Count(row.held_out, field, right);
      if (!right) absl::StrAppend(&wrong, " ", field, ": ", Of(got, field), " not ", wanted, ";");
      whole = whole && right;
    }
    Count(row.held_out, "row", whole);
    const char* const show = std::getenv("LAOWU_SHOW_MISSES");
    if (!whole && show != nullptr && !row.held_out) {
      std::cout << kind_ << wrong << " | "
                << absl::StrJoin(row.cells.begin() + 1, row.cells.end() - 1, " | ") << "\n";
    }
  }

  // Of 1,000 labels.
  int RightOfThousand(bool held_out) const {
    int right = 0;
    int all = 0;
    for (const auto& [field, counts] : counts_[held_out ? 1 : 0]) {
      if (field == "row") continue;
      right += counts.first;
      all += counts.second;
    }
    return all == 0 ? 0 : right * 1000 / all;
  }

  void Print() const {
    for (const bool held_out : {false, true}) {
      std::cout << kind_ << (held_out ? ", held out: " : ", worked on: ")
                << RightOfThousand(held_out) / 10.0 << " %";
      for (const auto& [field, counts] : counts_[held_out ? 1 : 0]) {
        std::cout << "; " << field << " " << counts.first << "/" << counts.second;
      }
      std::cout << "\n";
    }
  }

 private:
  static std::string Of(const Facts& facts, const std::string& field) {
    const auto at = facts.find(field);
    return at == facts.end() ? "" : at->second;
  }
  void Count(bool held_out, const std::string& field, bool right) {
    auto& [count, all] = counts_[held_out ? 1 : 0][field];
    count += right ? 1 : 0;
    ++all;
  }

  std::string kind_;
  std::map<std::string, std::pair<int, int>> counts_[2];  // worked on, held out
};

template <typename Number>
void AddNumber(Facts& facts, const std::string& field, Number value) {
  if (value != 0) facts[field] = absl::StrCat(value);
}
void AddYes(Facts& facts, const std::string& field, const std::optional<bool>& value) {
  if (value.has_value()) facts[field] = *value ? "1" : "0";
}
void AddFlag(Facts& facts, const std::string& field, bool value) {
  if (value) facts[field] = "yes";
}
void AddText(Facts& facts, const std::string& field, const std::string& value) {
  if (!value.empty()) facts[field] = value;
}
void AddDay(Facts& facts, const std::string& field, const std::optional<absl::CivilDay>& day,
            bool month_only = false) {
  if (!day.has_value()) return;
  facts[field] = absl::FormatCivilTime(*day).substr(0, month_only ? 7 : 10);
}

constexpr const char* kSchools[] = {"", "none", "小学", "初中", "高中", "中专", "大专", "本科"};

std::string SchoolOf(EducationLevel level) { return kSchools[static_cast<int>(level)]; }

Facts FactsOf(const VacancyReading& reading) {
  static constexpr const char* kKinds[] = {"", "M", "D", "H", "P", "Y"};
  const VacancyDraft& v = reading.vacancy;
  Facts facts;
  if (v.max_wage_cny_per_month > 0) {
    facts["wage"] = absl::StrCat(v.min_wage_cny_per_month, "-", v.max_wage_cny_per_month);
  }
  AddText(facts, "kind", kKinds[static_cast<int>(v.pay_kind)]);
  AddText(facts, "place", v.workplace_division_code);
  if (v.min_age_years > 0 || v.max_age_years > 0) {
    facts["age"] = absl::StrCat(v.min_age_years, "-", v.max_age_years);
  }
  AddText(facts, "school", SchoolOf(v.min_education));
  AddNumber(facts, "months", v.min_experience_months);
  AddNumber(facts, "heads", v.opening_count);
  AddNumber(facts, "hours", v.hours_per_week);
  AddYes(facts, "bed", v.accommodation_provided);
  AddYes(facts, "meals", v.meals_provided);
  AddYes(facts, "night", v.night_shift);
  AddFlag(facts, "ins", v.social_insurance.value_or(false));
  AddDay(facts, "start", v.start_date);
  AddDay(facts, "expire", v.expire_date);
  for (const Warning& warning : reading.warnings) {
    AddFlag(facts, "cond", warning.reason == reason::kConditionDropped);
    AddFlag(facts, "contact", warning.reason == reason::kContactRemoved);
    AddFlag(facts, "fee", warning.reason == reason::kFeeSuspected);
    AddFlag(facts, "doubt",
            warning.reason == reason::kWageDoubtful || warning.reason == reason::kSeveralJobs);
  }
  return facts;
}

Facts FactsOf(const WorkerReading& reading) {
  const WorkerDraft& w = reading.worker;
  Facts facts;
  AddNumber(facts, "wage", w.min_wage_cny_per_month);
  AddText(facts, "places", absl::StrJoin(w.preferred_division_codes, ","));
  AddFlag(facts, "bed", w.accommodation_required);
  AddFlag(facts, "nonights", w.refuses_night_shift);
  AddDay(facts, "from", w.available_date);
  AddText(facts, "school", SchoolOf(w.education));
  std::vector<std::string> skills;
  for (const WorkerSkill& skill : w.skills) {
    const reference::Skill* const known = reference::Skills::Get().Find(skill.skill_code);
    skills.push_back(known == nullptr ? skill.skill_code : std::string(known->name));
  }
  std::sort(skills.begin(), skills.end());
  AddText(facts, "skills", absl::StrJoin(skills, ","));
  std::vector<int> groups;
  for (PolicyGroup group : w.policy_groups) groups.push_back(static_cast<int>(group));
  AddText(facts, "policy", absl::StrJoin(groups, ","));
  return facts;
}

Facts FactsOf(const SurveyReading& reading) {
  static constexpr const char* kWhere[] = {"",      "away", "visit",      "home",
                                           "local", "lost", "not-reached"};
  if (reading.rejected()) return {{"reject", "yes"}};
  const SurveyStatement& s = reading.statement;
  Facts facts;
  AddText(facts, "where", kWhere[static_cast<int>(s.whereabouts)]);
  AddText(facts, "place", s.workplace_division_code);
  AddDay(facts, "since", s.since, s.since_month);
  AddNumber(facts, "wage", s.wage_cny_per_month);
  AddFlag(facts, "self", s.self_employed);
  return facts;
}

// "header=text;header=text"
std::vector<std::pair<std::string, std::string>> Pairs(absl::string_view cells) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (absl::string_view cell : absl::StrSplit(cells, ';')) {
    std::pair<std::string, std::string> pair = absl::StrSplit(cell, absl::MaxSplits('=', 1));
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

// Both halves are held to what they were when they were last worked on; README.md of intake/ has
// the figures of before.
void ExpectAtLeast(const Tally& tally, int worked_on, int held_out) {
  tally.Print();
  EXPECT_GE(tally.RightOfThousand(false), worked_on);
  EXPECT_GE(tally.RightOfThousand(true), held_out);
}

Tally VacanciesOf(absl::string_view file) {
  const VacancyReader reader(ReadContext{kDay, "442000", "样例厂"});
  Tally tally("vacancies");
  for (Row& row : Rows(file)) {
    EXPECT_EQ(row.cells.size(), 5u) << row.cells.front();
    if (const std::string wage = row.wanted["wage"]; !wage.empty()) {
      row.wanted["kind"] = wage.substr(wage.size() - 1);
      if (wage != "?") row.wanted["wage"] = wage.substr(0, wage.size() - 1);
      if (row.wanted["wage"] == "0-0") row.wanted["wage"] = "";
    }
    const FieldTexts cells = MapPairs(
        TableKind::kVacancies,
        {{"岗位名称", row.cells[1]}, {"工资待遇", row.cells[2]}, {"岗位描述", row.cells[3]}});
    tally.Add(row, FactsOf(reader.Read(cells)));
  }
  return tally;
}

Tally WorkersOf(absl::string_view file) {
  const WorkerReader reader(ReadContext{kDay, "520281", ""});
  Tally tally("workers");
  for (const Row& row : Rows(file)) {
    EXPECT_EQ(row.cells.size(), 3u) << row.cells.front();
    auto pairs = Pairs(row.cells[1]);
    pairs.insert(pairs.end(), {{"姓名", "样本甲"}, {"编号", "1"}, {"户籍乡镇", "盘州市柏果镇"}});
    tally.Add(row, FactsOf(reader.Read(MapPairs(TableKind::kWorkers, pairs))));
  }
  return tally;
}

TEST(MadeUpRows, Vacancies) { ExpectAtLeast(VacanciesOf("vacancies.tsv"), 992, 952); }

TEST(MadeUpRows, Workers) { ExpectAtLeast(WorkersOf("workers.tsv"), 1000, 795); }

// Messages of chats, written and labelled later (README.md).
TEST(MadeUpRows, VacanciesOfChats) { ExpectAtLeast(VacanciesOf("vacancies_2.tsv"), 985, 930); }

TEST(MadeUpRows, WorkersOwnWords) { ExpectAtLeast(WorkersOf("workers_2.tsv"), 983, 896); }

TEST(MadeUpRows, Surveys) {
  const SurveyReader reader(ReadContext{kDay, "520281", ""});
  Tally tally("surveys");
  for (const Row& row : Rows("surveys.tsv")) {
    ASSERT_EQ(row.cells.size(), 3u) << row.cells.front();
    auto pairs = Pairs(row.cells[1]);
    pairs.emplace_back("编号", "1");
    tally.Add(row, FactsOf(reader.Read(MapPairs(TableKind::kSurveys, pairs))));
  }
  ExpectAtLeast(tally, 936, 898);
}

}  // namespace
}  // namespace laowu::intake
