#include "tests/simulation/sim_feed.h"

#include <utility>

#include "absl/status/status.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::simulation {
namespace {

constexpr int kSliceMost = 3;  // so that a handful of records makes several messages
constexpr int kInFlightMost = 4;

}  // namespace

void SimFeed::Open() {
  if (position_.CutInFirstState()) StartOver();
  v1::WatchWorkersRequest request;  // any watch: all begin with the same two fields
  position_.Ask(request);
  storage::Store& store = options_.store();
  options_.opened(request.after_sequence());
  checker_.Open(store, request.store_id(), request.after_sequence(), applied_);
  std::string store_id = request.store_id();
  storage::Sequence after = request.after_sequence();
  options_.misopen(store, store_id, after);
  cursor_.reset();
  busy_ = std::make_unique<BusyStore>(&store);
  auto cursor =
      runtime::WatchCursor::Make(busy_.get(), options_.tables, {}, store_id, after, kSliceMost);
  if (cursor.ok()) {
    cursor_.emplace(*std::move(cursor));
    stream_store_id_ = std::string(store.store_id());
    return;
  }
  checker_.Refused(store, cursor.status());
  StartOver();
}

void SimFeed::Serve(intake::Draw* draw) {
  storage::Store& store = options_.store();
  checker_.Asked(store);
  if (draw != nullptr) {
    busy_->between = [this, draw] {
      if (draw->Below(4) == 0) options_.others(*draw);
    };
  }
  auto slice = cursor_->Next();
  busy_->between = nullptr;
  if (!slice.ok()) {
    checker_.Refused(store, slice.status());
    // What was sent before the error is still read.
    while (!in_flight_.empty()) Deliver();
    Cut();
    StartOver();
    return;
  }
  options_.tamper(*slice);
  checker_.Sent(store, *slice);
  in_flight_.push_back({*slice, std::string(store.store_id()), options_.fill(*slice)});
}

void SimFeed::Deliver() {
  InFlight message = std::move(in_flight_.front());
  in_flight_.pop_front();
  message.apply();
  for (const auto& entry : message.slice.entries) {
    const auto key = std::pair(entry.table, entry.key);
    if (entry.record.has_value()) {
      applied_[key] = entry.record->version;
    } else {
      applied_.erase(key);
    }
  }
  v1::WatchProgress progress;
  progress.set_store_id(message.store_id);
  progress.set_resume_sequence(message.slice.resume);
  position_.Note(progress);
  told_caught_up_ = message.slice.caught_up;
  if (message.slice.resume > 0) noted_.push_back(position_);
}

void SimFeed::Cut() {
  cursor_.reset();
  in_flight_.clear();
  told_caught_up_ = false;
}

void SimFeed::CutIfRestored() {
  if (cursor_.has_value() && stream_store_id_ != options_.store().store_id()) Cut();
}

void SimFeed::StartOver() {
  position_.Clear();
  noted_.clear();
  applied_.clear();
  options_.reset();
}

void SimFeed::Forget() {
  Cut();
  position_.Clear();
  noted_.clear();
  applied_.clear();
  restarting_ = false;
}

bool SimFeed::FinishRestart(bool slip) {
  if (!restarting_) return false;
  // The reader's thread may be in the middle of a message when it is told.
  if (slip && !in_flight_.empty()) Deliver();
  Forget();
  return true;
}

void SimFeed::Step(intake::Draw& draw) {
  if (FinishRestart(draw.Below(2) == 0)) return;
  CutIfRestored();
  const int what = draw.Below(20);
  if (!cursor_.has_value()) {
    Open();
  } else if (what == 0) {
    Cut();
  } else if (what == 1 && !noted_.empty()) {
    Cut();
    position_ = noted_[static_cast<size_t>(draw.Below(static_cast<int>(noted_.size())))];
  } else if (what < 10 && !in_flight_.empty()) {
    Deliver();
  } else if (static_cast<int>(in_flight_.size()) < kInFlightMost) {
    Serve(&draw);
  } else {
    Deliver();
  }
}

void SimFeed::CatchUp() {
  FinishRestart(false);
  CutIfRestored();
  while (!in_flight_.empty()) Deliver();
  told_caught_up_ = false;
  while (!told_caught_up_) {
    if (FinishRestart(false)) continue;
    if (!cursor_.has_value()) {
      Open();
    } else if (in_flight_.empty()) {
      Serve(nullptr);
    } else {
      Deliver();
    }
  }
}

}  // namespace laowu::simulation
