// `ratio --explain`: the persons behind a figure, and what moved it since a time.

#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/paging.h"
#include "services/cli/ratio_command.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

constexpr int kPersonsShown = 50;

// The first `most` persons behind the figure, by name; 0: all of them.
absl::StatusOr<v1::ExplainOutboundRatioResponse> Explain(
    Client& client, const v1::ExplainOutboundRatioRequest& request, int most) {
  Paging paging;
  paging.page_size = most;
  return CallPages(request, paging, [&client](const v1::ExplainOutboundRatioRequest& one) {
    return Ask(client, &v1::MonitoringService::Stub::ExplainOutboundRatio, one);
  });
}

// Of the standing that a request asks for; of all, where it asks for none.
int CountOf(const v1::OutboundRatio& ratio, v1::ExplainedPerson::Standing standing) {
  const int organized = ratio.organized_person_count();
  const int unproven = ratio.unproven_person_count();
  const int unknown = ratio.unknown_channel_person_count();
  switch (standing) {
    case v1::ExplainedPerson::ORGANIZED:
      return organized;
    case v1::ExplainedPerson::UNPROVEN:
      return unproven;
    case v1::ExplainedPerson::UNKNOWN_CHANNEL:
      return unknown;
    case v1::ExplainedPerson::NOT_ORGANIZED:
      return ratio.outbound_person_count() - organized - unproven - unknown;
    default:
      return ratio.outbound_person_count();
  }
}

// That more persons are behind the figure than are shown.
void TellOfRest(int shown, int total) {
  if (shown >= total) return;
  std::fprintf(stderr,
               "已显示 %d 人，共 %d 人 shown: %d of %d; --all 显示全部 shows all, --standing "
               "unproven 只看一类 those of one standing\n",
               shown, total, shown, total);
}

std::string OrganizerText(const v1::ExplainedPerson& person) {
  return person.organizer_display_name().empty() ? person.organizer()
                                                 : person.organizer_display_name();
}

std::vector<std::string> PersonCells(const v1::ExplainedPerson& person) {
  std::string flags;
  for (const auto& flag : person.flags()) {
    absl::StrAppend(&flags, flags.empty() ? "" : " ", flag);
  }
  return {person.worker(),
          StandingWords(person.standing()),
          person.rule_number() == 0 ? "–" : absl::StrCat(person.rule_number()),
          ChannelWords(person.channel()),
          OrganizerText(person),
          GradeWords(person.evidence_grade()),
          person.missing_text(),
          person.reason(),
          absl::StrJoin(person.outcomes(), " "),
          flags};
}

// What moved a person: from where to where, and what it rests on now.
std::vector<std::string> MoveCells(v1::ExplainedPerson::Standing was,
                                   const v1::ExplainedPerson& person) {
  return {person.worker(),      StandingWords(was), StandingWords(person.standing()),
          person.outcome(),     person.reason(),    OrganizerText(person),
          person.missing_text()};
}

const std::vector<std::string>& PersonHeaders() {
  static const auto* headers = new std::vector<std::string>{
      "劳动者 worker", "归类 standing", "规则 rule", "渠道 channel",  "组织单位 organiser",
      "证据 grade",    "还缺 missing",  "理由 why",  "依据 outcomes", "标记 flags"};
  return *headers;
}

// Why `worker` is not among the persons of `ratio`, the answer to `request`.
absl::StatusOr<v1::ExplainedPerson> NoLongerCounted(Client& client,
                                                    v1::ExplainOutboundRatioRequest request,
                                                    const v1::OutboundRatio& ratio,
                                                    const std::string& worker) {
  request.set_worker(worker);
  *request.mutable_known_at() = ratio.known_at();
  request.clear_at_least();
  LAOWU_ASSIGN_OR_RETURN(const auto answer, Explain(client, request, 1));
  if (!answer.persons().empty()) return answer.persons(0);
  v1::ExplainedPerson gone;
  gone.set_worker(worker);
  gone.set_standing(v1::ExplainedPerson::NOT_COUNTED);
  return gone;
}

}  // namespace

int ShowPersons(Client& client, const RatioOptions& options) {
  v1::ExplainOutboundRatioRequest request;
  request.set_name(RatioName(options));
  if (!options.worker.empty()) request.set_worker(WithPrefix("workers/", options.worker));
  if (!FillCommon(options, request)) return kUsage;
  if (!options.standing.empty()) {
    const int value = ParseEnum(*v1::ExplainedPerson::Standing_descriptor(), "", options.standing);
    if (value < 0 || value == v1::ExplainedPerson::NOT_COUNTED) {
      std::fprintf(stderr,
                   "error 错误: --standing 须为其中之一 must be organized, unproven, "
                   "unknown-channel or not-organized\n");
      return kUsage;
    }
    request.set_standing(static_cast<v1::ExplainedPerson::Standing>(value));
  }
  // Who reads asks for the rest; a script has all of it unless it says how many.
  int most = options.count > 0 ? options.count : client.json ? 0 : kPersonsShown;
  if (options.all) most = 0;
  auto answer = Explain(client, request, most);
  if (!answer.ok()) return Fail(answer.status());
  answer->clear_next_page_token();  // --all is how to see the rest
  const v1::OutboundRatio& ratio = answer->outbound_ratio();
  if (options.worker.empty()) {
    TellOfRest(answer->persons_size(), CountOf(ratio, request.standing()));
  }
  if (PrintedAsJson(client, *answer)) return kOk;
  PrintContext(DivisionText(ratio), DayText(ratio), ratio);
  PrintFiguresDown({ratio}, [](const v1::OutboundRatio& r) { return r.division_display_name(); });
  PrintProvisional({ratio});
  std::vector<std::vector<std::string>> rows;
  for (const auto& person : answer->persons()) rows.push_back(PersonCells(person));
  std::printf("\n%s", Table(PersonHeaders(), rows).c_str());
  return kOk;
}

int ShowMoves(Client& client, RatioOptions options) {
  v1::ExplainOutboundRatioRequest now;
  now.set_name(RatioName(options));
  if (!FillCommon(options, now)) return kUsage;
  options.known_at = options.since;
  v1::ExplainOutboundRatioRequest before = now;
  before.clear_at_least();
  if (!FillCommon(options, before)) return kUsage;
  const auto answer_now = Explain(client, now, 0);
  if (!answer_now.ok()) return Fail(answer_now.status());
  const auto answer_before = Explain(client, before, 0);
  if (!answer_before.ok()) return Fail(answer_before.status());
  const v1::OutboundRatio& ratio_now = answer_now->outbound_ratio();
  const v1::OutboundRatio& ratio_before = answer_before->outbound_ratio();
  std::map<std::string, v1::ExplainedPerson> known;
  for (const auto& person : answer_before->persons()) known[person.worker()] = person;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> moved;  // the persons as they stand now, as JSON
  for (const auto& person : answer_now->persons()) {
    const auto it = known.find(person.worker());
    const auto was = it == known.end() ? v1::ExplainedPerson::NOT_COUNTED : it->second.standing();
    if (was != person.standing()) {
      rows.push_back(MoveCells(was, person));
      moved.push_back(ToJson(person));
    }
    if (it != known.end()) known.erase(it);
  }
  for (const auto& [worker, person] : known) {
    const auto gone = NoLongerCounted(client, now, ratio_now, worker);
    if (!gone.ok()) return Fail(gone.status());
    rows.push_back(MoveCells(person.standing(), *gone));
    moved.push_back(ToJson(*gone));
  }
  if (client.json) {
    std::printf("{\"before\": %s, \"now\": %s, \"moved\": [%s]}\n", ToJson(ratio_before).c_str(),
                ToJson(ratio_now).c_str(), absl::StrJoin(moved, ", ").c_str());
    return kOk;
  }
  PrintContext(
      DivisionText(ratio_now), DayText(ratio_now), ratio_now, /*with_strictness=*/true,
      absl::StrCat("\n原 was: ", KnownAtWords(ratio_before), "\n现 is: ", KnownAtWords(ratio_now)));
  bool first = true;
  PrintFiguresDown({ratio_before, ratio_now}, [&first](const v1::OutboundRatio&) {
    return std::exchange(first, false) ? "原 was" : "现 is";
  });
  if (rows.empty()) {
    std::printf("\n无人变动 nobody moved\n");
    return kOk;
  }
  std::printf("\n%s", Table({"劳动者 worker", "原 was", "现 is", "依据 outcome", "理由 why",
                             "组织单位 organiser", "还缺 missing"},
                            rows)
                          .c_str());
  return kOk;
}

}  // namespace laowu::cli
