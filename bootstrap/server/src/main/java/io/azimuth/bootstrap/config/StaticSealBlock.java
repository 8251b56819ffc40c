package io.azimuth.bootstrap.config;

import io.azimuth.adapters.storage.seal.StaticSealConfig;

/** A seal whose key the operator supplies. */
public record StaticSealBlock(StaticSealConfig keys) implements SealBlock {

  public static final String TYPE = "static";

  @Override
  public String type() {
    return TYPE;
  }
}
