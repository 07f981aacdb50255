// Exact: numbers that never round unasked.
//
// `Price` is money in whole fen, `Points` a score with the scale it was written in; both read and print exactly the
// decimals shown and refuse everything else. `Ratio` is a fraction of two big integers (`BigNatural`) for what no
// decimal can hold, such as lowest ÷ evaluated; only a `Rounding` turns it into `Points`, once, where the scheme says
// so. `AmountInWords` reads and writes 大写金额, `CreditCode` the 统一社会信用代码 with both of its check characters,
// `TradingCode` the 统一交易标识码 built on it.
//
// Nothing here is made from a binary floating-point number, and nothing traps on input: what does not fit is a
// `NumberFault`. The room imports the standard library only.
