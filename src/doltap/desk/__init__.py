"""The desk: one process on the user's own machine, opened in a browser. It calls operations and renders; no logic.

One request, from top to bottom: `gate` (Host, Origin, headers) -> `routes` (session, lock, form token, errors) -> one
function of `screens/` -> `Visit.ask(operation, request)` in the keeper's one thread -> `Visit.page(template)`.

How to add a screen called NAME
 1. `screens/NAME.py`: plain async functions from a `Visit` to a response, and `ROUTES` with a `Show(path, function)`
    for each GET and an `Act(path, function)` for each POST. Ask with `await visit.ask(operation, Request(...))`, answer
    with `visit.page("NAME/page.html", found=found)` or, after an `Act`, `visit.go("/NAME")`. An operation's own errors
    need no care: `routes` renders their sentence. Never logic here: what is missing is an operation.
 2. Put the module into `SCREENS` of `app.py`; a line of `MENU` in `page.py` if it belongs into the menu.
 3. `templates/NAME/page.html` begins with `{% extends "base.html" %}` and fills the blocks `title`, `main`, and if need
    be `styles` and `scripts` (`<link rel="stylesheet" href="/assets/NAME.css">`, `<script type="module"
    src="/assets/NAME.js"></script>`). Nothing inline: no `style=`, no `on...=`, no `<script>` with content; sizes in
    a picture are SVG attributes. Macros that all share (`badge`, `when`, `token`, `pager`) are in `parts.html`.
 4. Texts: `t("NAME.word")` is the catalogue's `desk.NAME.word`; both languages in `catalogue/{en,ko}/desk.po`;
    `say(code)` is any other entry. Values arrive in words from the operation (`operations.views.Labels`).
 5. URLs and titles hold ids and machine words only. Words (a query, a filter, a name) travel by POST: keep them with
    `id_ = visit.remember(words)`, go to `/NAME/<id_>`, and read them there with `visit.recall(id_)`.
 6. Every form that posts has `{{ token() }}` inside. `data-into="#part"` on a form or link swaps that part of the page
    for the same part of the answer (`desk.js`, by XMLHttpRequest's own parser); without JavaScript it is a whole page.
    `data-load="/path"` fills an element after the page has come; `data-every="2000"` asks again.
 7. Keys: `data-key="KeyA"` (a KeyboardEvent.code: Korean typing gives other letters) on a link or button presses it;
    `data-key-name` (a text) puts it into the map of keys on `?`.
 8. Tests: `tests/desk/test_NAME.py` with the fixture `desk` (a TestClient, unlocked; see tests/desk/conftest.py):
    `desk.get("/NAME")`, `desk.act("/NAME", field="value")` posts with Origin and token. Add each GET path to `PATHS`
    or `PARTS` in tests/desk/desk_paths.py: every one is then tried for headers, lock, token, canaries, both languages
    and (in Chromium) axe, console and policy.
"""
