package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.keys.BigEndianBigInteger;
import org.jose4j.keys.X509Util;

/**
 * The key sets; the same keys for all tenants and both versions, but for tenants that have a key of
 * their own.
 */
public final class KeysEndpoint {

  static final String CACHE_CONTROL = "max-age=86400, private";

  private static final String ANY_TENANT = "https://login.microsoftonline.com/{tenantid}/v2.0";
  private static final String PERSONAL_ACCOUNTS =
      "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";

  private final SimulatorFleet fleet;
  private final SimulatorSigningKeys keys;
  private final EntraErrors errors;

  public KeysEndpoint(SimulatorFleet fleet, SimulatorSigningKeys keys, EntraErrors errors) {
    this.fleet = fleet;
    this.keys = keys;
    this.errors = errors;
  }

  public SimulatorAnswer common(SimulatorRequest request) {
    List<Map<String, Object>> set = new ArrayList<>();
    keys.published().forEach(it -> set.add(jwk(it, ANY_TENANT)));
    set.add(jwk(keys.personalAccounts(), PERSONAL_ACCOUNTS));
    return answer(set);
  }

  public SimulatorAnswer ofTenant(SimulatorRequest request) {
    String asked = request.variable("tenant").orElse("");
    if (DiscoveryEndpoint.isNoTenant(asked)) {
      return common(request);
    }
    return fleet
        .tenant(asked)
        .map(it -> it.hasOwnKeys() ? answer(List.of(own(it))) : common(request))
        .orElseGet(errors::unknownTenant);
  }

  private Map<String, Object> own(SeededTenant tenant) {
    return jwk(keys.own(tenant), ANY_TENANT);
  }

  private static SimulatorAnswer answer(List<Map<String, Object>> set) {
    return SimulatorAnswer.json(200, Map.of("keys", set))
        .withHeader("Cache-Control", CACHE_CONTROL);
  }

  private static Map<String, Object> jwk(TokenSigningKey key, String issuer) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kty", "RSA");
    members.put("use", "sig");
    members.put("kid", key.keyId());
    members.put("x5t", key.keyId());
    members.put("n", BigEndianBigInteger.toBase64Url(key.publicKey().getModulus()));
    members.put("e", BigEndianBigInteger.toBase64Url(key.publicKey().getPublicExponent()));
    members.put("x5c", List.of(new X509Util().toBase64(key.certificate())));
    members.put("issuer", issuer);
    return members;
  }
}
