#include "services/monitoring/report_words.h"

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "reference/divisions.h"

namespace laowu::monitoring {

namespace {

std::string DayText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

// Which day is wanted, and which licence of the organiser is nearest to it.
std::string LicenceStepText(const ratio::WorklistRow& row) {
  const std::string day = row.licence_needed.has_value() ? DayText(*row.licence_needed) : "";
  std::string known = "，该单位没有登记过许可证";
  std::string known_en = "no licence of the organiser is known";
  if (row.licence.has_value() && row.licence_needed.has_value()) {
    const bool ended = row.licence->end.has_value() && *row.licence->end <= *row.licence_needed;
    const std::string other = DayText(ended ? *row.licence->end : row.licence->first);
    known = absl::StrCat("，已登记的许可证", other, ended ? "起失效" : "才生效");
    known_en =
        absl::StrCat("the licence that is known ", ended ? "ended" : "begins", " on ", other);
  }
  return absl::StrCat("补录上岗当日", day, "有效的许可证，或更正渠道", known,
                      " (enter the licence of ", day,
                      ", the day the job began, or correct the "
                      "channel; ",
                      known_en, ")");
}

std::string OrganizerStepText(const ratio::WorklistRow& row) {
  if (!row.organizer.empty()) {
    return "所写组织单位没有按此渠道登记，先登记该单位 (the organiser named is not registered for "
           "this channel: register it)";
  }
  if (!row.confirming_adds_nothing) {
    return "补录组织单位：登记核实，写明渠道和组织单位 (name the organiser: CONFIRMED with channel "
           "and organiser)";
  }
  return "没有写明组织单位，外出满三十天或已换工作，再登记核实补不上：撤销那条到岗，写明组织单位，"
         "按实情重新登记 (no organiser is named, and CONFIRMED no longer adds it, being over 30 "
         "days after they left or of an earlier job: take that arrival back and record it as it "
         "was, with its organiser)";
}

}  // namespace

std::string NextStepText(const ratio::WorklistRow& row) {
  switch (row.step) {
    case ratio::NextStep::kGetOrganizerRecord:
      return "请组织单位提交自己的名单 (the organiser hands in its record)";
    case ratio::NextStep::kGetDestinationConfirmation:
      return "请协作站或用人单位确认 (the office or the employer confirms)";
    case ratio::NextStep::kRegisterOrganizer:
      return OrganizerStepText(row);
    case ratio::NextStep::kEnterLicence:
      return LicenceStepText(row);
    case ratio::NextStep::kGetPlacementOrRecord:
      if (row.kind == ratio::WorklistKind::kUnknownChannel) {
        return "外出已满三十天，再登记核实不改变渠道：补录推荐安置，或请组织单位提交名单；当初登记"
               "有误的，撤销后按实情重新登记 (away for over 30 days, CONFIRMED no longer tells the "
               "channel: a placement or the organiser's record; an arrival recorded by mistake is "
               "taken back and recorded as it was)";
      }
      return "补录推荐安置，或请组织单位提交名单 (a placement or the organiser's record)";
    case ratio::NextStep::kAskChannel:
      return "电话询问外出渠道，登记核实 (ask which way they went, record CONFIRMED)";
    case ratio::NextStep::kAskArrival:
      return "电话询问是否到岗，登记到岗 (ask, record ARRIVED)";
    case ratio::NextStep::kAskResumed:
      return "电话询问，到期前登记返岗或返乡 (ask, record RESUMED or RETURNED in time)";
    case ratio::NextStep::kConfirmAway:
      return "电话核实，登记在外、返乡或失联 (ask, record CONFIRMED, RETURNED or LOST_CONTACT)";
    case ratio::NextStep::kGetWorkerConfirmation:
      return "电话核实并录音，登记本人确认 (a recorded call, attested as the worker's word)";
    case ratio::NextStep::kCorrectDenied:
      return "组织单位说不是其组织的：核实后撤销，按实情重新登记 (its organiser says it is not its "
             "own: ask, take it back, record it as it was)";
    case ratio::NextStep::kUnspecified:
      break;
  }
  return "";
}

namespace {

// Name and code; what is in no table, by its code alone.
std::string CountyText(const std::string& code) {
  const auto ever = reference::Divisions::Get().FindEver(code);
  return ever.empty() ? code : absl::StrCat(ever.front()->name, code);
}

}  // namespace

std::string SignalText(const ratio::Signal& signal) {
  const std::string measured = absl::StrCat(signal.measured_count);
  const std::string compared = absl::StrCat(signal.compared_count);
  switch (signal.kind) {
    case ratio::SignalKind::kMonthEndConversions:
      return absl::StrCat("当月", compared, "次转为有组织，其中", measured, "次在最后三天 (",
                          measured, " of the month's ", compared,
                          " changes to organised fall on its last three days)");
    case ratio::SignalKind::kOrganizerBurst:
      return absl::StrCat("一天带出", measured, "人，各单位各天的中位数是", compared, "人 (",
                          measured, " jobs on one day; the median is ", compared, ")");
    case ratio::SignalKind::kNoPlacement:
      return absl::StrCat("计为有组织的", compared, "人中，", measured, "人没有推荐安置 (",
                          measured, " of ", compared, " organised without placement)");
    case ratio::SignalKind::kNoEmployerConfirmation:
      return absl::StrCat("计为有组织的", compared, "人中，", measured,
                          "人满三十天仍无单位、协作站或工资确认 (", measured, " of ", compared,
                          " without the employer's, office's or payroll's word in 30 days)");
    case ratio::SignalKind::kLowRetention:
      return absl::StrCat("带出", compared, "人，满三十天仍在岗", measured, "人，远低于中位水平 (",
                          measured, " of ", compared, " lasted 30 days, far under the median)");
    case ratio::SignalKind::kSameEmployerBefore:
      return absl::StrCat(measured, "人半年内本来就在该用人单位，又计为有组织 (", measured, " of ",
                          compared, " had worked there within half a year, not organised)");
    case ratio::SignalKind::kWentAloneBefore:
      return absl::StrCat("计为有组织的", compared, "人中，", measured,
                          "人有自行外出的记录：外出期间转为有组织，返乡后或同日另记到岗，"
                          "或作废后重填 (of ",
                          compared, " organised, ", measured,
                          " were on record as gone alone: changed while away, arrived anew on the "
                          "same day or soon after a return, or taken back and recorded anew)");
    case ratio::SignalKind::kRegistrationMoved:
      return absl::StrCat(measured, "人的户籍由", CountyText(signal.from_division_code), "转到",
                          CountyText(signal.to_division_code), "，其中", compared, "人在外务工 (",
                          measured, " registrations moved from ", signal.from_division_code, " to ",
                          signal.to_division_code, ", ", compared, " of them away)");
    case ratio::SignalKind::kLeftByFact:
      return absl::StrCat("期间内不再计入外出的", compared, "人中，", measured,
                          "人不是返乡，而是因登记死亡、转为非农、更正出生日期、合并档案等 (of ",
                          compared, " who left the figure, ", measured,
                          " did not come home: dead, no longer rural, born later, or merged)");
    case ratio::SignalKind::kLeftUnattested:
      return absl::StrCat("期间内不再计入外出的", compared, "人中，", measured,
                          "人的返乡、失联、自主创业等没有任何佐证，含期间内补记的 (of ", compared,
                          " who left the figure, ", measured,
                          " by a return, lost contact or change that nobody vouches for, dated or "
                          "recorded in the window)");
    case ratio::SignalKind::kLeftByVoiding:
      return absl::StrCat(
          "期间内不再计入外出的", compared, "人中，", measured, "人是因动态被作废",
          signal.undone_import.empty() ? "" : absl::StrCat("（撤销", signal.undone_import, "）"),
          " (of ", compared, " who left the figure, ", measured,
          " because outcomes were taken back",
          signal.undone_import.empty() ? "" : absl::StrCat(", by undoing ", signal.undone_import),
          ")");
    case ratio::SignalKind::kNewWithoutIdentityNumber:
      return absl::StrCat(
          CountyText(signal.division_code), "期间内新登记的", measured,
          "人没有身份证号，三十天内即计为有组织，只凭县里一面之词；往年同样长的时间约", compared,
          "人 (", measured,
          " registered without an identity number count as organised within 30 "
          "days, on the county's word alone; usual in as many days: ",
          compared, ")");
    case ratio::SignalKind::kLateOpeningBalance:
      return absl::StrCat(CountyText(signal.division_code), "计为有组织的", compared, "人中，",
                          measured, "人按“从原台账接续”计入，而登记在本县接续台账满六十天之后 (of ",
                          compared, " organised, ", measured,
                          " count by an opening balance that was recorded more than 60 days after "
                          "the county took its old ledger over)");
    case ratio::SignalKind::kUnspecified:
      break;
  }
  return "";
}

std::string OnePhoneText(const v1::Signal& signal) {
  const std::string sharing = absl::StrCat(signal.measured_count());
  const std::string organized = absl::StrCat(signal.compared_count());
  return absl::StrCat(sharing, "人登记的是同一个电话号码，其中", organized, "人计为有组织 (",
                      sharing, " persons gave one telephone number, ", organized,
                      " of them count as organised)");
}

std::string BaselineRevisedText(const v1::Signal& signal) {
  const std::string is = absl::StrCat(signal.measured_count());
  const std::string was = absl::StrCat(signal.compared_count());
  return absl::StrCat("该月调查数被改过，最初", was, "人，现在", is,
                      "人 (the survey's number of the month was changed: first ", was, ", now ", is,
                      ")");
}

}  // namespace laowu::monitoring
