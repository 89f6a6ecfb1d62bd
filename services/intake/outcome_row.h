#ifndef LAOWU_SERVICES_INTAKE_OUTCOME_ROW_H_
#define LAOWU_SERVICES_INTAKE_OUTCOME_ROW_H_

// A row of a table of outcomes, as bureaus keep one → what the API takes. Headers are those of
// intake/table/column_map.h, kind kOutcomes. Pure; thread-safe.
//
//   人员编号 worker       workers/…, its id alone, or the bureau's own number of the person
//   身份证号, 姓名        beside or instead of it
//   类型 type            到岗, 返乡, 换岗 … or arrived …, also as surveys say it
//                        (离职回家, 下落不明); 无人接听, 关机, 空号 are no outcome;
//                        外出: what it comes to follows from what is known (statement_outcomes.h)
//   日期 date            2026-06-30; 2026年6月: only the month is known; 2026-06-30以前, before
//                        2026-06-30: away since some day before it (期初在外, 外出); empty of what
//                        holds on the day of the call, 仍在外 and 失联: the file's day
//   务工地 workplace      a place, a division code, or overseas: a country's code (JPN), its name
//                         (日本), or both, or a city there (reference/countries.h)
//   渠道 channel         劳务公司, 自发 … or labour-company, self …
//   组织单位 organizer    its id, name or credit code    推荐编号 placement  its id
//   动态编号 outcome_id  of a call list: outcomes/…, or its id alone (named_outcomes.h)
//   月薪 wage, 工种 occupation, 信用代码 credit_code, 自主创业 self_employed

#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "intake/occupation/occupation.h"
#include "intake/place/place.h"
#include "intake/table/column_map.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::intake_role {

struct OutcomeRow {
  v1::Outcome outcome;  // without worker and organizer, which are yet to be found:
  v1::IdentifyWorkersRequest::Person person;
  std::string organizer;      // as written; may be empty
  std::string named_outcome;  // outcomes/{outcome}; may be empty
  // It says what happened, when, or what it pays. Else, of a call list, nobody has filled it in.
  bool answered = false;
  // That the person is away, and not what happened: `outcome` has no type yet.
  bool says_away = false;
  // That nobody was reached by telephone, which is no outcome: `outcome` has no type.
  bool not_reached = false;
  // A bare yes or 还在, read as CONFIRMED: only an answer to whether somebody is away still makes
  // it so.
  bool still_there = false;
  bool type_inferred = false;   // read as surveys are (ReadTypeWords)
  bool channel_unread = false;  // its words are not understood: CHANNEL_UNKNOWN
  // The row has no date and bears the file's.
  bool dated_by_file = false;
  // (field, what is wrong): texts that could not be read. Then the row is not to be sent.
  std::vector<std::pair<std::string, std::string>> violations;
};

class OutcomeRowReader {
 public:
  // `today`: the file's day, on which places and dates without a year's end are read. `home`: the
  // sender's division; may be empty.
  explicit OutcomeRowReader(absl::CivilDay today, std::string home = "")
      : today_(today), home_(std::move(home)), places_(today, home_) {}
  OutcomeRow Read(const intake::FieldTexts& row) const;

 private:
  static bool ReadName(const intake::FieldText& cell, const std::string& text, OutcomeRow& out);
  void ReadTypeOf(const std::string& text, OutcomeRow& out) const;
  void ReadWords(const intake::FieldText& cell, const std::string& text, OutcomeRow& out) const;
  static void ReadWageOf(const intake::FieldText& cell, const std::string& text, OutcomeRow& out);
  void ReadDateOf(const std::string& text, OutcomeRow& out) const;
  void ReadPlaceOf(const std::string& text, OutcomeRow& out) const;

  const absl::CivilDay today_;
  const std::string home_;
  const intake::PlaceReader places_;
  const intake::OccupationReader occupations_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_OUTCOME_ROW_H_
