-- 不良记录和验收只针对双方签署的服务合同，验收合格后不再登记，了结在登记之后。
-- What is said of a contract's performance came after its last signature and not after its acceptance; what became of a
-- failure came after its record.
select said.tender_id, said.contract_no, said.what
  from (select tender_id, contract_no, 'failure ' || failure_no as what, recorded_at as said_at
          from contract_failure
        union all
        select tender_id, contract_no, 'acceptance ' || round, accepted_at
          from contract_acceptance) as said
  join service_contract
    on service_contract.tender_id = said.tender_id and service_contract.contract_no = said.contract_no
 where exists (select
                 from paper_party
                 left join paper_signature
                   on paper_signature.tender_id = paper_party.tender_id and paper_signature.name = paper_party.name
                  and paper_signature.party = paper_party.actor
                where paper_party.tender_id = service_contract.tender_id
                  and paper_party.name = service_contract.paper
                  and (paper_signature.signed_at is null or paper_signature.signed_at > said.said_at))
    or exists (select
                 from contract_acceptance
                where contract_acceptance.tender_id = said.tender_id
                  and contract_acceptance.contract_no = said.contract_no
                  and contract_acceptance.outcome = 'accepted'
                  and contract_acceptance.accepted_at < said.said_at)
union all
select contract_failure_end.tender_id, contract_failure_end.contract_no, 'settlement ' || contract_failure_end.failure_no
  from contract_failure_end
  join contract_failure
    on contract_failure.tender_id = contract_failure_end.tender_id
   and contract_failure.contract_no = contract_failure_end.contract_no
   and contract_failure.failure_no = contract_failure_end.failure_no
 where contract_failure_end.settled_at < contract_failure.recorded_at
    or (contract_failure_end.settlement = 'paid' and contract_failure.penalty_fen is null)
