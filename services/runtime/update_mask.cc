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

bool IsOutput(absl::Span<const absl::string_view> output_only, absl::string_view name) {
  return name == "name" || name == "etag" ||
         std::find(output_only.begin(), output_only.end(), name) != output_only.end();
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

// `stored` gets the field at the end of `way` as it stands in `sent`, which gets what stood there;
// cleared if it is not set. Nothing is copied: an import does this with every field of every row.
void Exchange(const std::vector<const FieldDescriptor*>& way, Message* sent, Message* stored) {
  for (size_t i = 0; i + 1 < way.size(); ++i) {
    sent = sent->GetReflection()->MutableMessage(sent, way[i]);
    stored = stored->GetReflection()->MutableMessage(stored, way[i]);
  }
  stored->GetReflection()->SwapFields(stored, sent, {way.back()});
}

// Every field but the outputs: those set in `sent`, or all.
std::vector<std::string> AllPaths(const Message& sent,
                                  absl::Span<const absl::string_view> output_only, bool set_only) {
  std::vector<std::string> out;
  for (int i = 0; i < sent.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *sent.GetDescriptor()->field(i);
    if (IsOutput(output_only, field.name()) || (set_only && !IsSet(sent, field))) continue;
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
  if (all || paths.empty()) paths = AllPaths(sent, allowed.output_only, /*set_only=*/!all);
  std::vector<std::vector<const FieldDescriptor*>> ways;
  bool wrong = false;
  for (const std::string& path : paths) {
    auto way = Resolve(sent, path);
    if (path == "*") {
      checks.Violate(allowed.path,
                     "“*”即全部字段，只能单独写 / names '*' beside other fields: it stands for all "
                     "of them, alone");
      wrong = true;
    } else if (way.empty()) {
      checks.Violate(allowed.path,
                     absl::StrCat("没有字段“", path, "” / names '", path,
                                  "', which is no field of ", sent.GetDescriptor()->name()));
      wrong = true;
    } else if (IsOutput(allowed.output_only, way.front()->name())) {
      checks.Violate(allowed.path, absl::StrCat("“", path, "”由系统填写，不能改 / names '", path,
                                                "', which the server sets"));
      wrong = true;
    }
    ways.push_back(std::move(way));
  }
  if (wrong) return {};
  const std::unique_ptr<Message> given(sent.New());
  given->CopyFrom(sent);
  std::vector<const FieldDescriptor*> exchanged;
  for (const auto& way : ways) {
    // Named again, or a part of what was named: as it was sent.
    const bool again =
        std::find(exchanged.begin(), exchanged.end(), way.front()) != exchanged.end();
    if (again) given->CopyFrom(sent);
    exchanged.push_back(way.front());
    Exchange(way, given.get(), stored);
  }
  return paths;
}

std::vector<std::string> SetFields(const Message& sent,
                                   absl::Span<const absl::string_view> output_only) {
  return AllPaths(sent, output_only, /*set_only=*/true);
}

}  // namespace laowu::runtime
