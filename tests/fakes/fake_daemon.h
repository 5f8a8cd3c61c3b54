#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::fakes {

/// A daemon without anything behind it: every method of the contract has an answer at hand, told on
/// Thursday 12 March 2026, and all of them keep the contract. Tests may give others.
class FakeDaemon {
 public:
  explicit FakeDaemon(const std::string& version = "0.0.0-test");
  ~FakeDaemon();

  /// Of its socket.
  const std::string& path() const;

  /// From now on `method` (unqualified) is answered so; several texts make a stream.
  void answer(const std::string& method, std::vector<std::string> json);
  /// `error` is qualified.
  void answer_error(const std::string& method, std::string_view error, const std::string& json);

  /// Parameters of the newest call of `method`; `null` when there was none.
  std::string asked(const std::string& method);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdfast::fakes
