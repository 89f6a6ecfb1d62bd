#include "intake/vacancy/vacancy_parts.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts.h"
#include "intake/scrub/scrub.h"
#include "intake/scrub/suspicions.h"
#include "intake/table/header_words.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kMaxOpenings = 100'000;
constexpr int kWorkingAge = 16;
constexpr int kAdult = 18;
constexpr int kOddMinAge = 60;
constexpr int kOddMaxAge = 70;

class ConditionsOfRow {
 public:
  ConditionsOfRow(const VacancyInProgress& row, absl::CivilDay as_of)
      : texts_(row.texts),
        all_text_(row.all_text),
        as_of_(as_of),
        draft_(row.draft),
        reports_(row.reports) {}

  void Read() {
    ReadPeople();
    ReadLiving();
  }

 private:
  void ReadPeople() {
    ReadOpenings();
    const absl::string_view education = texts_.Get(Field::kEducation);
    if (!education.empty()) {
      if (const auto level = ReadEducationColumn(education); level.has_value()) {
        draft_.min_education = *level;
      } else {
        WarnValue("min_education", education);
      }
    } else if (const auto found = ReadEducationInText(all_text_); found.has_value()) {
      draft_.min_education = found->value;
      reports_.Infer("min_education", found->text, "education.text", 80);
    }
    ReadAges();
    const absl::string_view experience = texts_.Get(Field::kExperience);
    if (!experience.empty()) {
      if (const auto months = ReadExperienceColumn(experience); months.has_value()) {
        draft_.min_experience_months = *months;
      } else {
        WarnValue("min_experience_months", experience);
      }
    } else if (const auto found = ReadExperienceInText(all_text_); found.has_value()) {
      draft_.min_experience_months = found->value;
      reports_.Infer("min_experience_months", found->text, "experience.text", 75);
    } else {
      for (const FieldText* cell : texts_.All(Field::kRequirements)) {
        if (!SaysAny(cell->header, {"要求", "条件"})) continue;
        const auto asked = ReadExperienceAskedFor(cell->text);
        if (!asked.has_value()) continue;
        draft_.min_experience_months = asked->value;
        reports_.Infer("min_experience_months", asked->text, "experience.asked_for", 70);
        break;
      }
    }
  }

  void WarnValue(absl::string_view path, absl::string_view text) {
    reports_.Warn(reason::kValueNotUnderstood, path, text,
                  "看不懂，按未填处理 (not understood, left unset)");
  }

  // 需求人数 in columns of men and of women, perhaps with their sum: the sum is what is wanted, the
  // division is a condition. Empty if there are no such columns.
  std::string CountOfBoth() {
    int sum = 0;
    bool is_some = false;  // 若干
    std::string parts;
    std::string total;
    for (const FieldText* cell : texts_.All(Field::kOpeningCount)) {
      const absl::string_view name = PartOfOpenings(cell->header);
      if (name == "合计") {
        total = cell->text;
      } else if (!name.empty()) {
        const auto count = name == "男女" ? CountOfMenAndWomen(cell->text) : ReadCount(cell->text);
        if (!count.has_value()) continue;
        sum += *count;
        is_some = is_some || (*count == 0 && !SaysAny(cell->text, {"0", "０"}));
        absl::StrAppend(&parts, parts.empty() ? "" : ", ", name, " ", cell->text);
      }
    }
    if (parts.empty()) return total;
    reports_.Warn(reason::kConditionDropped, "opening_count", parts,
                  "不得按性别分配招聘人数，只取合计 (openings by sex are not allowed: only the sum "
                  "is kept)");
    if (!total.empty()) return total;
    return sum == 0 && is_some ? "若干" : absl::StrCat(sum);
  }

  // "5/10" under 需求人数（男/女）.
  static std::optional<int> CountOfMenAndWomen(absl::string_view text) {
    static const RE2 both(R"((\d{1,4})(?:名|人)?[/、,:;+-](\d{1,4})(?:名|人)?)");
    int men = 0;
    int women = 0;
    if (RE2::FullMatch(FoldTight(text), both, &men, &women)) return men + women;
    return ReadCount(text);
  }

  void ReadOpenings() {
    const std::string of_both = CountOfBoth();
    const absl::string_view text =
        of_both.empty() ? texts_.Get(Field::kOpeningCount) : absl::string_view(of_both);
    if (text.empty()) {
      auto found = ReadCountInText(all_text_);
      if (!found.has_value()) found = ReadCountInTitle(texts_.Get(Field::kTitle));
      if (!found.has_value()) found = ReadCountBeside(all_text_, draft_.title);
      if (!found.has_value() || found->value > kMaxOpenings) return;
      draft_.opening_count = found->value;
      reports_.Infer("opening_count", found->text, "count.text", 75);
      return;
    }
    const auto count = ReadCount(text);
    if (!count.has_value()) {
      WarnValue("opening_count", text);
    } else if (*count > kMaxOpenings) {
      reports_.Warn(reason::kValueOutOfRange, "opening_count", text,
                    "招聘人数过大，按未填处理 (implausible number of people, left unset)");
    } else if (*count == 0 && (absl::StrContains(text, "0") || absl::StrContains(text, "０"))) {
      // "若干" (several) is read as 0 too, and says nothing wrong.
      reports_.Warn(
          reason::kValueOutOfRange, "opening_count", text,
          "招聘人数为 0，按未填处理；不再招人请关闭岗位 (0 people are wanted: left unset; "
          "close the vacancy if nobody is)");
    } else {
      draft_.opening_count = *count;
    }
  }

  void ReadAges() {
    AgeLimits limits;
    const FieldText* const cell = texts_.Find(Field::kAge);
    const absl::string_view text = cell == nullptr ? absl::string_view() : cell->text;
    if (!text.empty()) {
      auto stated = ReadAgeColumn(text);
      if (!stated.has_value()) stated = ReadAgeColumn(WithEndOfHeader(cell->header, text));
      if (stated.has_value()) {
        limits = *stated;
      } else {
        WarnValue("max_age_years", text);
      }
      // "男18-45", "男/50以下" under 性别/年龄: the condition on sex is reported
      (void)CleanText(absl::StrReplaceAll(text, {{"/", ","}, {"／", ","}}), "max_age_years",
                      reports_);
    } else if (const auto found = ReadAgeInText(all_text_); found.has_value()) {
      limits = found->value;
      reports_.Infer("max_age_years", found->text, "age.text", 85);
      if (limits.min_years >= kWorkingAge) {
        reports_.Infer("min_age_years", found->text, "age.text", 85);
      }
    } else if (const auto oldest = OldestByBirth(); oldest.has_value()) {
      limits.max_years = oldest->value;
      reports_.Infer("max_age_years", oldest->text, "age.by_birth_year", 75);
    }
    for (const auto& [field, path, target] :
         {std::tuple{Field::kMinAge, "min_age_years", &limits.min_years},
          std::tuple{Field::kMaxAge, "max_age_years", &limits.max_years}}) {
      const absl::string_view stated = texts_.Get(field);
      if (stated.empty()) continue;
      int years = 0;
      if (absl::SimpleAtoi(absl::StripSuffix(FoldTight(stated), "岁"), &years) && years >= 0 &&
          years <= 100) {
        *target = years;
      } else {
        WarnValue(path, stated);
      }
    }
    if (limits.max_years > 0 && limits.max_years < limits.min_years) {
      WarnValue("max_age_years", absl::StrCat(limits.min_years, "-", limits.max_years));
      return;
    }
    if (limits.min_years > 0 && limits.min_years < kWorkingAge) {
      WarnRange("min_age_years", limits.min_years,
                "不得招用未满 16 周岁的人，按未填处理 (nobody under 16 may be hired: left unset)");
      limits.min_years = 0;
    }
    if (limits.min_years >= kOddMinAge || (limits.max_years > 0 && limits.max_years < kAdult) ||
        limits.max_years > kOddMaxAge) {
      WarnRange("max_age_years", limits.max_years,
                "年龄要求少见，已照原文保留，请核实 (unusual ages, kept as stated: please check)");
    }
    draft_.min_age_years = limits.min_years;
    draft_.max_age_years = limits.max_years;
  }

  // "45" under 年龄（岁以下） → "45岁以下".
  static std::string WithEndOfHeader(absl::string_view header, absl::string_view text) {
    int years = 0;
    if (!absl::SimpleAtoi(absl::StripSuffix(FoldTight(text), "岁"), &years)) return "";
    if (SaysAny(header, {"以下", "以内", "不超过", "上限", "≤", "小于"})) {
      return absl::StrCat(years, "岁以下");
    }
    return SaysAny(header, {"以上", "下限", "≥", "大于", "起"}) ? absl::StrCat(years, "岁以上")
                                                                : "";
  }

  // "1980年以后出生".
  std::optional<Found<int>> OldestByBirth() const {
    if (!Holds(all_text_, "出生")) return std::nullopt;
    static const RE2 born(R"((19[5-9]\d|20[01]\d)年?(?:\d{1,2}月)?(?:及?以后|之后|后)出生)");
    const std::string folded = FoldTight(all_text_);
    int year = 0;
    if (!RE2::PartialMatch(folded, born, &year)) return std::nullopt;
    return Found<int>{static_cast<int>(as_of_.year()) - year, absl::StrCat(year, "年以后出生")};
  }

  void WarnRange(absl::string_view path, int value, absl::string_view message) {
    reports_.Warn(reason::kValueOutOfRange, path, absl::StrCat(value), message);
  }

  // Yes and no; or the verb of the header's question (管不管饭, 住不住店), which fills the cell.
  static std::optional<bool> ReadAnswer(absl::string_view text,
                                        std::initializer_list<absl::string_view> verbs) {
    const std::string said = FoldTight(text);
    absl::string_view verb = said;
    for (absl::string_view end : {"的", "了", "齐"}) absl::ConsumeSuffix(&verb, end);
    if (std::find(verbs.begin(), verbs.end(), verb) != verbs.end()) return true;
    return ReadYesNo(text);
  }

  void ReadLiving() {
    const std::string columns = texts_.Join({Field::kBoardAndLodging});
    Board board = ReadBoard(columns);
    if (!columns.empty() && !board.accommodation.has_value() && !board.meals.has_value()) {
      auto both = ReadAnswer(columns, {"吃", "住", "包", "管", "供"});
      // 有食堂 and 有空调房 speak of one of the two.
      if (SaysAny(columns, {"饭", "餐", "食堂", "宵", "房", "床"})) both = std::nullopt;
      if (both.has_value()) board = {both, both};
    }
    for (const auto& [field, target] : {std::pair{Field::kAccommodation, &board.accommodation},
                                        std::pair{Field::kMeals, &board.meals}}) {
      const absl::string_view text = texts_.Get(field);
      if (text.empty()) continue;
      const Board named = ReadBoard(text);
      const auto from_words = field == Field::kAccommodation ? named.accommodation : named.meals;
      *target =
          from_words.has_value() ? from_words : ReadAnswer(text, {"吃", "住", "包", "管", "供"});
    }
    const std::string text = absl::StrCat(texts_.Get(Field::kTitle), "\n", all_text_, "\n",
                                          texts_.Get(Field::kWageText));
    const Board inferred = ReadBoard(text);
    InferBool(board.accommodation, inferred.accommodation, "accommodation_provided", text);
    InferBool(board.meals, inferred.meals, "meals_provided", text);
    draft_.accommodation_provided = board.accommodation;
    draft_.meals_provided = board.meals;

    const absl::string_view shift = texts_.Get(Field::kNightShift);
    if (!shift.empty()) {
      const auto found = ReadNightShift(shift);
      draft_.night_shift = found.has_value() ? std::optional<bool>(found->value) : ReadYesNo(shift);
    } else if (const auto found = ReadNightShift(WithHours(text)); found.has_value()) {
      draft_.night_shift = found->value;
      reports_.Infer("night_shift", found->text, "shift.text", 85);
    }
    const absl::string_view insurance = texts_.Get(Field::kSocialInsurance);
    if (!insurance.empty()) {
      const auto found = ReadSocialInsurance(insurance);
      draft_.social_insurance =
          found.has_value() ? std::optional<bool>(found->value)
                            : ReadAnswer(insurance, {"买", "购买", "交", "缴", "上", "办", "参"});
    } else if (const auto found = ReadSocialInsurance(text); found.has_value()) {
      draft_.social_insurance = found->value;
      reports_.Infer("social_insurance", found->text, "insurance.text", 85);
    }
  }

  // Mostly nothing is said of them, and the text is one that was made ready before (facts_text.h).
  std::string WithHours(const std::string& text) {
    const absl::string_view hours = texts_.Get(Field::kHours);
    return hours.empty() ? text : absl::StrCat(text, "\n", hours);
  }

  // The clause that one of the words stands in: the whole text is no source.
  static std::string ClauseWith(absl::string_view text,
                                std::initializer_list<absl::string_view> words) {
    for (absl::string_view clause : absl::StrSplit(text, absl::ByAnyChar("\n,;!"))) {
      for (absl::string_view part : SplitList(clause)) {
        for (absl::string_view piece : absl::StrSplit(part, "。")) {
          if (SaysAny(piece, words)) return std::string(Trim(piece));
        }
      }
    }
    return "";
  }

  void InferBool(std::optional<bool>& stated, const std::optional<bool>& inferred,
                 absl::string_view path, absl::string_view text) {
    if (stated.has_value() || !inferred.has_value()) return;
    stated = inferred;
    reports_.Infer(path, ClauseWith(text, {"住", "宿", "吃", "餐", "食", "膳", "饭", "房"}),
                   "board.text", 85);
  }

  const RowTexts& texts_;
  const std::string& all_text_;
  const absl::CivilDay as_of_;
  VacancyDraft& draft_;
  Reports<VacancyReading>& reports_;
};

}  // namespace

void CheckDates(const VacancyDraft& draft, absl::CivilDay as_of, Reports<VacancyReading>& reports) {
  if (!draft.expire_date.has_value()) return;
  if (*draft.expire_date < as_of) {
    reports.Warn(
        reason::kAlreadyExpired, "expire_date", absl::FormatCivilTime(*draft.expire_date),
        "有效期已过，该岗位不会参与匹配 (the last day has passed: it will not be matched)");
  }
  if (draft.start_date.has_value() && *draft.start_date > *draft.expire_date) {
    reports.Warn(reason::kValueOutOfRange, "start_date", absl::FormatCivilTime(*draft.start_date),
                 "上岗日期晚于有效期，请核实 (starts after its last day: please check)");
  }
}

bool MayBePosted(const VacancyDraft& draft, absl::CivilDay day, absl::CivilDay as_of,
                 Reports<VacancyReading>& reports) {
  const std::string text = absl::FormatCivilTime(day);
  if (day > as_of + 1) {
    reports.Warn(reason::kDateNotUnderstood, "source_update_time", text,
                 "发布日期晚于文件的日期（在将来），未采用，请核实年份 (lies in the future: left "
                 "unset, check the year)");
    return false;
  }
  if (day > as_of) {
    reports.Warn(reason::kValueOutOfRange, "source_update_time", text,
                 "发布日期是明天，已采用，请核实 (is tomorrow's, and taken: please check)");
  }
  if (draft.expire_date.has_value() && *draft.expire_date < day) {
    reports.Warn(reason::kValueOutOfRange, "expire_date", absl::FormatCivilTime(*draft.expire_date),
                 "有效期早于发布日期，请核实 (the last day is before the posting: please check)");
  }
  return true;
}

void ReadVacancyConditions(const VacancyInProgress& row, absl::CivilDay as_of) {
  ConditionsOfRow(row, as_of).Read();
}

std::string CleanText(absl::string_view text, absl::string_view path,
                      Reports<VacancyReading>& reports) {
  std::string narrow = NarrowDigits(text);
  TakeContactsOut(narrow, path, reports);
  return DropConditions(narrow, path, reports);
}

void TakeContactsOut(std::string& text, absl::string_view path, Reports<VacancyReading>& reports) {
  const int count = RemoveContacts(text);
  if (count == 0) return;
  reports.Warn(reason::kContactRemoved, path, "",
               absl::StrCat("已删除联系方式或身份证号 ", count,
                            " 处 (contacts or identity numbers removed); 联系由发布机构负责"));
}

std::string DropConditions(const std::string& text, absl::string_view path,
                           Reports<VacancyReading>& reports) {
  std::vector<Suspicion> suspicions;
  Scrubbed scrubbed = ScrubConditions(text, suspicions);
  for (const std::string& condition : scrubbed.conditions) {
    reports.Warn(reason::kConditionDropped, path, condition,
                 "不得限制性别、民族、宗教、户籍、婚育、容貌身高、乙肝，已删除 (condition not "
                 "allowed, dropped)");
  }
  for (const Suspicion& suspicion : suspicions) {
    reports.Warn(suspicion.reason, path, suspicion.words, suspicion.message);
  }
  for (const std::string& fee : scrubbed.fees) {
    reports.Warn(reason::kFeeSuspected, path, fee,
                 "不得收取押金或费用，请核实 (deposit or fee: check before publishing)");
  }
  return std::move(scrubbed.text);
}

}  // namespace laowu::intake
