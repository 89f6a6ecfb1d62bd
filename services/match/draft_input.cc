#include "services/match/draft_input.h"

namespace laowu::match {
namespace {

// What both kinds of record have.
template <typename Record>
void ClearRecordFields(Record& draft) {
  draft.clear_state();
  draft.clear_inferred_fields();
  draft.clear_warnings();
  draft.clear_recorded_by();
  draft.clear_create_time();
  draft.clear_update_time();
  draft.clear_etag();
}

}  // namespace

v1::Vacancy StatedOf(v1::Vacancy draft) {
  ClearRecordFields(draft);
  draft.clear_incomplete_fields();
  draft.clear_duplicate_group();
  return draft;
}

v1::Worker StatedOf(v1::Worker draft) {
  ClearRecordFields(draft);
  draft.clear_death_date();
  draft.clear_merged_into();
  draft.clear_erase_time();
  return draft;
}

}  // namespace laowu::match
