// Periods in parts, and days before a division's code began.

#include <string>

#include "publication_fixture.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

class PeriodsTest : public PublicationFixture {};

// Each part with its name; together they make the whole. Days are judged of the division alone.
TEST_F(PeriodsTest, PeriodsInParts) {
  v1::ListOutboundPeriodsRequest request;
  request.set_parent("divisions/520281");
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 2, 15));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto whole,
                             role_.Call(kMonitor, &Stub::ListOutboundPeriods, request));
  for (const auto breakdown : {v1::OUTBOUND_BREAKDOWN_TOWNSHIP, v1::OUTBOUND_BREAKDOWN_DESTINATION,
                               v1::OUTBOUND_BREAKDOWN_CHANNEL, v1::OUTBOUND_BREAKDOWN_ORGANIZER,
                               v1::OUTBOUND_BREAKDOWN_SEX, v1::OUTBOUND_BREAKDOWN_AGE_BAND}) {
    request.set_breakdown(breakdown);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto parts,
                               role_.Call(kMonitor, &Stub::ListOutboundPeriods, request));
    v1::OutboundPeriod sum;
    for (const auto& part : parts.periods()) {
      EXPECT_EQ(part.part().breakdown(), breakdown);
      EXPECT_NE(part.part().display_name(), "");
      EXPECT_EQ(part.division_code(), "520281");
      EXPECT_EQ(part.missed_day_count() + part.provisional_day_count(), 0);
      sum.set_outbound_person_day_count(sum.outbound_person_day_count() +
                                        part.outbound_person_day_count());
      sum.set_new_spell_count(sum.new_spell_count() + part.new_spell_count());
    }
    EXPECT_EQ(sum.outbound_person_day_count(), whole.periods(0).outbound_person_day_count());
    EXPECT_EQ(sum.new_spell_count(), 3) << v1::OutboundBreakdown_Name(breakdown);
    EXPECT_EQ(parts.policy().strictness(), v1::RatioPolicy::BROAD);
    EXPECT_TRUE(parts.has_known_at());
  }
}

TEST_F(PeriodsTest, PartsOfPeriodsAreOfTheWholeAndNotBesideChildren) {
  const auto refused = [&](const auto& spoil, const char* told) {
    v1::ListOutboundPeriodsRequest request;
    request.set_parent("divisions/520281");
    *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 2, 15));
    request.set_breakdown(v1::OUTBOUND_BREAKDOWN_CHANNEL);
    spoil(request);
    EXPECT_THAT(role_.Call(kMonitor, &Stub::ListOutboundPeriods, request),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(told)));
  };
  refused([](auto& r) { r.set_step(v1::ListOutboundPeriodsRequest::MONTH); }, "WHOLE");
  refused([](auto& r) { r.set_children(true); }, "children");
  refused([](auto& r) { r.set_breakdown(v1::OUTBOUND_BREAKDOWN_CHILD_DIVISION); }, "children");
  refused([](auto& r) { r.set_breakdown(static_cast<v1::OutboundBreakdown>(99)); }, "breakdown");
}

// Panzhou was 520222 until April 2017: of a month before, 520281 would be told of nobody.
TEST_F(PeriodsTest, APeriodThatEndedBeforeTheCodeBeganIsToldWhatItWas) {
  v1::ListOutboundPeriodsRequest request;
  request.set_parent("divisions/520281");
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2017, 1, 1));
  *request.mutable_end_date() = runtime::ToDate(absl::CivilDay(2017, 12, 31));
  EXPECT_OK(role_.Call(kMonitor, &Stub::ListOutboundPeriods, request));
  request.set_step(v1::ListOutboundPeriodsRequest::MONTH);
  EXPECT_THAT(role_.Call(kMonitor, &Stub::ListOutboundPeriods, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("ask for 520222")));
}

// Panzhou was 520222 until April 2017: figures of 520281 of days before would tell of nobody.
TEST_F(PeriodsTest, ASeriesFromBeforeTheCodeBeganIsToldWhatItWas) {
  v1::ListOutboundRatiosRequest request;
  request.set_parent("divisions/520281");
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2017, 3, 1));
  *request.mutable_end_date() = runtime::ToDate(absl::CivilDay(2017, 5, 1));
  for (const auto step :
       {v1::ListOutboundRatiosRequest::DAY, v1::ListOutboundRatiosRequest::MONTH}) {
    request.set_step(step);
    EXPECT_THAT(role_.Call(kPanzhou, &Stub::ListOutboundRatios, request),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr("start_date"), HasSubstr("ask for 520222 (盘县)"))));
  }
  // The last day of April, the first that is counted, it was called so.
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2017, 4, 1));
  EXPECT_OK(role_.Call(kPanzhou, &Stub::ListOutboundRatios, request));
  request.set_step(v1::ListOutboundRatiosRequest::DAY);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ListOutboundRatios, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace laowu::monitoring
