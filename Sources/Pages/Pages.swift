// Pages: what the public sees in a browser.
//
// A page is a struct of finished words (`FrontPage`, `TenderPage`, `VerifyPage`), made from facts and a language, and a mustache
// template in `templates/` with no words and no logic in it. `PageTemplate` loads it. Mustache's own escaping works by
// grapheme and lets `"` through when a combining mark follows; `ScalarEscaping` works by unicode scalar, and a template
// that does not ask for it is refused. No triple braces, no scripts, one style sheet.
//
// The room knows no database and no HTTP: Server gathers the facts and sends the page.
