package io.azimuth.adapters.azure.simulator.attestation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An attestation to be minted, honest or not.
 *
 * @param machine the name in the fleet
 * @param payload what the client wants to find in the answer; values in base64
 * @param defect what is to be wrong with it
 * @param claims claims to set; an empty value removes the claim
 * @param header header members to set; an empty value removes the member
 */
public record AttestationOrder(
    String machine,
    Map<String, String> payload,
    AttestationDefect defect,
    Map<String, Optional<Object>> claims,
    Map<String, Optional<Object>> header) {

  public AttestationOrder {
    Objects.requireNonNull(machine, "machine");
    payload = Map.copyOf(payload);
    Objects.requireNonNull(defect, "defect");
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
  }

  /** An honest one without a nonce. */
  public static AttestationOrder of(String machine) {
    return new AttestationOrder(machine, Map.of(), AttestationDefect.NONE, Map.of(), Map.of());
  }

  /** The same for a nonce, which the answer has in base64. */
  public AttestationOrder nonce(String nonce) {
    String encoded = Base64.getEncoder().encodeToString(nonce.getBytes(StandardCharsets.UTF_8));
    return new AttestationOrder(machine, Map.of("nonce", encoded), defect, claims, header);
  }

  public AttestationOrder with(AttestationDefect other) {
    return new AttestationOrder(machine, payload, other, claims, header);
  }

  /** The same with a claim set: text, number, boolean, list or map. */
  public AttestationOrder withClaim(String name, Object value) {
    Map<String, Optional<Object>> more = new LinkedHashMap<>(claims);
    more.put(name, Optional.of(value));
    return new AttestationOrder(machine, payload, defect, more, header);
  }
}
