package io.azimuth.bootstrap.config;

/** A {@code seal} block. */
public sealed interface SealBlock permits StaticSealBlock, AzureKeyVaultSealBlock, PluginSealBlock {

  /** The type of the seal, as the block names it. */
  String type();
}
