#include "services/intake/outcome_words.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/facts/whereabouts.h"
#include "intake/survey/channel_words.h"
#include "intake/survey/survey_reader.h"
#include "intake/survey/survey_remarks.h"
#include "intake/text/text.h"
#include "reference/folding.h"

namespace laowu::intake_role {
namespace {

using v1::Outcome;

struct TypeWords {
  Outcome::Type type;
  absl::string_view words;  // parted by blanks; the first is shown
};
constexpr TypeWords kTypes[] = {
    {Outcome::OPENING_BALANCE, "期初在外 期初"},
    {Outcome::DISPATCHED, "已出发 出发 输送 派出 已派出 已输送"},
    {Outcome::ARRIVED, "到岗 已到岗 上岗 已上岗 入职 已入职 报到 已报到"},
    {Outcome::JOB_CHANGED, "换岗 转岗 换工作 变更就业 换厂 换单位 换公司 跳槽"},
    {Outcome::HOME_VISIT, "返乡探亲 探亲 临时返乡"},
    {Outcome::RESUMED, "返岗 已返岗 复工 返岗复工 返厂 已返厂 回厂 已回厂 返工 复岗"},
    {Outcome::RETURNED, "返乡 已返乡 回流 返回"},
    {Outcome::CONFIRMED, "仍在外 在岗 仍在岗 回访在岗"},
    {Outcome::LOST_CONTACT, "失联 失去联系 联系不上 联系不到"},
    {Outcome::LOCAL_JOB_STARTED, "就近就业 本地就业 就地就业"},
    {Outcome::LOCAL_JOB_ENDED, "就近就业结束 本地离职"},
};
constexpr absl::string_view kAway =
    "外出 已外出 在外 已在外 外出务工 在外务工 外出打工 在外打工 外出就业 在外就业 务工 打工 上班 "
    "已上班 签到 已签到 away";
// Of who was away: they came home. Whole texts alone, since 在家具厂 and 老婆在家 are none of it.
constexpr absl::string_view kAtHome =
    "在家 现在家 已在家 目前在家 人在家 本人在家 在家里 在家休息 在家务农 在家闲着 "
    "失业在家 在家带小孩 在家带孩子";

struct ChannelNames {
  v1::Channel channel;
  absl::string_view words;
};
constexpr ChannelNames kChannels[] = {
    {v1::CHANNEL_PUBLIC_SERVICE,
     "公共就业服务 政府组织 有组织 有组织输出 政府有组织输出 招聘会 点对点 点对点输出 人社部门 "
     "人社部门组织 就业局"},
    {v1::CHANNEL_COOPERATION_STATION, "劳务协作站 劳务协作 协作站 东西部协作"},
    {v1::CHANNEL_LABOUR_COMPANY, "劳务公司 劳务派遣公司 人力资源公司 人力资源服务机构"},
    {v1::CHANNEL_COOPERATIVE, "合作社 劳务合作社"},
    {v1::CHANNEL_BROKER, "劳务经纪人 经纪人"},
    {v1::CHANNEL_TRAINING, "培训机构 技工院校 学校 培训输出"},
    {v1::CHANNEL_DIRECT_HIRE, "企业直招 直招 企业招聘 企业招工"},
    {v1::CHANNEL_SELF,
     "自发 自发外出 自发组织 自主外出 自行外出 自主就业 自谋职业 自行 自主 自己找 自己外出 自找"},
    {v1::CHANNEL_RELATIVES,
     "亲友介绍 亲友 亲戚 亲属 朋友 老乡 同乡 熟人 亲戚介绍 亲属介绍 朋友介绍 亲戚朋友介绍 "
     "老乡介绍 同乡介绍 熟人介绍 亲友带动 老乡带动 亲友推荐 亲友老乡介绍"},
    {v1::CHANNEL_APP, "网络平台 网络招聘 平台 网络 网上应聘 手机软件"},
    {v1::CHANNEL_UNKNOWN, "不明 不详 未知 不清楚"},
};

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

std::optional<v1::Channel> OneChannel(absl::string_view text) {
  for (const ChannelNames& row : kChannels) {
    if (HasWord(row.words, text)) return row.channel;
  }
  // The numbers are those of the API.
  if (const auto said = intake::ReadChannelWords(reference::FoldTight(text))) {
    return static_cast<v1::Channel>(*said);
  }
  const auto* value = FindEnum(*v1::Channel_descriptor(), "CHANNEL_", text);
  if (value == nullptr) return std::nullopt;
  return static_cast<v1::Channel>(value->number());
}

// "公共就业服务 (public-service), 劳务协作站 (cooperation-station), …"
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

}  // namespace

std::optional<Outcome::Type> OutcomeTypeOf(absl::string_view text) {
  for (const TypeWords& row : kTypes) {
    if (HasWord(row.words, text)) return row.type;
  }
  const auto* value = FindEnum(*Outcome::Type_descriptor(), "", text);
  if (value == nullptr) return std::nullopt;
  return static_cast<Outcome::Type>(value->number());
}

bool SaysAway(absl::string_view text) {
  return HasWord(kAway, absl::AsciiStrToLower(absl::StripAsciiWhitespace(text)));
}

TypeReading ReadTypeWords(absl::string_view text, const intake::PlaceReader& places,
                          absl::string_view home, absl::CivilDay as_of) {
  using intake::Whereabouts;
  const std::string folded = reference::FoldTight(text);
  if (intake::SaysNoWork(folded)) return {};
  const Whereabouts by_remarks = intake::ReadSurveyRemarks(text, places, home, as_of).whereabouts;
  Whereabouts said = intake::ReadWhereabouts(text);
  const bool settled = said != Whereabouts::kUnknown && said != Whereabouts::kNotReached;
  if (!settled && by_remarks != Whereabouts::kUnknown) said = by_remarks;
  if (said == Whereabouts::kLost) return {Outcome::LOST_CONTACT};
  if (said == Whereabouts::kNotReached) return {std::nullopt, false, true};
  // "未返乡" is denied as well, and says that somebody is still away.
  if (said == Whereabouts::kAway &&
      intake::SaysAny(folded, {"未返", "没返", "未回", "没回", "未归"}))
    return {std::nullopt, true};
  if (intake::SaysHearsay(folded) ||
      intake::SaysAny(intake::WithoutReasons(folded),
                      {"没", "未", "不", "准备", "打算", "计划", "想", "拟", "待", "等", "将",
                       "明天", "后天", "下周", "下月", "下个", "过几天", "马上", "?"})) {
    return {};
  }
  if (intake::SaysAny(folded, {"换厂", "换了厂", "换岗", "换工作", "换了工作", "换单位", "换了单位",
                               "换公司", "换了公司", "换到", "跳槽"}) ||
      ((said == Whereabouts::kAway || said == Whereabouts::kUnknown) &&
       intake::SaysMovedOn(folded))) {
    return {Outcome::JOB_CHANGED};
  }
  const bool works = intake::SaysWork(folded);
  switch (said) {
    case Whereabouts::kVisiting:
      return {Outcome::HOME_VISIT};
    case Whereabouts::kHome:
      if (intake::SaysAny(folded, {"回", "返", "归"}) || HasWord(kAtHome, folded)) {
        return {Outcome::RETURNED};
      }
      return {};
    case Whereabouts::kLocal:
      if (works) return {Outcome::LOCAL_JOB_STARTED};
      return {};
    case Whereabouts::kAway:
      if (intake::SaysAny(folded, {"返岗", "返厂", "回厂", "复工", "返工", "复岗"}))
        return {Outcome::RESUMED};
      if (intake::SaysAny(folded, {"到岗", "上岗", "入职"})) return {Outcome::ARRIVED};
      return {std::nullopt, true};
    default:
      return {std::nullopt, works};
  }
}

ChannelReading ReadChannel(absl::string_view text) {
  ChannelReading reading;
  text = absl::StripAsciiWhitespace(text);
  if (text.empty()) return reading;
  if (const auto whole = OneChannel(text)) return {*whole};
  const std::string one_mark =
      absl::StrReplaceAll(text, {{"／", "/"}, {"、", "/"}, {"，", "/"}, {",", "/"}, {"或", "/"}});
  for (const absl::string_view part : absl::StrSplit(one_mark, '/', absl::SkipWhitespace())) {
    const auto channel = OneChannel(reference::FoldTight(part));
    if (!channel.has_value()) {
      reading.is_unread = true;
    } else if (reading.channel == v1::CHANNEL_UNSPECIFIED) {
      reading.channel = *channel;
    } else if (reading.channel != *channel) {
      return {v1::CHANNEL_UNSPECIFIED, true, false};
    }
  }
  if (reading.is_unread || reading.channel == v1::CHANNEL_UNSPECIFIED) {
    return {v1::CHANNEL_UNKNOWN, false, true};
  }
  return reading;
}

std::string SeveralChannelsWords() {
  return absl::StrCat(
      "一格写了几种渠道，请只写一种，可填 several channels, of which one is to be "
      "stated; one of: ",
      Choices(kChannels, "CHANNEL_",
              [](const ChannelNames& row) { return v1::Channel_Name(row.channel); }));
}

std::string UnreadChannelWords() {
  return absl::StrCat(
      "渠道读不懂，按不明处理；村里、村干部介绍的，写由哪个单位输送，中介写明是劳务公司还是劳务经纪"
      "人"
      "；可填 channel not understood, taken as unknown; who was sent by a village or an agency: "
      "say "
      "which body it was; one of: ",
      Choices(kChannels, "CHANNEL_",
              [](const ChannelNames& row) { return v1::Channel_Name(row.channel); }));
}

bool SaysStillThere(absl::string_view text) {
  constexpr absl::string_view kStillThere =
      "在 还在 仍在 都在 人在 人还在 是 是的 对 对的 √ ✓ ☑ v y yes 1";
  return HasWord(kStillThere, reference::FoldTight(text));
}

absl::string_view WhatToWriteFor(absl::string_view text) {
  const std::string folded = reference::FoldTight(text);
  if (intake::SaysAny(folded, {"死亡", "去世", "过世", "病逝", "病故", "亡故", "已故", "身故",
                               "离世", "逝世", "人没了", "不在了"})) {
    return "；去世不是就业动态：作为人员事实 DIED 登记，写明证明编号（laowu call "
           "WorkerService/RecordWorkerFact），次日起不再计入，这一行留空即可 a death is no "
           "outcome: "
           "it is recorded as the fact DIED of the worker, with the number of the certificate "
           "(RecordWorkerFact), and ends the count; leave this row empty";
  }
  if (intake::SaysAny(folded, {"没去", "未去", "没有去", "不去", "没走", "未走", "没出发", "未出发",
                               "未到岗", "没到岗", "没有到岗", "没报到", "未报到", "没到"})) {
    return "；派出后没去的留空：派出满15天没有到岗的自动按未到岗处理，从不计入；误登记为到岗的，"
           "撤销那条到岗 leave it empty of who was dispatched and did not go: 15 days after the "
           "dispatch it lapses as a no-show, which never counts; an arrival that was recorded by "
           "mistake is taken back";
  }
  if (!intake::SaysLeftAJob(folded)) return "";
  return "；离职没有说人去了哪里：回家了写返乡，换了地方干写换岗，还在外地找事做的写仍在外 the end "
         "of "
         "a job says not where they went: 返乡 of who came home, 换岗 of who works elsewhere, "
         "仍在外 "
         "of who is still away";
}

std::string OutcomeTypeChoices() {
  return Choices(kTypes, "", [](const TypeWords& row) { return Outcome::Type_Name(row.type); });
}

std::string OutcomeTypeWords(Outcome::Type type) {
  for (const TypeWords& row : kTypes) {
    if (row.type != type) continue;
    return absl::StrCat(
        row.words.substr(0, row.words.find(' ')), " ",
        absl::StrReplaceAll(absl::AsciiStrToLower(Outcome::Type_Name(type)), {{"_", " "}}));
  }
  return "–";
}

}  // namespace laowu::intake_role
