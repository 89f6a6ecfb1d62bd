#include "tests/bench/matching/postgres_arrays.h"

#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "matcher/part_values.h"
#include "matcher/rule.h"
#include "tests/bench/matching/postgres_terms.h"

namespace laowu::matcher {
namespace {

constexpr char kTable[] = R"(
create table workers (
  name text collate "C", tie_hash bigint, committed boolean, job_wanted int, available int,
  birth int, education int, wish int, accommodation boolean, night boolean, places int[],
  occupation_kind int, occupations int[], skills int[], skill_groups int[], levels int[],
  months int[], held int[], x int, y int, policy int);
)";
constexpr char kIndexes[] = R"(
create index on workers using gin (held);
create index on workers (wish, available);
)";

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

std::string PreferenceSql(const std::vector<int>& lineage) {
  if (lineage.empty()) return absl::StrCat(kRule.any_place_value);
  return absl::StrCat("case when places = '{}' then ", kRule.any_place_value, " else (array[",
                      absl::StrJoin(kRule.preference_values, ","),
                      "])[(select min(i) from unnest(places) with ordinality u(p, i) where p in (",
                      absl::StrJoin(lineage, ","), "))] end");
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

}  // namespace

absl::string_view ArraysTable() { return kTable; }
absl::string_view ArraysIndexes() { return kIndexes; }

std::string ArraysLine(absl::string_view name, const PackedWorker& row) {
  std::vector<int> skills, groups, levels, months;
  for (const PackedSkill& skill : row.skills) {
    skills.push_back(skill.skill);
    groups.push_back(skill.group);
    levels.push_back(skill.level);
    months.push_back(skill.experience_months);
  }
  const bool committed = row.has_live_placement || row.currently_away;
  const Occupations occupations = OccupationsOf(row);
  const auto yes = [](bool value) { return value ? "t" : "f"; };
  return absl::StrJoin(
      std::make_tuple(name, row.tie_hash, yes(committed), row.job_wanted_from, row.available_date,
                      row.birth_date, static_cast<int>(row.education), row.min_wage_cny_per_month,
                      yes(row.accommodation_required), yes(row.refuses_night_shift),
                      Array(Filled(row.preferred_divisions)), occupations.kind,
                      Array(occupations.codes), Array(skills), Array(groups), Array(levels),
                      Array(months), Array(HeldKeys(row)), row.x_100m, row.y_100m,
                      PolicyValue(row.policy_groups)),
      "\t");
}

std::string ArraysSql(const PackedVacancy& vacancy, const PackedTerms& terms, int limit) {
  const std::vector<int> lineage = Filled(vacancy.workplace_lineage);
  std::vector<std::string> gates = SharedGates(vacancy, terms);
  gates.push_back(absl::StrCat("(not committed or job_wanted <= ", StartOf(vacancy, terms), ")"));
  if (!lineage.empty()) {
    gates.push_back(absl::StrCat("(places = '{}' or places && '", Array(lineage), "')"));
  }
  const std::string total = TotalSql(SkillSql(vacancy), OccupationSql(vacancy),
                                     LocationSql(PreferenceSql(lineage), DistanceSql(vacancy)),
                                     WageSql(vacancy), ExperienceSql(vacancy));
  return absl::StrCat("select name, total from (select name, tie_hash, ", total,
                      " as total from workers where ", absl::StrJoin(gates, " and "),
                      ") scored order by total desc, tie_hash # ", vacancy.tie_hash,
                      ", name limit ", limit, ";");
}

}  // namespace laowu::matcher
