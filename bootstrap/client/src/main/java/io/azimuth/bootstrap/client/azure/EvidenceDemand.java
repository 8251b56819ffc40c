package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.spi.api.Value;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a server can ask a login to show of its machine, beside the token. */
enum EvidenceDemand {
  /** The document that the metadata service signs. */
  DOCUMENT("attested_document", "attested_document_missing", "attested_nonce_unknown"),
  /** The token of the attestation service. */
  ATTESTATION("attestation", "attestation_missing", "attestation_nonce_unknown");

  /** Where a refusal and an explanation have their reasons. */
  private static final Map<String, String> LISTS = Map.of("reasons", "code", "checks", "reason");

  private final String field;
  private final String missing;
  private final String withoutFreshNonce;

  EvidenceDemand(String field, String missing, String withoutFreshNonce) {
    this.field = field;
    this.missing = missing;
    this.withoutFreshNonce = withoutFreshNonce;
  }

  /** The parameter of the login. */
  String field() {
    return field;
  }

  /** What may change the answer, or may change it with another nonce. */
  static Set<EvidenceDemand> in(ApiReply reply) {
    Set<EvidenceDemand> wanted = EnumSet.noneOf(EvidenceDemand.class);
    LISTS.forEach(
        (list, member) -> {
          if (reply.data().get(list).orElse(Value.NULL) instanceof Value.Items items) {
            items.values().forEach(item -> add(wanted, item, member));
          }
        });
    return wanted;
  }

  private static void add(Set<EvidenceDemand> wanted, Value item, String member) {
    if (item instanceof Value.Obj object) {
      ApiReply.text(object, member)
          .ifPresent(
              reason -> {
                for (EvidenceDemand one : values()) {
                  if (reason.equals(one.missing) || reason.equals(one.withoutFreshNonce)) {
                    wanted.add(one);
                  }
                }
              });
    }
  }
}
