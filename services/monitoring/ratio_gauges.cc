#include "services/monitoring/ratio_gauges.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace laowu::monitoring {
namespace {

struct FamilyText {
  const char* name;
  const char* help;
};
// In the order of ValuesOf.
constexpr std::array<FamilyText, 8> kFamilyTexts = {{
    {"laowu_ratio_outbound_persons", "D: persons registered in the county and away to work"},
    {"laowu_ratio_organized_persons", "O: of D, organised with enough evidence"},
    {"laowu_ratio_unknown_channel_persons", "U: of D, channel unknown"},
    {"laowu_ratio_unproven_persons", "C: of D, the channel counts and the evidence does not"},
    {"laowu_ratio_organized_ratio", "R1: O of D"},
    {"laowu_ratio_target_ratio", "The target of R1"},
    {"laowu_ratio_missing_arrivals", "Organised arrivals missing to the target"},
    {"laowu_ratio_target_met", "1 met, 0 missed; absent where it cannot be said"},
}};

std::array<std::optional<double>, 8> ValuesOf(const v1::OutboundRatio& r) {
  std::array<std::optional<double>, 8> values;
  const double outbound = r.outbound_person_count();
  values[0] = outbound;
  values[1] = r.organized_person_count();
  values[2] = r.unknown_channel_person_count();
  values[3] = r.unproven_person_count();
  if (outbound > 0) values[4] = r.organized_person_count() / outbound;
  values[5] = r.target_percent() / 100.0;
  if (r.missing_arrival_count() >= 0) values[6] = r.missing_arrival_count();
  if (r.status() == v1::OutboundRatio::MET) values[7] = 1;
  if (r.status() == v1::OutboundRatio::MISSED) values[7] = 0;
  return values;
}

}  // namespace

RatioGauges::RatioGauges(runtime::Metrics* metrics) {
  const auto registry = metrics->registry();
  for (std::size_t i = 0; i < kFamilies; ++i) {
    families_[i] = &prometheus::BuildGauge()
                        .Name(kFamilyTexts[i].name)
                        .Help(kFamilyTexts[i].help)
                        .Register(*registry);
  }
  known_at_ = &prometheus::BuildGauge()
                   .Name("laowu_ratio_known_at_timestamp_seconds")
                   .Help("Known-at of the figures of counties, Unix time")
                   .Register(*registry);
}

void RatioGauges::Look::Set(const v1::OutboundRatio& ratio) {
  const std::string policy =
      absl::AsciiStrToLower(v1::RatioPolicy::Strictness_Name(ratio.policy().strictness()));
  const auto values = ValuesOf(ratio);
  for (std::size_t i = 0; i < kFamilies; ++i) {
    if (!values[i].has_value()) continue;
    prometheus::Gauge& gauge =
        gauges_->families_[i]->Add({{"division", ratio.division_code()}, {"policy", policy}});
    gauge.Set(*values[i]);
    set_[absl::StrCat(i, "/", ratio.division_code(), "/", policy)] = &gauge;
  }
}

void RatioGauges::Look::Finish() {
  for (const auto& [key, gauge] : gauges_->shown_) {
    if (set_.contains(key)) continue;
    int family = 0;
    if (absl::SimpleAtoi(key.substr(0, key.find('/')), &family)) {
      gauges_->families_[static_cast<std::size_t>(family)]->Remove(gauge);
    }
  }
  gauges_->shown_.swap(set_);
  gauges_->known_at_->Add({}).Set(absl::ToDoubleSeconds(known_at_ - absl::UnixEpoch()));
}

}  // namespace laowu::monitoring
