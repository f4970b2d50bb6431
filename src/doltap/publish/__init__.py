"""Views in, pages out: every page is a view over weighings and can be taken down and rebuilt.

Pure: takes frozen views and a `say` (doltap.catalogue.say), yields (path inside the site, bytes). Reads no archive.
"""

from doltap.publish.views import *  # noqa: F403
