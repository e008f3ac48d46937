"""Reading a page's HTML as a browser parses it."""

import html5lib


def tree(response):
    """The parsed page of a response, elements by their plain names."""
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def text_of(response, css_class):
    """The words inside the first element of this class, with single spaces; None without one."""
    for element in tree(response).iter():
        if css_class in element.get("class", "").split():
            return words(element)
    return None


def words(element):
    return " ".join("".join(element.itertext()).split())
