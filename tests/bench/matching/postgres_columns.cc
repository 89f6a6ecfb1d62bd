#include "tests/bench/matching/postgres_columns.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "matcher/geometry.h"
#include "matcher/part_values.h"
#include "matcher/row_table.h"
#include "matcher/rule.h"
#include "tests/bench/matching/postgres_terms.h"

namespace laowu::matcher {
namespace {

// Bits below a class: of a code itself, its small, its middle class.
constexpr int kClassShifts[] = {0, kSmallClassShift, kMiddleClassShift};
enum ClassLevel { kSame = 0, kSmall = 1, kMiddle = 2 };

constexpr int kMostForPerson =
    kRule.experience_weight_percent * kFullPart + kRule.policy_weight_percent * kFullPart;

// Of the column `classes`: what contains an occupation, at one level.
int ClassKey(int occupation, ClassLevel level) {
  return (occupation >> kClassShifts[level]) * 4 + level;
}

// Experience and policy at the most, whatever skills a vacancy names, unless it asks for less
// experience than is full marks else.
int MostForPerson(const PackedWorker& row) {
  int experience = row.skills.empty() ? kMiddleOfPart : 0;
  for (const PackedSkill& skill : row.skills) {
    experience = std::max(experience, skill.experience_months == kUnknownMonths
                                          ? kMiddleOfPart
                                          : ExperienceValue(skill.experience_months, 0));
  }
  return kRule.experience_weight_percent * experience +
         kRule.policy_weight_percent * PolicyValue(row.policy_groups);
}

// Whether one of the occupations shares the class.
std::string SharesSql(int occupation, ClassLevel level) {
  const int shift = kClassShifts[level];
  if (shift == 0) return absl::StrCat(occupation, " in (o1, o2, o3)");
  return absl::StrCat(occupation >> shift, " in (o1 >> ", shift, ", o2 >> ", shift, ", o3 >> ",
                      shift, ")");
}

// The same by the index.
std::string FindsSql(int occupation, ClassLevel level) {
  return absl::StrCat("classes @> '{", ClassKey(occupation, level), "}'");
}

std::string OccupationSql(const PackedVacancy& vacancy) {
  const int wanted = vacancy.occupation;
  if (wanted == kNoOccupation) return absl::StrCat(kMiddleOfPart);
  const std::string major =
      absl::StrCat(wanted >> kMajorClassShift, " in (o1 >> ", kMajorClassShift, ", o2 >> ",
                   kMajorClassShift, ", o3 >> ", kMajorClassShift, ")");
  const std::string best = absl::StrCat(
      "case when ", SharesSql(wanted, kSame), " then ", kRule.same_occupation_value, " when ",
      SharesSql(wanted, kSmall), " then ", kRule.shared_class_values[3], " when ",
      SharesSql(wanted, kMiddle), " then ", kRule.shared_class_values[2], " when ", major, " then ",
      kRule.shared_class_values[1], " else ", kRule.shared_class_values[0], " end");
  return absl::StrCat("case kind when 0 then ", best, " when 1 then ", best, " * ",
                      kRule.past_occupation_tenths, " / 10 else ", kRule.no_occupation_value,
                      " end");
}

// Of somebody who goes to one of them, or anywhere.
std::string PreferenceSql(const std::vector<int>& lineage) {
  if (lineage.empty()) return absl::StrCat(kRule.any_place_value);
  const std::string places = absl::StrJoin(lineage, ",");
  std::string sql = absl::StrCat("case when p1 = 0 then ", kRule.any_place_value);
  for (int i = 0; i < kMaxPreferredDivisions; ++i) {
    absl::StrAppend(&sql, " when p", i + 1, " in (", places, ") then ", PreferenceValue(i));
  }
  return absl::StrCat(sql, " end");
}

std::string GatesSql(const PackedVacancy& vacancy, const PackedTerms& terms) {
  std::vector<std::string> gates = SharedGates(vacancy, terms);
  const std::vector<int> lineage = Filled(vacancy.workplace_lineage);
  if (!lineage.empty()) {
    std::vector<std::string> goes = {"p1 = 0"};
    for (int i = 1; i <= kMaxPreferredDivisions; ++i) {
      goes.push_back(absl::StrCat("p", i, " in (", absl::StrJoin(lineage, ","), ")"));
    }
    gates.push_back(absl::StrCat("(", absl::StrJoin(goes, " or "), ")"));
  }
  gates.push_back(absl::StrCat("free_from <= ", StartOf(vacancy, terms)));
  return absl::StrJoin(gates, " and ");
}

// Workers that share this much with the vacancy, and the most that one of them can get.
struct Tier {
  std::string where;
  int most = 0;  // without experience and policy, where `person_tells`
  bool person_tells = false;
};

// In falling order of what they can get at most; together everybody, each once. `rest` is the most
// for place and wage.
std::vector<Tier> TiersOf(const PackedVacancy& vacancy, int rest) {
  const int wanted = vacancy.occupation;
  const auto most = [rest](int skill, int occupation) {
    return rest + kRule.skill_weight_percent * skill + kRule.occupation_weight_percent * occupation;
  };
  if (wanted == kNoOccupation) return {{"true", most(kFullPart, kMiddleOfPart), true}};
  const auto within = [wanted](ClassLevel level, ClassLevel not_level) {
    return absl::StrCat(FindsSql(wanted, level), " and not ", SharesSql(wanted, not_level));
  };
  const int small = kRule.shared_class_values[3];
  const int middle = std::max(kRule.shared_class_values[2], kRule.no_occupation_value);
  const int no_class = std::max(kRule.shared_class_values[1], kRule.no_occupation_value);
  std::vector<int> named;
  bool requires_some = false;
  for (const PackedSkill& entry : vacancy.skills) {
    named.push_back(HeldKey(entry.skill, 1));
    requires_some = requires_some || entry.required;
  }
  // Where there is nothing to hold, or all hold what is required.
  if (named.empty() || requires_some) {
    return {{FindsSql(wanted, kSame), most(kFullPart, kFullPart), true},
            {within(kSmall, kSame), most(kFullPart, small), true},
            {within(kMiddle, kSmall), most(kFullPart, middle), true},
            {absl::StrCat("not ", SharesSql(wanted, kMiddle)), most(kFullPart, no_class), true}};
  }
  // Who holds none of the skills has no experience that counts.
  const int policy = kRule.policy_weight_percent * kFullPart;
  const std::string holds = absl::StrCat("held && '", Array(named), "'");
  const std::string not_small = absl::StrCat("not ", SharesSql(wanted, kSmall));
  return {
      {absl::StrCat(holds, " and ", FindsSql(wanted, kSmall)), most(kFullPart, kFullPart), true},
      {absl::StrCat(holds, " and ", not_small), most(kFullPart, middle), true},
      {absl::StrCat("not ", holds, " and ", FindsSql(wanted, kSmall)),
       most(kRule.same_group_value, kFullPart) + policy, false},
      {absl::StrCat("not ", holds, " and ", not_small),
       most(kRule.same_group_value, middle) + policy, false}};
}

}  // namespace

PostgresColumns::PostgresColumns(const Matcher& matcher) {
  const RowTable<PackedWorker>& workers = matcher.workers();
  for (std::int32_t slot = 0; slot < workers.slot_end(); ++slot) {
    if (!workers.Holds(slot)) continue;
    const PackedWorker& row = workers.row(slot);
    skill_count_ = std::max(skill_count_, row.skills.size());
    if (row.x_100m == kNoPoint) {
      any_without_point_ = true;
      continue;
    }
    least_ = {std::min(least_.x_100m, row.x_100m), std::min(least_.y_100m, row.y_100m)};
    most_ = {std::max(most_.x_100m, row.x_100m), std::max(most_.y_100m, row.y_100m)};
  }
}

std::string PostgresColumns::Each(absl::string_view format) const {
  std::vector<std::string> each;
  for (std::size_t i = 1; i <= skill_count_; ++i) {
    each.push_back(absl::StrReplaceAll(format, {{"#", absl::StrCat(i)}}));
  }
  return absl::StrJoin(each, ", ");
}

std::string PostgresColumns::Table(absl::string_view table) const {
  return absl::StrCat(
      "create table ", table,
      " (tie_hash bigint not null, x int not null, y int not null, o1 int not null, o2 int not "
      "null, o3 int not null, wish int not null, free_from int not null, available int not null, "
      "birth int not null, most_for_person int not null, p1 int not null, p2 int not null, p3 int "
      "not null, p4 int not null, ",
      Each("s# int not null"), ", ", Each("m# smallint not null"), ", ",
      Each("g# smallint not null"), ", ", Each("l# smallint not null"),
      ", policy smallint not null, education smallint not null, kind smallint not null, "
      "accommodation boolean not null, night boolean not null, name text collate \"C\" not null, "
      "held int[] not null, classes int[] not null);\n");
}

std::string PostgresColumns::Indexes(absl::string_view table) {
  return absl::StrCat("create index on ", table, " using gin (held);\ncreate index on ", table,
                      " using gin (classes);\ncreate index on ", table, " (most_for_person);\n");
}

std::string PostgresColumns::Line(absl::string_view name, const PackedWorker& row) const {
  const bool committed = row.has_live_placement || row.currently_away;
  Occupations occupations = OccupationsOf(row);
  std::vector<int> classes;
  for (const int code : occupations.codes) {
    for (const ClassLevel level : {kSame, kSmall, kMiddle})
      classes.push_back(ClassKey(code, level));
  }
  occupations.codes.resize(kMaxDesiredOccupations, kNoOccupation);
  std::vector<PackedSkill> skills(row.skills.begin(), row.skills.end());
  skills.resize(skill_count_);
  const auto each = [&](const auto& value_of) {
    std::vector<int> values;
    for (const PackedSkill& skill : skills) values.push_back(value_of(skill));
    return absl::StrJoin(values, "\t");
  };
  const auto yes = [](bool value) { return value ? "t" : "f"; };
  return absl::StrJoin(
      std::make_tuple(row.tie_hash, row.x_100m, row.y_100m, absl::StrJoin(occupations.codes, "\t"),
                      row.min_wage_cny_per_month, committed ? row.job_wanted_from : kNoDate,
                      row.available_date, row.birth_date, MostForPerson(row),
                      absl::StrJoin(row.preferred_divisions, "\t"),
                      each([](const PackedSkill& skill) { return skill.skill; }),
                      each([](const PackedSkill& skill) { return int{skill.experience_months}; }),
                      each([](const PackedSkill& skill) { return int{skill.group}; }),
                      each([](const PackedSkill& skill) { return int{skill.level}; }),
                      PolicyValue(row.policy_groups), static_cast<int>(row.education),
                      occupations.kind, yes(row.accommodation_required),
                      yes(row.refuses_night_shift), name, Array(HeldKeys(row)), Array(classes)),
      "\t");
}

std::string PostgresColumns::SkillSql(const PackedVacancy& vacancy) const {
  if (vacancy.skills.empty()) return absl::StrCat(kFullPart);
  std::vector<std::string> terms;
  int weight_sum = 0;
  for (const PackedSkill& entry : vacancy.skills) {
    const int weight = SkillEntryWeight(entry.required);
    weight_sum += weight;
    const auto value = [&](absl::string_view column, int code, int full) {
      return absl::StrCat(
          full, " * least(greatest(",
          Each(absl::StrCat("case ", column, "# when ", code, " then l# else 0 end")), "), ",
          int{entry.level}, ") / ", int{entry.level});
    };
    terms.push_back(absl::StrCat(
        weight, " * greatest(", value("s", entry.skill, kFullPart), ", ",
        entry.group == kNoCode ? "0" : value("g", entry.group, kRule.same_group_value), ")"));
  }
  return absl::StrCat("(", absl::StrJoin(terms, " + "), ") / ", weight_sum);
}

std::string PostgresColumns::ExperienceSql(const PackedVacancy& vacancy) const {
  const int full = vacancy.min_experience_months == 0 ? kRule.full_experience_months
                                                      : vacancy.min_experience_months;
  std::string months = absl::StrCat("greatest(", Each("m#"), ")");
  std::string none_named;
  if (!vacancy.skills.empty()) {
    std::vector<int> named;
    for (const PackedSkill& entry : vacancy.skills) named.push_back(entry.skill);
    // Below what stands for months that are not known.
    constexpr int kNotNamed = kUnknownMonths - 1;
    months = absl::StrCat("greatest(",
                          Each(absl::StrCat("case when s# in (", absl::StrJoin(named, ","),
                                            ") then m# else ", kNotNamed, " end")),
                          ")");
    none_named = absl::StrCat(" when ", kNotNamed, " then 0");
  }
  return absl::StrCat("case ", months, none_named, " when ", int{kUnknownMonths}, " then ",
                      kMiddleOfPart, " else ", kFullPart, " * least(", months, ", ", full, ") / ",
                      full, " end");
}

std::string PostgresColumns::ScoredSql(absl::string_view table, const PackedVacancy& vacancy,
                                       const PackedTerms& terms, absl::string_view where) const {
  const std::string total =
      TotalSql(SkillSql(vacancy), OccupationSql(vacancy),
               LocationSql(PreferenceSql(Filled(vacancy.workplace_lineage)), DistanceSql(vacancy)),
               WageSql(vacancy), ExperienceSql(vacancy));
  return absl::StrCat("select name, tie_hash, ", total, " as total from ", table, " where ", where,
                      GatesSql(vacancy, terms));
}

std::string PostgresColumns::ScanSql(absl::string_view table, const PackedVacancy& vacancy,
                                     const PackedTerms& terms, int limit) const {
  return absl::StrCat("select name, total from (", ScoredSql(table, vacancy, terms, ""),
                      ") scored order by total desc, tie_hash # ", vacancy.tie_hash,
                      ", name limit ", limit, ";");
}

int PostgresColumns::MostForDistance(const PackedVacancy& vacancy) const {
  if (vacancy.x_100m == kNoPoint || most_.x_100m < least_.x_100m) return kMiddleOfPart;
  const PlanePoint workplace{vacancy.x_100m, vacancy.y_100m};
  const PlanePoint nearest{std::clamp(workplace.x_100m, least_.x_100m, most_.x_100m),
                           std::clamp(workplace.y_100m, least_.y_100m, most_.y_100m)};
  return std::max(DistanceValue(Distance100m(workplace, nearest)),
                  any_without_point_ ? kMiddleOfPart : 0);
}

std::string PostgresColumns::TiersSql(absl::string_view table, const PackedVacancy& vacancy,
                                      const PackedTerms& terms, int limit) const {
  const int preference =
      vacancy.workplace_lineage[0] == kNoCode ? kRule.any_place_value : PreferenceValue(0);
  const int rest =
      kRule.location_weight_percent * LocationValue(preference, MostForDistance(vacancy)) +
      kRule.wage_weight_percent * (vacancy.max_wage_cny_per_month == 0 ? kMiddleOfPart : kFullPart);
  const bool person_holds = vacancy.min_experience_months == 0 ||
                            vacancy.min_experience_months >= kRule.full_experience_months;
  const std::string order =
      absl::StrCat(" order by total desc, tie_hash # ", vacancy.tie_hash, ", name limit ", limit);
  std::vector<std::string> parts, found;
  for (const Tier& tier : TiersOf(vacancy, rest)) {
    const std::size_t number = found.size() + 1;
    std::string where = absl::StrCat(tier.where, " and ");
    if (!found.empty()) {
      // The last of the best so far; a tier whose most is below it is not looked at.
      const std::string bar = absl::StrCat("(select least from bar", found.size(), ")");
      parts.push_back(absl::StrCat(
          "bar", found.size(), " as materialized (select case when count(*) = ", limit,
          " then min(total) else 0 end as least from (select total from (select total from ",
          absl::StrJoin(found, " union all select total from "), ") a order by total desc limit ",
          limit, ") b)"));
      absl::StrAppend(&where, bar, " <= ", tier.most + (tier.person_tells ? kMostForPerson : 0),
                      " and ");
      if (tier.person_tells && person_holds) {
        absl::StrAppend(&where, "most_for_person >= ", bar, " - ", tier.most, " and ");
      }
    }
    parts.push_back(absl::StrCat("tier", number, " as materialized (select * from (",
                                 ScoredSql(table, vacancy, terms, where), ") scored", order, ")"));
    found.push_back(absl::StrCat("tier", number));
  }
  return absl::StrCat("with ", absl::StrJoin(parts, ", "),
                      " select name, total from (select * from ",
                      absl::StrJoin(found, " union all select * from "), ") best", order, ";");
}

}  // namespace laowu::matcher
