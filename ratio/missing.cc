// What somebody lacks to be organised, in words.

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "ratio/standing.h"

namespace laowu::ratio {
namespace {

struct MissingWords {
  std::string chinese;
  std::string english;
};
MissingWords WordsOf(Missing missing, const Verdict& verdict, const Timeline& timeline,
                     const Question& question) {
  const bool strict = question.strictness == Strictness::kStrict;
  const auto words = [](absl::string_view chinese, absl::string_view english) {
    return MissingWords{std::string(chinese), std::string(english)};
  };
  switch (missing) {
    case Missing::kNothing:
      break;
    case Missing::kEvidence: {
      const int grade = StandingThatCounts(verdict).evidence.grade;
      return words(absl::StrCat("佐证", grade, "级，", strict ? "从严" : "一般", "口径须",
                                LeastGrade(question), "级"),
                   absl::StrCat("evidence grade ", grade, ", ", strict ? "strict" : "broad",
                                " asks for ", LeastGrade(question)));
    }
    case Missing::kRegistration:
      return words("所写组织单位没有按此渠道登记",
                   "the organiser named is not registered for this channel");
    case Missing::kLicence: {
      const std::string day =
          absl::FormatCivilTime(CivilDayOf(JobThatCounts(verdict, timeline).start));
      return words(absl::StrCat("上岗当日", day, "组织单位没有有效的许可证"),
                   absl::StrCat("the organiser had no licence in force on ", day,
                                ", the day the job began"));
    }
    case Missing::kPlacementOrRecord:
      return words("外出期间换的工作，没有推荐安置，也没有组织单位自己的名单",
                   "begun while away: neither a placement nor the organiser's own record");
    case Missing::kOrganizersWord:
      return words("组织单位说不是其组织的", "its organiser says that it is not its own");
    case Missing::kOrganizer:
      return words("没有写明组织单位", "no organiser is named");
    case Missing::kCountedChannel:
      if (strict && question.policy->rule(verdict.job_standing.channel).counts_as_broad) {
        return words("此渠道从严口径不计", "the channel does not count as strict");
      }
      return words("此渠道不计为有组织", "the channel does not count as organised");
    case Missing::kChannel:
      return words("渠道不明", "the channel is not known");
  }
  return {};
}

}  // namespace

std::string MissingText(Missing missing, const Verdict& verdict, const Timeline& timeline,
                        const Question& question) {
  MissingWords words = WordsOf(missing, verdict, timeline, question);
  if (words.chinese.empty()) return "";
  const Missing beside = MissingFirst(verdict, timeline, question);
  if (missing == Missing::kEvidence && beside != missing) {
    const MissingWords first = WordsOf(beside, verdict, timeline, question);
    words = {absl::StrCat(first.chinese, "；", words.chinese),
             absl::StrCat(first.english, "; ", words.english)};
  }
  const bool earlier = verdict.carried != nullptr;
  return absl::StrCat(earlier ? "较早的那份工作：" : "", words.chinese, " (",
                      earlier ? "of the earlier job: " : "", words.english, ")");
}

}  // namespace laowu::ratio
