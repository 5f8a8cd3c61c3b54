#include "tray/window/coach_client.h"

#include <libsoup/soup.h>

#include <utility>

namespace holdfast::window {
namespace {

constexpr gsize kPiece = 8192;

// `localhost` too is an address of this computer here, whatever a resolver would say.
GSocketConnectable* place_of(const CoachAddress& address) {
  if (GSocketAddress* literal =
          g_inet_socket_address_new_from_string(address.host.c_str(), address.port)) {
    return G_SOCKET_CONNECTABLE(literal);
  }
  return g_network_address_new_loopback(address.port);
}

}  // namespace

/// One question: lives until the last call of GIO about it has come back.
struct CoachClient::Talk : std::enable_shared_from_this<Talk> {
  Talk(Limits its_limits, Then its_then)
      : limits(its_limits), then(std::move(its_then)), cancellable(g_cancellable_new()) {}
  ~Talk() {
    if (timer != 0) g_source_remove(timer);
    g_clear_object(&stream);
    g_clear_object(&message);
    g_clear_object(&session);
    g_object_unref(cancellable);
  }
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  bool is_over() const { return !then; }

  void start(const CoachAddress& address, const std::string& question) {
    message = soup_message_new(SOUP_METHOD_POST, address.url.c_str());
    if (message == nullptr) return end_later(CoachEnd::kAway);
    soup_message_add_flags(message, SOUP_MESSAGE_NO_REDIRECT);
    GSocketConnectable* place = place_of(address);
    session = soup_session_new_with_options("remote-connectable", place, nullptr);
    g_object_unref(place);
    soup_session_set_proxy_resolver(session, nullptr);
    soup_session_remove_feature_by_type(session, SOUP_TYPE_AUTH_MANAGER);
    soup_session_remove_feature_by_type(session, SOUP_TYPE_CONTENT_DECODER);
    g_autoptr(GBytes) bytes = g_bytes_new(question.data(), question.size());
    soup_message_set_request_body_from_bytes(message, "application/json", bytes);
    const auto late = [](gpointer self) -> gboolean {
      auto* talk = static_cast<Talk*>(self);
      talk->timer = 0;
      talk->end(CoachEnd::kSlow);
      return G_SOURCE_REMOVE;
    };
    timer = g_timeout_add(limits.whole_ms, late, this);
    soup_session_send_async(session, message, G_PRIORITY_DEFAULT, cancellable, on_head, keep());
  }

  // A reference for a call under way.
  gpointer keep() { return new std::shared_ptr<Talk>(shared_from_this()); }
  static std::shared_ptr<Talk> take(gpointer kept) {
    std::unique_ptr<std::shared_ptr<Talk>> held(static_cast<std::shared_ptr<Talk>*>(kept));
    return *held;
  }

  static void on_head(GObject*, GAsyncResult* result, gpointer kept) {
    const auto talk = take(kept);
    g_autoptr(GInputStream) found = soup_session_send_finish(talk->session, result, nullptr);
    if (talk->is_over()) return;
    if (found == nullptr) return talk->end(CoachEnd::kAway);
    const guint status = soup_message_get_status(talk->message);
    if (!SOUP_STATUS_IS_SUCCESSFUL(status)) return talk->end(CoachEnd::kRefused);
    const goffset said =
        soup_message_headers_get_content_length(soup_message_get_response_headers(talk->message));
    if (said > static_cast<goffset>(talk->limits.bytes)) return talk->end(CoachEnd::kLong);
    talk->stream = G_INPUT_STREAM(g_steal_pointer(&found));
    talk->read();
  }

  void read() {
    g_input_stream_read_bytes_async(stream, kPiece, G_PRIORITY_DEFAULT, cancellable, on_piece,
                                    keep());
  }

  static void on_piece(GObject*, GAsyncResult* result, gpointer kept) {
    const auto talk = take(kept);
    g_autoptr(GBytes) piece = g_input_stream_read_bytes_finish(talk->stream, result, nullptr);
    if (talk->is_over()) return;
    if (piece == nullptr) return talk->end(CoachEnd::kAway);
    gsize size = 0;
    const auto* data = static_cast<const char*>(g_bytes_get_data(piece, &size));
    if (size == 0) return talk->end(CoachEnd::kAnswered);
    if (talk->body.size() + size > talk->limits.bytes) return talk->end(CoachEnd::kLong);
    talk->body.append(data, size);
    talk->read();
  }

  void end_later(CoachEnd how) {
    auto* kept = new std::pair<std::shared_ptr<Talk>, CoachEnd>(shared_from_this(), how);
    g_idle_add(
        +[](gpointer data) -> gboolean {
          std::unique_ptr<std::pair<std::shared_ptr<Talk>, CoachEnd>> held(
              static_cast<std::pair<std::shared_ptr<Talk>, CoachEnd>*>(data));
          held->first->end(held->second);
          return G_SOURCE_REMOVE;
        },
        kept);
  }

  void end(CoachEnd how) {
    const auto self = shared_from_this();  // the client may begin another one in `then`
    const Then tell = std::exchange(then, nullptr);
    stop();
    if (tell) tell(how, how == CoachEnd::kAnswered ? body : std::string());
  }

  void stop() {
    then = nullptr;
    if (timer != 0) g_source_remove(std::exchange(timer, 0));
    g_cancellable_cancel(cancellable);
  }

  Limits limits;
  Then then;  ///< none once it is over
  GCancellable* cancellable;
  SoupSession* session = nullptr;
  SoupMessage* message = nullptr;
  GInputStream* stream = nullptr;
  std::string body;
  guint timer = 0;
};

CoachClient::CoachClient() : CoachClient(Limits{}) {}
CoachClient::CoachClient(Limits limits) : limits_(limits) {}
CoachClient::~CoachClient() { cancel(); }

void CoachClient::ask(const CoachAddress& address, const std::string& body, Then then) {
  cancel();
  talk_ = std::make_shared<Talk>(limits_, std::move(then));
  if (!address.is_ok()) return talk_->end_later(CoachEnd::kAway);
  talk_->start(address, body);
}

void CoachClient::cancel() {
  if (const auto talk = std::exchange(talk_, nullptr)) talk->stop();
}

bool CoachClient::is_asking() const { return talk_ && !talk_->is_over(); }

}  // namespace holdfast::window
