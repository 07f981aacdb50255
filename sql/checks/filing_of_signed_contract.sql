-- 只有各方都签署了的托管合同才能备案。
-- Only a trustee contract that every party signed is handed in for filing, and not before the last of them signed.
select filing_submission.tender_id, filing_submission.contract_no, paper_party.party
  from filing_submission
  join trustee_contract
    on trustee_contract.tender_id = filing_submission.tender_id
       and trustee_contract.contract_no = filing_submission.contract_no
  join paper_party
    on paper_party.tender_id = trustee_contract.tender_id and paper_party.name = trustee_contract.paper
  left join paper_signature
    on paper_signature.tender_id = paper_party.tender_id and paper_signature.name = paper_party.name
       and paper_signature.party = paper_party.actor
 where paper_signature.party is null
    or paper_signature.signed_at > filing_submission.submitted_at
