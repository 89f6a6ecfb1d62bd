#ifndef LAOWU_SERVICES_INTAKE_OUTCOME_WORDS_H_
#define LAOWU_SERVICES_INTAKE_OUTCOME_WORDS_H_

// The words that tables of outcomes are kept in → values of the API, and back for messages. Pure;
// thread-safe.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/place/place.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::intake_role {

// "到岗", "返乡", "arrived"; nullopt if it names no event.
std::optional<v1::Outcome::Type> OutcomeTypeOf(absl::string_view text);

// Whether the text says that somebody is away, and not what happened: "外出", "在外务工".
bool SaysAway(absl::string_view text);

// What a table says in words of its own, as surveys are read: 离职回家, 在家 (of who was away: home
// for good), 下落不明, 换了厂, 去广东了.
// Nothing of what is planned, denied or hearsay, and nothing where it is not sure what happened
// (离职 alone). `home`: the bureau's division; what lies in it is local.
struct TypeReading {
  std::optional<v1::Outcome::Type> type;
  bool says_away = false;  // without a type: SaysAway
  // Without a type: nobody was reached by telephone (无人接听, 关机, 空号), which is no outcome.
  bool not_reached = false;
};
TypeReading ReadTypeWords(absl::string_view text, const intake::PlaceReader& places,
                          absl::string_view home, absl::CivilDay as_of);

// "劳务公司", "labour-company", "亲戚带出去的"; of several ways ("亲友/老乡介绍") the one that all
// of them are (ratio.md, "Channels and evidence").
struct ChannelReading {
  v1::Channel channel = v1::CHANNEL_UNSPECIFIED;  // of what is not understood: UNKNOWN
  bool is_several = false;                        // two different ways in one cell
  bool is_unread = false;                         // some words that are not understood
};
ChannelReading ReadChannel(absl::string_view text);

// What a row is told of a cell of several ways, and of one that is not understood.
std::string SeveralChannelsWords();
std::string UnreadChannelWords();

// All that may be written: "到岗 (arrived), 返乡 (returned), …".
std::string OutcomeTypeChoices();
// A bare yes, or that somebody is still there, and not where: 是, √, 还在. It answers a call list's
// question and says nothing by itself.
bool SaysStillThere(absl::string_view text);

// Of a text that is no type: what to do instead, where it says that a job ended and no more (离职),
// that somebody dispatched did not go (没去), or died. Empty for any other.
absl::string_view WhatToWriteFor(absl::string_view text);

// "到岗 arrived"; "–" of none.
std::string OutcomeTypeWords(v1::Outcome::Type type);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_OUTCOME_WORDS_H_
