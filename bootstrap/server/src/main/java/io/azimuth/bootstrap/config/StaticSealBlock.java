package io.azimuth.bootstrap.config;

import io.azimuth.adapters.storage.seal.StaticSealConfig;

/**
 * A seal whose key the operator supplies.
 *
 * @param keys the keys
 */
public record StaticSealBlock(StaticSealConfig keys) implements SealBlock {

  /** The type of the seal. */
  public static final String TYPE = "static";

  @Override
  public String type() {
    return TYPE;
  }
}
