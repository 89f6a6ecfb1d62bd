#include "tests/system/request_spoiler.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/runtime/errors.h"

namespace laowu::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kLongChars = 5'000;  // above every limit of a text
constexpr int kUnknownEnum = 987;
constexpr int kManyEntries = 10'001;
constexpr int kDeepest = 6;

using Spoil = std::function<void(Message*, const FieldDescriptor*)>;

struct Way {
  const char* how;
  Spoil spoil;
};

void SetText(Message* message, const FieldDescriptor* field, const std::string& text) {
  const Reflection& reflection = *message->GetReflection();
  if (!field->is_repeated()) return reflection.SetString(message, field, text);
  reflection.ClearField(message, field);
  reflection.AddString(message, field, text);
}

// A county that ended in 2017 and a township of it; 520281 followed.
constexpr char kDeadCounty[] = "520222";
constexpr char kDeadTownship[] = "520222101";
constexpr char kNameOfCounty[] = "divisions/520281";

bool HoldsDivision(const FieldDescriptor& field) {
  return absl::StrContains(field.name(), "division_code") ||
         absl::StrContains(field.name(), "division_prefix");
}

void SetNumber(Message* message, const FieldDescriptor* field, bool huge) {
  const Reflection& reflection = *message->GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    reflection.SetInt32(message, field, huge ? std::numeric_limits<std::int32_t>::max() : -1);
  } else {
    reflection.SetInt64(message, field, huge ? std::numeric_limits<std::int64_t>::max() : -1);
  }
}

void SetUnknown(Message* message, const FieldDescriptor* field) {
  const Reflection& reflection = *message->GetReflection();
  if (!field->is_repeated()) return reflection.SetEnumValue(message, field, kUnknownEnum);
  reflection.ClearField(message, field);
  reflection.AddEnumValue(message, field, kUnknownEnum);
}

// The message at the field, in its text form: of a list, its only entry.
void SetMessage(Message* message, const FieldDescriptor* field, const char* text) {
  const Reflection& reflection = *message->GetReflection();
  reflection.ClearField(message, field);
  Message* const value = field->is_repeated() ? reflection.AddMessage(message, field)
                                              : reflection.MutableMessage(message, field);
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, value)) << text;
}

void AddMany(Message* message, const FieldDescriptor* field) {
  const Reflection& reflection = *message->GetReflection();
  for (int i = 0; i < kManyEntries; ++i) {
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        reflection.AddString(message, field, "1");
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        reflection.AddEnumValue(message, field, 1);
        break;
      default:
        reflection.AddMessage(message, field);
    }
  }
}

std::vector<Way> WaysOfText(const FieldDescriptor& field) {
  const auto text = [](std::string value) {
    return [value](Message* m, const FieldDescriptor* f) { SetText(m, f, value); };
  };
  std::vector<Way> ways = {{"over-long", text(std::string(kLongChars, 'x'))},
                           {"control character", text("a\x01z")},
                           {"blanks", text("\u3000\u00A0")}};
  if (HoldsDivision(field)) {
    ways.push_back({kDeadDivision, text(kDeadCounty)});
    ways.push_back({kDeadDivision, text(kDeadTownship)});
  }
  return ways;
}

// Ways to spoil a field as a whole; a message without any is entered.
std::vector<Way> WaysOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return WaysOfText(field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return {{"unknown enum value", SetUnknown}};
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return {{"negative", [](Message* m, const FieldDescriptor* f) { SetNumber(m, f, false); }},
              {"huge", [](Message* m, const FieldDescriptor* f) { SetNumber(m, f, true); }}};
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
    default:
      return {};  // a bool has no bad value
  }
  const auto text = [](const char* value) {
    return [value](Message* m, const FieldDescriptor* f) { SetMessage(m, f, value); };
  };
  const std::string& type = field.message_type()->full_name();
  if (type == "google.type.Date") {
    return {{"30 February", text("year: 2026 month: 2 day: 30")},
            {"no month", text("year: 2026")},
            {"year 0", text("month: 2 day: 3")},
            {"year 9999999", text("year: 9999999 month: 1 day: 1")}};
  }
  if (type == "google.protobuf.Timestamp") {
    return {{"beyond year 9999", text("seconds: 999999999999999")},
            {"before year 1", text("seconds: -999999999999999")},
            {"bad nanos", text("seconds: 1 nanos: -5")}};
  }
  if (type == "google.type.LatLng") {
    return {{"off the globe", text("latitude: 91 longitude: 1")},
            {"no number", text("latitude: nan longitude: nan")}};
  }
  if (type == "google.protobuf.FieldMask") return {{"unknown path", text("paths: 'no_such'")}};
  return {};
}

class Spoiler {
 public:
  explicit Spoiler(const Message& good) : good_(good) {}

  std::vector<SpoiledRequest> Run() {
    Enter(*good_.GetDescriptor());
    return std::move(out_);
  }

 private:
  void Enter(const Descriptor& type) {
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      path_.push_back(&field);
      const std::vector<Way> ways = WaysOf(field);
      for (const Way& way : ways) Add(way);
      if (NamesDivision()) {
        Add({kDeadDivision, [](Message* m, const FieldDescriptor* f) {
               const std::string name = m->GetReflection()->GetString(*m, f);
               SetText(m, f, absl::StrReplaceAll(name, {{"520281", kDeadCounty}}));
             }});
      }
      if (field.is_repeated()) Add({"10,001 entries", AddMany});
      const bool inside = ways.empty() && field.message_type() != nullptr &&
                          static_cast<int>(path_.size()) < kDeepest;
      if (inside) Enter(*field.message_type());
      path_.pop_back();
    }
  }

  // Whether the good request names a division at the path: "divisions/520281/baselines/2026-05".
  bool NamesDivision() const {
    const FieldDescriptor& field = *path_.back();
    if (field.is_repeated() || field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return false;
    std::unique_ptr<Message> copy(good_.New());
    copy->CopyFrom(good_);
    const Message* const at = Reach(copy.get());
    return absl::StartsWith(at->GetReflection()->GetString(*at, &field), kNameOfCounty);
  }

  void Add(const Way& way) {
    std::unique_ptr<Message> copy(good_.New());
    copy->CopyFrom(good_);
    Message* const at = Reach(copy.get());
    way.spoil(at, path_.back());
    const std::string path =
        absl::StrJoin(path_, ".", [](std::string* out, const FieldDescriptor* field) {
          absl::StrAppend(out, field->name());
        });
    out_.push_back({copy->SerializeAsString(), path, path_.back()->containing_type()->full_name(),
                    path_.back()->name(), way.how});
  }

  // The message in `at` that holds the field at the end of the path.
  Message* Reach(Message* at) const {
    for (size_t i = 0; i + 1 < path_.size(); ++i) {
      const Reflection& reflection = *at->GetReflection();
      const FieldDescriptor* const field = path_[i];
      if (!field->is_repeated()) {
        at = reflection.MutableMessage(at, field);
      } else if (reflection.FieldSize(*at, field) > 0) {
        at = reflection.MutableRepeatedMessage(at, field, 0);
      } else {
        at = reflection.AddMessage(at, field);
      }
    }
    return at;
  }

  const Message& good_;
  std::vector<const FieldDescriptor*> path_;
  std::vector<SpoiledRequest> out_;
};

// The first status that is not OK among the messages inside.
absl::Status RefusedInside(const Message& message) {
  if (const auto* status = dynamic_cast<const google::rpc::Status*>(&message)) {
    return runtime::FromRpcStatus(*status);
  }
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* const field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const Message& inner = field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                                  : reflection.GetMessage(message, field);
      const absl::Status refused = RefusedInside(inner);
      if (!refused.ok()) return refused;
    }
  }
  return absl::OkStatus();
}

std::string WithoutIndexes(const std::string& path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) out.push_back(c);
    if (c == ']') inside = false;
  }
  return out;
}

// Whole path parts from the end: "worker.skills.level" ends "rows.worker.skills.level".
bool Ends(const std::string& whole, const std::string& end) {
  return whole == end || absl::EndsWith(whole, "." + end);
}

// "worker" of "rows.worker.skills" after "rows".
std::string PartAfter(const std::string& path, const std::string& begin) {
  const std::string rest = path.substr(begin.size() + 1);
  return rest.substr(0, rest.find('.'));
}

}  // namespace

std::vector<SpoiledRequest> SpoilEachField(const Message& good) { return Spoiler(good).Run(); }

absl::Status RefusalOf(const absl::StatusOr<std::string>& answer, const Descriptor& answer_type) {
  if (!answer.ok()) return answer.status();
  const std::unique_ptr<Message> message = NewMessage(answer_type);
  if (!message->ParseFromString(*answer)) return absl::DataLossError("the answer cannot be read");
  return RefusedInside(*message);
}

bool Names(const absl::Status& refusal, const std::string& path) {
  google::rpc::BadRequest bad;
  const auto payload = refusal.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  if (payload.has_value()) bad.ParseFromString(std::string(*payload));
  for (const auto& violation : bad.field_violations()) {
    const std::string named = WithoutIndexes(violation.field());
    if (Ends(path, named) || Ends(named, path)) return true;
    // "draft: max_age_years must be …": the message is named, and the field in words.
    if (absl::StartsWith(path, named + ".") &&
        absl::StrContains(violation.description(), PartAfter(path, named))) {
      return true;
    }
  }
  // A page token is no field violation but has a reason of its own.
  return absl::StartsWith(refusal.message(), absl::StrCat(path, ":"));
}

std::unique_ptr<Message> NewMessage(const Descriptor& type) {
  const Message* const prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type);
  return std::unique_ptr<Message>(prototype->New());
}

std::unique_ptr<Message> ParseText(const Descriptor& type, const std::string& text) {
  std::unique_ptr<Message> message = NewMessage(type);
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, message.get()))
      << type.full_name() << ": " << text;
  return message;
}

}  // namespace laowu::testing
