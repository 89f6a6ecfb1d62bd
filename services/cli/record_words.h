#ifndef LAOWU_SERVICES_CLI_RECORD_WORDS_H_
#define LAOWU_SERVICES_CLI_RECORD_WORDS_H_

// What clerks read of records and of why a pair does not fit: Chinese and English words for the
// values of fields.

#include <string>

#include "google/protobuf/timestamp.pb.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/types.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/cli/names_cache.h"
#include "services/runtime/field_words.h"
#include "services/runtime/value_words.h"

namespace laowu::cli {

using runtime::EducationWords;
using runtime::HazardWords;
using runtime::PayBasisWords;
using runtime::PayKindWords;
using runtime::SexWords;
using runtime::SkillLevelWords;
using runtime::YesNoWords;

// In Shanghai: "2026-07-01 12:30".
std::string TimeWords(const google::protobuf::Timestamp& time);

template <typename Paths>
std::string FieldsWords(const Paths& paths) {
  std::string out;
  for (const std::string& path : paths)
    out += (out.empty() ? "" : "、") + runtime::FieldWords(path);
  return out;
}

// A value that met another in a gate, as in FailedGate, in words. "–" where that side says nothing.
std::string GateValueWords(v1::Gate gate, const std::string& value, NamesCache& names);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_RECORD_WORDS_H_
