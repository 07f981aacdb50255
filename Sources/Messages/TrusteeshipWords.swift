import Tendering
import Trusteeship

extension ProgrammeRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .programmeUnknown: Wording(zh: "没有这个试点。", en: "There is no such programme.")
    case .programmeExists: Wording(zh: "这个试点编号已经用过。", en: "This programme id is taken.")
    case .datesReversed: Wording(zh: "开始日期必须早于结束日期。", en: "The first day must come before the last.")
    case .nameMissing: Wording(zh: "请写明名称。", en: "Give a name.")
    case .batchUnknown: Wording(zh: "没有这个批次。", en: "There is no such batch.")
    case .batchExists: Wording(zh: "这个批次编号已经用过。", en: "This batch id is taken.")
    case .yearHasBatch(let year): Wording(zh: "\(year) 年已有批次；每年一批。", en: "\(year) has its batch; there is one a year.")
    case .batchOutsideProgramme: Wording(zh: "批次必须在试点期内开始。", en: "A batch begins within its programme.")
    case .windowAfterTerm: Wording(zh: "申报期必须在批次服务期开始前结束。", en: "Applications must end before the batch's term begins.")
    case .termNotOneYear: Wording(zh: "每批服务期为一年。", en: "The term of a batch is one year.")
    }
  }
}

extension ParkRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .parkUnknown: Wording(zh: "没有这个园区。", en: "There is no such park.")
    case .form(let form): form.wording
    case .batchUnknown: Wording(zh: "没有这个批次。", en: "There is no such batch.")
    case .windowNotOpen(let opens):
      Wording(
        zh: "申报从 \(DateWording.moment(opens).zh) 开始。",
        en: "Applications are taken from \(DateWording.moment(opens).en) on.")
    case .windowOver(let closed):
      Wording(
        zh: "申报已于 \(DateWording.moment(closed).zh) 结束。", en: "Applications ended at \(DateWording.moment(closed).en).")
    case .appliedAlready: Wording(zh: "该园区本批次已经申报。", en: "The park has applied to this batch already.")
    case .applicationMissing: Wording(zh: "该园区没有申报本批次。", en: "The park has not applied to this batch.")
    case .decidedAlready: Wording(zh: "该申报已有决定。", en: "The application is decided already.")
    case .conditionsUnmet(let conditions):
      Wording(
        zh: "不符合托管单位条件，不能确认：" + conditions.map(\.wording.zh).joined(),
        en: "The conditions are not met, so it cannot be confirmed: "
          + conditions.map(\.wording.en).joined(separator: " "))
    case .reasonMissing: Wording(zh: "不予确认要写明理由。", en: "A refusal needs its reason.")
    case .refusedWithoutGround:
      Wording(
        zh: "该园区五项条件都符合，没有其他依据不能不予确认。",
        en: "The park meets all five conditions; it may not be refused without another ground.")
    case .notConfirmed: Wording(zh: "该园区没有被确认为托管单位。", en: "The park is not confirmed as a host park.")
    case .enterpriseOnRegister: Wording(zh: "该企业已在园区名册上。", en: "The enterprise is on the park's register already.")
    }
  }
}

extension UnmetCondition: Worded {
  public var wording: Wording {
    switch self {
    case .notSetUpByGovernment:
      Wording(
        zh: "条件一：没有本市政府批准设立的文件。", en: "Condition 1: no document shows that a government of the city set it up.")
    case .outsideCity: Wording(zh: "条件一：园区不在本市。", en: "Condition 1: the park lies outside the city.")
    case .noDepartment: Wording(zh: "条件二：没有知识产权管理部门。", en: "Condition 2: it has no IP department.")
    case .noContact: Wording(zh: "条件二：没有指定联系人。", en: "Condition 2: it names no contact.")
    case .tooFewTechnologyFirms(let counted, let needed):
      Wording(
        zh: "条件三：科技型企业 \(counted) 家，不足 \(needed) 家。",
        en: "Condition 3: it has \(counted) technology firms; \(needed) are needed.")
    case .noGroundwork: Wording(zh: "条件四：没有开展托管的工作基础。", en: "Condition 4: no groundwork for trusteeship.")
    case .noFreeOffice: Wording(zh: "条件五：没有提供免费办公场所。", en: "Condition 5: no office is offered free of charge.")
    }
  }
}

extension EnterpriseRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .enterpriseUnknown: Wording(zh: "没有登记这家企业。", en: "This enterprise is not known.")
    case .form(let form): form.wording
    case .codeWrong: SharedWords.wrongCreditCode
    case .onRegisterAlready: Wording(zh: "该企业已在名册上。", en: "The enterprise is on the register already.")
    case .inOtherPark:
      Wording(zh: "该企业在本批次另一园区的名册上。", en: "The enterprise is on the register of another park of this batch.")
    case .parkNotConfirmed: Wording(zh: "园区尚未确认为托管单位。", en: "The park is not confirmed as a host park.")
    case .keyTaken: SharedWords.keyTaken
    case .keyDiffers:
      Wording(
        zh: "该企业已有一把有效的密钥。请登记那一把，或不填密钥；要换密钥，先请管理员停用原来的。",
        en: "The enterprise has a key in force. Give that one or none; to change it, have an administrator revoke it.")
    }
  }
}

/// Said in more than one place.
enum SharedWords {
  static let wrongCreditCode = Wording(
    zh: "统一社会信用代码不对（18 位，含两个校验位）。请核对营业执照。",
    en: "The credit code is wrong (18 characters, two of them checks). Compare it with the business licence.")

  static let keyTaken = Wording(
    zh: "这把密钥已由他人登记。请用 tender keygen 另生成一把。",
    en: "This key is registered already. Make another with `tender keygen`.")
}

extension AgencyRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .agencyUnknown: Wording(zh: "没有登记这家服务机构。", en: "This agency is not known.")
    case .form(let form): form.wording
    case .codeWrong: SharedWords.wrongCreditCode
    case .codeTaken: Wording(zh: "这个统一社会信用代码已经登记。", en: "This credit code is registered already.")
    case .licenceMalformed: Wording(zh: "专利代理机构执业许可证号写法不对。", en: "The practice licence number is malformed.")
    case .licenceTaken: Wording(zh: "这个执业许可证号已由另一机构登记。", en: "Another agency registered this licence.")
    case .licenceNotValid:
      Wording(zh: "执业许可证无效或已过期，不能参加。", en: "The practice licence is not valid; the agency cannot take part.")
    case .keyTaken: SharedWords.keyTaken
    case .proofMissing:
      Wording(
        zh: "登记请求要用所登记的那把密钥签名。请检查 --key。",
        en: "A registration is signed with the very key it brings. Check --key.")
    }
  }
}

extension AgreementRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let form): form.wording
    case .lotNotAwarded: Wording(zh: "标段尚未定标。", en: "The lot is not awarded yet.")
    case .notTheWinner: Wording(zh: "该机构不是中标人。", en: "The agency did not win this lot.")
    case .parkNotConfirmed: Wording(zh: "园区尚未确认为托管单位。", en: "The park is not confirmed as a host park.")
    case .otherPark: Wording(zh: "该标段属于另一园区。", en: "The lot is another park's.")
    case .existsAlready: Wording(zh: "合同或协议已经订立。", en: "It exists already.")
    case .priceDiffers: Wording(zh: "合同价必须等于中标价。", en: "The price must be the award's.")
    case .termReversed: Wording(zh: "期限的开始必须早于结束。", en: "The term ends before it begins.")
    case .termOutsideBatch: Wording(zh: "期限超出本批次服务期。", en: "The term does not lie within the batch's.")
    case .tooLate(let until):
      Wording(
        zh: "应在中标通知书发出之日起三十日内（\(DateWording.moment(until).zh) 前）签订。",
        en: "It had to be made within thirty days of the award notice, until \(DateWording.moment(until).en).")
    case .serviceContractMissing: Wording(zh: "要先签订服务合同。", en: "The service contract comes first.")
    case .officeNotFree: Wording(zh: "园区应免费提供办公场所。", en: "The park's office is free of charge.")
    }
  }
}

extension ContractRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .contractUnknown: Wording(zh: "没有这份托管合同。", en: "There is no such contract.")
    case .form(let form): form.wording
    case .parkNotConfirmed: Wording(zh: "园区尚未确认为托管单位。", en: "The park is not confirmed as a host park.")
    case .enterpriseOutsidePark: Wording(zh: "该企业不在园区名册上，不能托管。", en: "The enterprise is not on the park's register.")
    case .agencyNotAwarded:
      Wording(zh: "完全式托管只能由该园区的中标机构承担。", en: "Full trusteeship is for the agency that won the park's lot.")
    case .agencyNotRegistered:
      Wording(zh: "该机构没有登记或许可证无效。", en: "The agency is not registered, or its licence is not valid.")
    case .parkAgreementMissing: Wording(zh: "园区与机构还没有签托管协议。", en: "The park agreement is missing.")
    case .existsAlready: Wording(zh: "该企业与该机构本批次已有合同。", en: "The firm has its contract with this agency in this batch.")
    case .enterpriseHasUnit:
      Wording(zh: "该企业有知识产权机构或人员，应签部分托管。", en: "The firm has an IP unit or staff: partial trusteeship is for it.")
    case .enterpriseLacksUnit:
      Wording(zh: "该企业没有知识产权机构或人员，应签完全式托管。", en: "The firm has no IP unit or staff: full trusteeship is for it.")
    case .noItems: Wording(zh: "没有服务项目。", en: "There are no services.")
    case .itemUnknown(let item): Wording(zh: "没有服务项目“\(item)”。", en: "There is no service “\(item)”.")
    case .itemTwice(let item): Wording(zh: "服务项目“\(item)”列了两次。", en: "Service “\(item)” stands twice.")
    case .itemOfOtherMode(let item):
      Wording(zh: "服务项目“\(item)”不属于这种托管方式。", en: "Service “\(item)” belongs to the other mode.")
    case .coreItemMissing(let item):
      Wording(zh: "完全式托管必须包含“\(item)”。", en: "Full trusteeship always holds “\(item)”.")
    case .feeInFullMode:
      Wording(zh: "完全式托管对企业免费，不能收费。", en: "Full trusteeship is free to the firm; it may hold no fee.")
    case .priceMissing(let item): Wording(zh: "服务项目“\(item)”没有价格。", en: "Service “\(item)” has no price.")
    case .feeNotSum: Wording(zh: "费用不等于各项之和。", en: "The fee is not the sum of the services' prices.")
    case .payerNotEnterprise: Wording(zh: "部分托管由企业付费。", en: "In partial trusteeship the firm pays.")
    case .termReversed: Wording(zh: "期限的开始必须早于结束。", en: "The term ends before it begins.")
    case .termOutsideBatch: Wording(zh: "期限超出本批次服务期。", en: "The term does not lie within the batch's.")
    case .clauseMissing(let clause): Wording(zh: "缺少条款“\(clause)”。", en: "The clause “\(clause)” is missing.")
    }
  }
}

extension SigningRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .paperUnknown: Wording(zh: "没有这份文书。", en: "There is no such paper.")
    case .notAParty: Wording(zh: "您不是这份文书的签署方。", en: "You are no party to this paper.")
    case .paperDiffers:
      Wording(
        zh: "签名指向的内容与这份文书不同。请重新取文书再签。",
        en: "The record names other bytes than the paper's. Fetch it again, and sign again.")
    case .numberDiffers: Wording(zh: "签名指向另一个文书编号。", en: "The record names another number.")
    case .signedAlready(let party):
      Wording(zh: "\(party.words.zh)已经签过。", en: "\(party.words.en.capitalizedFirst) has signed already.")
    case .notOpenForSigning:
      Wording(zh: "这份文书已作废或退回，不能再签。", en: "This paper is superseded or returned; nobody signs it any more.")
    }
  }
}

extension FilingRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .noContract: Wording(zh: "没有这份合同，无从备案。", en: "There is no such contract to file.")
    case .notSigned(let missing):
      Wording(
        zh: "合同还缺" + missing.map(\.words.zh).joined(separator: "、") + "的签名，签齐后才能备案。",
        en: "The contract lacks the signature of " + missing.map(\.words.en).joined(separator: ", ")
          + "; it is filed when all have signed.")
    case .submittedAlready: Wording(zh: "备案已经提交。", en: "The filing is submitted already.")
    case .notSubmitted: Wording(zh: "备案还没有提交。", en: "The filing was not submitted.")
    case .filedAlready(let authority):
      Wording(zh: "\(authority.words.zh)已经备案。", en: "It is filed with \(authority.words.en) already.")
    case .otherPark: Wording(zh: "这份合同属于另一园区。", en: "The contract is another park's.")
    case .reasonMissing: Wording(zh: "退回要写明需改正之处。", en: "A return says what to correct.")
    case .numberTaken: Wording(zh: "这个备案号已经用过。", en: "This filing number is taken.")
    case .complete: Wording(zh: "已在两处备案，不能再退回。", en: "It is filed with both; it can no longer be returned.")
    }
  }
}
