package io.azimuth.domain.azure.attested;

import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.domain.text.Quoted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Azure's attestation service says of a virtual machine (guest attestation), read from claims
 * whose signature, issuer and times have been verified.
 *
 * @see <a href="https://learn.microsoft.com/azure/attestation/claim-sets">Claim sets</a>
 */
public final class GuestAttestation {

  private static final String TYPE = "x-ms-attestation-type";
  private static final String MACHINE = "azurevm";
  private static final String ISOLATION = "x-ms-isolation-tee";
  private static final Set<String> CONFIDENTIAL = Set.of("sevsnpvm", "tdxvm");
  private static final String COMPLIANT = "azure-compliant-cvm";
  private static final String SECURE_BOOT = "secureboot";
  private static final List<String> SECURE_BOOT_OF_HOST =
      List.of(ISOLATION, "x-ms-runtime", "vm-configuration", "secure-boot");
  private static final String NO_DEBUGGERS = "x-ms-azurevm-debuggersdisabled";
  private static final List<String> DEBUG =
      List.of(
          "x-ms-azurevm-bootdebug-enabled",
          "x-ms-azurevm-hypervisordebug-enabled",
          "x-ms-azurevm-kerneldebug-enabled");
  private static final int LONGEST_NONCE = 512;

  private final VerifiedClaims verified;
  private final ClaimSet claims;

  /** A view of these claims; it checks nothing itself. */
  public GuestAttestation(VerifiedClaims verified) {
    this.verified = Objects.requireNonNull(verified, "verified");
    this.claims = verified.claims();
  }

  /** The instance of the service that issued it. */
  public String issuer() {
    return verified.issuer();
  }

  /** When it was issued, by the issuer's clock. */
  public Instant issuedAt() {
    return verified.issuedAt();
  }

  /**
   * The machine. Empty for what is attested in another way than a virtual machine: there the client
   * chooses more of the claims.
   */
  public Optional<VmId> vmId() {
    return claims
        .text("x-ms-azurevm-vmid")
        .flatMap(VmId::parse)
        .filter(id -> claims.text(TYPE).filter(MACHINE::equals).isPresent());
  }

  /** The nonce that the client asked to find in it; empty when it has none that can be read. */
  public Optional<String> nonce() {
    return text(List.of("x-ms-runtime", "client-payload", "nonce"))
        .filter(encoded -> encoded.length() <= LONGEST_NONCE)
        .flatMap(GuestAttestation::decoded);
  }

  private static Optional<String> decoded(String encoded) {
    try {
      byte[] bytes =
          Base64.getUrlDecoder()
              .decode(encoded.replace('+', '-').replace('/', '_').replace("=", ""));
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The hash of the policy by which the instance judged the machine. */
  public Optional<String> policyHash() {
    return claims.text("x-ms-policy-hash");
  }

  /** The kind of platform: that of the isolation, {@code azurevm} without one. */
  public String platform() {
    return isolation().filter(CONFIDENTIAL::contains).orElse(MACHINE);
  }

  /** What it does not show of what is asked: a sentence for each claim. */
  public List<String> lacking(PlatformDemand demand) {
    return switch (demand) {
      case ANY -> List.of();
      case CONFIDENTIAL_VM -> notConfidential();
      case SECURE_BOOT ->
          sentences(Stream.of(must(List.of(SECURE_BOOT), true), may(SECURE_BOOT_OF_HOST, true)));
      case NO_DEBUG -> debuggable();
    };
  }

  private List<String> notConfidential() {
    List<String> lacking = new ArrayList<>();
    if (isolation().filter(CONFIDENTIAL::contains).isEmpty()) {
      lacking.add(shown(List.of(ISOLATION, TYPE)));
    }
    List<String> compliance = List.of(ISOLATION, "x-ms-compliance-status");
    if (text(compliance).filter(COMPLIANT::equals).isEmpty()) {
      lacking.add(shown(compliance));
    }
    return lacking;
  }

  // The members about the isolation have other names with each of its kinds.
  private List<String> debuggable() {
    Stream<List<String>> ofIsolation =
        claims.memberNames(ISOLATION).stream()
            .filter(name -> name.endsWith("-is-debuggable") || name.endsWith("_debug"))
            .map(name -> List.of(ISOLATION, name));
    return sentences(
        Stream.concat(
            Stream.of(must(List.of(NO_DEBUGGERS), true)),
            Stream.concat(DEBUG.stream().map(List::of), ofIsolation)
                .map(path -> may(path, false))));
  }

  private static List<String> sentences(Stream<Optional<String>> all) {
    return all.flatMap(Optional::stream).toList();
  }

  // A claim that must be there.
  private Optional<String> must(List<String> path, boolean wanted) {
    return claims.at(path).filter(it -> it.equals(wanted)).isPresent()
        ? Optional.empty()
        : Optional.of(shown(path));
  }

  // A claim that need not be there.
  private Optional<String> may(List<String> path, boolean wanted) {
    return claims.at(path).isEmpty() ? Optional.empty() : must(path, wanted);
  }

  private String shown(List<String> path) {
    String name = String.join(".", path);
    Optional<Object> value = claims.at(path);
    if (value.isEmpty()) {
      return name + " is missing";
    }
    if (value.get() instanceof Boolean flag) {
      return name + " is " + flag;
    }
    return value.get() instanceof String text
        ? name + " is " + Quoted.of(text)
        : name + " is of another type";
  }

  private Optional<String> isolation() {
    return text(List.of(ISOLATION, TYPE));
  }

  private Optional<String> text(List<String> path) {
    return claims.at(path).filter(String.class::isInstance).map(String.class::cast);
  }

  /** The names of the claims only. */
  @Override
  public String toString() {
    return claims.toString();
  }
}
