#include "services/intake/receipt_words.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"
#include "services/runtime/field_words.h"

namespace laowu::intake_role {
namespace {

using v1::ImportRow;

std::vector<google::rpc::BadRequest::FieldViolation> ViolationsOf(
    const google::rpc::Status& status) {
  std::vector<google::rpc::BadRequest::FieldViolation> out;
  for (const auto& any : status.details()) {
    google::rpc::BadRequest bad;
    if (!any.UnpackTo(&bad)) continue;
    out.insert(out.end(), bad.field_violations().begin(), bad.field_violations().end());
  }
  return out;
}

// By the first part of a field's path, or a warning's reason.
const std::map<absl::string_view, absl::string_view>& Mending() {
  static const auto* words = new std::map<absl::string_view, absl::string_view>{
      {"title", "填写岗位名称，如“电焊工” / give a title, such as 电焊工"},
      {"employer_display_name", "填写企业全称 / give the employer's full name"},
      {"employer", "核对统一社会信用代码（18 位） / check the credit code, 18 characters"},
      {"workplace_division_code",
       "写明市和镇（街道），如“中山市小榄镇” / name city and town, such as 中山市小榄镇"},
      {"cells",
       "一行一条，列数与表头一致；含逗号的内容加引号 / one record a line, as many cells as "
       "headers; texts with commas in quotes"},
      {"personal_details",
       "核对姓名、18 位身份证号、11 位手机号 / check name, identity number of "
       "18 characters, phone of 11 digits"},
      {"division_code",
       "写明本县的乡镇或 9 位、12 位区划代码 / name a township of the county, or its "
       "code of 9 or 12 digits"},
      {"worker",
       "填写人员编号或身份证号，并先导入该人员 / give the person's number, and import the "
       "person first"},
      {"type", "填写到岗、返乡、换岗等 / say 到岗, 返乡, 换岗 or the like"},
      {"effective_date", "核对日期，写成 2026-06-30 / check the date and write it as 2026-06-30"},
      {"channel", "填写劳务公司、自发等渠道 / say by which way: 劳务公司, 自发 …"},
      {"CHANNEL_NOT_UNDERSTOOD", "填写劳务公司、自发等渠道 / say by which way: 劳务公司, 自发 …"},
      {"min_age_years", "核对年龄上下限 / check the limits of age"},
      {"max_age_years", "核对年龄上下限 / check the limits of age"},
      {"birth_date", "核对出生日期与身份证号 / check birth date against identity number"},
      {"WAGE_NOT_UNDERSTOOD", "工资写成“5000-7000元/月” / write the wage as 5000-7000元/月"},
      {"WAGE_IMPLAUSIBLE",
       "核对工资数额与单位（月、日、小时），改正后重新导入 / check amount and unit of the wage, "
       "mend, import again"},
      {"WAGE_UNUSUAL",
       "核对工资数额与单位，无误则不用改 / check amount and unit; if they are right, nothing is to "
       "be done"},
      {"WAGE_DOUBTFUL",
       "核对两个数和单位，改正后重新导入 / check figures and unit, mend, import again"},
      {"PLACE_NOT_FINE", "补充镇（街道），匹配会更准 / add the town: matches get better"},
      {"PLACE_AMBIGUOUS", "写明省、市 / name province and city"},
      {"PLACE_NOT_UNDERSTOOD", "写明省、市、县、镇 / name province, city, county, town"},
      {"DIVISION_CODE_DEAD", "改用现行区划代码 / use the code in force today"},
      {"OCCUPATION_UNKNOWN",
       "岗位名称写通用工种，如“车工”；职业代码按 2022 年版填，或不填 / use a common trade as the "
       "title, and a code of the 2022 edition or none"},
      {"SKILL_UNKNOWN", "技能写常用名称，如“电焊” / use a skill's common name, such as 电焊"},
      {"ALREADY_EXPIRED",
       "仍在招的，改写截止日期后重新导入 / if it is open still, give the new last day and import "
       "again"},
      {"DATE_NOT_UNDERSTOOD", "日期写成 2026-06-30 / write the date as 2026-06-30"},
      {"NO_LEGAL_BASIS", "补充授权书编号或法定依据 / add the consent or the document"},
      {"CONSENT_REFUSED",
       "不同意的不用改；写错的改正，并填授权日期 / nothing is to be done where the no is right; "
       "else mend it and give the day of the consent"},
      {"CONSENT_PENDING",
       "签了授权书再填授权日期导入 / import again with the day, once the form is signed"},
      {"CERTIFICATE_EXPIRED",
       "复审或补办后改写有效期 / once it is renewed or replaced, give its new last day"},
      {"BEFORE_KNOWN_RETURN",
       "知道这次外出日期的，改写后重新导入，并按提示作废本表先前所记；结束上次外出的记录有误的，"
       "按提示更正它再导入 / give the day of this time out, if it is known, import again, and take "
       "back what this list recorded before, as it is told then; where what ended the time before "
       "is wrong, correct it first, as the warning says"},
      {"EARLIER_STANDS",
       "新日期才对的，撤销此前导入本表的那一次（或作废提示里写的各条）再导入；原日期对的不用改 / "
       "if "
       "the new date is right, undo the earlier import of this list (or take back what the warning "
       "names), and import again; else nothing is to be done"},
      {"NOT_LOOKING", "属实的暂停该人员 / pause the record if it is so"},
      {"FIELDS_EMPTIED", "若是误删，请补填后重新导入 / if not meant, fill in and import again"},
      {"identity_number", "核对 18 位身份证号 / check the identity number of 18 characters"},
      {"organizer", "填写登记过的组织单位名称或编号 / give a registered organiser's name or id"},
      {"named_outcome",
       "动态编号照清单原样保留，不是此人的请删空 / keep the outcome id as the list has it; empty "
       "one "
       "that is not the person's"},
      {"CLAIM_NOT_PROVEN",
       "按提示补上所缺的；补不上的，按实情更正那条动态 / add what the warning says is missing; "
       "where "
       "nobody can, correct that outcome"},
      {"ON_VISIT",
       "已回岗位的登记返岗和日期；没有回去的登记返乡 / record 返岗 with its day of who is back at "
       "work, "
       "返乡 of who is not"},
      {"RELABEL_WITHOUT_PLACEMENT",
       "原来那条登记有误的，作废后按实情重新登记；换了工作的登记换岗 / take back what is on record "
       "and "
       "record it anew where it is wrong; record 换岗 of a new job"},
      {"LICENCE_NOT_IN_FORCE",
       "补录上岗当日有效的许可证，或更正渠道；行不用改 / enter the licence of that day, or correct "
       "the channel; the row need not be changed"},
      {"WORKER_AWAY",
       "重复登记的作废一条；换了工作的登记换岗；回乡后又外出的补登返乡 / take one back if it is "
       "recorded twice; record 换岗 of a new job, and 返乡 of who came home in between"},
      {"ORGANIZER_NOT_REGISTERED",
       "先登记该组织单位，或更正那条动态 / register the organiser, or correct that outcome"},
      {"wage_cny_per_month", "核对月薪数额和单位 / check amount and unit of the wage"},
      {"NAME_DIFFERS",
       "核对是否同一人；不是则改正编号 / check that it is the same person; if not, "
       "mend the number"},
      {"DATED_TODAY",
       "日期不对时，撤销后写明文件日期再导入 / if that is not the day, undo, and "
       "import again with the file's day"},
      {"NAME_CHANGED", "核对是否同一人 / check that it is the same person"},
      {"DEATH_CONTRADICTED",
       "核对号码和本人，与对方县核实死亡登记 / check the number and the person, and the death with "
       "the other county"},
      {"NOT_LINKED",
       "核对号码和姓名，改正后重新导入；确是一人的请上级合并 / check number and name, mend, import "
       "again; if they are one person, have them merged by who sees both"},
      {"PERSONAL_NUMBER",
       "改写为文件编号或号码后四位后重新导入 / write the number of the document, or the last four "
       "digits, and import again"},
      {"FEE_SUSPECTED", "核实是否向劳动者收费 / find out whether people are asked to pay"},
      {"PAY_WITHHELD", "核实是否压扣工资或证件 / find out whether pay or papers are kept back"},
      {"EMPLOYER_BLOCKED",
       "向主管部门问明停用原因；解除前不会推荐人来，不用重送 / ask the authority why it is "
       "blocked; nobody is sent before the block ends, and the row need not be sent again"},
      {"EMPLOYER_RESEMBLES_BLOCKED",
       "核实是否就是已停用的那家；是则补信用代码，不是则不用改 / find out whether it is the "
       "blocked one; if so, add its credit code; if not, nothing is to be done"},
      {"FRAUD_SUSPECTED", "核实单位和岗位真实后再发布 / check employer and job before publishing"},
      {"NOT_AWAY_THEN",
       "核对日期；日期无误则补录此前的到岗，回乡后已回岗位的补登返岗 / check the date; if it is "
       "right, add the arrival before it, or, of who went back to work from a visit home, RESUMED"},
      {"LONG_AGO", "核对年份 / check the year"},
      {"ORPHANS_OTHERS",
       "核对两条记录，作废有误的一条 / compare the two and take the wrong one back"},
      {"OUTCOME_VOIDED",
       "那条仍属实的，重新登记后再佐证 / if that outcome was true, record it anew and vouch for "
       "it"},
      {"STANDS_AFTER_RETURN",
       "按日期重填到岗，或作废返乡后重新登记 / record the arrival anew with its day, or take the "
       "return back and record it anew"},
      {"NOT_REACHED",
       "改日再打，打通后填写再导入；空号的先要新号码 / call again, fill in and import again; of a "
       "dead number ask for another first"},
      {"SEVERAL_JOBS", "每个岗位写一行 / give each job a row of its own"},
  };
  return *words;
}

// "企业名称 employer_display_name: "; "" of no field.
std::string FieldPrefix(const std::string& path) {
  return path.empty() ? "" : absl::StrCat(runtime::FieldWords(path), ": ");
}

void AddMending(absl::string_view key, std::vector<std::string>& out) {
  const auto found = Mending().find(key);
  if (found == Mending().end()) return;
  const std::string text(found->second);
  if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(text);
}

}  // namespace

std::string ResultWords(const ImportRow& row) {
  switch (row.undo_result()) {
    case ImportRow::UNDONE:
      return "已撤销 undone";
    case ImportRow::CHANGED_SINCE:
      return "未撤销，之后已被修改 not undone: changed since";
    case ImportRow::NOT_POSSIBLE:
      return "未能撤销 not undone";
    default:
      break;
  }
  const bool done = row.done();
  switch (row.change()) {
    case ImportRow::CREATE:
      return done ? "新建 created" : "将新建 to be created";
    case ImportRow::UPDATE:
      return done ? "更新 updated" : "将更新 to be updated";
    case ImportRow::UNCHANGED:
      return "未变 unchanged";
    case ImportRow::STALE:
      return "过时 stale";
    case ImportRow::REJECT:
      return "退回 rejected";
    case ImportRow::CLOSE:
      return done ? "关闭 closed" : "将关闭 to be closed";
    default:
      return "";
  }
}

std::string ProblemWords(const ImportRow& row) {
  std::vector<std::string> out;
  if (row.change() == ImportRow::REJECT) {
    for (const auto& violation : ViolationsOf(row.status())) {
      out.push_back(absl::StrCat(FieldPrefix(violation.field()), violation.description()));
    }
    if (out.empty()) out.push_back(row.status().message());
  }
  for (const auto& warning : row.warnings()) {
    out.push_back(absl::StrCat(FieldPrefix(warning.field_path()), warning.message()));
  }
  if (!row.undo_message().empty()) out.push_back(row.undo_message());
  return absl::StrJoin(out, "\n");
}

std::string MendWords(const ImportRow& row) {
  std::vector<std::string> out;
  if (row.change() == ImportRow::REJECT) {
    for (const auto& violation : ViolationsOf(row.status())) {
      const std::string& field = violation.field();
      AddMending(absl::string_view(field).substr(0, field.find_first_of(".[")), out);
    }
  }
  for (const auto& warning : row.warnings()) AddMending(warning.reason(), out);
  return absl::StrJoin(out, "\n");
}

}  // namespace laowu::intake_role
