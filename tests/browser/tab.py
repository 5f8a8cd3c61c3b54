"""What a page of either browser can be asked, by what its own class can do."""
from world import PATIENCE, wait_for


class Tab:
    """Of a class with `url` and `js`."""

    def reaches(self, part, patience=PATIENCE):
        """Waits until the tab's address has this in it."""
        return wait_for(lambda: f"still at {self.url()}, not at {part}",
                        lambda: part in self.url() and self.url(), patience)

    def text(self):
        return self.js("document.body ? document.body.innerText : ''")
