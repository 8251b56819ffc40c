package io.azimuth.domain.azure.rights;

import java.util.List;

/** The data actions with which the seal "azurekeyvault" uses its key. */
final class SealActions {

  private static final List<ActionPattern> ALL =
      List.of(
          new ActionPattern("Microsoft.KeyVault/vaults/keys/read"),
          new ActionPattern("Microsoft.KeyVault/vaults/keys/wrap/action"),
          new ActionPattern("Microsoft.KeyVault/vaults/keys/unwrap/action"));

  private SealActions() {}

  /** Whether it is one of them: the identity of a mount may be that of the seal, too. */
  static boolean useKeys(ActionPattern pattern) {
    return ALL.contains(pattern);
  }
}
