#include "intake/table/header_english.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kMostLetters = 48;

bool ConsistsOfWords(absl::string_view key) {
  static const RE2 words(
      R"((?:the|of|for|and|per|in|is|be|to|by|[./&,]|at)"
      R"(|monthly|month|daily|hourly|hours?|days?|weekly|week|annual|yearly|years?)"
      R"(|salary|salaries|wages?|pay(?:ment)?|remuneration|compensation|income|range|rate|level)"
      R"(|min(?:imum)?|max(?:imum)?|lowest|highest|lower|upper|limit|from|rmb|cny|yuan)"
      R"(|jobs?|positions?|posts?|posted|roles?|titles?|vacanc(?:y|ies)|openings?|recruit(?:ment|ing|s|ed)?|hiring|hire)"
      R"(|company|companies|employers?|factory|enterprise|firm|organi[sz]ation|unit|name|full)"
      R"(|numbers?|no|nos|headcount|quantity|qty|total|count|needed|need|required|require|requirements?|demand|wanted)"
      R"(|people|persons?|workers?|staff|employees?|labou?r(?:er)?s?|candidates?|applicants?)"
      R"(|work(?:ing|place)?|locations?|places?|address|site|city|town(?:ship)?|county|district|province|village|area|home|household|registered)"
      R"(|education(?:al)?|degree|background|age|ages|gender|sex|ethnic(?:ity)?|group|birth(?:day)?|date|of|id|identity|card|experience)"
      R"(|skills?|special(?:ty|ties)|certificates?|licen[cs]es?|accommodations?|dorm(?:itory)?|housing|lodging|board|meals?|food|provided|room)"
      R"(|night|shifts?|start|end|on|deadline|closing|expir(?:y|es|ation)|valid|until|available|published?|updated?|time)"
      R"(|descriptions?|duties|duty|responsibilit(?:y|ies)|content|remarks?|notes?|comments?|others?|contact|phone|tel|telephone|mobile|cell|email|mail|wechat)"
      R"(|benefits?|welfare|social|insurance|kind|type|category|expected|desired|preferred|intended|current|previous|past|last|occupation|trade|status|employment)+)");
  return RE2::FullMatch({key.data(), key.size()}, words);
}

struct Rule {
  Field field;
  const char* pattern;
  const char* but_not;  // nullptr: nothing
};

constexpr char kPay[] = "salary|salaries|wage|pay|remuneration|compensation|income";

// The first that matches counts.
constexpr Rule kVacancyRules[] = {
    {Field::kIgnored, "contact|phone|tel$|mobile|mail$|wechat", nullptr},
    {Field::kUnknown, "expected|desired|preferred(?:job|city|location)|current|previous|past|last",
     nullptr},
    {Field::kWageMin,
     "(?:min|lowest|lower).*(?:salar|wage|pay)|(?:salary|wage|pay)(?:min|from|low)", nullptr},
    {Field::kWageMax,
     "(?:max|highest|upper).*(?:salar|wage|pay)|(?:salary|wage|pay)(?:max|to$|upper)", nullptr},
    {Field::kWageUnit, "(?:salary|wage|pay)unit$", nullptr},
    {Field::kPayKind, "(?:salary|wage|pay(?:ment)?)(?:type|kind)$", nullptr},
    {Field::kWageText, kPay, "date|time|day$|benefit|insurance"},
    {Field::kMinAge, "min(?:imum)?age|agemin(?:imum)?|agefrom|lower(?:age)?limitofage", nullptr},
    {Field::kMaxAge, "max(?:imum)?age|agemax(?:imum)?|agelimit|ageto$", nullptr},
    {Field::kAge, "age(?:s|range|requirements?|required)?$", nullptr},
    {Field::kSex, "gender|sex", nullptr},
    {Field::kSocialInsurance, "insurance", nullptr},
    {Field::kBoardAndLodging,
     "(?:board|meals?|food|room).*(?:lodging|accommodation|housing|board|dorm)|"
     "(?:accommodation|lodging|housing|dorm).*(?:meals?|board|food)",
     nullptr},
    {Field::kAccommodation, "accommodation|dorm|housing|lodging", nullptr},
    {Field::kMeals, "meal|food", nullptr},
    {Field::kEducation, "education|degree", nullptr},
    {Field::kExperience, "experience", nullptr},
    {Field::kNightShift, "shift", nullptr},
    {Field::kHours, "hours|workingtime", nullptr},
    {Field::kBenefits, "benefit|welfare", nullptr},
    {Field::kRequiredSkills, "skill|certificate|licen[cs]e", nullptr},
    {Field::kExpireDate, "deadline|closing|expir|valid|until|enddate", nullptr},
    {Field::kStartDate, "start(?:ing)?date|startingtime|datestart", nullptr},
    {Field::kUpdateTime,
     "(?:posted|posting|publish|update).*(?:date|time|on)$|^date(?:posted|published)", nullptr},
    {Field::kOpeningCount,
     "headcount|quantity|qty|(?:numbers?|nos?|count|total).*(?:needed|required|wanted|demand|"
     "vacanc|opening|people|person|worker|staff|employee|position|recruit|hir)|"
     "^(?:people|persons?|workers?|staff|labou?rers?|recruits?|recruitmentnumbers?)"
     "(?:number|needed|required|wanted|demand)?s?$|vacanc|opening|recruitment(?:number|quantity)",
     "name|title|description"},
    {Field::kEmployerName, "(?:company|employer|factory|enterprise|firm|organi[sz]ation)(?:name)?$",
     nullptr},
    {Field::kWorkplace,
     "(?:location|workplace|place|address|site|area)$|(?:location|place|address)ofwork", nullptr},
    {Field::kDescription, "description|dut(?:y|ies)$|responsibilit|content", nullptr},
    {Field::kRequirements, "requirement|remark|notes?$|comment|others?$", nullptr},
    {Field::kTitle,
     "^(?:(?:recruit(?:ment|ing)?|hiring|vacant|open|the)?"
     "(?:jobs?|positions?|posts?|roles?|vacanc(?:y|ies)|occupation|trade)(?:titles?|names?)?|"
     "titles?(?:of(?:the)?(?:job|position|post))?|names?of(?:the)?(?:job|position|post)s?)$",
     nullptr},
};

constexpr Rule kWorkerRules[] = {
    {Field::kUnknown, "contact.*name|emergency", nullptr},
    {Field::kDesiredWage, "(?:expected|desired|min(?:imum)?).*(?:salary|wage|pay|income)", nullptr},
    {Field::kPreferredPlaces,
     "(?:expected|desired|preferred|intended).*(?:location|place|city|area|province|district)s?$",
     nullptr},
    {Field::kDesiredOccupations,
     "(?:expected|desired|preferred|intended).*(?:jobs?|positions?|occupation|trade|work|posts?)$",
     nullptr},
    {Field::kUnknown, "expected|desired|preferred|intended", nullptr},
    {Field::kPastOccupation,
     "(?:current|previous|past|last).*(?:jobs?|position|occupation|trade|work|employment)$",
     nullptr},
    {Field::kUnknown, "current|previous|past|last|company|employer", nullptr},
    {Field::kPhone, "phone|mobile|^tel$|contact(?:number|no)", nullptr},
    {Field::kIdentityNumber, "(?:id|identity)(?:card)?(?:no|numbers?)$|^idcard$|identitycard",
     "worker"},
    {Field::kReference, "^(?:worker|person|employee|staff)(?:id|no|number)$", nullptr},
    {Field::kBirthDate, "birth", nullptr},
    {Field::kAge, "^ages?$", nullptr},
    {Field::kSex, "gender|sex", nullptr},
    {Field::kEthnicity, "ethnic", nullptr},
    {Field::kEducation, "education|degree", nullptr},
    {Field::kSkillLevel, "skilllevel", nullptr},
    {Field::kCertificate, "certificate|licen[cs]e", nullptr},
    {Field::kSkills, "skill|special(?:ty|ties)", nullptr},
    {Field::kExperience, "experience", nullptr},
    {Field::kAvailableDate, "available(?:date|from|time|until)?|start(?:ing)?date", "until"},
    {Field::kTown, "town", nullptr},
    {Field::kCounty, "county|district", nullptr},
    {Field::kVillage, "village", nullptr},
    {Field::kHomeAddress, "(?:home|registered|household).*(?:address|place|location)|^address$",
     nullptr},
    {Field::kPersonName,
     "^(?:full|worker|person|candidate|applicant|labou?rer|employee)?names?$|"
     "^nameof(?:the)?(?:worker|person|candidate|applicant|labou?rer)s?$",
     nullptr},
    {Field::kDescription, "remark|notes?$|comment|others?$", nullptr},
};

using Compiled = std::vector<std::pair<const Rule*, std::pair<RE2*, RE2*>>>;

Compiled Compile(absl::Span<const Rule> rules) {
  Compiled compiled;
  for (const Rule& rule : rules) {
    compiled.push_back(
        {&rule,
         {new RE2(rule.pattern), rule.but_not == nullptr ? nullptr : new RE2(rule.but_not)}});
  }
  return compiled;
}

}  // namespace

Field HeaderByEnglish(TableKind kind, absl::string_view header) {
  const std::string key = absl::StrReplaceAll(header, {{".", ""}});  // "min.age"
  static const auto* const of_vacancies = new Compiled(Compile(kVacancyRules));
  static const auto* const of_workers = new Compiled(Compile(kWorkerRules));
  if (kind != TableKind::kVacancies && kind != TableKind::kWorkers) return Field::kUnknown;
  if (key.size() > kMostLetters || !ConsistsOfWords(key)) return Field::kUnknown;
  const re2::StringPiece piece(key);
  const Compiled& rules = kind == TableKind::kVacancies ? *of_vacancies : *of_workers;
  for (const auto& [rule, patterns] : rules) {
    if (!RE2::PartialMatch(piece, *patterns.first)) continue;
    if (patterns.second != nullptr && RE2::PartialMatch(piece, *patterns.second)) continue;
    return rule->field;
  }
  return Field::kUnknown;
}

}  // namespace laowu::intake
