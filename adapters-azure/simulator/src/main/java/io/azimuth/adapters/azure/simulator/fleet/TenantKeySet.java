package io.azimuth.adapters.azure.simulator.fleet;

/** Which keys sign the tokens of a tenant. */
public enum TenantKeySet {
  /** Those of all tenants that have none of their own, as in Azure. */
  SHARED,
  /** A key of its own, in a key set at addresses of its own. */
  OWN,
  /** The same, where its key has the id that the shared key has when it is first asked for. */
  OWN_WITH_SHARED_ID
}
