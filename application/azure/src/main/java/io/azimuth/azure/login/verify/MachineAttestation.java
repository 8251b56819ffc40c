package io.azimuth.azure.login.verify;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.azure.port.IssuerSearch;
import io.azimuth.azure.replay.AttestedNonces;
import io.azimuth.azure.replay.UsedTokenRecordName;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.attested.GuestEvidence;
import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Reads the attested document of a login at a role that asks for one, and its attestation. It is
 * called once the token is verified and the address is admitted, so that no stranger makes the
 * server verify signatures. It stages nothing, so that neither a dry run nor a refused login uses a
 * nonce up.
 */
public final class MachineAttestation {

  /** How long a login waits for certificates of other sites. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clouds clouds;
  private final AttestedNonces nonces;
  private final GuestAttestationVerification platforms;

  public MachineAttestation(
      Clouds clouds, AttestedNonces nonces, GuestAttestationVerification platforms) {
    this.clouds = clouds;
    this.nonces = nonces;
    this.platforms = platforms;
  }

  /**
   * What the login shows of its machine; nothing at a role that does not ask. Pending while
   * certificates that the document lacks, or keys, are fetched.
   *
   * @param document the attested document, if the login has one
   * @param attestation the attestation of the platform, if the login has one
   * @throws ServiceException when what is missing to judge one of them cannot be fetched now
   */
  public Awaited<Shown> read(
      Call call,
      AzureSettings settings,
      AzureRole role,
      Optional<byte[]> document,
      Optional<SecretText> attestation) {
    return read(call, settings, role, document)
        .thenAwait(shown -> platforms.add(call, settings, role, attestation, shown));
  }

  private Awaited<Shown> read(
      Call call, AzureSettings settings, AzureRole role, Optional<byte[]> sent) {
    if (!role.bindings().resource().attested() || sent.isEmpty()) {
      return Awaited.of(Shown.NOTHING);
    }
    return clouds
        .named(settings.environment())
        .flatMap(cloud -> cloud.service(AttestedSignatures.class))
        .map(signatures -> verify(call, settings.environment(), signatures, sent.get()))
        .orElseGet(
            () ->
                Awaited.of(
                    AttestedProof.rejected("this server knows no signer of documents for it")))
        .then(proof -> shown(call, settings, proof));
  }

  private Awaited<AttestedProof> verify(
      Call call, String cloud, AttestedSignatures signatures, byte[] document) {
    AttestedProof proof = signatures.verify(cloud, document, call.now());
    if (proof.document().isPresent()) {
      return Awaited.of(proof);
    }
    return signatures
        .fetchMissing(cloud, document, call.now(), nonce -> isFresh(call, nonce))
        .map(
            fetching ->
                Awaited.ended(fetching, call.deadline().within(PATIENCE))
                    .then(ended -> verified(call, cloud, signatures, document, fetching)))
        .orElseGet(() -> Awaited.of(proof));
  }

  // Another login may have fetched what is missing. A login that cannot be judged is not refused.
  private static AttestedProof verified(
      CallInput call,
      String cloud,
      AttestedSignatures signatures,
      byte[] document,
      CompletableFuture<IssuerSearch> fetching) {
    AttestedProof proof = signatures.verify(cloud, document, call.now());
    if (proof.document().isEmpty()
        && fetching.getNow(IssuerSearch.UNANSWERED) == IssuerSearch.UNANSWERED) {
      throw new ServiceException(ErrorCode.DOCUMENT_ISSUER_UNAVAILABLE, proof.problem());
    }
    return proof;
  }

  private boolean isFresh(Call call, String nonce) {
    return nonces.judge(call.transaction(), nonce, call.now()).state() == NonceState.FRESH;
  }

  private Shown shown(Call call, AzureSettings settings, AttestedProof proof) {
    AttestedNonces.Judged nonce =
        proof
            .document()
            .map(AttestedDocument::nonce)
            .map(text -> nonces.judge(call.transaction(), text, call.now()))
            .orElse(AttestedNonces.Judged.FOREIGN);
    nonce.earlier().ifPresent(use -> LoginAuditNotes.firstUse(call, use));
    return new Shown(
        new AttestedEvidence(
            Optional.of(proof), nonce.state(), settings.tokens().clockSkewLeeway()),
        nonce.place().stream().toList());
  }

  /**
   * What a login shows of its machine.
   *
   * @param evidence for the policy
   * @param places where the login keeps that it used the nonces, if it is granted
   */
  public record Shown(AttestedEvidence evidence, List<UsedTokenRecordName> places) {

    static final Shown NOTHING = new Shown(AttestedEvidence.NONE, List.of());

    public Shown {
      Objects.requireNonNull(evidence, "evidence");
      places = List.copyOf(places);
    }

    /** The same with evidence of the platform; one nonce may be that of the document, too. */
    Shown with(GuestEvidence platform, Optional<UsedTokenRecordName> place) {
      return new Shown(
          evidence.with(platform),
          Stream.concat(places.stream(), place.stream()).distinct().toList());
    }
  }
}
