// Documents: the papers of the procedure, as an official would file them.
//
// Start at `Paper`: one case a paper, each with its own facts (`OpeningRecordFacts`, `ResultNoticeFacts`, …, one file
// each under Facts/). Facts are plain values; `Paper.json` is their one JSON form, and its RFC 8785 bytes are what is
// hashed, filed beside the PDF and attached inside it. `PaperPress.print` turns a paper into both.
//
// The press lays nothing out itself. It starts templates/render.py in a sandbox without network, files or rights
// (`Sandbox`), hands it the JSON on standard input and takes the PDF from standard output. The process stays for the next
// paper (`Typesetter`), since reading the fonts takes longer than a paper, and lays out two of several at once; after one that failed a new one is
// started.
// The fixed words of a paper stand in its typst template; facts reach the template as strings and are never read as
// markup. The same facts give the same bytes: fonts come by path, the time printed into the file is the paper's own, no
// clock is asked.
//
// Notice and documents of a tender (`PublishedTender`) are printed when somebody asks, from what is published: for these the
// press has another beside it (`PaperPress.aside`), so that no stranger holds up a paper of the procedure.
//
// In the same sandbox templates/read.py reads what an attachment says of itself (`PaperPress.read`): bidders wrote it.
//
// This room knows neither the database nor the time: `Operations` collects the facts and stores what is printed.
