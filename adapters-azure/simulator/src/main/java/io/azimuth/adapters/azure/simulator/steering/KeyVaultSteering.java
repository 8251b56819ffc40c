package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.keyvault.KeyPermission;
import io.azimuth.adapters.azure.simulator.keyvault.LiveVaults;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /_simulator/keyvault/…}: steering of Key Vault by request. */
public final class KeyVaultSteering {

  private static final String BASE = "keyvault/";

  private final SimulatedKeyVault vault;

  public KeyVaultSteering(SimulatedKeyVault vault) {
    this.vault = vault;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        SteeringRoutes.post(
            BASE + "rotate", Key.class, it -> Map.of("version", vault.rotate(it.name()))),
        SteeringRoutes.change(BASE + "delete", Key.class, it -> vault.delete(it.name())),
        SteeringRoutes.change(BASE + "recover", Key.class, it -> vault.recover(it.name())),
        SteeringRoutes.change(BASE + "version", Version.class, this::version),
        SteeringRoutes.change(BASE + "unwrap", Unwrapping.class, this::unwrapping),
        SteeringRoutes.change(BASE + "rights", Right.class, this::right),
        SteeringRoutes.get(BASE + "versions", this::versions));
  }

  private Object versions(SimulatorRequest request) {
    String key = request.query().text("key").orElse(LiveVaults.KEY);
    return Map.of("versions", vault.versions(key));
  }

  private record Key(@Nullable String key) {
    String name() {
      return key == null ? LiveVaults.KEY : key;
    }
  }

  private record Version(
      @Nullable String key, @JsonProperty(required = true) String version, boolean enabled) {}

  private void version(Version body) {
    vault.enable(new Key(body.key()).name(), body.version(), body.enabled());
  }

  private record Unwrapping(
      @Nullable String key, @JsonProperty(required = true) String version, boolean permitted) {}

  private void unwrapping(Unwrapping body) {
    vault.permitUnwrapping(new Key(body.key()).name(), body.version(), body.permitted());
  }

  private record Right(
      @JsonProperty(required = true) String principal,
      @JsonProperty(required = true) KeyPermission permission,
      @Nullable Boolean granted) {}

  private void right(Right body) {
    if (Boolean.FALSE.equals(body.granted())) {
      vault.revoke(body.principal(), body.permission());
    } else {
      vault.grant(body.principal(), body.permission());
    }
  }
}
