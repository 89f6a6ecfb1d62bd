// Three hundred browsers that keep their connections and poll, and one writer: nobody starves. The
// figures that it prints are those of docs/performance.md.

#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "storage/mutex.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

constexpr int kBrowsers = 300;
constexpr int kPollsEach = 4;
constexpr absl::Duration kPollEvery = absl::Seconds(1);
constexpr int kWrites = 100;

// A load has a rhythm: this gives it, and is the only wait for a time here.
class Rhythm {
 public:
  void WaitUntil(absl::Time moment) {
    storage::MutexLock lock(mutex_);
    while (absl::Now() < moment) never_.WaitUntil(mutex_, moment);
  }

 private:
  storage::Mutex mutex_;
  storage::CondVar never_;
};

double Milliseconds(absl::Duration duration) { return absl::ToDoubleMilliseconds(duration); }

void Print(const char* what, std::vector<absl::Duration> times) {
  std::sort(times.begin(), times.end());
  const size_t count = times.size();
  std::printf("%s: %zu, median %.1f ms, 99 %% within %.1f ms, longest %.1f ms\n", what, count,
              Milliseconds(times[count / 2]), Milliseconds(times[count * 99 / 100]),
              Milliseconds(times.back()));
}

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// One browser: polls at its own moments of each second. Times go to `times`, which is its own.
void Browse(const std::string& address, const std::string& token, absl::Time first,
            std::atomic<int>& failed_count, std::vector<absl::Duration>& times) {
  httplib::Client client("http://" + address);
  Rhythm rhythm;
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  client.set_read_timeout(30);
  const httplib::Headers headers = {{"Authorization", "Bearer " + token}};
  for (int poll = 0; poll < kPollsEach; ++poll) {
    rhythm.WaitUntil(first + poll * kPollEvery);
    const absl::Time begun = absl::Now();
    const auto answer =
        client.Post("/laowu.v1.VacancyService/ListOffices", headers, "{}", "application/json");
    if (!answer || answer->status != 200) ++failed_count;
    times.push_back(absl::Now() - begun);
  }
}

TEST(PollingTest, ThreeHundredBrowsersAndAWriterAllGetThrough) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  const std::string address = process.process().http_address();
  std::atomic<int> failed_count = 0;
  std::vector<std::vector<absl::Duration>> poll_times(kBrowsers);
  std::vector<std::thread> browsers;
  const double cpu_before = CpuSeconds();
  const absl::Time begun = absl::Now();
  for (int i = 0; i < kBrowsers; ++i) {
    const absl::Time first = begun + absl::Milliseconds(500) + i * (kPollEvery / kBrowsers);
    browsers.emplace_back([&, first, i] {
      Browse(address, process.token("admin"), first, failed_count,
             poll_times[static_cast<size_t>(i)]);
    });
  }
  Rhythm rhythm;
  std::vector<absl::Duration> write_times;
  for (int number = 0; number < kWrites; ++number) {
    v1::CreateOfficeRequest request;
    request.set_office_id(absl::StrCat("o", number));
    request.mutable_office()->set_display_name("站");
    request.mutable_office()->set_division_code("442000");
    const absl::Time write_begun = absl::Now();
    EXPECT_OK(process.Call("admin", &v1::VacancyService::Stub::CreateOffice, request));
    write_times.push_back(absl::Now() - write_begun);
    rhythm.WaitUntil(begun + number * kPollEvery * kPollsEach / kWrites);  // as long as they poll
  }
  for (std::thread& browser : browsers) browser.join();
  std::vector<absl::Duration> all;
  for (const auto& times : poll_times) all.insert(all.end(), times.begin(), times.end());
  EXPECT_EQ(failed_count, 0);
  EXPECT_EQ(all.size(), static_cast<size_t>(kBrowsers * kPollsEach));
  Print("polls", all);
  Print("writes", write_times);
  std::printf("%.2f of a core for %d open connections, with their browsers\n",
              (CpuSeconds() - cpu_before) / absl::ToDoubleSeconds(absl::Now() - begun), kBrowsers);
}

}  // namespace
}  // namespace laowu::testing
