#include "tray/window/coach_form.h"

#include <utility>

#include "tray/i18n.h"
#include "tray/window/coach_reply.h"
#include "tray/window/coach_words.h"

namespace holdfast::window {
namespace {

constexpr unsigned kPauseMs = 900;  ///< half an address is no mistake yet

constexpr std::size_t kMostSample = 120;  ///< characters: enough to see that it speaks

std::string end_words(CoachEnd how, const std::string& body) {
  switch (how) {
    case CoachEnd::kAnswered:
      if (const auto reply = coach_reply(body, kMostSample))
        return fill(_("It answers: {1}"), {*reply});
      return _("Something is there, but it does not answer in words. Is it a chat server?");
    case CoachEnd::kAway:
      return _(
          "Nobody answers there. Does the server run, and is the number behind the colon its "
          "own?");
    case CoachEnd::kSlow:
      return _("No answer within half a minute. A smaller model may be quick enough.");
    case CoachEnd::kLong:
      return _("It answers with far more than a few sentences. That cannot be a coach.");
    case CoachEnd::kRefused:
      return _("A server is there and says no. Is the name of the model right?");
  }
  return {};
}

}  // namespace

CoachForm::CoachForm(std::function<void()> on_change, CoachClient::Limits limits)
    : on_change_(std::move(on_change)),
      client_(limits),
      endpoint_(entry(_("Address on this computer"), "http://127.0.0.1:8080")),
      model_(entry(_("Model, if the server has several"), "llama3.2")),
      try_(button(_("Try it"), {"pill"}, [this] { try_it(); })),
      verdict_(text("", {"hf-tender"})) {
  gtk_entry_set_input_purpose(GTK_ENTRY(endpoint_), GTK_INPUT_PURPOSE_URL);
  for (GtkWidget* one : {endpoint_, model_}) {
    on(one, "changed", [this] { change(); });
    on(one, "activate", [this] { try_it(); });
  }
  gtk_widget_set_halign(try_, GTK_ALIGN_CENTER);
  gtk_widget_set_visible(verdict_, FALSE);
  widget_ = column(
      12,
      {field(_("Address on this computer"), endpoint_),
       field(_("Model, if the server has several"), model_), try_, verdict_,
       text(_("Only this computer is asked, without links, numbers and the names in your rules. "
              "What the program there does with the rest is its own affair."),
            {"hf-small", "hf-quiet"})});
  g_object_ref_sink(widget_);
  on_unmap_ = on(widget_, "unmap", [this] {
    client_.cancel();
    pause_.stop();
  });
}

CoachForm::~CoachForm() {
  g_signal_handler_disconnect(widget_, on_unmap_);
  g_object_unref(widget_);
}

void CoachForm::show(const Coach& coach) {
  set_entry_text(endpoint_, coach.endpoint);
  set_entry_text(model_, coach.model);
  pause_.stop();
}

Coach CoachForm::coach() const { return {entry_text(endpoint_), entry_text(model_)}; }

bool CoachForm::is_usable() const { return coach_address(coach().endpoint).is_ok(); }

void CoachForm::change() {
  client_.cancel();
  gtk_widget_set_sensitive(try_, TRUE);
  say("");
  if (on_change_) on_change_();
  pause_.start(kPauseMs, [this] {
    const Coach said = coach();
    if (!said.endpoint.empty()) say(coach_address(said.endpoint).trouble);
    return false;
  });
}

void CoachForm::try_it() {
  pause_.stop();
  const Coach said = coach();
  const CoachAddress address = coach_address(said.endpoint);
  if (!address.is_ok()) {
    say(address.trouble);
    gtk_widget_grab_focus(endpoint_);
    return;
  }
  say(_("Asking it. The first answer can take a while."));
  gtk_widget_set_sensitive(try_, FALSE);
  client_.ask(address, trial_request(said.model), [this](CoachEnd how, const std::string& body) {
    gtk_widget_set_sensitive(try_, TRUE);
    say(end_words(how, body));
  });
}

}  // namespace holdfast::window
