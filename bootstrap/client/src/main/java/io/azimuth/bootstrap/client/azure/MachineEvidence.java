package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.spi.api.Value;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a machine can show beside its token: the document of its metadata service, and an
 * attestation. It is fetched when the server asks for it, with a nonce of the server.
 */
public final class MachineEvidence {

  /** How often evidence is sent: the metadata service may first give an earlier document. */
  private static final int ATTEMPTS = 2;

  private final Optional<MachineDocumentSource> documents;
  private final Optional<AttestationProgram> attestations;

  /**
   * The evidence of a machine.
   *
   * @param documents empty where the platform has none
   * @param attestations empty where nothing is known that attests the machine
   */
  public MachineEvidence(
      Optional<MachineDocumentSource> documents, Optional<AttestationProgram> attestations) {
    this.documents = documents;
    this.attestations = attestations;
  }

  /**
   * The answer to a login, which need not grant it. When the server asks for evidence that this
   * machine has, the login is sent again with it. Blocks.
   *
   * @param body the parameters of the login
   * @param instance the id of the instance of a uniform scale set, whose token names the set alone;
   *     sent with an attestation
   * @param nonces takes a nonce of the server
   * @throws ClientException when evidence cannot be had
   */
  public ApiReply answer(
      Value.Obj body,
      Optional<String> instance,
      Function<Value.Obj, ApiReply> sending,
      Supplier<ApiReply> nonces) {
    ApiReply reply = sending.apply(body);
    Set<EvidenceDemand> shown = EnumSet.noneOf(EvidenceDemand.class);
    for (int i = 0; i < ATTEMPTS; i++) {
      Set<EvidenceDemand> wanted = EvidenceDemand.in(reply);
      wanted.removeIf(one -> !has(one));
      if (wanted.isEmpty()) {
        return reply;
      }
      shown.addAll(wanted);
      String nonce = ApiReply.text(nonces.get().data(), "nonce").orElse("");
      reply = sending.apply(with(shown, nonce, body, instance));
    }
    return reply;
  }

  private boolean has(EvidenceDemand wanted) {
    return switch (wanted) {
      case DOCUMENT -> documents.isPresent();
      case ATTESTATION -> attestations.isPresent();
    };
  }

  private Value.Obj with(
      Set<EvidenceDemand> shown, String nonce, Value.Obj body, Optional<String> instance) {
    Value.Builder more = Value.Obj.builder();
    body.members().forEach(more::put);
    for (EvidenceDemand one : shown) {
      more.put(one.field(), fetch(one, nonce));
    }
    if (shown.contains(EvidenceDemand.ATTESTATION) && body.get("resource_id").isEmpty()) {
      more.putIfPresent("resource_id", instance);
    }
    return more.build();
  }

  private String fetch(EvidenceDemand one, String nonce) {
    return switch (one) {
      case DOCUMENT -> document(nonce);
      case ATTESTATION -> attestations.orElseThrow().attest(nonce).expose();
    };
  }

  private String document(String nonce) {
    try {
      return documents.orElseThrow().fetch(nonce);
    } catch (ClientException e) {
      throw e.of("fetching the attested document of this machine");
    }
  }
}
