package io.azimuth.azure.login;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.azure.replay.AttestedNonces;
import io.azimuth.azure.replay.UsedTokenPlace;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.route.Call;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the attested document of a login at a role that asks for one. It is called once the token
 * is verified and the address is admitted, so that no stranger makes the server verify signatures.
 * It stages nothing, so that neither a dry run nor a refused login uses a nonce up.
 */
public final class MachineAttestation {

  private final Clouds clouds;
  private final AttestedNonces nonces;

  public MachineAttestation(Clouds clouds, AttestedNonces nonces) {
    this.clouds = clouds;
    this.nonces = nonces;
  }

  /** What the login shows of its machine; nothing at a role that does not ask. */
  Shown read(Call call, AzureSettings settings, AzureRole role) {
    Optional<byte[]> sent = LoginFields.attestedDocument(call.fields());
    if (!role.bindings().resource().attested() || sent.isEmpty()) {
      return Shown.NOTHING;
    }
    AttestedProof proof =
        clouds
            .named(settings.environment())
            .flatMap(cloud -> cloud.service(AttestedSignatures.class))
            .map(it -> it.verify(settings.environment(), sent.get(), call.now()))
            .orElseGet(
                () -> AttestedProof.rejected("this server knows no signer of documents for it"));
    AttestedNonces.Judged nonce =
        proof
            .document()
            .map(AttestedDocument::nonce)
            .map(text -> nonces.judge(call.transaction(), text, call.now()))
            .orElse(AttestedNonces.Judged.FOREIGN);
    nonce.earlier().ifPresent(use -> LoginAuditNotes.firstUse(call, use));
    return new Shown(
        new AttestedEvidence(Optional.of(proof), nonce.state(), settings.clockSkewLeeway()),
        nonce.place());
  }

  /**
   * What a login shows of its machine.
   *
   * @param evidence for the policy
   * @param place where the login keeps that it used the nonce, if it is granted
   */
  record Shown(AttestedEvidence evidence, Optional<UsedTokenPlace> place) {

    static final Shown NOTHING = new Shown(AttestedEvidence.NONE, Optional.empty());

    Shown {
      Objects.requireNonNull(evidence, "evidence");
      Objects.requireNonNull(place, "place");
    }

    /** The outcome, which uses the nonce up when it is a grant. */
    LoginOutcome used(LoginOutcome outcome) {
      return place.isPresent() && outcome instanceof LoginOutcome.Granted granted
          ? granted.using(place.get())
          : outcome;
    }
  }
}
