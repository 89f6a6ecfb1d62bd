#ifndef LAOWU_SERVICES_CLI_RATIO_COMMAND_H_
#define LAOWU_SERVICES_CLI_RATIO_COMMAND_H_

// What the answers of `ratio` have in common: what was typed, how the server is asked, and a figure
// a line.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/timestamp.pb.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/cli/client.h"
#include "services/cli/fresh_call.h"
#include "services/cli/ratio_options.h"

namespace laowu::cli {

struct RatioOptions {
  std::string division, date, known_at, from, series, by, worker, since, standing;
  PolicyOptions policy;
  bool children = false;
  bool explain = false;
  bool all = false;
  int count = 0;  // of persons; 0: not told
  int64_t at_least_placement = 0;
};

// The name of the figure of the day asked for, or of today.
std::string RatioName(const RatioOptions& options);

// Policy and known-at (unset: none was typed); false after an error was printed.
bool ReadCommon(const RatioOptions& options, v1::RatioPolicy& policy,
                std::optional<google::protobuf::Timestamp>& known_at);

// The same into a request.
template <typename Request>
bool FillCommon(const RatioOptions& options, Request& request) {
  std::optional<google::protobuf::Timestamp> known_at;
  if (!ReadCommon(options, *request.mutable_policy(), known_at)) return false;
  if (known_at.has_value()) {
    *request.mutable_known_at() = *known_at;
  } else {
    request.mutable_at_least()->set_placement_sequence(options.at_least_placement);
  }
  return true;
}

// Now's figures with everything recorded until now in them, and those of a known_at as they were.
template <typename Request, typename Response>
absl::StatusOr<Response> Ask(Client& client,
                             grpc::Status (v1::MonitoringService::Stub::*method)(
                                 grpc::ClientContext*, const Request&, Response*),
                             const Request& request) {
  return request.has_known_at() ? client.Call(method, request) : CallFresh(client, method, request);
}

// "截至 known at 2026-07-01T00:00:00+08:00".
std::string KnownAtWords(const v1::OutboundRatio& ratio);
// What stands above a table: the division and days it is of, known-at, policy, target. `ratio` is
// one of its figures; without the strictness where they are of several. `known_at` follows the days
// where there is more to say of it than that of `ratio`.
void PrintContext(const std::string& division, const std::string& days,
                  const v1::OutboundRatio& ratio, bool with_strictness = true,
                  const std::string& known_at = "");
// "520281 盘州市"; "2026-06-30".
std::string DivisionText(const v1::OutboundRatio& ratio);
std::string DayText(const v1::OutboundRatio& ratio);

// What parts of a breakdown are called: "自行外出  self".
std::string PartText(const v1::OutboundPart& part);
// Age bands in order of age; all else as it came, the most people first.
template <typename HasPart>
void OrderParts(v1::OutboundBreakdown by, std::vector<HasPart>& parts) {
  if (by != v1::OUTBOUND_BREAKDOWN_AGE_BAND) return;
  std::stable_sort(parts.begin(), parts.end(), [](const HasPart& a, const HasPart& b) {
    return std::make_pair(a.part().key().empty(), a.part().key()) <
           std::make_pair(b.part().key().empty(), b.part().key());
  });
}
inline constexpr char kBreakdownPrefix[] = "OUTBOUND_BREAKDOWN_";

// Of a few, side by side: a figure a line, and `more_lines` below.
void PrintFiguresDown(const std::vector<v1::OutboundRatio>& ratios,
                      const std::function<std::string(const v1::OutboundRatio&)>& label,
                      const std::vector<std::vector<std::string>>& more_lines = {});
// Where one of them is PROVISIONAL: how many channels are to be found out, and by which list.
void PrintProvisional(const std::vector<v1::OutboundRatio>& ratios);

// --explain: the persons behind the figure.
int ShowPersons(Client& client, const RatioOptions& options);
// --explain --since: who stands elsewhere now, and the outcome that decided.
int ShowMoves(Client& client, RatioOptions options);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_RATIO_COMMAND_H_
