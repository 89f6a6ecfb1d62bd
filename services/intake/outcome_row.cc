#include "services/intake/outcome_row.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/facts.h"
#include "intake/text.h"
#include "intake/wage.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {
namespace {

using v1::Outcome;

struct TypeWords {
  Outcome::Type type;
  absl::string_view words;  // parted by blanks
};
constexpr TypeWords kTypes[] = {
    {Outcome::OPENING_BALANCE, "期初在外 期初 在外 已在外 在外务工"},
    {Outcome::DISPATCHED, "已出发 出发 输送 派出 外出"},
    {Outcome::ARRIVED, "到岗 已到岗 上岗 入职"},
    {Outcome::JOB_CHANGED, "换岗 转岗 换工作 变更就业"},
    {Outcome::HOME_VISIT, "返乡探亲 探亲 临时返乡"},
    {Outcome::RESUMED, "返岗 复工 返岗复工"},
    {Outcome::RETURNED, "返乡 已返乡 回流 返回"},
    {Outcome::CONFIRMED, "仍在外 在岗 仍在岗 回访在岗"},
    {Outcome::LOST_CONTACT, "失联 联系不上"},
    {Outcome::LOCAL_JOB_STARTED, "就近就业 本地就业 就地就业"},
    {Outcome::LOCAL_JOB_ENDED, "就近就业结束 本地离职"},
};

struct ChannelNames {
  v1::Channel channel;
  absl::string_view words;
};
constexpr ChannelNames kChannels[] = {
    {v1::CHANNEL_PUBLIC_SERVICE, "公共就业服务 政府组织 招聘会 有组织输出 点对点"},
    {v1::CHANNEL_COOPERATION_STATION, "劳务协作站 劳务协作 协作站"},
    {v1::CHANNEL_LABOUR_COMPANY, "劳务公司 人力资源公司"},
    {v1::CHANNEL_COOPERATIVE, "合作社 劳务合作社"},
    {v1::CHANNEL_BROKER, "劳务经纪人 经纪人"},
    {v1::CHANNEL_TRAINING, "培训机构 技工院校 学校"},
    {v1::CHANNEL_DIRECT_HIRE, "企业直招 直招"},
    {v1::CHANNEL_SELF, "自发 自主外出 自行外出 自谋职业"},
    {v1::CHANNEL_RELATIVES, "亲友介绍 亲友带动 熟人介绍"},
    {v1::CHANNEL_APP, "网络平台 网络招聘 平台"},
    {v1::CHANNEL_UNKNOWN, "不明 不详 未知"},
};

std::string WithPrefix(absl::string_view prefix, const std::string& id) {
  return absl::StartsWith(id, prefix) ? id : absl::StrCat(prefix, id);
}

// "labour-company", "Labour company" as CHANNEL_LABOUR_COMPANY; nullptr if it is none.
const google::protobuf::EnumValueDescriptor* FindEnum(const google::protobuf::EnumDescriptor& type,
                                                      absl::string_view prefix,
                                                      absl::string_view text) {
  const std::string name = absl::StrCat(
      prefix, absl::AsciiStrToUpper(absl::StrReplaceAll(text, {{"-", "_"}, {" ", "_"}})));
  const auto* value = type.FindValueByName(name);
  return value != nullptr && value->number() > 0 ? value : nullptr;
}

bool HasWord(absl::string_view words, absl::string_view word) {
  const std::vector<absl::string_view> all = absl::StrSplit(words, ' ');
  return std::find(all.begin(), all.end(), word) != all.end();
}

std::optional<Outcome::Type> TypeOf(absl::string_view text) {
  for (const TypeWords& row : kTypes) {
    if (HasWord(row.words, text)) return row.type;
  }
  const auto* value = FindEnum(*Outcome::Type_descriptor(), "", text);
  if (value == nullptr) return std::nullopt;
  return static_cast<Outcome::Type>(value->number());
}

std::optional<v1::Channel> ChannelOf(absl::string_view text) {
  for (const ChannelNames& row : kChannels) {
    if (HasWord(row.words, text)) return row.channel;
  }
  const auto* value = FindEnum(*v1::Channel_descriptor(), "CHANNEL_", text);
  if (value == nullptr) return std::nullopt;
  return static_cast<v1::Channel>(value->number());
}

// "公共就业服务 (public-service), 劳务协作站 (cooperation-station), …": all that may be written.
template <typename Row, typename NameOf>
std::string Choices(const Row& rows, absl::string_view prefix, const NameOf& name_of) {
  std::vector<std::string> out;
  for (const auto& row : rows) {
    const absl::string_view first = row.words.substr(0, row.words.find(' '));
    const std::string name = absl::AsciiStrToLower(absl::StripPrefix(name_of(row), prefix));
    out.push_back(absl::StrCat(first, " (", absl::StrReplaceAll(name, {{"_", "-"}}), ")"));
  }
  return absl::StrJoin(out, ", ");
}

// "2026年6月", "2026-06", "2026.6": the month's first day.
std::optional<absl::CivilDay> MonthOf(absl::string_view text) {
  absl::ConsumeSuffix(&text, "月份");
  absl::ConsumeSuffix(&text, "月");
  const std::string plain = absl::StrReplaceAll(text, {{"年", "-"}, {"/", "-"}, {".", "-"}});
  const std::vector<std::string> parts = absl::StrSplit(plain, '-');
  int year = 0;
  int month = 0;
  if (parts.size() != 2 || parts[0].size() != 4 || !absl::SimpleAtoi(parts[0], &year) ||
      !absl::SimpleAtoi(parts[1], &month) || month < 1 || month > 12) {
    return std::nullopt;
  }
  return absl::CivilDay(year, month, 1);
}

bool IsOverseas(absl::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); });
}

}  // namespace

void OutcomeRowReader::ReadDateOf(const std::string& text, OutcomeRow& out) const {
  absl::string_view rest = text;
  const bool before = absl::ConsumePrefix(&rest, "before ") || absl::ConsumeSuffix(&rest, "以前") ||
                      absl::ConsumeSuffix(&rest, "之前") || absl::ConsumeSuffix(&rest, "前");
  rest = intake::Trim(rest);
  auto precision = before ? v1::DATE_PRECISION_BEFORE : v1::DATE_PRECISION_DAY;
  std::optional<absl::CivilDay> day = MonthOf(rest);
  if (day.has_value() && !before) precision = v1::DATE_PRECISION_MONTH;
  if (!day.has_value()) day = intake::ReadDate(rest, today_);
  if (!day.has_value()) {
    out.violations.emplace_back("effective_date",
                                "日期读不懂 not a date such as 2026-06-30 or 2026年6月");
    return;
  }
  *out.outcome.mutable_effective_date() = runtime::ToDate(*day);
  out.outcome.set_date_precision(precision);
}

void OutcomeRowReader::ReadPlaceOf(const std::string& text, OutcomeRow& out) const {
  if (IsOverseas(text)) {
    out.outcome.set_workplace_division_code(text);
    return;
  }
  const intake::PlaceReading reading = places_.Read(text);
  if (reading.outcome == intake::PlaceReading::Outcome::kFound) {
    out.outcome.set_workplace_division_code(reading.stated_code.empty() ? reading.code
                                                                        : reading.stated_code);
    return;
  }
  const bool several = reading.outcome == intake::PlaceReading::Outcome::kAmbiguous;
  out.violations.emplace_back("workplace_division_code",
                              several
                                  ? "地名有歧义，请写明省市 the place has several meanings; say "
                                    "province and city"
                                  : "地名读不懂 the place is not known; a division code will do");
}

// Names of records; false if the cell holds none.
bool OutcomeRowReader::ReadName(const intake::FieldText& cell, const std::string& text,
                                OutcomeRow& out) {
  switch (cell.field) {
    case intake::Field::kReference:
      out.outcome.set_worker(WithPrefix("workers/", text));
      return true;
    case intake::Field::kIdentityNumber:
      out.identity_number = absl::AsciiStrToUpper(text);
      return true;
    case intake::Field::kEmployerCode:
      out.outcome.set_employer(absl::StrCat("employers/", absl::AsciiStrToLower(text)));
      return true;
    case intake::Field::kOrganizer:
      out.outcome.set_organizer(WithPrefix("organizers/", text));
      return true;
    case intake::Field::kPlacement:
      out.outcome.set_placement(WithPrefix("placements/", text));
      return true;
    default:
      return false;
  }
}

void OutcomeRowReader::ReadWords(const intake::FieldText& cell, const std::string& text,
                                 OutcomeRow& out) const {
  const auto wrong = [&](const char* field, absl::string_view what) {
    out.violations.emplace_back(field, what);
  };
  if (cell.field == intake::Field::kOutcomeType) {
    const auto type = TypeOf(text);
    if (!type.has_value()) {
      wrong("type", absl::StrCat("类型读不懂，可填 no such type; one of: ",
                                 Choices(kTypes, "", [](const TypeWords& row) {
                                   return Outcome::Type_Name(row.type);
                                 })));
    }
    out.outcome.set_type(type.value_or(Outcome::TYPE_UNSPECIFIED));
  } else if (cell.field == intake::Field::kChannel) {
    const auto channel = ChannelOf(text);
    if (!channel.has_value()) {
      wrong("channel", absl::StrCat("渠道读不懂，可填 no such channel; one of: ",
                                    Choices(kChannels, "CHANNEL_", [](const ChannelNames& row) {
                                      return v1::Channel_Name(row.channel);
                                    })));
    }
    out.outcome.set_channel(channel.value_or(v1::CHANNEL_UNSPECIFIED));
  } else if (cell.field == intake::Field::kWageText) {
    const auto wage = intake::ReadWage(text, intake::HintsFromHeader(cell.header));
    if (wage.min_cny_per_month == 0) {
      wrong("wage_cny_per_month", "工资读不懂 no wage that can be read");
    }
    out.outcome.set_wage_cny_per_month(wage.min_cny_per_month);
  } else if (cell.field == intake::Field::kOccupationCode) {
    out.outcome.set_occupation_code(text);
  } else if (cell.field == intake::Field::kOccupation && out.outcome.occupation_code().empty()) {
    out.outcome.set_occupation_code(occupations_.Read(text).code);
  } else if (cell.field == intake::Field::kSelfEmployed) {
    const auto said = intake::ReadYesNo(text);
    if (!said.has_value()) wrong("self_employed", "请填是或否 neither yes nor no");
    out.outcome.set_self_employed(said.value_or(false));
  }
  // A name, a phone number, remarks are no part of an outcome.
}

OutcomeRow OutcomeRowReader::Read(const intake::FieldTexts& row) const {
  OutcomeRow out;
  std::string place;
  std::string place_code;
  for (const intake::FieldText& cell : row) {
    const std::string text(intake::Trim(intake::NarrowDigits(cell.text)));
    if (text.empty() || ReadName(cell, text, out)) continue;
    if (cell.field == intake::Field::kEffectiveDate) {
      ReadDateOf(text, out);
    } else if (cell.field == intake::Field::kWorkplaceCode) {
      place_code = text;
    } else if (cell.field == intake::Field::kWorkplace) {
      place = text;
    } else {
      ReadWords(cell, text, out);
    }
  }
  if (!place_code.empty()) place = place_code;
  if (!place.empty()) ReadPlaceOf(place, out);
  return out;
}

}  // namespace laowu::intake_role
