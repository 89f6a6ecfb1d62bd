// Errors keep their details across the wire, and never outgrow it.

#include "services/runtime/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Errors, DetailsSurviveTheWire) {
  const absl::Status sent = WithRetry(
      Error(absl::StatusCode::kResourceExhausted, reasons::kQueueFull, "full", {{"a", "b"}}),
      absl::Milliseconds(200));
  const absl::Status got = FromGrpc(ToGrpc(sent));
  EXPECT_EQ(got.code(), sent.code());
  EXPECT_EQ(ReasonOf(got), "QUEUE_FULL");
  EXPECT_EQ(ToRpcStatus(got).details_size(), 2);
}

TEST(Errors, ThreeHundredViolationsAreCutAndCounted) {
  FieldChecks checks;
  for (int i = 0; i < 300; ++i) {
    checks.Violate(absl::StrCat("rows[", i, "].vacancy.title"), std::string(100, 'x'));
  }
  const grpc::Status wire = ToGrpc(checks.status());
  EXPECT_LE(wire.error_details().size(), static_cast<size_t>(limits::kErrorDetailsBytes));
  EXPECT_THAT(wire.error_message(), HasSubstr("of 300 violations"));
  google::rpc::Status status;
  ASSERT_TRUE(status.ParseFromString(wire.error_details()));
  bool shown = false;
  for (const auto& any : status.details()) {
    google::rpc::BadRequest bad;
    if (any.UnpackTo(&bad)) shown = bad.field_violations_size() > 3;
  }
  EXPECT_TRUE(shown);
}

// Half a character would make the whole answer unreadable for callers that check their texts.
TEST(Errors, ALongMessageIsCutBetweenCharacters) {
  for (const char* before : {"", "a", "ab"}) {
    std::string message(before);
    while (message.size() < 2000) message += "码";
    const std::string cut = ToGrpc(absl::InvalidArgumentError(message)).error_message();
    EXPECT_LE(cut.size(), 1024u);
    EXPECT_GT(cut.size(), 1020u);
    EXPECT_TRUE(CountChars(cut).has_value()) << "not valid UTF-8";
  }
}

TEST(Errors, InternalTextsStayInside) {
  const grpc::Status wire = ToGrpc(absl::InternalError("secret path and pointer"));
  EXPECT_THAT(wire.error_message(), Not(HasSubstr("secret")));
  EXPECT_THAT(ToGrpc(absl::DataLossError("secret")).error_message(), Not(HasSubstr("secret")));
}

TEST(Errors, AReasonIsGivenWhereALowerLayerGaveNone) {
  EXPECT_EQ(ReasonOf(FromGrpc(ToGrpc(absl::AbortedError("lost")))), "CONFLICT");
  EXPECT_EQ(ReasonOf(FromGrpc(ToGrpc(absl::DeadlineExceededError("late")))), "DEADLINE");
}

// The list in code and the table for clients are one list.
TEST(Reasons, EveryReasonStandsInTheTableOfTheProtoReadme) {
  std::ifstream file(std::string(LAOWU_SOURCE_DIR) + "/proto/README.md");
  const std::string table((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  size_t rows = 0;
  for (size_t at = table.find("\n| `"); at != std::string::npos; at = table.find("\n| `", at + 1)) {
    ++rows;
  }
  for (const auto& reason : reasons::kAll) {
    EXPECT_THAT(table, HasSubstr(absl::StrCat("| `", reason.name, "` |")));
  }
  EXPECT_EQ(rows, std::size(reasons::kAll));
}

TEST(FieldChecksTest, TextMustBeUtf8WithoutControlCharacters) {
  FieldChecks checks;
  checks.Text("a", "盘州市", 3);
  EXPECT_TRUE(checks.ok());
  checks.Text("b", "\xE7\x9B", 10);      // cut in the middle
  checks.Text("c", "\xED\xA0\x80", 10);  // a surrogate
  checks.Text("d", "\xC0\x80", 10);      // overlong
  checks.Text("e", "a\x01", 10);
  checks.Text("f", "四个汉字", 3);
  EXPECT_EQ(checks.violations().size(), 5U);
}

TEST(FieldChecksTest, DatesMustBeReal) {
  EXPECT_TRUE(ParseDate("2024-02-29").has_value());
  EXPECT_FALSE(ParseDate("2026-02-29").has_value());
  EXPECT_FALSE(ParseDate("2026-2-9").has_value());
  EXPECT_FALSE(ParseDate("1800-01-01").has_value());
}

TEST(FieldChecksTest, OccupationsMayBeKnownToAClassAlone) {
  FieldChecks good;
  for (const char* code : {"6-18", "6-18-01", "6-18-01-01"}) good.OccupationCode("o", code);
  EXPECT_TRUE(good.ok());
  FieldChecks bad;
  for (const char* code : {"6", "6-1", "6-18-", "6-18-01-01-01", "a-18-01-01", "6 18"}) {
    bad.OccupationCode("o", code);
  }
  EXPECT_EQ(bad.violations().size(), 6U);
}

// Who sends a value that there is not is told those that there are, as JSON writes them.
TEST(FieldChecksTest, AnUnknownEnumValueIsAnsweredWithTheKnownOnes) {
  FieldChecks checks;
  checks.KnownEnum("pay_kind", v1::PAY_KIND_MONTHLY, true);
  EXPECT_TRUE(checks.ok());
  checks.KnownEnum("pay_kind", static_cast<v1::PayKind>(99), false);
  checks.KnownEnum("pay_kind", v1::PAY_KIND_UNSPECIFIED, false);
  ASSERT_EQ(checks.violations().size(), 2U);
  EXPECT_THAT(
      checks.violations()[0].description(),
      AllOf(StartsWith("没有这个取值 / has the unknown value 99; known are PAY_KIND_MONTHLY, "),
            Not(HasSubstr("UNSPECIFIED"))));
  EXPECT_THAT(checks.violations()[1].description(),
              HasSubstr("is required; known are PAY_KIND_MONTHLY, "));
}

// A long list would drown the error: a dozen, and where the others stand.
TEST(FieldChecksTest, OfManyKnownValuesADozenIsNamed) {
  ASSERT_GT(v1::Hazard_descriptor()->value_count(), 13);
  const std::string text = UnknownEnumText(*v1::Hazard_descriptor(), "\"NOISE\"");
  EXPECT_THAT(text, AllOf(HasSubstr("has the unknown value \"NOISE\"; known are HAZARD_DUST, "),
                          HasSubstr("…"), HasSubstr("laowu.v1.Hazard"), HasSubstr("/protos.zip")));
  EXPECT_EQ(std::count(text.begin(), text.end(), ','), 13);
}

}  // namespace
}  // namespace laowu::runtime
