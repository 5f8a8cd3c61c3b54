#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace holdfast::window {

/// A coach: a language model behind a chat endpoint on this computer, named by the person.
struct Coach {
  std::string endpoint;  ///< as it was typed: `http://127.0.0.1:8080`
  std::string model;     ///< may be empty: some servers have only one
  friend bool operator==(const Coach&, const Coach&) = default;
};

/// Where a question goes.
struct CoachAddress {
  std::string url;  ///< with the path of the chat
  std::string host;
  std::uint16_t port = 0;
  std::string trouble;  ///< a sentence for the person: then there is nowhere to go
  bool is_ok() const { return trouble.empty(); }
};

/// Understands `127.0.0.1:8080`, `http://localhost:11434/v1` and the whole address. Takes only an
/// address of this computer: 127.0.0.0/8, ::1 or `localhost`, by http or https, without a user.
CoachAddress coach_address(const std::string& endpoint);

/// The coach that was set up: a key file of the person's own, mode 0600. None is the default.
class CoachSettings {
 public:
  /// `folder` is made with the first save, mode 0700.
  explicit CoachSettings(std::string folder);
  /// $XDG_CONFIG_HOME/holdfast.
  static std::string usual_folder();

  /// Nothing when there is none, or when what is there cannot be used: then `trouble` says why.
  std::optional<Coach> load();
  /// Takes the place of the file before at once or not at all. False: see `trouble`.
  bool save(const Coach& coach);
  /// Takes the file away. False: see `trouble`.
  bool switch_off();

  const std::string& path() const { return path_; }
  /// One sentence for the person; empty when all went well.
  const std::string& trouble() const { return trouble_; }

 private:
  std::string folder_;
  std::string path_;
  std::string trouble_;
};

}  // namespace holdfast::window
