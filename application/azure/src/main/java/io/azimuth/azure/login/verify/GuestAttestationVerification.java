package io.azimuth.azure.login.verify;

import io.azimuth.azure.config.AttestationIssuers;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.metrics.KeyAges;
import io.azimuth.azure.replay.AttestedNonces;
import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.attested.GuestEvidence;
import io.azimuth.domain.azure.attested.GuestProof;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the attestation of a login at a role that asks for one: an instance that the mount lists
 * signed it, with a key that this instance publishes, and it is valid now. The header names no
 * other place for keys: {@code jku} and {@code x5c} there are ignored.
 *
 * <p>It is called once the token is verified and the address is admitted, so that no stranger makes
 * the server verify signatures or fetch keys. It stages nothing, so that neither a dry run nor a
 * refused login uses a nonce up.
 */
public final class GuestAttestationVerification {

  private final Clouds clouds;
  private final TokenVerifier verifier;
  private final AttestedNonces nonces;
  private final KeyAges ages;

  public GuestAttestationVerification(
      Clouds clouds, TokenVerifier verifier, AttestedNonces nonces, KeyAges ages) {
    this.clouds = clouds;
    this.verifier = verifier;
    this.nonces = nonces;
    this.ages = ages;
  }

  /**
   * What the login shows besides, with its attestation; the same at a role that does not ask for
   * one. Pending while keys are fetched.
   *
   * @param sent the attestation, if the login has one
   * @throws ServiceException with {@code ATTESTATION_KEYS_UNAVAILABLE} or {@code
   *     ATTESTATION_KEYS_UNUSABLE} when the keys of its issuer cannot be fetched
   */
  Awaited<MachineAttestation.Shown> add(
      Call call,
      AzureSettings settings,
      AzureRole role,
      Optional<SecretText> sent,
      MachineAttestation.Shown before) {
    return role.bindings().resource().attestation().isDemanded() && sent.isPresent()
        ? verify(call, settings, sent.get()).then(proof -> shown(call, settings, proof, before))
        : Awaited.of(before);
  }

  private Awaited<GuestProof> verify(Call call, AzureSettings settings, SecretText sent) {
    Optional<UnverifiedToken> token = UnverifiedToken.parse(sent);
    if (token.isEmpty()) {
      return Awaited.of(GuestProof.rejected("it is no signed JWT"));
    }
    List<IssuerProfile> issuers = AttestationIssuers.of(settings, clouds);
    if (issuers.isEmpty()) {
      return Awaited.of(GuestProof.rejected("the mount has no attestation_issuers"));
    }
    issuers.forEach(instance -> ages.used(settings.environment(), instance));
    TokenExpectation expectation =
        TokenExpectation.withoutAudience(issuers, settings.tokens().clockSkewLeeway());
    return Awaited.recovering(
        () ->
            verifier
                .verify(token.get(), expectation, call.deadline())
                .then(GuestAttestationVerification::proof),
        ServiceException.class,
        fault -> {
          throw ofKeys(fault);
        });
  }

  private static GuestProof proof(Verification verification) {
    return verification.fold(
        accepted -> GuestProof.proved(new GuestAttestation(accepted.claims())),
        rejected -> GuestProof.rejected(problem(rejected)));
  }

  private static String problem(Verification.Rejected rejected) {
    return switch (rejected.reason()) {
      case MALFORMED -> "it is no signed JWT";
      case ALGORITHM -> "it is not signed with RS256";
      case KEY_UNKNOWN -> "its issuer publishes no key of that id";
      case ISSUER_MISMATCH -> "its issuer is not accepted: " + issuer(rejected.claims());
      case SIGNATURE -> "its signature is wrong";
      case EXPIRED -> "it has expired";
      case NOT_YET_VALID -> "it is not valid yet";
      case IDENTITY_MISMATCH, AUDIENCE_MISMATCH, CLAIM_MISSING -> "it lacks a claim";
      case BINDING_NOT_UNDERSTOOD, BINDING_NOT_PROVED -> "it is bound to a key";
    };
  }

  private static String issuer(Optional<ClaimSet> claims) {
    return Quoted.of(claims.flatMap(it -> it.text("iss")).orElse(""));
  }

  // The sentences of the verifier are about the sign-in service.
  private static ServiceException ofKeys(ServiceException fault) {
    return switch (fault.code()) {
      case IDENTITY_PROVIDER_UNAVAILABLE ->
          new ServiceException(ErrorCode.ATTESTATION_KEYS_UNAVAILABLE, fault.detail(), fault);
      case IDENTITY_PROVIDER_UNUSABLE ->
          new ServiceException(ErrorCode.ATTESTATION_KEYS_UNUSABLE, fault.detail(), fault);
      default -> fault;
    };
  }

  private MachineAttestation.Shown shown(
      Call call, AzureSettings settings, GuestProof proof, MachineAttestation.Shown before) {
    proof.attestation().ifPresent(proved -> LoginAuditNotes.attestation(call, proved));
    AttestedNonces.Judged nonce =
        proof
            .attestation()
            .flatMap(GuestAttestation::nonce)
            .map(text -> nonces.judge(call.transaction(), text, call.now()))
            .orElse(AttestedNonces.Judged.FOREIGN);
    nonce.earlier().ifPresent(use -> LoginAuditNotes.firstUse(call, use));
    // It cannot be older than the nonce that it holds.
    Duration greatestAge = AttestedNonces.LIFETIME.plus(settings.tokens().clockSkewLeeway());
    return before.with(
        new GuestEvidence(Optional.of(proof), nonce.state(), greatestAge), nonce.place());
  }
}
