import Notes
import Testing
import Transparency

@Suite struct `Names of refusals for machines` {
  /// Others switch on these: a name may be added, never changed.
  static let codes: [(code: String, name: String)] =
    [
      (TreeFault.outOfRange.code, "tree.outOfRange"), (TreeFault.badFrontier.code, "tree.badFrontier"),
      (TreeFault.badTile("").code, "tree.badTile"), (TreeFault.badBundle("").code, "tree.badBundle"),
      (TreeFault.entryTooLarge(bytes: 0).code, "tree.entryTooLarge"),
      (TreeFault.missingTile("").code, "tree.missingTile"),
      (LogFault.wrongTile("").code, "log.wrongTile"), (LogFault.rootDiffers.code, "log.rootDiffers"),
      (LogFault.tree(.badTile("")).code, "tree.badTile"),
      (CheckpointFault.malformed.code, "checkpoint.malformed"),
      (CheckpointFault.note(.badText).code, "note.badText"),
      (CheckpointFault.tooManySignatures(0).code, "checkpoint.tooManySignatures"),
      (CheckpointFault.unknownOrigin("").code, "checkpoint.unknownOrigin"),
      (CheckpointFault.badSignature("").code, "checkpoint.badSignature"),
      (CheckpointFault.notSigned.code, "checkpoint.notSigned"),
      (CheckpointFault.quorumNotMet.code, "checkpoint.quorumNotMet"),
      (PolicyFault.tooLarge.code, "policy.tooLarge"), (PolicyFault.noQuorum.code, "policy.noQuorum"),
      (TrustFault.policy(.noQuorum).code, "policy.noQuorum"), (TrustFault.vkeysTooLarge.code, "vkeys.tooLarge"),
      (TrustFault.logsDiffer.code, "trust.logsDiffer"), (TrustFault.witnessesDiffer.code, "trust.witnessesDiffer"),
      (BatchFault.badMaster.code, "batch.badMaster"), (BatchFault.slotOutOfRange(0).code, "batch.slotOutOfRange"),
      (BatchFault.slotTaken(0).code, "batch.slotTaken"),
      (HeadFault.malformed.code, "head.malformed"), (HeadFault.otherOrigin("").code, "head.otherOrigin"),
      (HeadFault.notSigned.code, "head.notSigned"), (HeadFault.shrinks(from: 1, to: 0).code, "head.shrinks"),
      (HeadFault.notAnExtension.code, "head.notAnExtension"),
      (CosignatureFault.malformed.code, "cosignature.malformed"),
      (CosignatureFault.badSignature.code, "cosignature.badSignature"),
      (CosignatureFault.notByTheWitness.code, "cosignature.notByTheWitness"),
      (CosignatureFault.wrongTime(0).code, "cosignature.wrongTime"),
      (FollowFault.changed(index: 0).code, "follow.changed"), (FollowFault.tree(.outOfRange).code, "tree.outOfRange"),
      (WitnessRefusal.tooLarge.code, "witness.tooLarge"), (WitnessRefusal.malformed(.proof).code, "witness.malformed"),
      (WitnessRefusal.unknownOrigin("").code, "witness.unknownOrigin"),
      (WitnessRefusal.badSignature("").code, "witness.badSignature"),
      (WitnessRefusal.notSigned.code, "witness.notSigned"),
      (WitnessRefusal.oldSizeAbove(old: 1, size: 0).code, "witness.oldSizeAbove"),
      (WitnessRefusal.conflict(size: 0).code, "witness.conflict"),
      (WitnessRefusal.emptyRootDiffers.code, "witness.emptyRootDiffers"),
      (WitnessRefusal.proofNotEmpty.code, "witness.proofNotEmpty"),
      (WitnessRefusal.rootDiffers.code, "witness.rootDiffers"), (WitnessRefusal.badProof.code, "witness.badProof"),
      (LogProofFault.tooLarge.code, "logProof.tooLarge"), (LogProofFault.form.code, "logProof.form"),
      (LogProofFault.type.code, "logProof.type"), (LogProofFault.extra.code, "logProof.extra"),
      (LogProofFault.index.code, "logProof.index"), (LogProofFault.path.code, "logProof.path"),
      (LogProofFault.checkpoint(.notSigned).code, "checkpoint.notSigned"),
      (ReceiptFault.tooLarge.code, "receipt.tooLarge"), (ReceiptFault.notInTicks("").code, "receipt.notInTicks"),
      (ReceiptFault.badNote(.badText).code, "receipt.badNote"), (ReceiptFault.otherKey("").code, "receipt.otherKey"),
      (ReceiptFault.malformed(.badText).code, "receipt.malformed"),
      (ReceiptFault.notAReceipt("").code, "receipt.notAReceipt"),
      (ReceiptFault.notByTheLog(.badText).code, "receipt.notByTheLog"),
      (ReceiptFault.otherNote.code, "receipt.otherNote"), (ReceiptFault.otherTender.code, "receipt.otherTender"),
      (ReceiptFault.notLate.code, "receipt.notLate"), (ReceiptFault.proof(.form).code, "receipt.proof"),
      (ReceiptFault.badExtra.code, "receipt.badExtra"), (ReceiptFault.badTick(.badText).code, "receipt.badTick"),
      (ReceiptFault.checkpoint(.notSigned).code, "receipt.checkpoint"),
      (ReceiptFault.notInLog.code, "receipt.notInLog"), (ReceiptFault.noBatch("").code, "receipt.noBatch"),
      (ReceiptFault.notInBatch.code, "receipt.notInBatch"),
    ] + PolicyFault.Reason.allCases.map { (PolicyFault.line(1, $0).code, "policy.\($0.rawValue)") }
    + TrustFault.Reason.allCases.map { (TrustFault.vkeys(line: 1, $0).code, "vkeys.\($0.rawValue)") }

  @Test func `stay as they are`() {
    for (code, name) in Self.codes { #expect(code == name) }
    #expect(
      PolicyFault.Reason.allCases.map(\.rawValue).joined(separator: " ") == """
        noNewline controlCharacter keyword wordCount key keyType duplicateKey duplicateName reservedName \
        undefinedName memberTwice threshold secondQuorum tooMany
        """)
    #expect(
      TrustFault.Reason.allCases.map(\.rawValue).joined(separator: " ") == """
        noNewline form role key keyType order duplicateKey duplicateReference
        """)
  }
}
