// Runs a fuzz target over its kept inputs, without a fuzzer: each as it is, cut at many places, and
// with single bytes changed by a fixed rule. A crash, a sanitizer's finding or a time-out fails.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void Run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

void RunVariants(const std::string& input) {
  constexpr std::size_t kVariants = 40;
  Run(input);
  for (std::size_t i = 0; i < kVariants && !input.empty(); ++i) {
    Run(input.substr(0, input.size() * i / kVariants));
    std::string changed = input;
    for (std::size_t k = 0; k <= i % 3; ++k) {
      std::size_t at = (i * 2'654'435'761U + k * 40'503U) % input.size();
      changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1U << (i + k) % 8));
    }
    Run(changed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    RunVariants({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
  }
  std::printf("%zu inputs\n", files.size());
  return files.empty() ? 1 : 0;
}
