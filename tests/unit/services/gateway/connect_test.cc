// The Connect protocol as any HTTP tool sees it: what is taken, what comes back, and every error as
// a body that a program can read.

#include "services/gateway/connect.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/struct.pb.h"
#include "google/rpc/error_details.pb.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "tests/support/status_matchers.h"

namespace laowu::gateway {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;

const google::protobuf::Descriptor& VacancyType() { return *v1::Vacancy::descriptor(); }

google::protobuf::Struct ParseJson(const std::string& json) {
  google::protobuf::Struct parsed;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &parsed).ok()) << json;
  return parsed;
}

// A page that asks again is told that nothing has changed, though the answer was read at another
// time; and what has changed is never taken for the same.
TEST(ConnectTest, AnEtagIsOfWhatIsSaidAndNotOfWhenItWasRead) {
  v1::ListOutboundRatiosResponse answer;
  v1::OutboundRatio& ratio = *answer.add_outbound_ratios();
  ratio.set_outbound_person_count(10);
  ratio.mutable_known_at()->set_seconds(100);
  const auto etag = [&answer] {
    return ETagOf(*answer.GetDescriptor(), answer.SerializeAsString());
  };
  const std::string first = etag();
  EXPECT_THAT(first, ::testing::MatchesRegex("W/\"[0-9a-f]+\""));
  ratio.mutable_known_at()->set_seconds(200);
  EXPECT_EQ(etag(), first);
  ratio.set_outbound_person_count(11);
  EXPECT_NE(etag(), first);
}

TEST(ConnectTest, OnlyAnswersOfReadsAreKept) {
  for (const char* name : {"GetWorker", "ListVacancies", "FindCandidates", "ExplainMatch"}) {
    EXPECT_TRUE(OnlyReads(name)) << name;
  }
  for (const char* name : {"CreateWorker", "ImportOutcomes", "RecordOutcome", "UndoImport"}) {
    EXPECT_FALSE(OnlyReads(name)) << name;
  }
}

TEST(ConnectTest, ContentTypesAreTakenAsTheProtocolNamesThem) {
  const struct {
    const char* text;
    bool good;
    BodyForm form;
  } cases[] = {
      {"application/json", true, BodyForm::kJson},
      {"application/json; charset=utf-8", true, BodyForm::kJson},
      {"Application/JSON", true, BodyForm::kJson},
      {"application/proto", true, BodyForm::kBinary},
      {" application/proto ;x=y", true, BodyForm::kBinary},
      {"", false, BodyForm::kJson},
      {"text/plain", false, BodyForm::kJson},
      {"application/jsonx", false, BodyForm::kJson},
      {"application/x-www-form-urlencoded", false, BodyForm::kJson},  // what a foreign page sends
      {"multipart/form-data", false, BodyForm::kJson},
  };
  for (const auto& c : cases) {
    const auto form = FormOf(c.text);
    EXPECT_EQ(form.ok(), c.good) << c.text;
    if (form.ok() && c.good) {
      EXPECT_EQ(*form, c.form) << c.text;
    }
  }
  EXPECT_EQ(ContentTypeOf(BodyForm::kJson), "application/json");
  EXPECT_EQ(ContentTypeOf(BodyForm::kBinary), "application/proto");
}

TEST(ConnectTest, UnaryMethodsOfTheApiAreFoundAndNothingElse) {
  const auto found = FindMethod("/laowu.v1.VacancyService/GetVacancy");
  ASSERT_OK(found);
  EXPECT_EQ((*found)->full_name(), "laowu.v1.VacancyService.GetVacancy");
  for (const char* path :
       {"/laowu.v1.VacancyService/NoSuchMethod", "/laowu.v1.NoSuchService/Get",
        "/laowu.v1.VacancyService", "/laowu.v1.VacancyService/", "/laowu.v1./GetVacancy",
        "/laowu.v1.VacancyService/GetVacancy/", "/laowu.v1.VacancyService/get_vacancy",
        "/laowu.internal.v1.X/Y", "/grpc.health.v1.Health/Check", "/", ""}) {
    EXPECT_THAT(FindMethod(path), StatusIs(absl::StatusCode::kNotFound)) << path;
  }
  for (const char* path : {"/laowu.v1.VacancyService/WatchVacancies",
                           "/laowu.v1.VacancyService/StreamImportVacancies"}) {
    const auto streams = FindMethod(path);
    EXPECT_THAT(streams, StatusIs(absl::StatusCode::kUnimplemented, HasSubstr("gRPC"))) << path;
    EXPECT_EQ(runtime::ReasonOf(streams.status()), "WRONG_DOOR") << path;
  }
}

TEST(ConnectTest, JsonBecomesTheMessageAndBack) {
  const std::string json =
      R"({"name":"offices/a/vacancies/b","title":"焊工","openingCount":3,"nightShift":false,)"
      R"("startDate":{"year":2026,"month":7,"day":1},"payKind":"PAY_KIND_MONTHLY"})";
  const auto binary = ToBinary(VacancyType(), BodyForm::kJson, json);
  ASSERT_OK(binary);
  v1::Vacancy vacancy;
  ASSERT_TRUE(vacancy.ParseFromString(*binary));
  EXPECT_EQ(vacancy.title(), "焊工");
  EXPECT_EQ(vacancy.opening_count(), 3);
  EXPECT_TRUE(vacancy.has_night_shift());  // said to be false is not left unsaid
  EXPECT_EQ(vacancy.start_date().year(), 2026);
  const auto back = FromBinary(VacancyType(), BodyForm::kJson, *binary);
  ASSERT_OK(back);
  const auto parsed = ParseJson(*back);
  EXPECT_EQ(parsed.fields().at("title").string_value(), "焊工");
  EXPECT_EQ(parsed.fields().at("openingCount").number_value(), 3);
  EXPECT_FALSE(parsed.fields().at("nightShift").bool_value());
}

// Both spellings of a field's name are JSON of proto3.
TEST(ConnectTest, NamesOfTheProtoAreTakenToo) {
  const auto binary = ToBinary(VacancyType(), BodyForm::kJson, R"({"opening_count":2})");
  ASSERT_OK(binary);
  v1::Vacancy vacancy;
  ASSERT_TRUE(vacancy.ParseFromString(*binary));
  EXPECT_EQ(vacancy.opening_count(), 2);
}

TEST(ConnectTest, AnEmptyBodyIsAnEmptyMessage) {
  for (const char* body : {"", "  \n", "{}"}) {
    const auto binary = ToBinary(VacancyType(), BodyForm::kJson, body);
    ASSERT_OK(binary) << body;
    EXPECT_EQ(*binary, "") << body;
  }
}

TEST(ConnectTest, WhatIsNotTheMessageIsRefusedWithTheField) {
  const struct {
    const char* body;
    const char* named;
  } cases[] = {
      {R"({"titel":"x"})", "titel"},  // a misspelt field must not be lost
      {R"({"openingCount":"three"})", "opening_count"},
      {R"({"title":)", "Vacancy"},
      {"[]", "Vacancy"},
      {"title=x", "Vacancy"},
      // The parser would take one of the two without a word.
      {R"({"title":"a","title":"b"})", "title"},
      {R"({title:"a","title":"b"})", "title"},
      // Two spellings of one field, also where one is escaped.
      {R"({"openingCount":2,"opening_count":3})", "opening_count"},
      {R"({"opening_count":2,"openingCount":3})", "openingCount"},
      {R"({"payKind":1,"pay\u005fkind":2})", "pay_kind"},
      {R"({"skillRequirements":[{"skillCode":"x"},{"minLevel":1,"min_level":2}]})", "min_level"},
      {R"({"startDate":{"year":2026},"title":"x","expireDate":{"day":1,"day":1}})", "day"},
  };
  for (const auto& c : cases) {
    const auto binary = ToBinary(VacancyType(), BodyForm::kJson, c.body);
    EXPECT_THAT(binary, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.named))) << c.body;
    EXPECT_EQ(runtime::ReasonOf(binary.status()), "INVALID_FIELD") << c.body;
  }
}

// An error quotes the body, and is JSON itself.
TEST(ConnectTest, WhatIsNoUtf8IsNotQuoted) {
  const std::string long_text = absl::StrCat("{", std::string(395, 'x'), "电电电电电电");
  for (const std::string& body : {std::string("\xff\xfe{}"), long_text}) {
    const auto binary = ToBinary(VacancyType(), BodyForm::kJson, body);
    EXPECT_THAT(binary, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_TRUE(runtime::CountChars(ErrorBody(binary.status())).has_value());
  }
}

// Who writes a value that there is not learns which there are, and of which field it was.
TEST(ConnectTest, AnUnknownEnumValueIsAnsweredWithTheKnownOnes) {
  const struct {
    const char* body;
    const char* field;
    const char* says;
  } cases[] = {
      {R"({"payKind":"WEEKLY"})", "pay_kind",
       "has the unknown value \"WEEKLY\"; known are PAY_KIND_MONTHLY, "},
      {R"({"hazards":["HAZARD_DUST","NOISE"]})", "hazards[1]",
       "has the unknown value \"NOISE\"; known are HAZARD_"},
      {R"({"payKind":true})", "pay_kind", "has the unknown value true; known are PAY_KIND_"},
      {R"({"openingCount":"three"})", "opening_count",
       "cannot hold the value \"three\": it is int32"},
  };
  for (const auto& c : cases) {
    const auto binary = ToBinary(VacancyType(), BodyForm::kJson, c.body);
    ASSERT_THAT(binary, StatusIs(absl::StatusCode::kInvalidArgument)) << c.body;
    const google::rpc::Status wire = runtime::ToRpcStatus(binary.status());
    google::rpc::BadRequest bad;
    for (const auto& any : wire.details()) any.UnpackTo(&bad);
    ASSERT_EQ(bad.field_violations_size(), 1) << c.body;
    EXPECT_EQ(bad.field_violations(0).field(), c.field);
    EXPECT_THAT(bad.field_violations(0).description(), HasSubstr(c.says));
  }
}

google::rpc::BadRequest::FieldViolation OnlyViolation(const absl::Status& status) {
  google::rpc::BadRequest bad;
  const google::rpc::Status wire = runtime::ToRpcStatus(status);
  for (const auto& any : wire.details()) any.UnpackTo(&bad);
  EXPECT_EQ(bad.field_violations_size(), 1) << status;
  return bad.field_violations_size() == 1 ? bad.field_violations(0)
                                          : google::rpc::BadRequest::FieldViolation();
}

// The errors of who writes a body by hand: each names its field and says what would be right.
TEST(ConnectTest, AWrongFieldOrFormIsNamedAndTheRightOneShown) {
  const struct {
    const char* body;
    const char* field;
    const char* says;
  } cases[] = {
      {R"({"titel":"x"})", "titel",
       "没有这个字段，是否想写 title / is no field of laowu.v1.Vacancy; is title meant?"},
      {R"({"opening_cout":3})", "opening_cout", "is openingCount meant?"},
      {R"({"skillRequirements":[{},{"skilCode":"x"}]})", "skill_requirements[1].skilCode",
       "is skillCode meant?"},
      {R"({"startDate":{"years":2026}})", "start_date.years", "is year meant?"},
      {R"({"startDate":{"qqqq":2026}})", "start_date.qqqq",
       "is no field of google.type.Date; it has year, month, day"},
      {R"({"zzzzzzzz":2026})", "zzzzzzzz", "is no field of laowu.v1.Vacancy; it has name, "},
      // As it was meant, in the form that is wanted.
      {R"({"startDate":"2026-08-15"})", "start_date",
       R"(cannot hold the value "2026-08-15": write it as {"year":2026,"month":8,"day":15})"},
      {R"({"startDate":"next week"})", "start_date",
       R"(须写成 {"year":2026,"month":7,"day":1} / )"},
      {R"({"payKind":"PAY_KIND_MONTLY"})", "pay_kind", "is PAY_KIND_MONTHLY meant?"},
      {R"({"title":["x"]})", "title", "takes one value, not a list"},
      {R"({"title":{"x":1}})", "title", "takes a plain value, not an object"},
      {R"({"createTime":"2026-07-01"})", "create_time", "is no instant: write it with its offset"},
  };
  for (const auto& c : cases) {
    const auto binary = ToBinary(VacancyType(), BodyForm::kJson, c.body);
    ASSERT_THAT(binary, StatusIs(absl::StatusCode::kInvalidArgument)) << c.body;
    EXPECT_EQ(runtime::ReasonOf(binary.status()), "INVALID_FIELD") << c.body;
    const auto violation = OnlyViolation(binary.status());
    EXPECT_EQ(violation.field(), c.field) << c.body;
    EXPECT_THAT(violation.description(), HasSubstr(c.says)) << c.body;
  }
}

// Who leaves off the beginning means the value whose end it is, however near another one is spelt.
TEST(ConnectTest, AnEnumValueWithoutItsBeginningIsTheOneMeant) {
  const struct {
    const google::protobuf::Descriptor* type;
    const char* body;
    const char* says;
  } cases[] = {
      {v1::WorkerFact::Values::descriptor(), R"({"sex":"FEMALE"})", "is SEX_FEMALE meant?"},
      {v1::WorkerFact::Values::descriptor(), R"({"sex":"female"})", "is SEX_FEMALE meant?"},
      {v1::WorkerFact::Values::descriptor(), R"({"sex":"MALE"})", "is SEX_MALE meant?"},
      {&VacancyType(), R"({"payKind":"MONTHLY"})", "is PAY_KIND_MONTHLY meant?"},
  };
  for (const auto& c : cases) {
    const auto binary = ToBinary(*c.type, BodyForm::kJson, c.body);
    ASSERT_THAT(binary, StatusIs(absl::StatusCode::kInvalidArgument)) << c.body;
    EXPECT_THAT(OnlyViolation(binary.status()).description(), HasSubstr(c.says)) << c.body;
  }
}

// The parser quotes what stands around the error by bytes: the answer would be no JSON.
TEST(ConnectTest, WhatIsQuotedOfABrokenBodyIsText) {
  for (const char* pad : {"", "a", "ab"}) {
    const std::string body =
        absl::StrCat(R"({"title":"电焊工氩弧焊工二保焊工)", pad, R"(" 电焊工氩弧焊工二保焊工"})");
    const auto binary = ToBinary(VacancyType(), BodyForm::kJson, body);
    ASSERT_THAT(binary, StatusIs(absl::StatusCode::kInvalidArgument)) << body;
    EXPECT_TRUE(runtime::CountChars(ErrorBody(binary.status())).has_value()) << body;
  }
}

// What a stranger wrote is repeated as text, and not without end.
TEST(ConnectTest, AnUnknownPathIsRepeatedInPart) {
  const auto of = [](const std::string& path) {
    return std::string(FindMethod(path).status().message());
  };
  EXPECT_THAT(of("/laowu.v1.NoService/X"), HasSubstr("/laowu.v1.NoService/X"));
  EXPECT_LT(of("/laowu.v1.X/" + std::string(8'000, 'y')).size(), 600u);
  EXPECT_TRUE(runtime::CountChars(of("/laowu.v1.X/\xff\xfe")).has_value());
}

// Equal keys of different objects, and words that stand in texts, are no doubled keys.
TEST(ConnectTest, EqualKeysOfDifferentObjectsAreTaken) {
  google::protobuf::Struct any;
  const char* json =
      R"({"a":{"x":1,"y":"{\"a\":1,\"a\":2}"},"b":[{"x":1},{"x":2}],"c":{"a":"\\"},"x":true})";
  EXPECT_OK(ToBinary(*any.GetDescriptor(), BodyForm::kJson, json));
}

TEST(ConnectTest, BinaryPassesAsItIs) {
  v1::Vacancy vacancy;
  vacancy.set_title("焊工");
  const std::string bytes = vacancy.SerializeAsString();
  const auto in = ToBinary(VacancyType(), BodyForm::kBinary, bytes);
  const auto out = FromBinary(VacancyType(), BodyForm::kBinary, bytes);
  ASSERT_OK(in);
  ASSERT_OK(out);
  EXPECT_EQ(*in, bytes);
  EXPECT_EQ(*out, bytes);
  EXPECT_THAT(FromBinary(VacancyType(), BodyForm::kJson, "\xFF\xFF"),
              StatusIs(absl::StatusCode::kInternal));
}

// The body that the protocol's clients read: code, message, details in base 64 without padding and
// readable.
TEST(ConnectTest, AnErrorIsABodyWithItsDetails) {
  google::rpc::BadRequest::FieldViolation violation;
  violation.set_field("vacancy.title");
  violation.set_description("must not be \"empty\"");
  const absl::Status status = runtime::InvalidFields({violation});
  const auto body = ParseJson(ErrorBody(status));
  EXPECT_EQ(body.fields().at("code").string_value(), "invalid_argument");
  EXPECT_THAT(body.fields().at("message").string_value(), HasSubstr("must not be \"empty\""));
  bool found = false;
  for (const auto& detail : body.fields().at("details").list_value().values()) {
    const auto& fields = detail.struct_value().fields();
    if (fields.at("type").string_value() != "google.rpc.BadRequest") continue;
    found = true;
    const std::string base64 = fields.at("value").string_value();
    EXPECT_THAT(base64, Not(HasSubstr("=")));
    std::string bytes;
    google::rpc::BadRequest bad_request;
    ASSERT_TRUE(absl::Base64Unescape(base64, &bytes));
    ASSERT_TRUE(bad_request.ParseFromString(bytes));
    EXPECT_EQ(bad_request.field_violations(0).field(), "vacancy.title");
    EXPECT_TRUE(fields.at("debug").struct_value().fields().contains("fieldViolations"));
  }
  EXPECT_TRUE(found);
}

TEST(ConnectTest, WhatFailedInsideIsNotTold) {
  const std::string body = ErrorBody(absl::InternalError("workers/x: 张三"));
  EXPECT_THAT(body, Not(HasSubstr("张三")));
  EXPECT_THAT(body, HasSubstr("\"code\":\"internal\""));
}

// Codes and HTTP statuses as the protocol pairs them.
TEST(ConnectTest, EveryCodeHasItsNameAndHttpStatus) {
  const struct {
    absl::StatusCode code;
    const char* name;
    int http;
  } cases[] = {
      {absl::StatusCode::kCancelled, "canceled", 499},
      {absl::StatusCode::kUnknown, "unknown", 500},
      {absl::StatusCode::kInvalidArgument, "invalid_argument", 400},
      {absl::StatusCode::kDeadlineExceeded, "deadline_exceeded", 504},
      {absl::StatusCode::kNotFound, "not_found", 404},
      {absl::StatusCode::kAlreadyExists, "already_exists", 409},
      {absl::StatusCode::kPermissionDenied, "permission_denied", 403},
      {absl::StatusCode::kResourceExhausted, "resource_exhausted", 429},
      {absl::StatusCode::kFailedPrecondition, "failed_precondition", 400},
      {absl::StatusCode::kAborted, "aborted", 409},
      {absl::StatusCode::kOutOfRange, "out_of_range", 400},
      {absl::StatusCode::kUnimplemented, "unimplemented", 501},
      {absl::StatusCode::kInternal, "internal", 500},
      {absl::StatusCode::kUnavailable, "unavailable", 503},
      {absl::StatusCode::kDataLoss, "data_loss", 500},
      {absl::StatusCode::kUnauthenticated, "unauthenticated", 401},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(HttpStatusOf(c.code), c.http) << c.name;
    const auto body = ParseJson(ErrorBody(absl::Status(c.code, "x")));
    EXPECT_EQ(body.fields().at("code").string_value(), c.name);
  }
  EXPECT_EQ(HttpStatusOf(absl::StatusCode::kOk), 200);
}

}  // namespace
}  // namespace laowu::gateway
