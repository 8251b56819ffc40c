package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.time.Instant;

/** The metadata service of the cloud signed the document of the machine, and it is good now. */
final class AttestedDocumentRule extends LoginRule {

  private static final String EXPECTED =
      "a document that the metadata service of the cloud signed, valid now";

  AttestedDocumentRule() {
    super(CheckName.ATTESTED_DOCUMENT);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (!login.resourceBindings().attested()) {
      return skipped("the role does not set require_attested_document");
    }
    AttestedEvidence evidence = login.attested();
    return evidence
        .proof()
        .map(proof -> judge(proof, evidence, login.now()))
        .orElseGet(() -> failed(DenialReason.ATTESTED_DOCUMENT_MISSING, EXPECTED, ""));
  }

  private RuleOutcome judge(AttestedProof proof, AttestedEvidence evidence, Instant now) {
    return proof
        .document()
        .map(document -> judge(document, evidence, now))
        .orElseGet(() -> invalid(proof.problem()));
  }

  private RuleOutcome judge(AttestedDocument document, AttestedEvidence evidence, Instant now) {
    if (document.expiresOn().isBefore(document.createdOn())) {
      return invalid("it ends before it begins");
    }
    if (document.createdOn().isAfter(now.plus(evidence.leeway()))) {
      return invalid("it was made in the future, at " + document.createdOn());
    }
    if (!document.expiresOn().isAfter(now.minus(evidence.leeway()))) {
      return invalid("it expired at " + document.expiresOn());
    }
    return passed(EXPECTED, "made at " + document.createdOn());
  }

  private RuleOutcome invalid(String problem) {
    return failed(DenialReason.ATTESTED_DOCUMENT_INVALID, EXPECTED, problem);
  }
}
