#include "services/placement/fit_warnings.h"

#include <algorithm>
#include <array>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "reference/divisions.h"
#include "reference/skills.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/clock.h"
#include "services/runtime/match_rows.h"

namespace laowu::placement {
namespace {

using matcher::FailedGate;
using matcher::Gate;
using matcher::GateValue;

// The same in both languages.
struct Words {
  std::string zh;
  std::string en;
};

constexpr char kAskEmployer[] = "动身前请与用人单位核实";
constexpr char kAskEmployerEn[] = "settle it with the employer before anybody travels";
constexpr char kAskWorker[] = "请先问清本人";
constexpr char kAskWorkerEn[] = "ask the worker first";

bool IsOfPair(Gate gate) {
  return gate != Gate::kWorkerNotVisible && gate != Gate::kWorkerCommitted &&
         gate != Gate::kVacancyClosed && gate != Gate::kEmployerBlocked;
}

template <typename Value>
Value ValueOf(const GateValue& value) {
  const Value* const held = std::get_if<Value>(&value);
  return held == nullptr ? Value() : *held;
}

bool Says(const GateValue& value, absl::string_view word) {
  const auto words = ValueOf<std::vector<std::string>>(value);
  return std::find(words.begin(), words.end(), word) != words.end();
}

Words EducationWords(int level) {
  static constexpr std::array<std::array<const char*, 2>, 8> kWords = {
      {{"未填", "not stated"},
       {"未上学", "none"},
       {"小学", "primary"},
       {"初中", "junior middle"},
       {"高中", "senior middle"},
       {"中专", "vocational"},
       {"大专", "college"},
       {"本科及以上", "bachelor"}}};
  const auto& words = kWords[static_cast<size_t>(std::clamp(level, 0, 7))];
  return {words[0], words[1]};
}

std::string LimitsText(const matcher::AgeLimits& limits) {
  return absl::StrCat(limits.min_years.has_value() ? absl::StrCat(*limits.min_years) : "16", "–",
                      limits.max_years.has_value() ? absl::StrCat(*limits.max_years) : "");
}

// "中山市", or the code where the tables do not know it.
std::string PlaceName(absl::string_view code) {
  const auto ever = reference::Divisions::Get().FindEver(code);
  return ever.empty() ? std::string(code) : std::string(ever.front()->name);
}

std::string PlaceNames(const std::vector<std::string>& codes) {
  return absl::StrJoin(codes, "、", [](std::string* out, const std::string& code) {
    absl::StrAppend(out, PlaceName(code));
  });
}

// "电焊 (Arc welding) 1/2": the level held, the level asked for.
Words SkillWords(const FailedGate& gate) {
  const auto held = ValueOf<std::vector<matcher::SkillLevel>>(gate.worker_value);
  Words out;
  for (const auto& asked : ValueOf<std::vector<matcher::SkillLevel>>(gate.vacancy_value)) {
    int level = 0;
    for (const auto& own : held) {
      if (own.skill_code == asked.skill_code) level = own.level;
    }
    const auto* const skill = reference::Skills::Get().Find(asked.skill_code);
    const std::string zh = skill == nullptr ? asked.skill_code : std::string(skill->name);
    const std::string en = skill == nullptr ? asked.skill_code : std::string(skill->english_name);
    absl::StrAppend(&out.zh, out.zh.empty() ? "" : "、", zh, asked.level, "级");
    absl::StrAppend(&out.en, out.en.empty() ? "" : ", ", en, " at level ", asked.level);
    if (level == 0) continue;
    absl::StrAppend(&out.zh, "（本人", level, "级）");
    absl::StrAppend(&out.en, " (holds level ", level, ")");
  }
  return out;
}

Words ConditionWords(const FailedGate& gate) {
  Words out;
  if (Says(gate.worker_value, "ACCOMMODATION_REQUIRED")) {
    out = {"本人需要住宿，岗位不提供", "the worker needs a bed, and the vacancy has none"};
  }
  if (Says(gate.worker_value, "REFUSES_NIGHT_SHIFT")) {
    absl::StrAppend(&out.zh, out.zh.empty() ? "" : "；", "本人不上夜班，岗位有夜班");
    absl::StrAppend(&out.en, out.en.empty() ? "" : "; ",
                    "the worker refuses nights, and the vacancy has them");
  }
  return out;
}

// What met in the gate, and whom to ask.
Words WordsOf(const FailedGate& gate) {
  const int own = ValueOf<int>(gate.worker_value);
  const int asked = ValueOf<int>(gate.vacancy_value);
  const auto with = [](Words words, absl::string_view zh, absl::string_view en) {
    return Words{absl::StrCat(words.zh, "，", zh), absl::StrCat(words.en, "; ", en)};
  };
  switch (gate.gate) {
    case Gate::kNotAvailable: {
      const std::string free = runtime::DateText(ValueOf<absl::CivilDay>(gate.worker_value));
      const std::string start = runtime::DateText(ValueOf<absl::CivilDay>(gate.vacancy_value));
      return with(
          {absl::StrCat("本人 ", free, " 才能到岗，岗位 ", start, " 开始"),
           absl::StrCat("the worker is free from ", free, ", the vacancy starts on ", start)},
          kAskWorker, kAskWorkerEn);
    }
    case Gate::kUnderage:
      return with({absl::StrCat("到岗时 ", own, " 岁，岗位没有写明无未成年工禁忌的危害"),
                   absl::StrCat(own,
                                " years old on the start date, and the vacancy does not say "
                                "that it has no hazards closed to juveniles")},
                  kAskEmployer, kAskEmployerEn);
    case Gate::kAgeLimit: {
      const std::string limits = LimitsText(ValueOf<matcher::AgeLimits>(gate.vacancy_value));
      return with({absl::StrCat("到岗时 ", own, " 岁，岗位限 ", limits, " 岁"),
                   absl::StrCat(own, " years old on the start date, the vacancy takes ", limits)},
                  kAskEmployer, kAskEmployerEn);
    }
    case Gate::kEducation: {
      const Words has = EducationWords(own);
      const Words needs = EducationWords(asked);
      return with({absl::StrCat("本人学历", has.zh, "，岗位要求", needs.zh),
                   absl::StrCat("education ", has.en, ", the vacancy asks for ", needs.en)},
                  kAskEmployer, kAskEmployerEn);
    }
    case Gate::kWage:
      return with({absl::StrCat("本人期望每月 ", own, " 元以上，岗位最高 ", asked, " 元"),
                   absl::StrCat("the worker wants ", own, " yuan a month, the vacancy pays ", asked,
                                " at most")},
                  kAskWorker, kAskWorkerEn);
    case Gate::kDestination: {
      const auto wanted = PlaceNames(ValueOf<std::vector<std::string>>(gate.worker_value));
      const auto place = PlaceNames(ValueOf<std::vector<std::string>>(gate.vacancy_value));
      return with({absl::StrCat("本人只去 ", wanted, "，岗位在 ", place),
                   absl::StrCat("the worker wants ", wanted, " alone, the vacancy is in ", place)},
                  kAskWorker, kAskWorkerEn);
    }
    case Gate::kRequiredSkill: {
      const Words skills = SkillWords(gate);
      return with({absl::StrCat("缺岗位必备技能 ", skills.zh),
                   absl::StrCat("lacks what the vacancy requires: ", skills.en)},
                  kAskEmployer, kAskEmployerEn);
    }
    default:
      return with(ConditionWords(gate), kAskWorker, kAskWorkerEn);
  }
}

}  // namespace

std::vector<FailedGate> MisfitsOf(const v1::Worker& worker, const v1::Vacancy& vacancy,
                                  absl::Time now) {
  matcher::MatchTerms terms;
  terms.as_of_date = runtime::DayOf(now);
  std::vector<FailedGate> misfits = matcher::Gates(runtime::WorkerRowFrom(worker, now),
                                                   runtime::VacancyRowFrom(vacancy, now), terms);
  misfits.erase(std::remove_if(misfits.begin(), misfits.end(),
                               [](const FailedGate& gate) { return !IsOfPair(gate.gate); }),
                misfits.end());
  return misfits;
}

std::optional<Refusal> WhyUnlawful(const std::string& worker_name,
                                   const std::vector<FailedGate>& misfits) {
  for (const FailedGate& gate : misfits) {
    if (gate.gate != Gate::kUnderage || Says(gate.vacancy_value, "HAZARDS_UNSAID")) continue;
    const bool hazards = Says(gate.vacancy_value, "HAZARDS_NAMED");
    const int age = ValueOf<int>(gate.worker_value);
    return Refusal{
        runtime::reasons::kWrongState, worker_name,
        hazards ? absl::StrCat("到岗时 ", age,
                               " 岁，岗位有未成年工禁忌的危害，不得推荐。 The worker is ", age,
                               " on the start date, and the vacancy names hazards that are closed "
                               "to people under 18; choose another vacancy.")
                : absl::StrCat("到岗时不满16周岁，不得推荐。 The worker is ", age,
                               " on the start date; nobody under 16 may be hired.")};
  }
  return std::nullopt;
}

void WarnOfMisfits(const std::vector<FailedGate>& misfits, Warnings* warnings) {
  for (const FailedGate& gate : misfits) {
    const Words words = WordsOf(gate);
    runtime::AddWarning(v1::Gate_Name(static_cast<v1::Gate>(gate.gate)), "vacancy",
                        absl::StrCat(words.zh, " / ", words.en), warnings);
  }
}

}  // namespace laowu::placement
