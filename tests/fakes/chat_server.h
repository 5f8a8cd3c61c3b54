#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace holdfast {

/// A small HTTP server on 127.0.0.1, in a thread of its own: hands each whole request to a
/// behaviour, which writes what it likes. Ends with this.
class ChatServer {
 public:
  /// What is known of one connection. `send` is false once the other side has gone, or this ends.
  class Peer {
   public:
    Peer(ChatServer& server, int socket) : server_(server), socket_(socket) {}
    bool send(const std::string& bytes);
    /// Sleeps; false when this ends meanwhile.
    bool wait(int milliseconds);

   private:
    ChatServer& server_;
    int socket_;
  };
  using Behaviour = std::function<void(Peer&)>;

  explicit ChatServer(Behaviour behaviour);
  ~ChatServer();
  ChatServer(const ChatServer&) = delete;
  ChatServer& operator=(const ChatServer&) = delete;

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  /// Heads and bodies, oldest first.
  std::vector<std::string> requests() const;

  /// Answers with this and closes.
  static Behaviour says(std::string bytes);
  /// Answers as a chat server does, with this content.
  static Behaviour answers(const std::string& content);
  static std::string whole(const std::string& status, const std::string& body);

 private:
  void serve();
  void serve_one(int socket);

  Behaviour behaviour_;
  int listener_;
  int stop_[2] = {-1, -1};  ///< a pipe: readable once this ends
  int port_ = 0;
  mutable std::mutex guard_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace holdfast
