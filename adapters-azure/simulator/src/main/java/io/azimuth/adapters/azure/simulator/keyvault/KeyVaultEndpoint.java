package io.azimuth.adapters.azure.simulator.keyvault;

import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.KEY_VAULT;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.KEY_VAULT_KEY;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.KEY_VAULT_UNWRAP;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.KEY_VAULT_WRAP;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.token.BearerCheck;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Keys of vaults, below {@code /vaults/VAULT/}: in Azure each vault has a host of its own. */
public final class KeyVaultEndpoint {

  private static final String KEY = "/vaults/{vault}/keys/{key}";
  private static final String WRAP = "wrapKey";
  private static final String UNWRAP = "unwrapKey";
  private static final String DELETED = "/vaults/{vault}/deletedkeys/{key}";
  private static final Pattern VERSION = Pattern.compile("7\\.[0-9](-preview\\.[0-9])?");

  private final LiveVaults vaults;
  private final KeyRights rights;
  private final BearerCheck bearer;
  private final URI base;

  /**
   * @param base the simulator's own address
   */
  public KeyVaultEndpoint(LiveVaults vaults, KeyRights rights, BearerCheck bearer, URI base) {
    this.vaults = vaults;
    this.rights = rights;
    this.bearer = bearer;
    this.base = base;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        route(KEY_VAULT_KEY, "GET", KEY, KeyPermission.GET, this::show),
        route(KEY_VAULT_KEY, "GET", KEY + "/versions", KeyPermission.GET, this::versions),
        route(KEY_VAULT_KEY, "GET", KEY + "/{version}", KeyPermission.GET, this::show),
        route(KEY_VAULT_KEY, "POST", KEY + "/create", KeyPermission.MANAGE, this::create),
        route(KEY_VAULT_KEY, "POST", KEY + "/rotate", KeyPermission.MANAGE, this::rotate),
        route(KEY_VAULT_KEY, "DELETE", KEY, KeyPermission.MANAGE, this::delete),
        route(KEY_VAULT_KEY, "GET", DELETED, KeyPermission.GET, this::showDeleted),
        route(KEY_VAULT_KEY, "POST", DELETED + "/recover", KeyPermission.MANAGE, this::recover),
        route(KEY_VAULT_WRAP, "POST", KEY + "/wrapkey", KeyPermission.WRAP_KEY, this::wrap),
        route(
            KEY_VAULT_WRAP, "POST", KEY + "/{version}/wrapkey", KeyPermission.WRAP_KEY, this::wrap),
        route(
            KEY_VAULT_UNWRAP,
            "POST",
            KEY + "/{version}/unwrapkey",
            KeyPermission.UNWRAP_KEY,
            this::unwrap));
  }

  private SimulatorRoute route(
      SimulatorEndpoint endpoint,
      String method,
      String path,
      KeyPermission permission,
      Function<SimulatorRequest, SimulatorAnswer> responder) {
    return SimulatorRoute.of(
        List.of(endpoint, KEY_VAULT),
        method,
        path,
        request -> refusal(request, permission).orElseGet(() -> responder.apply(request)));
  }

  private Optional<SimulatorAnswer> refusal(SimulatorRequest request, KeyPermission permission) {
    BearerCheck.Outcome outcome = bearer.check(request);
    if (outcome instanceof BearerCheck.Outcome.Refused refused) {
      return Optional.of(refused.answer());
    }
    if (request.query().text("api-version").filter(it -> VERSION.matcher(it).matches()).isEmpty()) {
      return Optional.of(KeyVaultFaults.bad("api-version must be specified"));
    }
    String vault = variable(request, "vault");
    if (!vaults.isVault(vault)) {
      return Optional.of(KeyVaultFaults.noVault(vault));
    }
    String principal = ((BearerCheck.Outcome.Known) outcome).principalId();
    return rights.has(principal, permission)
        ? Optional.empty()
        : Optional.of(KeyVaultFaults.denied(principal, permission));
  }

  private SimulatorAnswer show(SimulatorRequest request) {
    return withVersion(
        request, (key, version) -> SimulatorAnswer.json(200, bundle(request, version)));
  }

  private SimulatorAnswer versions(SimulatorRequest request) {
    return withKey(
        request,
        key ->
            SimulatorAnswer.json(
                200,
                Map.of(
                    "value",
                    key.versions().stream()
                        .map(it -> Map.of("kid", id(request, it), "attributes", attributes(it)))
                        .toList())));
  }

  private SimulatorAnswer create(SimulatorRequest request) {
    if (find(request).filter(VaultKey::isDeleted).isPresent()) {
      return KeyVaultFaults.deleted(variable(request, "key"));
    }
    return SimulatorAnswer.json(200, bundle(request, added(request)));
  }

  private SimulatorAnswer rotate(SimulatorRequest request) {
    return withKey(request, key -> SimulatorAnswer.json(200, bundle(request, added(request))));
  }

  private KeyVersion added(SimulatorRequest request) {
    return vaults.addVersion(variable(request, "vault"), variable(request, "key"));
  }

  private SimulatorAnswer delete(SimulatorRequest request) {
    return withKey(
        request,
        key -> {
          key.delete(true);
          return SimulatorAnswer.json(200, deletedBundle(request, key));
        });
  }

  private SimulatorAnswer showDeleted(SimulatorRequest request) {
    return find(request)
        .filter(VaultKey::isDeleted)
        .map(key -> SimulatorAnswer.json(200, deletedBundle(request, key)))
        .orElseGet(() -> KeyVaultFaults.notFound(variable(request, "key")));
  }

  private SimulatorAnswer recover(SimulatorRequest request) {
    return find(request)
        .filter(VaultKey::isDeleted)
        .map(
            key -> {
              key.delete(false);
              return SimulatorAnswer.json(200, bundle(request, key.latest()));
            })
        .orElseGet(() -> KeyVaultFaults.notFound(variable(request, "key")));
  }

  private SimulatorAnswer wrap(SimulatorRequest request) {
    return operate(
        request,
        WRAP,
        (version, value) -> {
          try {
            return Optional.of(version.wrap(value));
          } catch (GeneralSecurityException e) {
            return Optional.empty();
          }
        });
  }

  private SimulatorAnswer unwrap(SimulatorRequest request) {
    return withVersion(
        request,
        (key, version) ->
            version.isUnwrapping()
                ? operate(request, UNWRAP, KeyVersion::unwrap)
                : KeyVaultFaults.notPermitted(UNWRAP));
  }

  private SimulatorAnswer operate(
      SimulatorRequest request,
      String operation,
      BiFunction<KeyVersion, byte[], Optional<byte[]>> work) {
    return withVersion(
        request,
        (key, version) -> {
          if (!version.isEnabled()) {
            return KeyVaultFaults.disabled(operation);
          }
          try {
            return work.apply(version, WrapBody.value(request.body()))
                .map(result -> result(request, version, result))
                .orElseGet(() -> KeyVaultFaults.bad("The parameter is incorrect."));
          } catch (IllegalArgumentException e) {
            return KeyVaultFaults.bad(String.valueOf(e.getMessage()));
          }
        });
  }

  private SimulatorAnswer result(SimulatorRequest request, KeyVersion version, byte[] value) {
    return SimulatorAnswer.json(
        200,
        Map.of(
            "kid",
            id(request, version),
            "value",
            Base64.getUrlEncoder().withoutPadding().encodeToString(value)));
  }

  private SimulatorAnswer withVersion(
      SimulatorRequest request, BiFunction<VaultKey, KeyVersion, SimulatorAnswer> work) {
    return withKey(
        request,
        key ->
            request
                .variable("version")
                .map(key::version)
                .orElseGet(() -> Optional.of(key.latest()))
                .map(version -> work.apply(key, version))
                .orElseGet(() -> KeyVaultFaults.notFound(variable(request, "key"))));
  }

  private SimulatorAnswer withKey(
      SimulatorRequest request, Function<VaultKey, SimulatorAnswer> work) {
    return find(request)
        .filter(it -> !it.isDeleted())
        .map(work)
        .orElseGet(() -> KeyVaultFaults.notFound(variable(request, "key")));
  }

  private Optional<VaultKey> find(SimulatorRequest request) {
    return vaults.find(variable(request, "vault"), variable(request, "key"));
  }

  private Map<String, Object> deletedBundle(SimulatorRequest request, VaultKey key) {
    Map<String, Object> members = new LinkedHashMap<>(bundle(request, key.latest()));
    members.put(
        "recoveryId",
        "%svaults/%s/deletedkeys/%s"
            .formatted(base, variable(request, "vault"), variable(request, "key")));
    return members;
  }

  private Map<String, Object> bundle(SimulatorRequest request, KeyVersion version) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("kid", id(request, version));
    key.put("kty", "RSA");
    key.put("key_ops", version.isUnwrapping() ? List.of(WRAP, UNWRAP) : List.of(WRAP));
    key.put("n", version.modulus());
    key.put("e", version.exponent());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key", key);
    members.put("attributes", attributes(version));
    return members;
  }

  private static Map<String, Object> attributes(KeyVersion version) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("enabled", version.isEnabled());
    attributes.put("created", version.created().getEpochSecond());
    attributes.put("updated", version.created().getEpochSecond());
    attributes.put("recoveryLevel", "Recoverable+Purgeable");
    attributes.put("recoverableDays", 90);
    return attributes;
  }

  private String id(SimulatorRequest request, KeyVersion version) {
    return "%svaults/%s/keys/%s/%s"
        .formatted(base, variable(request, "vault"), variable(request, "key"), version.id());
  }

  private static String variable(SimulatorRequest request, String name) {
    return request.variable(name).orElseThrow();
  }
}
