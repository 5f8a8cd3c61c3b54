"""What the services show, in the style of their own markup: a link to a profile is `/her.name/` with
the name in it, a tile is an `article`, a suggestion is in a list."""
import base64
import json
import urllib.parse

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
#: On the site that is nobody's service; by path.
FOREIGN = {}


def html(title, body, head=""):
    return 200, "text/html; charset=utf-8", (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="icon" href="data:,">{head}</head><body>{body}</body></html>'), {
            "Cache-Control": "no-store"}


def link(domain, handle):
    path = {"linkedin.com": f"/in/{handle}/", "tiktok.com": f"/@{handle}",
            "reddit.com": f"/user/{handle}/"}.get(domain, f"/{handle}/")
    return f'<a href="{path}" role="link"><span>{handle}</span></a>'


def tile(domain, handle, number):
    return (f'<article id="tile-{handle}-{number}"><header>{link(domain, handle)}</header>'
            f'<div><img src="/pixel.gif" alt="Photo by {handle}"></div>'
            f'<ul><li id="comment-friend-{handle}-{number}">{link(domain, "friend")} Lovely.</li>'
            f'<li id="comment-her-{handle}-{number}">{link(domain, "her.name")} Thanks!</li></ul>'
            '</article>')


def feed(domain):
    """Tiles, suggestions and a caption that mentions somebody."""
    tiles = "".join(tile(domain, handle, number) for number, handle in enumerate(
        ("friend", "her.name", "her.name_fan", "friend")))
    suggestions = "".join(f'<li id="suggested-{handle}">{link(domain, handle)}'
                          '<button>Follow</button></li>'
                          for handle in ("friend", "her.name", "other"))
    return html("Feed", f'<main role="main">{tiles}</main>'
                f'<aside><ul>{suggestions}</ul></aside>'
                f'<p id="mention">With {link(domain, "her.name")} and {link(domain, "friend")}</p>'
                # What a feed loads when it is scrolled.
                '<script>addEventListener("more", () => { document.querySelector("main")'
                f'.insertAdjacentHTML("beforeend", {json.dumps(tile(domain, "her.name", 9))}); }});'
                "</script>")


def app():
    """A page that never loads another: links are taken by script."""
    return html("App", """
<nav><a id="to-friend" href="/friend/">friend</a> <a id="to-her" href="/her.name/">her.name</a>
<a id="to-fan" href="/her.name_fan/">fan</a> <button id="next">Next</button></nav><main>Home</main>
<script>
const show = () => { document.querySelector("main").textContent = "profile " + location.pathname; };
document.querySelector("#next").onclick = () => {
  history.pushState({}, "", "/her.name/");
  show();
};
addEventListener("click", event => {
  const one = event.target.closest("a");
  if (!one) return;
  event.preventDefault();
  history.pushState({}, "", one.href);
  show();
});
addEventListener("popstate", show);
</script>""")


def ahead(origin, how):
    """What a browser loads before anybody has gone there: hers, and one that shows that it does."""
    urls = [origin + path for path in ("/her.name/", "/friend/")]
    links = "".join(f'<link rel="prefetch" href="{url}">' for url in urls)
    rules = json.dumps({how: [{"source": "list", "urls": urls, "eagerness": "immediate"}]})
    return html("Ahead", "<h1>Ahead</h1>", f'<script type="speculationrules">{rules}</script>'
                f'{links}<link rel="preconnect" href="{origin}">')


def foreign(path):
    """Pages of somebody else: what they embed is no visit of a person."""
    embeds = """<h1>News</h1><img src="https://www.instagram.com/her.name/pixel.gif" alt="">
<iframe src="https://www.instagram.com/her.name/embed/" title="post"></iframe>
<iframe src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Ffacebook.com%2Fher.name"
 title="like"></iframe><script src="https://www.instagram.com/her.name/embed.js"></script>
<a id="go" href="https://www.instagram.com/her.name/">there</a>"""
    if path == "/ahead":
        return ahead("https://www.instagram.com", "prefetch")
    if path == "/embeds":
        return html("Embeds", embeds)
    if path == "/moved":
        return 302, "text/html", "", {"Location": "https://www.instagram.com/her.name/"}
    return html("News", "<h1>News</h1>" + '<a id="go" href="https://www.instagram.com/her.name/">'
                "there</a>")


def answer(domain, host, path):
    """Status, content type, body and further header lines."""
    parts = urllib.parse.urlsplit(path)
    decoded = urllib.parse.unquote(parts.path)
    if path in FOREIGN:
        return FOREIGN[path]
    if decoded.endswith("pixel.gif"):
        return 200, "image/gif", PIXEL, {}
    if decoded.endswith(".js"):
        return 200, "text/javascript", "", {}
    if decoded == "/favicon.ico":
        return 404, "text/plain", "", {}
    if domain.endswith(".example"):
        return foreign(parts.path)
    if decoded == "/":
        return feed(domain) if host.split(".")[0] in (domain.split(".")[0], "www", "m") else html(
            f"profile {host}", f"<h1>profile {host}</h1>")
    if decoded == "/app":
        return app()
    if decoded == "/ahead":
        return ahead("", "prerender")
    if decoded == "/moved":
        return 302, "text/html", "", {"Location": "/her.name/"}
    return html(f"profile {decoded}", f"<h1>profile {decoded}</h1><p>{parts.query}</p>")
