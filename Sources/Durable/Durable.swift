// Durable: files that a power cut leaves whole, for the few things that must never go back: the last head that the
// signer signed, and what a witness has cosigned.
//
//   DurableFile   a file that is replaced as a whole: written beside itself, synced, renamed, its folder synced
//   FileLock      one holder at a time among all processes of a machine; it ends with the process, however that ends
//   FileFault     what the system said, with the path
//
// The room knows no content: bytes go in, bytes come out.
