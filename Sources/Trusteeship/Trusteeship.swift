// Trusteeship: the rule book around the tender.
//
// The pilot plan clause by clause: a programme of two years, one batch of host parks a year, the five conditions a park
// must meet, the agencies and enterprises on the registers; then the papers that follow an award: service contract
// bureau–agency, park agreement, trustee contract (完全式 or 部分式托管), filed for the record with park and bureau.
//
// As in Tendering: values and verdicts, no clock, no chance, no file. Names of services and duties are data in
// `ServiceCatalogue`; the numbers 20 (technology firms) and one year live in `PilotRules`.
//
// Imports: Tendering for ids, instants and the protocol `Refusal`; Exact for money and credit codes; Canon for JSON.
