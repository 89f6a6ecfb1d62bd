// Which publications are of one figure: what was asked for decides, not how it was stored.

#include "services/monitoring/publication_rules.h"

#include <google/protobuf/message.h>
#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "services/runtime/field_checks.h"

namespace laowu::monitoring {
namespace {

v1::Publication Frozen() {
  v1::Publication publication;
  v1::OutboundRatio& ratio = *publication.mutable_outbound_ratio();
  ratio.set_name("divisions/520281/outboundRatios/2026-06-30");
  ratio.set_division_code("520281");
  *ratio.mutable_date() = runtime::ToDate(absl::CivilDay(2026, 6, 30));
  ratio.mutable_policy()->set_version("2026-1");
  ratio.mutable_policy()->set_strictness(v1::RatioPolicy::BROAD);
  ratio.mutable_policy()->set_boundary(v1::RatioPolicy::COUNTY);
  ratio.mutable_policy()->set_carry(v1::RatioPolicy::SPELL);
  return publication;
}

TEST(PublicationRules, OneFigureIsOneHoweverItWasKnownAndStored) {
  v1::Publication other = Frozen();
  other.set_name("publications/other");
  other.set_hash("another");
  other.mutable_outbound_ratio()->mutable_known_at()->set_seconds(1'780'000'000);
  other.mutable_outbound_ratio()->set_outbound_person_count(7);
  EXPECT_TRUE(OfOneFigure(Frozen(), other));
  // As a build writes it that knows of one field more.
  v1::RatioPolicy* const policy = other.mutable_outbound_ratio()->mutable_policy();
  policy->GetReflection()->MutableUnknownFields(policy)->AddVarint(1000, 1);
  EXPECT_TRUE(OfOneFigure(Frozen(), other));
}

TEST(PublicationRules, AnotherDivisionDayOrPolicyIsAnother) {
  const auto differs = [](const auto& change) {
    v1::Publication other = Frozen();
    change(*other.mutable_outbound_ratio());
    return !OfOneFigure(Frozen(), other);
  };
  using Ratio = v1::OutboundRatio;
  using Policy = v1::RatioPolicy;
  EXPECT_TRUE(differs([](Ratio& ratio) { ratio.set_division_code("520203"); }));
  EXPECT_TRUE(differs([](Ratio& ratio) { ratio.mutable_date()->set_day(29); }));
  // One that this build has no policy of.
  EXPECT_TRUE(differs([](Ratio& ratio) { ratio.mutable_policy()->set_version("2031-1"); }));
  EXPECT_TRUE(
      differs([](Ratio& ratio) { ratio.mutable_policy()->set_strictness(Policy::STRICT); }));
  EXPECT_TRUE(
      differs([](Ratio& ratio) { ratio.mutable_policy()->set_boundary(Policy::PROVINCE); }));
  EXPECT_TRUE(differs([](Ratio& ratio) { ratio.mutable_policy()->set_carry(Policy::JOB); }));
}

}  // namespace
}  // namespace laowu::monitoring
