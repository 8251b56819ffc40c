package io.azimuth.azure.rotation;

import io.azimuth.azure.config.IdentitySettings;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.NewPassword;
import io.azimuth.domain.rotation.OldPassword;
import io.azimuth.domain.rotation.OldPasswordRule;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The results of earlier rotations of a mount.
 *
 * @param last when a new password or certificate last came into use
 * @param lastFailure the last rotation that failed
 * @param leftovers passwords and certificates that stayed in Azure and that an operator should
 *     remove
 * @param gone fingerprints of those that were replaced and are no longer in Azure
 */
public record RotationHistory(
    Optional<Instant> last,
    Optional<Failure> lastFailure,
    List<Leftover> leftovers,
    List<String> gone) {

  /** The most leftovers that are stored; the oldest are dropped first. */
  static final int MAX_LEFTOVERS = 50;

  /** The most fingerprints of replaced passwords that are stored; the oldest are dropped first. */
  static final int MAX_GONE = 50;

  static final RotationHistory NONE =
      new RotationHistory(Optional.empty(), Optional.empty(), List.of(), List.of());

  public RotationHistory {
    leftovers =
        List.copyOf(
            leftovers.subList(Math.max(0, leftovers.size() - MAX_LEFTOVERS), leftovers.size()));
    gone = List.copyOf(gone.subList(Math.max(0, gone.size() - MAX_GONE), gone.size()));
  }

  RotationHistory succeeded(Instant now) {
    return new RotationHistory(Optional.of(now), lastFailure, leftovers, gone);
  }

  public RotationHistory failed(Instant now, String reason) {
    return new RotationHistory(last, Optional.of(new Failure(now, reason)), leftovers, gone);
  }

  /** This history after the removal of the old password, with these passwords in Azure before. */
  RotationHistory cleaned(
      Rotation rotation, List<KnownPassword> known, OldPasswordRule.Verdict verdict) {
    String clientId = rotation.application().clientId();
    List<String> present = known.stream().map(KnownPassword::keyId).toList();
    List<Leftover> left =
        verdict.leave().stream()
            .map(
                it ->
                    new Leftover(
                        clientId,
                        it.keyId(),
                        it.displayName(),
                        it.expires(),
                        verdict.why(),
                        rotation.kind()))
            .toList();
    // A password that is not left in Azure does not work any more, independent of who removed it.
    RotationHistory base = left.isEmpty() ? withGone(clientId, rotation.old()) : this;
    return base.without(clientId, rotation.kind(), present).withLeftovers(left);
  }

  /** Whether this credential of the application was replaced and is no longer in Azure. */
  boolean isGone(String clientId, OldPassword credential) {
    return gone.contains(fingerprint(clientId, credential.mark()));
  }

  /** This history with more leftovers; one with the same key replaces the earlier one. */
  RotationHistory withLeftovers(List<Leftover> more) {
    List<Leftover> all = new ArrayList<>(leftovers);
    all.removeIf(it -> more.stream().anyMatch(it::isSameAs));
    all.addAll(more);
    return new RotationHistory(last, lastFailure, all, gone);
  }

  // Without the leftovers of the application whose keys it no longer has.
  private RotationHistory without(String clientId, RotatedKind kind, List<String> present) {
    return new RotationHistory(
        last,
        lastFailure,
        leftovers.stream()
            .filter(it -> !it.clientId().equals(clientId) || it.kind() != kind || it.isIn(present))
            .toList(),
        gone);
  }

  private RotationHistory withGone(String clientId, OldPassword replaced) {
    String fingerprint = fingerprint(clientId, replaced.mark());
    List<String> all = new ArrayList<>(gone);
    all.remove(fingerprint);
    all.add(fingerprint);
    return new RotationHistory(last, lastFailure, leftovers, all);
  }

  // The SHA-256 of both, in 64 hexadecimal digits: recognises a secret that must not be stored.
  private static String fingerprint(String clientId, SecretText secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((AsciiCase.fold(clientId) + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(digest.digest(secret.expose().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public record Failure(Instant at, String reason) {}

  /**
   * A password or certificate that a rotation may not remove, or that it could not remove.
   *
   * @param clientId of the application
   * @param keyId its id in Graph; empty when it was never received
   * @param displayName its name in Graph
   * @param expires when it expires
   * @param reason the reason why it was left
   */
  public record Leftover(
      String clientId,
      String keyId,
      String displayName,
      Optional<Instant> expires,
      String reason,
      RotatedKind kind) {

    /** A password. */
    public Leftover(
        String clientId,
        String keyId,
        String displayName,
        Optional<Instant> expires,
        String reason) {
      this(clientId, keyId, displayName, expires, reason, RotatedKind.PASSWORD);
    }

    /** The credential that the rotation replaces, or has replaced. */
    static Leftover replaced(Rotation rotation, String reason) {
      return new Leftover(
          rotation.application().clientId(),
          rotation.old().ownKeyId().orElse(""),
          "",
          Optional.empty(),
          reason,
          rotation.kind());
    }

    /** The credential that the rotation has added, or may have added. */
    static Leftover added(Rotation rotation, String reason) {
      return new Leftover(
          rotation.application().clientId(),
          rotation.added().map(NewPassword::keyId).orElse(""),
          rotation.name(),
          rotation.added().map(NewPassword::expires),
          reason,
          rotation.kind());
    }

    /** The credential in use, if an earlier rotation added it. */
    static Optional<Leftover> inUse(IdentitySettings identity, String reason) {
      return identity
          .own()
          .map(
              own ->
                  new Leftover(
                      identity.clientId(),
                      own.keyId(),
                      "",
                      Optional.of(own.expires()),
                      reason,
                      identity.rotatedKind()));
    }

    /** The command with which an operator can remove it. */
    public String command() {
      String command =
          keyId.isEmpty()
              ? "az ad app credential list --id " + clientId
              : "az ad app credential delete --id " + clientId + " --key-id " + keyId;
      return kind == RotatedKind.CERTIFICATE ? command + " --cert" : command;
    }

    private boolean isSameAs(Leftover other) {
      return kind == other.kind
          && clientId.equals(other.clientId)
          && keyId.equals(other.keyId)
          && displayName.equals(other.displayName);
    }

    private boolean isIn(List<String> keyIds) {
      return keyId.isEmpty() || keyIds.contains(keyId);
    }
  }
}
