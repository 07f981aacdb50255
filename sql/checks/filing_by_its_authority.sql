-- 园区备案本园区标段的合同；主管局在园区之后，以经办人签名并记入日志的文件备案。
-- The bureau files by an officer's note in the log, after the park, and the park files what belongs to its own lot.
select filing.tender_id, filing.contract_no, filing.authority, filing.filing_no
  from filing
  join trustee_contract on trustee_contract.tender_id = filing.tender_id
   and trustee_contract.contract_no = filing.contract_no
  join lot on lot.tender_id = trustee_contract.tender_id and lot.lot_id = trustee_contract.lot_id
  join park on park.park_id = lot.park_id
  join actor on actor.key_ref = filing.filed_by
  left join log_entry on log_entry.note_id = filing.note_id
 where filing.result = 'recorded'
   and case filing.authority
         when 'park' then actor.role <> 'park'
           or not (filing.filed_by = park.manager or actor.credit_code = park.credit_code)
         else actor.role <> 'officer'
           or log_entry.log_index is null
           or not exists (
             select
               from filing as parks
              where parks.tender_id = filing.tender_id
                and parks.contract_no = filing.contract_no
                and parks.authority = 'park'
                and parks.result = 'recorded'
                and parks.filed_at <= filing.filed_at)
       end
