#ifndef LAOWU_SERVICES_RUNTIME_TIME_TEXT_H_
#define LAOWU_SERVICES_RUNTIME_TIME_TEXT_H_

#include <string>

#include "google/protobuf/timestamp.pb.h"

namespace laowu::runtime {

// "2026-06-30T23:59:59.25+08:00": a moment as people in China read it and as RFC 3339 has it, with
// no more decimals than it has. Pure.
std::string TimeText(const google::protobuf::Timestamp& time);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_TIME_TEXT_H_
