package io.azimuth.azure.roletest;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.spi.api.Value;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What logs in.
 *
 * @param claims of its token; the others have the values that Entra ID would give
 * @param without the claims that its token does not have
 * @param certificate the one that its connections show
 * @param attestation the claims of its attestation that differ from those of a sound confidential
 *     machine; empty when it sends none
 */
record Machine(
    Value.Obj claims,
    Set<String> without,
    InetAddress address,
    Optional<CertificateDigest> certificate,
    Optional<Value.Obj> attestation) {

  Machine {
    without = Set.copyOf(without);
  }

  /** The claims as a machine of that tenant has them, for that audience. */
  Map<String, Object> all(Map<String, Object> usual) {
    Map<String, Object> all = new LinkedHashMap<>(usual);
    claims.members().forEach((name, value) -> all.put(name, HclValues.claim(value)));
    all.keySet().removeAll(without);
    return all;
  }
}
