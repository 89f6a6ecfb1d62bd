#include "services/runtime/update_mask.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace laowu::runtime {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsSet(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                             : reflection.HasField(message, &field);
}

// `to` gets the field as it stands in `from`; cleared if it is not set there.
void CopyField(const Message& from, const FieldDescriptor& field, Message* to) {
  const auto& reflection = *to->GetReflection();
  reflection.ClearField(to, &field);
  if (!IsSet(from, field)) return;
  std::unique_ptr<Message> only(from.New());
  only->CopyFrom(from);
  std::vector<const FieldDescriptor*> set;
  reflection.ListFields(*only, &set);
  for (const FieldDescriptor* other : set) {
    if (other != &field) reflection.ClearField(only.get(), other);
  }
  to->MergeFrom(*only);
}

bool IsOutput(const UpdateMask& allowed, absl::string_view name) {
  return name == "name" || name == "etag" ||
         std::find(allowed.output_only.begin(), allowed.output_only.end(), name) !=
             allowed.output_only.end();
}

// The fields on the way of `path`; empty if there is no such path.
std::vector<const FieldDescriptor*> Resolve(const Message& message, absl::string_view path) {
  std::vector<const FieldDescriptor*> out;
  const google::protobuf::Descriptor* descriptor = message.GetDescriptor();
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field =
        descriptor == nullptr ? nullptr : descriptor->FindFieldByName(std::string(part));
    if (field == nullptr) return {};
    out.push_back(field);
    descriptor = field->is_repeated() ? nullptr : field->message_type();
  }
  return out;
}

void Apply(const std::vector<const FieldDescriptor*>& way, const Message& sent, Message* stored) {
  const Message* from = &sent;
  Message* to = stored;
  for (size_t i = 0; i + 1 < way.size(); ++i) {
    from = &from->GetReflection()->GetMessage(*from, way[i]);
    to = to->GetReflection()->MutableMessage(to, way[i]);
  }
  CopyField(*from, *way.back(), to);
}

// Every field but the outputs: those set in `sent`, or all.
std::vector<std::string> AllPaths(const Message& sent, const UpdateMask& allowed, bool set_only) {
  std::vector<std::string> out;
  for (int i = 0; i < sent.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *sent.GetDescriptor()->field(i);
    if (IsOutput(allowed, field.name()) || (set_only && !IsSet(sent, field))) continue;
    out.push_back(field.name());
  }
  return out;
}

}  // namespace

std::vector<std::string> MergeMasked(const google::protobuf::FieldMask& mask, const Message& sent,
                                     const UpdateMask& allowed, FieldChecks& checks,
                                     Message* stored) {
  std::vector<std::string> paths(mask.paths().begin(), mask.paths().end());
  const bool all = paths.size() == 1 && paths.front() == "*";
  if (all || paths.empty()) paths = AllPaths(sent, allowed, /*set_only=*/!all);
  std::vector<std::vector<const FieldDescriptor*>> ways;
  bool wrong = false;
  for (const std::string& path : paths) {
    auto way = Resolve(sent, path);
    if (way.empty()) {
      checks.Violate(allowed.path, absl::StrCat("names '", path, "', which is no field of ",
                                                sent.GetDescriptor()->name()));
      wrong = true;
    } else if (IsOutput(allowed, way.front()->name())) {
      checks.Violate(allowed.path, absl::StrCat("names '", path, "', which the server sets"));
      wrong = true;
    }
    ways.push_back(std::move(way));
  }
  if (wrong) return {};
  for (const auto& way : ways) Apply(way, sent, stored);
  return paths;
}

}  // namespace laowu::runtime
