#include "services/match/pair_messages.h"

namespace laowu::match {

v1::Score ToScore(const matcher::PairScore& score) {
  v1::Score out;
  out.set_total_micros(score.total_micros);
  out.set_skill_micros(score.skill_micros);
  out.set_occupation_micros(score.occupation_micros);
  out.set_location_micros(score.location_micros);
  out.set_wage_micros(score.wage_micros);
  out.set_experience_micros(score.experience_micros);
  out.set_policy_micros(score.policy_micros);
  return out;
}

v1::FailedGate ToFailedGate(const matcher::FailedGate& gate) {
  v1::FailedGate out;
  out.set_gate(static_cast<v1::Gate>(gate.gate));
  out.set_worker_value(matcher::GateValueText(gate.worker_value));
  out.set_vacancy_value(matcher::GateValueText(gate.vacancy_value));
  return out;
}

v1::GateCount ToGateCount(const matcher::GateCount& count) {
  v1::GateCount out;
  out.set_gate(static_cast<v1::Gate>(count.gate));
  out.set_failing_count(count.failing_count);
  out.set_only_this_gate_count(count.only_this_gate_count);
  return out;
}

}  // namespace laowu::match
