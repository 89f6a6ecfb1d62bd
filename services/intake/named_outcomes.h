#ifndef LAOWU_SERVICES_INTAKE_NAMED_OUTCOMES_H_
#define LAOWU_SERVICES_INTAKE_NAMED_OUTCOMES_H_

// Rows of a call list (docs/ratio.md, "What to do"): each names the outcome that it is about
// (动态编号), and bears its place, channel and organiser as the list has filled them in. Which of
// that is an answer, and which only stands there from before. Pure; thread-safe.
//
//   就业情况                what is taken of the row
//   仍在外, 返岗            channel and organiser, where they differ from the outcome's: the
//                           outcome itself is vouched for, and needs no saying again
//   到岗 of a 派出          what the row leaves empty: place, channel, organiser, placement,
//                           employer, as dispatched
//   到岗, 换岗              refused, where an organised channel still is the one of the job before:
//                           the list's word would make the new job organised
//   就近就业                refused, where the place still is the one away
//   还在, 是, √             仍在外, of a row about who is away; else refused (WhyNotStillThere)
//   返乡, 失联, 探亲 …      nothing that the list has filled in

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::intake_role {

struct NamedOutcome {
  v1::Outcome outcome;
  bool stands = true;    // it was not taken back
  bool is_over = false;  // the person began another job later
};

// `on_record`: all of one worker's. nullopt: it is not among them.
std::optional<NamedOutcome> FindNamed(absl::string_view name,
                                      absl::Span<const v1::Outcome> on_record);

// Whether place, channel and organiser of a row that says nothing else are what the list had filled
// in: then nobody has answered it yet. `row` bears the day of the file; `on_record`: of the person,
// as far as known.
bool SaysNothingNew(const v1::Outcome& row, const v1::Outcome& named,
                    absl::Span<const v1::Outcome> on_record);

// Why a bare yes, or 还在, cannot mean that the person is away still: the row's question is another
// one, or the row names no outcome. Empty: it does.
absl::string_view WhyNotStillThere(const std::optional<NamedOutcome>& named);

// By the table above; (field, what is wrong): what the list had filled in cannot be meant. Then the
// row is not to be sent.
std::vector<std::pair<std::string, std::string>> KeepAnswer(const NamedOutcome& named,
                                                            v1::Outcome& row);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_NAMED_OUTCOMES_H_
