package io.azimuth.bootstrap.config;

import io.azimuth.adapters.storage.seal.StaticSealConfig;
import java.util.Objects;

/**
 * A seal whose key the operator supplies.
 *
 * @param keys the keys
 */
public record StaticSealBlock(StaticSealConfig keys) implements SealBlock {

  /** The type of the seal. */
  public static final String TYPE = "static";

  public StaticSealBlock {
    Objects.requireNonNull(keys, "keys");
  }

  @Override
  public String type() {
    return TYPE;
  }
}
