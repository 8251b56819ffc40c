package io.azimuth.bootstrap.config;

public sealed interface SealBlock permits StaticSealBlock, AzureKeyVaultSealBlock, PluginSealBlock {

  /** The type of the seal, as the block names it. */
  String type();
}
